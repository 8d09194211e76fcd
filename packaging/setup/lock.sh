#!/bin/sh
# Write requirements.lock anew: every package by hash, for every platform, and no address in it.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

tool=build/lock
if [ ! -x "$tool/bin/uv" ]; then
    step "Fetching uv, which resolves the lock"
    python=$(sh packaging/setup/find_python.sh)
    "$python" -m venv "$tool"
    "$tool/bin/python" -m pip --disable-pip-version-check install --quiet 'uv>=0.9,<1'
fi
step "Resolving"
"$tool/bin/uv" pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@" \
    pyproject.toml -o requirements.lock >/dev/null
if grep -n '://' requirements.lock; then stop "An address slipped into requirements.lock."; fi
step "requirements.lock holds $(grep -c '==' requirements.lock) packages"
