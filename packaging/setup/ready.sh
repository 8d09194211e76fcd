#!/bin/sh
# Make ready what every target needs; does nothing when nothing changed.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

mkdir -p build
# Two of us at once, in two terminals, would write into one environment.
if command -v flock >/dev/null 2>&1; then
    exec 9>build/setup.lock
    flock -n 9 || { step "Another set-up is at work here; waiting for it"; flock 9; }
fi

# A set-up that was cut short leaves its mark; what it left is made again, from what was fetched.
is_whole() { [ ! -e .venv/filling ] && "$(bin)/python" -c 'import pip' >/dev/null 2>&1; }

if is_whole; then
    sh packaging/setup/libraries.sh "$(bin)/python"
else
    python=$(sh packaging/setup/find_python.sh)
    sh packaging/setup/libraries.sh "$python"
    step "Environment: .venv, with $("$python" -V)"
    rm -rf .venv
    "$python" -m venv .venv
fi

# What the environment was last filled from.
wanted=$(cat requirements.lock pyproject.toml | cksum)
if [ "$(cat .venv/filled-from 2>/dev/null)" != "$wanted" ]; then
    rm -f .venv/filled-from
    touch .venv/filling
    "$(bin)/python" packaging/setup/packages.py
    rm -f .venv/filling
    QT_QPA_PLATFORM=offscreen "$(bin)/python" -c 'import PySide6.QtWebEngineWidgets' ||
        stop "The packages are here, but Qt cannot be loaded: the last line above names what it lacks."
    # Commands answer at once from the first call on, also where Python may not keep what it compiles.
    "$(bin)/python" -m compileall -q -j 2 app editor sync
    echo "$wanted" >.venv/filled-from
fi
