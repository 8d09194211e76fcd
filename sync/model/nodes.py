"""A module or lesson as it stands in an outline."""

from __future__ import annotations

from dataclasses import dataclass

from sync.model.ids import NodeId
from sync.model.payloads import NodeKind


@dataclass(frozen=True)
class Node:
    """A module or lesson as it stands today."""

    id: NodeId
    kind: NodeKind
    parent: str
    position: str
    title: str
