#!/bin/sh
# Run all tests in two processes side by side, with one answer. Each has a home, settings and
# temporary folders of its own (tests/guards/surroundings.py), and every server takes a free port.
# The second runs whatever the first does not name, so that no test is left out.
set -u
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

first="tests/app tests/contract"
told=build/tests-of-the-second.log

mkdir -p build
rest=""
for folder in $first; do rest="$rest --ignore=$folder"; done

# shellcheck disable=SC2086 # one word for each folder
sh packaging/setup/pytest.sh $rest -o cache_dir=build/second >"$told" 2>&1 &
second=$!
trap 'kill "$second" 2>/dev/null; exit 1' INT TERM
good=true
# shellcheck disable=SC2086
sh packaging/setup/pytest.sh $first || good=false
step "Tests of the second process"
wait "$second" || good=false
cat "$told"
$good
