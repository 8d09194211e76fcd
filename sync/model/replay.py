"""Replay facts into a course: order-free, because it sorts by (clock, id) first."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.course import CourseFacts
from sync.model.errors import BadInput
from sync.model.facts import ORDER, Fact
from sync.model.ids import FactId, LogId
from sync.model.kinds import KINDS, payload_of
from sync.model.round_reducers import tell
from sync.model.withdrawn_choices import CONFIRMED, look_through, withdrawn


def replay(log: LogId, facts: Iterable[Fact]) -> CourseFacts:
    """Build what the facts of one log say; damaged or unknown facts are set aside with the reason.

    Laptops that hold the same facts get the same, whatever came first, twice or late.
    """
    course = CourseFacts(log)
    ordered = sorted({fact.id: fact for fact in facts}.values(), key=ORDER)
    taken_back: dict[FactId, Fact] = {}
    if any(fact.kind == CONFIRMED for fact in ordered):
        taken_back = withdrawn(ordered)
    for fact in ordered:
        try:
            body = payload_of(fact)
        except BadInput as error:
            course.aside[fact.id] = str(error)
            continue
        if fact.id in taken_back:
            continue
        KINDS[fact.kind].reduce(course, fact, body)
    for fact in reversed(taken_back.values()):
        look_through(course, fact)
    tell(course)
    return course
