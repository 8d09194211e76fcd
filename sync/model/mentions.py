"""Who is spoken to in a comment: "@" and the name of somebody in the course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sync.model.ids import PersonId

SIGN = "@"


def mentions_at(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Find where names are mentioned, their "@" with them, in code points.

    Of names that begin alike the longest that stands there counts; an address of mail is none.
    """
    known = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    found = []
    at = text.find(SIGN)
    while at >= 0:
        name = next((n for n in known if _stands(text, at, n)), "")
        if name:
            found.append((at, at + 1 + len(name)))
        at = text.find(SIGN, at + 1 + len(name))
    return found


def mentioned(text: str, names: Mapping[PersonId, str]) -> tuple[PersonId, ...]:
    """List whom a text mentions, each once, in the order of the text.

    `names` are those that people see: they tell people of one name apart.
    """
    found: dict[PersonId, None] = {}
    for start, end in mentions_at(text, names.values()):
        said = text[start + 1 : end].casefold()
        found.update((who, None) for who, name in names.items() if name.casefold() == said)
    return tuple(found)


def not_told_apart(
    text: str, given: Mapping[PersonId, str], shown: Mapping[PersonId, str]
) -> tuple[str, tuple[str, ...]] | None:
    """Find a mention that may be of several people: the name, and each as people see them.

    `given` is how each is called, `shown` tells those of one name apart.
    """
    known = {name.casefold() for name in shown.values()}
    for start, end in mentions_at(text, [*given.values(), *shown.values()]):
        said = text[start + 1 : end]
        if said.casefold() not in known:
            meant = [who for who, name in given.items() if name.casefold() == said.casefold()]
            return said, tuple(sorted(shown[who] for who in meant))
    return None


def begun_at(text: str, caret: int) -> tuple[int, str] | None:
    """Find the mention that is being written just before the caret: its place, and its letters.

    None where there is none: the "@" begins a word, on the same line, not far away.
    """
    line = text.rfind("\n", 0, caret) + 1
    at = text.rfind(SIGN, max(line, caret - LONGEST), caret)
    if at < 0 or text[at - 1 : at].isalnum():
        return None
    return at, text[at + 1 : caret]


LONGEST = 60
"""So many letters of a name are looked at while it is being written."""


def _stands(text: str, at: int, name: str) -> bool:
    end = at + 1 + len(name)
    if text[at - 1 : at].isalnum() or (
        text[end - 1 : end].isalnum() and text[end : end + 1].isalnum()
    ):
        return False
    return text[at + 1 : end].casefold() == name.casefold()
