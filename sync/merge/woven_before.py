"""Weaves made before: a history is folded anew at each revision that comes, mostly of old parts."""

from __future__ import annotations

from functools import lru_cache

from sync.merge.weave import Woven, weave

MOST = 512
"""So many weaves are remembered, for all histories and threads of a process: those used last."""
LARGEST = 30_000
"""Signs of three texts together; what is longer is woven each time. Some 20 MB at the very most."""


def weave_once(base: str, one: str, two: str) -> Woven:
    """Weave as `sync.merge.weave.weave` does; what was woven just now is remembered."""
    if len(base) + len(one) + len(two) > LARGEST:
        return weave(base, one, two)
    return _woven(base, one, two)


@lru_cache(maxsize=MOST)
def _woven(base: str, one: str, two: str) -> Woven:
    return weave(base, one, two)
