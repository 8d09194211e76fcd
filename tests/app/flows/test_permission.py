"""What may be written is said before anyone works for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.permission import may
from sync.model.errors import Refused
from sync.model.limits import WEAVING_RULES
from sync.workspace.opening import Workspace


def test_a_course_of_newer_rules_is_read_only_and_says_so(tmp_path: Path) -> None:
    with Workspace.open(tmp_path) as ws:
        course = outlining.begin(ws, "Peer learning")
        one = outlining.add(ws, course, "lesson", "One", text="# One\n").nodes[0]
        course = ws.courses.at(course.id)
        course.facts.rules = WEAVING_RULES + 1  # as its first fact would say
        text = writing.read(ws, course, one)
        assert text.text == "# One\n"
        assert not any(may(course, kind) for kind in ("text.revised", "comment.made"))
        with pytest.raises(Refused, match="newer Coursefolk"):
            writing.edit(ws, course, one, "# Two\n")
        assert writing.read(ws, course, one) == text
