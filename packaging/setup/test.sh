#!/bin/sh
# All checks, in the order in which they fail fastest. Arguments go to pytest; without any, all
# tests run, in two processes.
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
if [ $# -eq 0 ]; then
    sh packaging/setup/halves.sh
else
    sh packaging/setup/pytest.sh "$@"
fi
step "All is well"
