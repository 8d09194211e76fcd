"""What a round asks of a workspace: the `Desk`, and the values that pass between the two.

It stands in this room because the workspace implements it and the client calls it, and the
workspace may not import the client.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from sync.model.facts import Fact
from sync.model.ids import LogId, Sha
from sync.model.seen import SeenUpto
from sync.wire.messages import Answer, Numbered


class Outgoing(msgspec.Struct, frozen=True):
    """What waits to be sent, causes first and facts of spaces before those of courses."""

    epoch: str | None
    cursors: dict[LogId, int]
    facts: list[Fact]
    seen: dict[LogId, SeenUpto] = {}
    seen_cursor: int = 0


class Taken(msgspec.Struct, frozen=True):
    """What one answer changed on the laptop, counted inside its one transaction.

    `more` says that facts wait which this sync has not offered yet; `bridged`, that facts were
    written which let those pass that waited; `seen`, that this person has seen more, or less,
    on another laptop.
    """

    sent: int
    received: int
    overlaps: int
    receipt: str = ""
    more: bool = False
    bridged: bool = False
    seen: bool = False


class Desk(Protocol):
    """One workspace, as far as a round sees it. All calls come from one thread."""

    def outgoing(self, facts: int, size: int) -> Outgoing:
        """Give up to `facts` facts of about `size` bytes in all; at least one if any waits."""
        ...

    def take_in(self, news: Answer, snapshots: Mapping[LogId, Sequence[Numbered]]) -> Taken:
        """Store an answer in one transaction: verdicts, facts, cursors, epoch, weaving, receipt.

        Called again with the same answer, or with an older one, it changes nothing. Facts of a
        snapshot come before those of the log's news.
        """
        ...

    def media_to_send(self, wanted: Sequence[Sha]) -> list[tuple[Sha, Path]]:
        """Find the files of those attachments which the server asked for and this laptop has."""
        ...

    def media_missing(self) -> list[tuple[Sha, int]]:
        """List attachments that facts of shared logs name and this laptop lacks, with sizes."""
        ...

    def parts_folder(self) -> Path:
        """Give a folder for half-fetched files, on the file system where media are kept."""
        ...

    def put_media(self, sha: Sha, path: Path) -> None:
        """Take a fetched file over; its hash was checked. The file may be moved away."""
        ...
