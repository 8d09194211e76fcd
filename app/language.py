"""Choose the language of the window: the catalogues that are here, and one to test with.

A catalogue is a compiled gettext file, `LANGUAGE/LC_MESSAGES/coursefolk.mo`, in the program's own
folder of them or in the person's: a translator sees the work without a new program.
"""

from __future__ import annotations

import gettext
import logging
import os
import re
import struct
from collections.abc import Iterable, Sequence
from gettext import NullTranslations
from pathlib import Path

from app import paths

DOMAIN = "coursefolk"
SYSTEM, ENGLISH, PSEUDO = "system", "en", "en-XA"
VARIABLE = "COURSEFOLK_LANGUAGE"
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)
_log = logging.getLogger(__name__)
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;)")


class PseudoLanguage(NullTranslations):
    """English with other letters and a third longer: what stays plain was never translated.

    Places, tags and entities stay as they are; the brackets show where a text is cut off.
    """

    def gettext(self, message: str) -> str:
        """Change a text so that it can still be read."""
        if not message:
            return message
        parts = _KEPT.split(message)
        changed = "".join(p if _KEPT.fullmatch(p) else p.translate(_LETTERS) for p in parts)
        return f"⟦{changed}{'·' * (len(message) // 3)}⟧"

    def pgettext(self, context: str, message: str) -> str:
        """Change a text; its sense makes no difference."""
        return self.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Change the form for a number, as English has it."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def catalogue_folders(settings: Path) -> tuple[Path, ...]:
    """Name the folders of catalogues, the person's own first."""
    return settings / "locale", paths.resource("locale")


def catalogue(chosen: str, system: Sequence[str], folders: Iterable[Path]) -> NullTranslations:
    """Find the catalogue of the language chosen, else of the first of the system's that is here.

    The languages are tags such as `de` or `pt-BR`; without a catalogue the texts stay English. The
    variable COURSEFOLK_LANGUAGE counts before the setting: `en-XA` is the language to test with.
    """
    chosen = os.environ.get(VARIABLE) or chosen
    if chosen == PSEUDO:
        return PseudoLanguage()
    wanted = system if chosen == SYSTEM else [chosen]
    for tag in wanted:
        if tag.split("-")[0] == ENGLISH:
            break
        for folder in folders:
            found = gettext.find(DOMAIN, str(folder), [tag.replace("-", "_")])
            if found is None:
                continue
            try:
                with Path(found).open("rb") as file:
                    return gettext.GNUTranslations(file)
            except (OSError, ValueError, struct.error) as error:
                _log.warning("no catalogue of texts in %s: %s", found, type(error).__name__)
    return NullTranslations()


def languages(folders: Iterable[Path]) -> list[str]:
    """List the languages that can be chosen, as tags; English is always there."""
    found = {
        file.parents[1].name.replace("_", "-")
        for folder in folders
        for file in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    }
    return sorted(found | {ENGLISH})
