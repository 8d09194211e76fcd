"""An address that is pasted over words makes them a link."""

from __future__ import annotations

import re

from editor.writing.change import Change, Selection
from editor.writing.code_at import in_fence
from editor.writing.lines import line_start
from sync.merge.edits import Edit

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>]+|www\.[^\s<>]+\.[^\s<>]+")


def is_address(text: str) -> bool:
    """Say whether a text is one address that a link may lead to, and nothing else."""
    return bool(_ADDRESS.fullmatch(text.strip()))


def written_address(address: str) -> str:
    """Write an address so that a link's brackets hold it."""
    address = address.strip()
    if address.startswith("www."):
        address = "https://" + address
    safe = address.count("(") == address.count(")") and not re.search(r"[\s\\]", address)
    return address if safe else "<" + address.replace("<", "%3C").replace(">", "%3E") + ">"


def paste_address(text: str, selection: Selection, pasted: str) -> Change | None:
    """Make the selected words a link; None where the address is to be pasted as it is."""
    chosen = text[selection.first : selection.last]
    if not chosen.strip() or "\n" in chosen or not is_address(pasted) or is_address(chosen):
        return None
    before = text[line_start(text, selection.first) : selection.first]
    in_link = before.endswith(("](", "](<")) or before.count("`") % 2 == 1
    if in_link or in_fence(text, selection.first):
        return None
    words = chosen.strip()
    first = selection.first + chosen.index(words)
    last = first + len(words)
    if words.count("[") != words.count("]"):
        return None
    tail = f"]({written_address(pasted)})"
    end = last + 1 + len(tail)
    return Change((Edit(first, 0, "["), Edit(last, 0, tail)), end, end)
