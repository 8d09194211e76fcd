"""A module or lesson as it stands in an outline."""

from __future__ import annotations

import msgspec

from sync.model.ids import NodeId
from sync.model.payloads import NodeKind


class Node(msgspec.Struct, frozen=True, gc=False):
    """A module or lesson as it stands today."""

    id: NodeId
    kind: NodeKind
    parent: str
    position: str
    title: str
