"""A text state: exactly which text a version, comment, suggestion or confirmation speaks of."""

from __future__ import annotations

import msgspec

from sync.model.ids import FactId, Sha


class TextState(msgspec.Struct, frozen=True, order=True):
    """Name one woven text: the sorted ids of its head revisions and the SHA-256 of the text.

    A reviewer writes no revisions, so a comment names a state and never a single revision.
    """

    heads: tuple[FactId, ...]
    sha: Sha

    def __str__(self) -> str:
        return ",".join(self.heads) + "@" + self.sha

    @classmethod
    def parse(cls, written: str) -> TextState:
        """Read what `str()` wrote; raise ValueError on anything else."""
        heads, at, sha = written.strip().rpartition("@")
        if not at or len(sha) != 64:
            raise ValueError(f"not a text state: {written[:80]!r}")
        return cls(tuple(FactId(h) for h in heads.split(",") if h), Sha(sha))
