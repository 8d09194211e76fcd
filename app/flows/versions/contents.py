"""What a version holds, as this laptop reads it: its blocks, its questions, who wrote the answers.

What a version says of itself is not trusted where its texts are here: whoever named it may have
written anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from app.flows.courses.gists import gist_of_text, gists_of_states
from app.flows.courses.lesson_paths import paths_in
from app.flows.versions.answer_changes import AnswerChanges
from app.flows.versions.answer_writers import AnswerWriters
from editor.markdown.gist import RULES, Gist
from sync.model.approvals import LessonPrints
from sync.model.errors import NotFound
from sync.model.ids import FactId, NodeId, Sha, sha_of
from sync.model.payloads import OutlineEntry
from sync.model.review import Version
from sync.model.right_answers import RightAnswer
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.courses.gists import Told

_CONTENTS = msgspec.json.Decoder(dict[NodeId, LessonPrints])


def contents_of(
    ws: Workspace,
    course: Course,
    version: Version,
    told: Told | None = None,
    changes: AnswerChanges | None = None,
) -> dict[NodeId, LessonPrints]:
    """Read what a version of this course's log holds, from its texts; read once, it is kept.

    In which versions before it something else was right is looked up each time, for one of these
    may come late; `changes` knows it already if several versions are read.
    """
    changes = changes or answer_changes(ws, course)
    return {
        node: _with_turns(one, node, version.named.texts[node], changes)
        for node, one in _read(ws, course, version, told).items()
    }


def answer_changes(ws: Workspace, course: Course) -> AnswerChanges:
    """Look through what the versions of this course's log say is right."""
    named = [one.named for one in course.facts.versions.values()]
    return AnswerChanges(ws.store, course.log, named, partial(_questions, ws))


def _questions(ws: Workspace, text: str) -> tuple[RightAnswer, ...]:
    return tuple(RightAnswer(*one) for one in gist_of_text(ws, text).questions)


def _with_turns(
    one: LessonPrints, node: NodeId, state: TextState, changes: AnswerChanges
) -> LessonPrints:
    turned = changes.before(node, state, one.rights)
    return replace(one, turned=turned) if turned else one


def _read(
    ws: Workspace, course: Course, version: Version, told: Told | None
) -> dict[NodeId, LessonPrints]:
    named = version.named
    paths = paths_in(course, named.outline)
    key = _key(course, version, paths)
    if kept := ws.store.gists.known({key}, RULES).get(key):
        with suppress(msgspec.DecodeError):
            return _CONTENTS.decode(kept)
    gists = gists_of_states(ws, course.log, named.texts, told)
    found = prints_of(ws, course, named.outline, named.texts, named.files, gists)
    ws.store.gists.keep({key: msgspec.json.encode(found).decode()}, RULES)
    return found


def contents_of_all(
    ws: Workspace,
    course: Course,
    versions: Iterable[FactId],
    changes: AnswerChanges | None = None,
) -> dict[FactId, Mapping[NodeId, LessonPrints]]:
    """Read what some versions hold; one whose texts are not here is left out."""
    changes = changes or answer_changes(ws, course)
    found: dict[FactId, Mapping[NodeId, LessonPrints]] = {}
    for ident in sorted(set(versions) & course.facts.versions.keys()):
        with suppress(NotFound):
            found[ident] = contents_of(ws, course, course.facts.versions[ident], changes=changes)
    return found


def _key(course: Course, version: Version, paths: Mapping[NodeId, str]) -> Sha:
    """Name what a version holds: its texts never change, but words may be struck out of them."""
    places = msgspec.json.encode(sorted(paths.items())).decode()
    return sha_of(f"contents 2 {version.id} {len(course.facts.redactions)} {places}")


def prints_of(
    ws: Workspace,
    course: Course,
    outline: Sequence[OutlineEntry],
    texts: Mapping[NodeId, TextState],
    files: Mapping[str, Sha],
    gists: Mapping[NodeId, Gist],
    *,
    alone: bool = False,
    changes: AnswerChanges | None = None,
) -> dict[NodeId, LessonPrints]:
    """Give the blocks and questions of lessons in these states, at these places.

    `alone` looks for the writers of right answers in these lessons only, which takes less time:
    of a question that was taken over from another lesson it tells who took it over. With `changes`
    it is also told in which versions before something else was right.
    """
    paths = paths_in(course, outline)
    # a question may have been taken over from any lesson that ever was
    lessons = set(texts) if alone else {*texts, *course.facts.nodes}
    writers = AnswerWriters(ws.store, course.log, lessons)
    found = {
        node: LessonPrints(
            tuple(gist.print_at(paths.get(node, ""), files.get).split()),
            writers.at(node, texts[node], gist),
        )
        for node, gist in gists.items()
    }
    if changes is None:
        return found
    return {node: _with_turns(one, node, texts[node], changes) for node, one in found.items()}
