"""Weaves made before: a history is folded anew at each revision that comes, mostly of old parts."""

from __future__ import annotations

from threading import Lock

from sync.merge.weave import Woven, weave

SIGNS = 4_000_000
"""So many signs of texts are remembered in all, at some 2 bytes each."""
LARGEST = 100_000
"""Signs of three texts together; what is longer is woven each time, in some tens of ms."""

Texts = tuple[str, str, str]


class WovenBefore:
    """Weaves texts; those woven last are remembered, for all histories and threads of a process."""

    def __init__(self, signs: int = SIGNS) -> None:
        self._room = signs
        self._known: dict[Texts, Woven] = {}
        self._lock = Lock()

    def weave(self, base: str, one: str, two: str) -> Woven:
        """Weave as `sync.merge.weave.weave` does."""
        size = len(base) + len(one) + len(two)
        if size > LARGEST or one in (two, base) or two == base:
            return weave(base, one, two)
        texts = (base, one, two)
        with self._lock:
            if woven := self._known.pop(texts, None):
                self._known[texts] = woven  # it is the last to be forgotten now
                return woven
        woven = weave(base, one, two)
        with self._lock:
            if self._known.setdefault(texts, woven) is woven:
                self._room -= size
            while self._room < 0:
                oldest = next(iter(self._known))
                del self._known[oldest]
                self._room += sum(map(len, oldest))
        return woven


woven_before = WovenBefore()
"""Those of this process."""
