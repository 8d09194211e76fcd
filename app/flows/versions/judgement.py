"""What a release lacks by a policy, and what that was judged on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.flows.versions.became import Given
from sync.model.approvals import Contents
from sync.model.ids import FactId, NodeId
from sync.model.policy import Unmet


@dataclass(frozen=True)
class Judgement:
    """What a release lacks by the policy that holds, with what it was judged on.

    `given` is what others have approved, `counts` tells how many did of each block of this
    version. `own` says that whoever named it approved it too, which does not count.
    """

    unmet: tuple[Unmet, ...]
    seen: tuple[FactId, ...]
    policy: tuple[FactId, ...]
    contents: Contents
    given: Given = ()
    counts: Mapping[NodeId, Sequence[int]] = field(default_factory=dict)
    own: bool = False
    refused: Mapping[tuple[NodeId, int], FactId] = field(default_factory=dict)
    """The version in which changes were asked for with a block, where that is its last word."""
