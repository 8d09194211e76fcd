"""Words of one's own that no server took: told after each start, until one was led to them."""

from __future__ import annotations

from app.flows.lesson.kept_words import unseen_kept_words
from app.flows.sharing import syncing
from sync.workspace.opening import Workspace


def unseen_words(ws: Workspace) -> tuple[int, str]:
    """Count the files with words of one's own that no server took, until one was led to them.

    The receipt is the last one that tells of such.
    """
    count = unseen_kept_words(ws)
    told = (one.id for one in syncing.receipts(ws) if one.refused) if count else iter(())
    return count, next(told, "")
