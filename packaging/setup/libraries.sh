#!/bin/sh
# See that the system libraries of Qt are here: install them where we may, else print the line to type.
# Usage: libraries.sh PYTHON
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

[ "$(uname -s)" = Linux ] || exit 0
python=$1
missing=$("$python" packaging/setup/libraries.py)
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    stop "Qt needs system libraries that are not here. Their names in Debian are:" \
        "    $(echo "$missing" | sed 's/.*|//' | tr '\n' ' ')" \
        "Please install what your system calls them, then start this again."
fi

# The name that this release has for a package: newer ones call some differently.
has_package() { apt-cache show "$1" 2>/dev/null | grep -q '^Version'; }
names() {
    for either in $missing; do
        name=${either##*|}
        if [ "$name" != "$either" ] && has_package "${either%%|*}"; then name=${either%%|*}; fi
        printf '%s ' "$name"
    done
    if [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then printf 'ca-certificates '; fi
}

may=""
if [ "$(id -u)" = 0 ]; then
    may=env
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    may="sudo env"
fi
if [ -z "$may" ]; then
    stop "Qt needs a few system libraries that are not here. Type this one line:" \
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $(names)" \
        "then start this again. Nothing was changed."
fi

mkdir -p build
step "System libraries of Qt: $(echo "$missing" | wc -l) are missing; apt-get installs them (a minute)"
if ! $may DEBIAN_FRONTEND=noninteractive apt-get update >"$log" 2>&1 ||
    ! $may DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $(names) >>"$log" 2>&1; then
    tail -n 5 "$log" >&2
    stop "apt-get could not install them (all it said is in $log). To try by hand:" \
        "    apt-get update && apt-get install -y --no-install-recommends $(names)"
fi
still=$("$python" packaging/setup/libraries.py)
if [ -n "$still" ]; then
    stop "These libraries still cannot be loaded, though apt-get was content: $still"
fi
