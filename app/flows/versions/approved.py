"""How far a person has approved a version, block by block, and where what is left stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.flows.courses.gists import gists_of_states
from app.flows.versions.became import (
    Became,
    Given,
    became_of,
    given_by_others,
    refused_by,
)
from app.flows.versions.contents import (
    answer_changes,
    contents_of,
    contents_of_all,
    prints_of,
)
from sync.model.approvals import IGNORED, Approval, Contents, approvals, in_force
from sync.model.errors import NotFound
from sync.model.ids import FactId, NodeId, PersonId
from sync.model.policy import lacking, unapproved_answers
from sync.model.review import Verdict, Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_DRAFT = FactId("")
_FIRST_WORDS = 80


@dataclass(frozen=True)
class LeftBlock:
    """A block that a person has not approved; `line` counts from 1, in today's text if it is there.

    `is_own` says that they wrote its right answer, so that the approval cannot be theirs; `became`
    what happened to a question since it was approved.
    """

    lesson: NodeId
    title: str
    number: int
    line: int | None
    words: str
    is_answer: bool = False
    is_own: bool = False
    became: Became = "new"
    asks: int = 0
    """Which question of its lesson it is, from 1."""
    asked_in: int | None = None
    """The number of the version in which changes were asked for, and it was as it is here."""

    @property
    def question(self) -> str:
        """The line that asks; none where the block begins with its answers or with a comment."""
        first = self.words.split("\n", 1)[0].strip()
        return "" if first.startswith(("[", "<!--")) else first


@dataclass(frozen=True)
class Approved:
    """How far one person has approved a version, by all that they ever approved.

    `before` is the number of the latest version they approved, None if there is none.
    """

    given: int
    of: int
    left: tuple[LeftBlock, ...]
    own: tuple[LeftBlock, ...]
    before: int | None
    fresh: bool


def approved_by(
    ws: Workspace, course: Course, version: Version, person: PersonId, *, most: int | None = None
) -> Approved:
    """Say which blocks of a version a person has approved, and which are left.

    With `most`, only the blocks of so many lessons are looked up in their texts: the others have
    neither words nor lines. Of a version whose texts are not all here nothing can be approved.
    """
    here = _contents_here(ws, course, version)
    one = _approval(ws, course, version, here, person)
    own_blocks = {
        (node, right.block)
        for node, prints in here.items()
        for right in prints.rights
        if person in right.writers
    }
    seen = [(n, i) for n, p in here.items() for i, b in enumerate(p.blocks) if b != IGNORED]
    if one is None:
        missing = [place for place in seen if place not in own_blocks]
        given, before, fresh = 0, None, False
    else:
        missing = [place for place in one.missing if place in set(seen)]
        given = sum(one.blocks[node][number] for node, number in seen)
        before, fresh = _latest(course, person), one.fresh
    left = _placed(ws, course, version, here, missing, most=most, of=[person])
    left = _refused(course, left, [one] if one is not None else [])
    own = _placed(ws, course, version, here, sorted(own_blocks), is_own=True, most=most)
    return Approved(given, len(seen), left, own, before, fresh)


def answers_left(ws: Workspace, course: Course, version: Version) -> tuple[LeftBlock, ...]:
    """List the questions that nobody has approved as they stand, but those who do not count.

    That is whoever wrote what is right, and whoever named the version.
    """
    here = _contents_here(ws, course, version)
    if not any(prints.rights for prints in here.values()):
        return ()
    given = approvals(version.id, _contents(ws, course, version, here), _verdicts(course))
    me = ws.identity.person
    found = unapproved_answers(here, [one for one in given if one.person != version.person])
    mine = [
        (node, number)
        for node, number in found
        if any(r.block == number and me in r.writers for r in here[node].rights)
    ]
    others = [one for one in found if one not in mine]
    peers = [one.person for one in given if one.person != version.person]
    left = (
        *_placed(ws, course, version, here, mine, is_own=True, of=peers),
        *_placed(ws, course, version, here, others, of=peers),
    )
    return _refused(course, left, [one for one in given if one.person != version.person])


def _refused(
    course: Course, left: Iterable[LeftBlock], given: Iterable[Approval]
) -> tuple[LeftBlock, ...]:
    """Say which blocks are as they were when changes were asked for, and in which version."""
    since, known = refused_by(given), course.facts.versions
    return tuple(
        replace(one, became="refused", asked_in=known[since[one.lesson, one.number]].number)
        if (one.lesson, one.number) in since
        else one
        for one in left
    )


@dataclass(frozen=True)
class DraftLacks:
    """What others have not approved of today's draft, if this person names it as a version.

    `answers` are the questions whose right answer nobody else has approved as it stands, `blocks`
    counts the others that have fewer approvals than are asked for; `first` is the first of these.
    """

    answers: tuple[LeftBlock, ...] = ()
    blocks: int = 0
    first: LeftBlock | None = None


def draft_lacks(ws: Workspace, course: Course, least: int) -> DraftLacks:
    """Say what of today's draft is not approved yet, by `least` others each."""
    entries = course.outline.entries()
    drafts = ws.store.drafts.all(course.log)
    texts = {e.node: drafts[e.node].state for e in entries if e.node in drafts}
    gists = gists_of_states(ws, course.log, texts)
    if not least and not any(gist.questions for gist in gists.values()):
        return DraftLacks()
    files = {path: file.sha for path, file in course.facts.files_now().items()}
    changes = answer_changes(ws, course)
    here = prints_of(ws, course, entries, texts, files, gists, changes=changes)
    contents = contents_of_all(ws, course, [one.version for one in _verdicts(course)], changes)
    given = approvals(_DRAFT, {**contents, _DRAFT: here}, _verdicts(course))
    me, titles = ws.identity.person, {entry.node: entry.title for entry in entries}
    others = [one for one in given if one.person != me]
    then = given_by_others(contents, _verdicts(course), me)
    asked = unapproved_answers(here, others)
    answers = tuple(
        LeftBlock(
            node,
            titles[node],
            number,
            *_place_now(ws, course, node, number),
            is_answer=True,
            is_own=any(r.block == number and me in r.writers for r in here[node].rights),
            became=became_of(here, node, number, then),
            asks=sorted({right.block for right in here[node].rights}).index(number) + 1,
        )
        for node, number in asked
    )
    answers = _refused(course, answers, others)
    rest = [place for place in lacking(here, others, least) if place not in asked]
    if not rest:
        return DraftLacks(answers)
    node, number = rest[0]
    place = _place_now(ws, course, node, number)
    return DraftLacks(answers, len(rest), LeftBlock(node, titles[node], number, *place))


def _place_now(ws: Workspace, course: Course, node: NodeId, number: int) -> tuple[int | None, str]:
    """Tell at which line of today's text a block begins, from 1, and its first words."""
    from editor.markdown.fingerprints import blocks

    found = blocks(ws.lessons.today(course.log, node).text)
    if number >= len(found):
        return None, ""
    return found[number].first_line + 1, found[number].text.strip()[:_FIRST_WORDS]


def _approval(
    ws: Workspace, course: Course, version: Version, here: Contents, person: PersonId
) -> Approval | None:
    verdicts = [one for one in _verdicts(course) if one.person == person]
    if person not in in_force(verdicts):
        return None
    contents = _contents(ws, course, version, here)
    found = approvals(version.id, contents, verdicts)
    return found[0] if found else None


def _contents_here(ws: Workspace, course: Course, version: Version) -> Contents:
    """Read what a version holds; nothing where a text of it is not here, as of a crafted one."""
    try:
        return contents_of(ws, course, version)
    except NotFound:
        return {}


def _contents(
    ws: Workspace, course: Course, version: Version, here: Contents
) -> dict[FactId, Contents]:
    others = {one.version for one in _verdicts(course)} - {version.id}
    return {**contents_of_all(ws, course, others), version.id: here}


def _verdicts(course: Course) -> list[Verdict]:
    return [one for each in course.facts.verdicts.values() for one in each]


def _latest(course: Course, person: PersonId) -> int | None:
    known = course.facts.versions
    given = in_force(_verdicts(course)).get(person, [])
    numbers = [known[one.version].number for one in given if one.version in known]
    return max(numbers, default=None)


def _placed(
    ws: Workspace,
    course: Course,
    version: Version,
    here: Contents,
    places: list[tuple[NodeId, int]],
    *,
    is_own: bool = False,
    most: int | None = None,
    of: Sequence[PersonId] = (),
) -> tuple[LeftBlock, ...]:
    """Say where blocks stand, and what became of their questions since these people approved."""
    verdicts = [one for one in _verdicts(course) if one.person in of]
    given: Given = ()
    if verdicts and any(here[node].rights for node, _ in places):
        given = given_by_others(_contents(ws, course, version, here), verdicts)
    titles = {entry.node: entry.title for entry in version.named.outline}
    found = []
    lines: dict[NodeId, dict[int, int]] = {}
    words: dict[NodeId, dict[int, str]] = {}
    for node, number in places:
        if node not in lines and (most is None or len(lines) < most):
            lines[node] = lines_of(ws, course, version, node)
            words[node] = _words(ws, course, version, node)
        is_answer = any(right.block == number for right in here[node].rights)
        found.append(
            LeftBlock(
                node,
                titles.get(node, ""),
                number,
                lines.get(node, {}).get(number),
                words.get(node, {}).get(number, ""),
                is_answer,
                is_own,
                became_of(here, node, number, given) if is_answer else "new",
            )
        )
    return tuple(found)


def _words(ws: Workspace, course: Course, version: Version, node: NodeId) -> dict[int, str]:
    from editor.markdown.fingerprints import blocks

    text = ws.lessons.text_at(course.log, node, version.named.texts[node])
    return {number: block.text.strip()[:_FIRST_WORDS] for number, block in enumerate(blocks(text))}


def lines_of(ws: Workspace, course: Course, version: Version, node: NodeId) -> dict[int, int]:
    """Tell at which line of today's text each block of a version begins, from 1.

    A block that is not there any more is told by where it stood in the version.
    """
    from editor.markdown.fingerprints import blocks

    then = blocks(ws.lessons.text_at(course.log, node, version.named.texts[node]))
    now = blocks(ws.lessons.seen_now(course.log, node).text)
    places: dict[str, list[int]] = {}
    for block in reversed(now):
        places.setdefault(block.text, []).append(block.first_line + 1)
    last = max((block.first_line + 1 for block in now), default=1)
    return {
        number: places[block.text].pop()
        if places.get(block.text)
        else min(block.first_line + 1, last)
        for number, block in enumerate(then)
    }
