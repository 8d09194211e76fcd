"""Commands about versions: publish, release, versions, diff, restore."""

from __future__ import annotations

import click

from app.commands.call import Call, command


@command("publish")
@click.argument("course")
@click.option("--note", default="", help="What is new, in your words.")
@click.option("--ask", multiple=True, metavar="NAME", help="Ask this person for a review.")
def publish(call: Call, course: str, note: str, ask: tuple[str, ...]) -> None:
    """Name today's draft of a COURSE as a version."""
    from app.commands.progress import progress
    from app.flows.media.media_cleaning import told_of
    from app.flows.versions.publishing import publish as name_version
    from app.flows.versions.reviewing import people_asked

    with call.workspace() as ws, progress("Reading") as told:
        opened = ws.courses.at(course)
        named, changes = name_version(ws, opened, note, people_asked(ws, opened, ask), told)
        cleaned = told_of(changes)
        value = {"number": named.number, "hash": named.content_hash, "cleaned": cleaned}
        words = f"Version {named.number} ({named.content_hash[:10]}). Saved here."
        call.answer(value, f"{words}\n{cleaned}".rstrip())


@command("release")
@click.argument("course")
@click.argument("number")
def release(call: Call, course: str, number: str) -> int:
    """Give version NUMBER of a COURSE to learners."""
    from app.commands.progress import progress
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
        call.answer(
            {"number": version.number, "refused": []},
            f"Version {version.number} is released.",
        )
    return 0


@command("versions")
@click.argument("course")
def list_versions(call: Call, course: str) -> None:
    """List the versions of a COURSE."""
    from app.commands.naming import Naming, redacted
    from app.flows.versions.publishing import all_versions

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        found = all_versions(ws, opened)
        rows = [
            {
                "number": v.number,
                "note": v.named.note,
                "author": names.person(v.person),
                "at": v.at,
                "hash": v.hash,
                "state": v.state,
                "redacted": redacted(opened, v.id, names),
                "verdicts": [
                    {"person": names.person(d.person), "verdict": d.verdict} for d in v.verdicts
                ],
            }
            for _, v in found
        ]
        words = "\n".join(
            f"{v.number:3}  {v.hash[:10]}  {v.state:13}  {names.person(v.person)}  {v.named.note}"
            for _, v in found
        )
        call.answer(rows, words or "No version yet: “coursefolk publish” names one.")


@command("diff")
@click.argument("course")
@click.argument("before", required=False)
@click.argument("after", required=False)
def diff(call: Call, course: str, before: str | None, after: str | None) -> None:
    """Show what differs in a COURSE: latest version to draft, BEFORE to draft, or to AFTER."""
    from app.flows.versions.publishing import (
        CourseState,
        all_versions,
        difference,
        find_version,
        state_of_draft,
        state_of_version,
    )
    from sync.merge.compare import changes

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        versions = all_versions(ws, opened)
        if before:
            old = state_of_version(ws, *find_version(ws, opened, before))
        else:
            old = state_of_version(ws, *versions[-1]) if versions else CourseState((), {})
        new = (
            state_of_version(ws, *find_version(ws, opened, after))
            if after
            else state_of_draft(ws, opened)
        )
        found = difference(old, new)
        rows = [
            {"lesson": d.lesson, "title": d.title, "kind": d.kind,
             "before": d.before, "after": d.after}
            for d in found
        ]  # fmt: skip

        def words() -> str:
            lines: list[str] = []
            for one in found:
                if one.kind != "changed":
                    lines.append(f"{one.title}: {one.kind}")
                    continue
                lines.append(f"{one.title}: changed")
                for change in changes(one.before, one.after):
                    lines += [
                        f"  - {line}"
                        for line in change.before.rstrip("\n").split("\n")
                        if change.before
                    ]
                    lines += [
                        f"  + {line}"
                        for line in change.after.rstrip("\n").split("\n")
                        if change.after
                    ]
            return "\n".join(lines) or "Nothing differs."

        call.answer(rows, words)


@command("restore")
@click.argument("course")
@click.argument("number")
def restore(call: Call, course: str, number: str) -> None:
    """Bring version NUMBER of a COURSE back as a new draft; later work stays in the history."""
    from app.flows.versions.publishing import find_version
    from app.flows.versions.publishing import restore as bring_back

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        log, version = find_version(ws, opened, number)
        done = bring_back(ws, opened, log, version)
        call.answer(
            {"number": version.number, "changed": bool(done.facts)},
            f"The draft is version {version.number} again. What you wrote since stays in Versions.",
        )
