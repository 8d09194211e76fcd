#!/bin/sh
# Make ready what every target needs; does nothing when nothing changed.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

# Whole when it can import pip; a set-up that was cut short is made again.
environment_is_whole() { "$(bin)/python" -c 'import pip' >/dev/null 2>&1; }

if ! environment_is_whole; then
    python=$(sh packaging/setup/find_python.sh)
    sh packaging/setup/libraries.sh "$python"
    step "Environment: .venv, with $("$python" -V)"
    rm -rf .venv
    "$python" -m venv .venv
else
    sh packaging/setup/libraries.sh "$(bin)/python"
fi

# What the environment was last filled from.
wanted=$(cat requirements.lock pyproject.toml | cksum)
if [ "$(cat .venv/filled-from 2>/dev/null)" != "$wanted" ]; then
    rm -f .venv/filled-from
    "$(bin)/python" packaging/setup/packages.py
    QT_QPA_PLATFORM=offscreen "$(bin)/python" -c 'import PySide6.QtWebEngineWidgets' ||
        stop "The packages are here, but Qt cannot be loaded: the last line above names what it lacks."
    echo "$wanted" >.venv/filled-from
fi
