#!/bin/sh
# Print a Python that can run Coursefolk, or say what is missing and how to get it.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

found=""
seen=""
for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    command -v "$name" >/dev/null 2>&1 || continue
    version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    case "$version" in
        3.11 | 3.12 | 3.13 | 3.14)
            found=$name
            break
            ;;
    esac
    seen="$seen $name is $version,"
done

if [ -z "$found" ]; then
    stop "Coursefolk needs Python 3.11 to 3.14, and none was found here.${seen:+ (${seen# } too old or too new.)}" \
        "On Debian 12 or Ubuntu 24.04 and newer, type:" \
        "    sudo apt-get install -y python3 python3-venv" \
        "Elsewhere take it from python.org, then start this again."
fi

if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
    stop "Python $version is here, but the part of it that makes environments is missing. Type:" \
        "    sudo apt-get install -y python$version-venv" \
        "then start this again."
fi

command -v "$found"
