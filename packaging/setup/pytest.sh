#!/bin/sh
# Run tests with no screen. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

allow_root
QT_QPA_PLATFORM=offscreen
export QT_QPA_PLATFORM
exec "$(bin)/python" -m pytest -q "$@"
