"""Replay facts into a course: order-free, because it sorts by (clock, id) first."""

from __future__ import annotations

from collections.abc import Iterable

from sync.model.course import CourseFacts
from sync.model.errors import BadInput
from sync.model.facts import Fact
from sync.model.ids import LogId
from sync.model.kinds import KINDS, payload_of


def replay(log: LogId, facts: Iterable[Fact]) -> CourseFacts:
    """Build what the facts of one log say; damaged or unknown facts are set aside with the reason.

    Laptops that hold the same facts get the same, whatever came first, twice or late.
    """
    course = CourseFacts(log)
    for fact in sorted({fact.id: fact for fact in facts}.values(), key=lambda fact: fact.order):
        try:
            body = payload_of(fact)
        except BadInput as error:
            course.aside[fact.id] = str(error)
            continue
        KINDS[fact.kind].reduce(course, fact, body)
    return course
