"""Name versions, release them, compare them, bring one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from app.flows.changes import Changes, changed
from app.flows.overlaps.unchecked import Hindrance, unchecked_now
from app.flows.permission import must_be_allowed
from app.flows.versions.content_hash import content_hash, drafts_of
from app.flows.versions.restoring import restore_outline, restore_version_files
from sync.model.errors import NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import LogId, NodeId, PersonId, Sha, sha_of
from sync.model.language import say, say_many
from sync.model.limits import highest_number
from sync.model.payloads import (
    CourseReleased,
    OutlineEntry,
    VersionNamed,
)
from sync.model.review import Version
from sync.model.round_payloads import ReviewAsked
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

if TYPE_CHECKING:
    from app.flows.courses.gists import Told

SHORTEST_HASH_OF_DIGITS = 8


@dataclass(frozen=True)
class LessonDifference:
    """What became of one lesson between two states of a course."""

    lesson: NodeId
    kind: Literal["added", "removed", "moved", "renamed", "changed"]
    before: str
    after: str
    title: str
    is_module: bool = False


def publish(
    ws: Workspace,
    course: Course,
    note: str = "",
    ask: Sequence[PersonId] = (),
    told: Told | None = None,
    asked: ReviewAsked | None = None,
    *,
    kept: bool = False,
) -> tuple[VersionNamed, Changes]:
    """Name today's draft as a version, open overlaps and all; also with no network.

    `asked` is a request that names no version yet; `ask` are people to ask as the policy of the
    course has it. Refused where the course is to be ready for a review, and is not. One that is
    `kept` only keeps the draft: it does not stand for the course as the latest of its versions.
    """
    # imported late, as below: who only lists versions reads no Markdown
    from app.flows.courses.gists import gists_of_states
    from app.flows.media.media_cleaning import clean_files
    from app.flows.versions.contents import prints_of
    from app.flows.versions.requests import must_be_ready, request_of

    must_be_allowed(course, "version.named")
    ws.lessons.seal_all()
    # nobody else gets a file with a place in it: the version names the clean bytes
    _, cleaning = clean_files(ws, ws.courses.open(course.log))
    course = ws.courses.open(course.log)
    asked = asked or request_of(ws, course, ask)
    if asked is not None:
        must_be_ready(ws, course, told)
    entries = course.outline.entries()
    texts = drafts_of(ws, course)
    gists = gists_of_states(ws, course.log, texts, told)
    files = {path: file.sha for path, file in course.facts.files_now().items()}
    outline_hash = sha_of(msgspec.json.encode(entries))
    prints = prints_of(ws, course, entries, texts, files, gists)
    named = VersionNamed(
        number=next_number(ws, course),
        note=note,
        texts=texts,
        outline=entries,
        outline_hash=outline_hash,
        content_hash=content_hash(outline_hash, texts, files),
        files=files,
        prints={node: " ".join(one.blocks) for node, one in prints.items()},
        answers={node: gist.answers for node, gist in gists.items() if gist.answers},
        unchecked=unchecked_now(course),
        rights={node: one.rights for node, one in prints.items() if one.rights},
        kept=kept,
    )
    with ws.store.writing():
        written = ws.ledger.write(course.log, named)
        if asked is not None:
            request = msgspec.structs.replace(asked, version=written[0].id)
            written += ws.ledger.write(course.log, request)
    return named, changed(course.log, (*cleaning.facts, *written))


def next_number(ws: Workspace, course: Course) -> int:
    """1 + the highest number known here, private versions of before sharing included.

    It is never one that servers and other laptops refuse, whatever was known here before.
    """
    highest = max((version.number for _, version in all_versions(ws, course)), default=0)
    return min(1 + highest, highest_number(ws.store.log.top_clock(course.log) + 1))


def content_hash_now(ws: Workspace, course: Course) -> Sha:
    """Give the content hash that today's draft would have as a version; nothing may be typed."""
    outline = sha_of(msgspec.json.encode(course.outline.entries()))
    files = {path: file.sha for path, file in course.facts.files_now().items()}
    return content_hash(outline, drafts_of(ws, course), files)


def all_versions(ws: Workspace, course: Course) -> list[tuple[LogId, Version]]:
    """List a course's versions by number, with those of its private log from before sharing."""
    logs = [course.log]
    logs += [
        row.log
        for row in ws.store.log.logs()
        if row.continued_by == course.log and row.scope == "course"
    ]
    found = [(log, v) for log in logs for v in ws.courses.open(log).facts.versions.values()]
    return sorted(found, key=lambda pair: (pair[1].number, pair[1].at, pair[1].id))


def last_meant(ws: Workspace, course: Course) -> tuple[LogId, Version] | None:
    """Find the latest version that a person named or released; None if there is none.

    One that the program kept before it brought something back is compared with by number alone.
    """
    meant = [v for v in all_versions(ws, course) if v[1].released or not v[1].named.kept]
    return meant[-1] if meant else None


def find_version(ws: Workspace, course: Course, reference: str) -> tuple[LogId, Version]:
    """Find a version by number or by a prefix of its hash or id.

    Few digits are a number and nothing else: version 9 is not the one whose hash begins with 9.
    """
    versions = all_versions(ws, course)
    found = [v for v in versions if reference == str(v[1].number)]
    is_number = reference.isdecimal() and len(reference) < SHORTEST_HASH_OF_DIGITS
    if not found and reference and not is_number:
        found = [v for v in versions if v[1].hash.startswith(reference)]
        if len({v[1].hash for v in found}) == 1:
            return found[-1]  # they hold the very same: the latest of them
        found = found or [v for v in versions if v[1].id.startswith(reference)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ws.courses.names(course)
        listed = ", ".join(
            say("{hash} by {who}", hash=v.hash[:10], who=names.get(v.person) or say("You"))
            for _, v in found
        )
        raise NotFound(
            say(
                "{count} versions go by “{reference}”: {listed}.",
                count=len(found),
                reference=reference,
                listed=listed,
            ),
            safe=say("Nothing was changed."),
            mend=say("Give the beginning of the hash."),
        )
    raise NotFound(
        say("“{title}” has no version “{reference}”.", title=course.title, reference=reference),
        safe=say("Nothing was changed."),
        mend=say("“coursefolk versions” lists them."),
    )


def may_be_released(course: Course, log: LogId, version: Version) -> None:
    """Raise Refused where this person, or this version, cannot release at all."""
    must_be_allowed(course, "course.released")
    if log != course.log:
        raise Refused(
            say("Version {number} was named before the course was shared.", number=version.number),
            safe=say("Nothing was released."),
            mend=say(
                "Publish today's draft, and release that version; "
                "“coursefolk restore” brings the old one back as the draft first."
            ),
        )


def what_hinders_release(
    ws: Workspace, course: Course, version: Version | None = None, told: Told | None = None
) -> list[Hindrance]:
    """List all that stands in the way of giving a version to learners, at once.

    For its text that is what `app.flows.versions.in_the_way` says, as everywhere.
    """
    from app.flows.versions.claims import what_claims_hinder
    from app.flows.versions.in_the_way import what_text_hinders
    from app.flows.versions.policies import judge_release, what_policy_lacks

    hindrances = what_text_hinders(ws, course, version, told)
    if version is not None:
        hindrances += what_claims_hinder(ws, course, version)
        hindrances += what_policy_lacks(ws, course, version, judge_release(ws, course, version))
    return hindrances


def release(ws: Workspace, course: Course, version: Version) -> Changes:
    """Give a version to learners; refused over open overlaps, blocking checks, an unmet policy.

    All that stands in the way is listed. The fact names what it was judged on.
    """
    from app.flows.versions.policies import judge_release

    must_be_allowed(course, "course.released")
    hindrances = what_hinders_release(ws, course, version)
    if hindrances:
        listed = " ".join(f"{h.why} {h.mend}" for h in hindrances)
        raise Refused(
            say_many(
                "{count} thing stands in the way. {listed}",
                "{count} things stand in the way. {listed}",
                len(hindrances),
                listed=listed,
            ),
            safe=say("Nothing was released."),
            mend=say("Release it when that is done."),
        )
    judgement = judge_release(ws, course, version)
    released = CourseReleased(version.id, judgement.seen, judgement.policy)
    return changed(course.log, ws.ledger.write(course.log, released))


def texts_of(ws: Workspace, log: LogId, version: Version) -> dict[NodeId, str]:
    """Read every lesson's text as it was in a version."""
    return {
        node: ws.lessons.text_at(log, node, state) for node, state in version.named.texts.items()
    }


@dataclass(frozen=True)
class CourseState:
    """An outline with its texts: a version, or today's draft, ready to be compared."""

    outline: tuple[OutlineEntry, ...]
    texts: dict[NodeId, str]


def state_of_version(ws: Workspace, log: LogId, version: Version) -> CourseState:
    """Read a version whole."""
    return CourseState(version.named.outline, texts_of(ws, log, version))


def state_of_draft(ws: Workspace, course: Course) -> CourseState:
    """Read today's draft whole."""
    lessons = [node.id for node, _ in course.outline.walk() if node.kind == "lesson"]
    texts = {node: ws.lessons.seen_now(course.log, node).text for node in lessons}
    return CourseState(course.outline.entries(), texts)


def texts_today(ws: Workspace, course: Course) -> dict[NodeId, str]:
    """Read every lesson's text of today, as a version named now would hold it."""
    return {
        lesson.id: ws.lessons.today(course.log, lesson.id).text
        for lesson in course.outline.lessons()
    }


def difference(before: CourseState, after: CourseState) -> list[LessonDifference]:
    """List what differs between two states: lessons added, removed, moved, renamed, changed."""
    old = {entry.node: entry for entry in before.outline}
    new = {entry.node: entry for entry in after.outline}
    found: list[LessonDifference] = []
    for node, entry in new.items():
        text = after.texts.get(node, "")
        if node not in old:
            is_module = entry.kind == "module"
            found.append(LessonDifference(node, "added", "", text, entry.title, is_module))
            continue
        was = old[node]
        if was.title != entry.title:
            found.append(LessonDifference(node, "renamed", was.title, entry.title, entry.title))
        if was.parent != entry.parent:
            places = (_title_of(old, was.parent), _title_of(new, entry.parent))
            found.append(LessonDifference(node, "moved", *places, entry.title))
        if before.texts.get(node, "") != text:
            found.append(
                LessonDifference(node, "changed", before.texts.get(node, ""), text, entry.title)
            )
    found += [
        LessonDifference(
            node, "removed", before.texts.get(node, ""), "", entry.title, entry.kind == "module"
        )
        for node, entry in old.items()
        if node not in new
    ]
    return found + _moved_among_siblings(before.outline, after.outline)


def _title_of(entries: dict[NodeId, OutlineEntry], ident: str) -> str:
    return entries[NodeId(ident)].title if ident in entries else ""


def _moved_among_siblings(
    before: tuple[OutlineEntry, ...], after: tuple[OutlineEntry, ...]
) -> list[LessonDifference]:
    """List nodes that changed their place in the order while staying with their parent."""
    from sync.merge.matching import patience

    parents = {e.node: e.parent for e in before}
    stayed = {e.node for e in after if parents.get(e.node) == e.parent}
    old, new = _below(before, stayed), _below(after, stayed)
    steady: set[NodeId] = set()
    for parent, nodes in old.items():
        runs = patience(nodes, new[parent])
        steady.update(node for i, _, count in runs for node in nodes[i : i + count])
    was, now = _places(before), _places(after)
    return [
        LessonDifference(e.node, "moved", str(was[e.node]), str(now[e.node]), e.title)
        for e in after
        if e.node in stayed - steady
    ]


def _below(outline: tuple[OutlineEntry, ...], wanted: set[NodeId]) -> dict[str, list[NodeId]]:
    """List some of the nodes below each parent, in their order."""
    found: dict[str, list[NodeId]] = {}
    for entry in outline:
        if entry.node in wanted:
            found.setdefault(entry.parent, []).append(entry.node)
    return found


def _places(outline: tuple[OutlineEntry, ...]) -> dict[NodeId, int]:
    """Number the lessons of the course, and the modules by themselves, from 1."""
    counts = {"lesson": 0, "module": 0}
    found: dict[NodeId, int] = {}
    for entry in outline:
        counts[entry.kind] += 1
        found[entry.node] = counts[entry.kind]
    return found


def restore(ws: Workspace, course: Course, log: LogId, version: Version) -> Changes:
    """Bring a version back as a new draft: outline and texts; what was written since is kept.

    Every text is revised on top of today's heads, so that later work stays in the history.
    """
    must_be_allowed(course, "text.revised")
    ws.lessons.seal_all()
    with ws.store.writing():
        facts: list[Fact | None] = [*restore_outline(ws, course, version.named.outline)]
        facts += restore_version_files(ws, course, ws.courses.open(log).facts, version)
        for node, text in texts_of(ws, log, version).items():
            today = ws.lessons.today(course.log, node)
            if today.text != text:
                facts.append(ws.lessons.revise(course.log, node, text, today.state))
    return changed(course.log, facts)
