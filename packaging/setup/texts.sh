#!/bin/sh
# Collect the texts of the interface for translators, and compile the translations that are here.
# Needs the gettext tools. Writes build/texts/coursefolk.pot; each resources/locale/LANGUAGE/
# LC_MESSAGES/coursefolk.po is brought up to date with it and compiled beside itself.
set -eu
cd "$(dirname "$0")/../.."
. packaging/setup/say.sh

if ! command -v xgettext >/dev/null 2>&1 || ! command -v msgfmt >/dev/null 2>&1; then
    stop "Collecting texts needs the gettext tools, which are not here." \
        "On Debian and Ubuntu, type:" \
        "    sudo apt-get install -y gettext" \
        "then start this again. Nothing was changed."
fi

mkdir -p build/texts
find app editor sync -name '*.py' ! -path 'app/commands/*' | LC_ALL=C sort >build/texts/files
xgettext --language=Python --from-code=UTF-8 --files-from=build/texts/files --sort-by-file \
    --keyword= --keyword=say --keyword=say_as:1c,2 --keyword=say_many:1,2 --keyword=mark \
    --package-name=coursefolk --msgid-bugs-address= --output=build/texts/coursefolk.pot
step "$(($(grep -c '^msgid ' build/texts/coursefolk.pot) - 1)) texts are in build/texts/coursefolk.pot"

for catalogue in resources/locale/*/LC_MESSAGES/coursefolk.po; do
    [ -e "$catalogue" ] || continue
    msgmerge --quiet --update --backup=none "$catalogue" build/texts/coursefolk.pot
    msgfmt --check --output-file="${catalogue%.po}.mo" "$catalogue"
    step "$catalogue: $(msgfmt --statistics --output-file=/dev/null "$catalogue" 2>&1)"
done
