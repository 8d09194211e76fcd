"""What a version holds, as this laptop reads it: its blocks, its questions, who wrote the answers.

What a version says of itself is not trusted where its texts are here: whoever named it may have
written anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from app.flows.courses.gists import gists_of_states
from app.flows.courses.lesson_paths import paths_in
from editor.markdown.gist import RULES, Gist
from sync.model.approvals import LessonPrints
from sync.model.errors import NotFound
from sync.model.ids import FactId, NodeId, PersonId, Sha, sha_of
from sync.model.payloads import OutlineEntry
from sync.model.review import Version
from sync.model.right_answers import RightAnswer, written
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

if TYPE_CHECKING:
    from app.flows.courses.gists import Told

_CONTENTS = msgspec.json.Decoder(dict[NodeId, LessonPrints])


def contents_of(
    ws: Workspace, course: Course, version: Version, told: Told | None = None
) -> dict[NodeId, LessonPrints]:
    """Read what a version of this course's log holds, from its texts; read once, it is kept."""
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
    ws: Workspace, course: Course, versions: Iterable[FactId]
) -> dict[FactId, Mapping[NodeId, LessonPrints]]:
    """Read what some versions hold; one whose texts are not here is left out."""
    found: dict[FactId, Mapping[NodeId, LessonPrints]] = {}
    for ident in sorted(set(versions) & course.facts.versions.keys()):
        with suppress(NotFound):
            found[ident] = contents_of(ws, course, course.facts.versions[ident])
    return found


def _key(course: Course, version: Version, paths: Mapping[NodeId, str]) -> Sha:
    """Name what a version holds: its texts never change, but words may be struck out of them."""
    places = msgspec.json.encode(sorted(paths.items())).decode()
    return sha_of(f"contents {version.id} {len(course.facts.redactions)} {places}")


def prints_of(
    ws: Workspace,
    course: Course,
    outline: Sequence[OutlineEntry],
    texts: Mapping[NodeId, TextState],
    files: Mapping[str, Sha],
    gists: Mapping[NodeId, Gist],
) -> dict[NodeId, LessonPrints]:
    """Give the blocks and questions of lessons in these states, at these places."""
    paths = paths_in(course, outline)
    return {
        node: LessonPrints(
            tuple(gist.print_at(paths.get(node, ""), files.get).split()),
            rights_at(LessonFacts(ws.store, course.log, node), texts[node], gist),
        )
        for node, gist in gists.items()
    }


def rights_at(facts: LessonFacts, state: TextState, gist: Gist) -> tuple[RightAnswer, ...]:
    """Tell who wrote each right answer of a text, by all revisions that led to it."""
    asked = tuple(RightAnswer(*one) for one in gist.questions)
    if not asked or not state.heads:
        return asked
    ancestry = facts.history.ancestry
    heads = [head for head in state.heads if ancestry.knows(head)]
    known = _by_revision(facts, heads)
    people = [facts.history.revisions[head].person for head in heads]
    return written([known[head] for head in heads], asked, people)


def _by_revision(
    facts: LessonFacts, heads: Sequence[FactId]
) -> dict[FactId, tuple[RightAnswer, ...]]:
    """Walk from the first text on; what no line with a question changed in is not read."""
    ancestry = facts.history.ancestry
    known: dict[FactId, tuple[RightAnswer, ...]] = {}
    lines: dict[FactId, list[str]] = {}
    for ident in ancestry.members(ancestry.seen_by(*heads)):
        revision = facts.history.revisions[ident]
        text = facts.text_of(ident)
        lines[ident] = [line for line in text.split("\n") if _may_ask(line)]
        [*before] = revision.parents
        if len(before) == 1 and lines[ident] == lines[before[0]]:
            known[ident] = known[before[0]]
        else:
            before += _put_back(facts, ident)  # whose words it puts back, as their own
            by: list[PersonId] = [revision.person]
            then = [known[one] for one in before if one in known]
            known[ident] = written(then, _questions(text), by)
    return known


def _put_back(facts: LessonFacts, revision: FactId) -> tuple[FactId, ...]:
    return facts.revised[revision][1].restores if revision in facts.revised else ()


def _may_ask(line: str) -> bool:
    return "[" in line or "`" in line or "data-" in line


def _questions(text: str) -> tuple[RightAnswer, ...]:
    # loaded late: where nothing asks, no parser is needed
    from editor.markdown.document import Document
    from editor.markdown.fingerprints import questions_of

    return tuple(RightAnswer(*one) for one in questions_of(Document(text)))
