"""How far one person has seen a course: said between their own laptops, and to nobody else."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sync.model.ids import DeviceId, NodeId

Vector = dict[DeviceId, int]
"""The highest clock of each device: it says how far on any laptop."""


class SeenUpto(msgspec.Struct, frozen=True, omit_defaults=True):
    """All of a course up to `vector`, and in some lessons more.

    `at` is wall time in ms, for display only. With `anew` it takes the place of what was told
    before: something was marked as not seen.
    """

    at: int = 0
    vector: Vector = {}
    lessons: dict[NodeId, Vector] = {}
    anew: bool = False


def seen_by_both(one: SeenUpto, other: SeenUpto) -> SeenUpto:
    """Join what a person saw at two places, in any order: what they saw at either, they saw."""
    lessons = {
        node: _later(one.lessons.get(node, {}), other.lessons.get(node, {}))
        for node in sorted({*one.lessons, *other.lessons})
    }
    return SeenUpto(max(one.at, other.at), _later(one.vector, other.vector), lessons)


def _later(one: Mapping[DeviceId, int], other: Mapping[DeviceId, int]) -> Vector:
    return {
        device: max(one.get(device, 0), other.get(device, 0)) for device in sorted({*one, *other})
    }
