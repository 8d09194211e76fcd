#!/bin/sh
# All checks, in the order in which they fail fastest. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

bin=$(bin)
step "Format"
"$bin/ruff" format --check --quiet . || stop "To mend it, type: $bin/ruff format ."
step "Lint"
"$bin/ruff" check --no-cache --quiet .
step "Types"
"$bin/python" -m mypy --no-error-summary
step "Contracts between floors and rooms"
contracts=$("$bin/lint-imports" --no-logo 2>&1) || stop "$contracts"
step "Tests"
sh packaging/setup/pytest.sh "$@"
step "All is well"
