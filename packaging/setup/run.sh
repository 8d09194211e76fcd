#!/bin/sh
# Open the window with the sample course; with no display, play the whole story and keep its pictures.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

sh packaging/setup/ready.sh
if has_display; then
    step "The window opens with the sample course"
    exec "$(bin)/coursefolk" open --sample
fi

step "There is no display here, so no window can open. Instead two people write one course, in pictures:"
allow_root
QT_QPA_PLATFORM=offscreen "$(bin)/coursefolk" demo --out out/demo
step "The pictures are in $(pwd)/out/demo"
