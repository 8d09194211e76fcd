"""Commands about versions: publish, release, versions, restore."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from app.commands.call import Call, command

if TYPE_CHECKING:
    from app.commands.naming import Naming
    from app.flows.changes import Changes
    from sync.model.ids import LogId
    from sync.model.review import Version
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace


@command("publish")
@click.argument("course")
@click.option("--note", default="", help="What is new, in your words.")
@click.option("--ask", multiple=True, metavar="NAME", help="Ask this person for a review.")
def publish(call: Call, course: str, note: str, ask: tuple[str, ...]) -> None:
    """Name today's draft of a COURSE as a version."""
    from app.commands.progress import progress
    from app.flows.courses.found_alone import left_in_found
    from app.flows.media.media_cleaning import told_of
    from app.flows.sharing.held import told_before_naming
    from app.flows.versions.publishing import publish as name_version
    from app.flows.versions.reviewing import people_asked

    with call.workspace() as ws, progress("Reading") as told:
        opened = ws.courses.at(course)
        named, changes = name_version(ws, opened, note, people_asked(ws, opened, ask), told)
        cleaned = told_of(changes)
        value: dict[str, Any] = {
            "number": named.number,
            "hash": named.content_hash,
            "cleaned": cleaned,
        }
        waits = told_before_naming(ws, opened)
        told_of_it = [f"{one.what} {one.detail}" for one in waits]
        value |= {"held_back": told_of_it} if told_of_it else {}
        alone = left_in_found(ws.courses.open(opened.log))
        left_out = [{"lesson": one.title, "what": one.what} for one in alone]
        value |= {"left_out": left_out} if left_out else {}
        told_of_it += [f"{one.title}: {one.what}" for one in alone]
        words = f"Version {named.number} ({named.content_hash[:10]}). Saved here."
        call.answer(value, "\n".join([words, *filter(None, [cleaned]), *told_of_it]))


@command("release")
@click.argument("course")
@click.argument("number")
def release(call: Call, course: str, number: str) -> int:
    """Give version NUMBER of a COURSE to learners."""
    from app.commands.progress import progress
    from app.flows.sharing.held import told_before_naming
    from app.flows.versions.publishing import find_version, may_be_released, what_hinders_release
    from app.flows.versions.publishing import release as give

    with call.workspace() as ws, progress("Reading") as told:
        opened = ws.courses.at(course)
        log, version = find_version(ws, opened, number)
        may_be_released(opened, log, version)
        refused = what_hinders_release(ws, opened, version, told)
        if call.as_json and refused:
            rows = [{"why": h.why, "mend": h.mend} for h in refused]
            call.answer({"number": version.number, "refused": rows})
            for hindrance in refused:
                call.say(f"{hindrance.why} {hindrance.mend}")
            return 1
        give(ws, opened, version)
        waits = [f"{one.what} {one.detail}" for one in told_before_naming(ws, opened)]
        call.answer(
            {"number": version.number, "refused": []} | ({"held_back": waits} if waits else {}),
            "\n".join([f"Version {version.number} is released.", *waits]),
        )
    return 0


@command("versions")
@click.argument("course")
@click.option("--since", is_flag=True, help="Count what changed in the draft since each.")
def list_versions(call: Call, course: str, *, since: bool) -> None:
    """List the versions of a COURSE."""
    from app.commands.naming import Naming, redacted
    from app.flows.versions.publishing import all_versions
    from app.flows.versions.released_without import released_without
    from app.flows.versions.standing import Standing, standing_of

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        found = all_versions(ws, opened)
        stand = {
            v.id: standing_of(ws, opened, v) if log == opened.log else Standing(v.state)
            for log, v in found
        }
        rows = [
            {
                "number": v.number,
                "note": v.named.note,
                "author": names.person(v.person),
                "at": v.at,
                "hash": v.hash,
                "state": stand[v.id].state,
                "approvals": stand[v.id].told,
                "redacted": redacted(opened, v.id, names),
                "verdicts": [
                    {"person": names.person(d.person), "verdict": d.verdict} for d in v.verdicts
                ],
            }
            for _, v in found
        ]
        without = {opened.facts.released_version} if released_without(ws, opened) else set()
        rows = [
            row | {"without_policy": v.id in without}
            for row, (_, v) in zip(rows, found, strict=True)
        ]
        if since:
            counts = _counted(ws, opened, found)
            rows = [row | {"since": count} for row, count in zip(rows, counts, strict=True)]
        words = "\n".join(
            f"{v.number:3}  {v.hash[:10]}  {stand[v.id].told or stand[v.id].state:16}  "
            f"{names.person(v.person)}  {v.named.note}"
            + _late(v, names)
            + ("  (released without what the policy asks for)" if v.id in without else "")
            + (f"  ({row['since']} changed since)" if since else "")
            for (_, v), row in zip(found, rows, strict=True)
        )
        call.answer(rows, words or "No version yet: “coursefolk publish” names one.")


def _late(version: Version, names: Naming) -> str:
    """Name who asked for changes of a released version: that warns, and takes nothing back."""
    asked = [one.person for one in version.verdicts if one.verdict != "approve"]
    if version.state != "released" or not asked:
        return ""
    return f"  ({', '.join(map(names.person, dict.fromkeys(asked)))} asked for changes)"


def _counted(
    ws: Workspace, course: Course, found: Sequence[tuple[LogId, Version]]
) -> list[int | None]:
    from app.flows.versions.counting import SinceVersions

    since = SinceVersions()
    since.read_draft(ws, course)
    return [since.count(ws, log, version) for log, version in found]


@command("restore")
@click.argument("course")
@click.argument("number", required=False)
@click.option("--lesson", help="Bring back this lesson alone, also one that was taken out.")
@click.option("--quote", help="Of --lesson only the sentences that hold these words.")
@click.option("--undo", is_flag=True, help="Take the last restore back; later work stays.")
def restore(
    call: Call,
    course: str,
    number: str | None,
    lesson: str | None,
    quote: str | None,
    *,
    undo: bool,
) -> None:
    """Bring version NUMBER of a COURSE back as a new draft.

    What the draft held is named as a version before, unless one holds it already.
    """
    from app.flows.versions.publishing import find_version
    from app.flows.versions.recovering import last_restored, restored, take_back

    if undo == (number is not None) or (undo and lesson is not None):
        raise click.UsageError("Give the version's NUMBER, or --undo alone.")
    if quote is not None and lesson is None:
        raise click.UsageError("--quote is of one lesson: give --lesson too.")
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        if number is None:
            taken = take_back(ws, opened, last_restored(ws, opened))
            words = "It is as it was before. What was written since is in it."
            call.answer({"changed": bool(taken.facts)}, words)
            return
        log, version = find_version(ws, opened, number)
        what, bring, told = _what_comes_back(ws, opened, log, version, lesson, quote)
        note = f"Before bringing back version {version.number}"
        changes, done = restored(ws, opened, bring, note, whole=lesson is None)
        words = f"{what} is as in version {version.number}."
        value = {"number": version.number, **told, "changed": bool(changes.facts)}
        if changes.facts:
            words = f"{what} is as in version {version.number} again."
            words += f" What was in the draft before is in version {done.kept_in}."
            value["kept_in"] = done.kept_in
        call.answer(value, words)


def _what_comes_back(
    ws: Workspace,
    course: Course,
    log: LogId,
    version: Version,
    lesson: str | None,
    quote: str | None,
) -> tuple[str, Callable[[Course], Changes], dict[str, str]]:
    """Say what is asked for, and give what brings it back and what is answered of it."""
    from app.flows.versions.publishing import restore as bring_back
    from app.flows.versions.recovering import bring_lesson, bring_quote, find_lesson

    if lesson is None:
        return "The draft", lambda now: bring_back(ws, now, log, version), {}
    entry = find_lesson(ws, course, version, lesson)
    node = entry.node
    told = {"lesson": str(node)}
    if quote is None:
        return f"“{entry.title}”", lambda now: bring_lesson(ws, now, log, version, node), told
    return "What you quoted", lambda now: bring_quote(ws, now, log, version, node, quote), told
