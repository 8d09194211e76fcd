"""Commands about what two people changed apart: overlaps, confirm, merge-file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from app.commands.call import PATH, REPLACE, Call, command

if TYPE_CHECKING:
    from app.commands.naming import Naming
    from app.flows.overlaps.broken import Checked
    from app.flows.overlaps.merging import OverlapView
    from sync.model.ids import FactId, PersonId
    from sync.workspace.courses import Course
    from sync.workspace.opening import Workspace


@command("overlaps")
@click.argument("course")
@click.option("--lesson", help="Only those of this lesson or module.")
@click.option("--given", "given_to", metavar="NAME", help="Only those given to this person.")
def list_overlaps(call: Call, course: str, lesson: str | None, given_to: str | None) -> None:
    """List the places of a COURSE that two people changed apart and nobody has checked.

    Those that someone wrote over later, with both wordings in view, have the state settled: they
    stand in the way of nothing, but a wording that is no longer in the text is still here.
    “given” tells whose one is, or until when it was left; “suggestions” are further choices, and
    “threads” the comments that ask about it.
    """
    from app.commands.naming import Naming
    from app.commands.overlap_turns import given_row
    from app.flows.overlaps.asking import questions
    from app.flows.overlaps.merging import overlaps
    from app.flows.overlaps.third import choices_at
    from app.flows.persons import without_access

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        names = Naming(ws, opened)
        gone = without_access(ws, opened)
        rows: list[dict[str, Any]] = []
        found = overlaps(ws, opened, settled=True)
        found = _only(ws, opened, found, lesson, given_to)
        for view in found:
            wordings = [
                {"text": w.text, "people": [names.person(p) for p in w.people]}
                for w in view.wordings
            ]
            rows.append(
                {
                    "id": view.id,
                    "lesson": view.lesson,
                    "kind": view.kind,
                    "base": view.base,
                    "mine": view.mine,
                    "theirs": view.theirs,
                    "merged": view.merged,
                    "wordings": wordings,
                    "state": view.state,
                    "about": view.about,
                    "stored": _files_of(ws, view),
                    "given": given_row(opened, view, names, gone),
                    "suggestions": [
                        {
                            "id": choice.suggestion.id,
                            "person": names.person(choice.suggestion.person),
                            "text": choice.wording,
                        }
                        for choice in choices_at(ws, opened, view)
                    ],
                    "threads": [thread.id for thread in questions(opened, view)],
                }
            )
        words = "\n\n".join(
            _in_words(row, row["about"] or names.lesson(row["lesson"])) for row in rows
        )
        call.answer(rows, words or "Nothing to check.")


def _only(
    ws: Workspace,
    course: Course,
    found: list[OverlapView],
    lesson: str | None,
    given_to: str | None,
) -> list[OverlapView]:
    """Leave those of a lesson or module, or those given to a person."""
    from app.flows.overlaps.giving import given
    from app.flows.persons import find_person

    if lesson:
        within = course.outline.subtree(ws.courses.node(course, lesson).id)
        found = [view for view in found if view.lesson in within]
    if given_to:
        person = find_person(ws, course, given_to)
        found = [view for view in found if (said := given(course, view)) and said.to == person]
    return found


def _files_of(ws: Workspace, view: OverlapView) -> list[str]:
    """Tell where the bytes of each side of a file's overlap lie; '' where they are not here."""
    if view.course is None:
        return []
    files = [wording.file for wording in view.course.wordings if wording.file is not None]
    media = ws.store.media
    return [str(media.path(f.sha)) if f.sha and media.has(f.sha) else "" for f in files]


def _in_words(row: dict[str, Any], where: str) -> str:
    """Show one overlap: what it was, each wording with its number and people, what stands now."""
    from app.commands.reading import on_one_line

    head = f"{row['id']}  {row['kind']}  {where}"
    if row["state"] == "settled":
        head += "  (settled by later writing)"
    lines = [head, f"  it was:  {on_one_line(row['base'])}"]
    lines += [
        f"  {number}  {', '.join(wording['people'])}:  {on_one_line(wording['text'])}"
        for number, wording in enumerate(row["wordings"], start=1)
    ]
    lines += [
        f"  {one['id'][:8]}  {one['person']} suggests:  {on_one_line(one['text'])}"
        for one in row["suggestions"]
    ]
    lines.append(f"  now:  {on_one_line(row['merged'])}")
    given = row["given"]
    if given is not None:
        whose = f"given to {given['to']}" if given["to"] else f"left until {given['until']}"
        lines.append(f"  {whose} by {given['by']}{': ' + given['why'] if given['why'] else ''}")
        if not given["access"]:
            lines.append(f"  {given['to']} has no access any more.")
    return "\n".join(lines)


def row_of_check(one: Checked, names: Naming, me: PersonId) -> dict[str, Any]:
    """Give one thing that `check` found; what came by merging with what each person did."""
    from app.flows.overlaps.broken_values import told_of

    check, broken = one.check, one.broken
    row: dict[str, Any] = {
        "rule": check.rule,
        "level": check.level,
        "lesson": check.lesson,
        "line": check.line,
        "what": check.what,
        "mend": check.mend,
        "merged": broken is not None,
        "id": broken.id if broken else None,
        "choices": [],
    }
    if broken is not None:
        row["choices"] = [
            {
                "take": number,
                "people": [names.person(person) for person in choice.people],
                "what": told_of(choice, {p: names.person(p) for p in choice.people}, me),
                "keep": str(choice.keep),
                "text": choice.words,
            }
            for number, choice in enumerate(broken.choices, start=1)
        ]
        ways = "; ".join(f"--take {c['take']}: {c['what']}" for c in row["choices"])
        row["mend"] = f"It came by merging. Check it: coursefolk confirm {broken.id} {ways}"
    return row


@command("confirm")
@click.argument("overlap")
@click.option(
    "--take", help="mine, theirs, merged, a wording's number, or a suggestion's id; both: files."
)
@click.option("--file", "source", help="Your own wording; - for stdin.")
@click.option(
    "--undo", is_flag=True, help="Take your choice back, or the one that stands: it is open again."
)
def confirm(call: Call, overlap: str, take: str | None, source: str | None, undo: bool) -> None:
    """Settle an OVERLAP for everyone; merged, as it stands now, if nothing is said.

    OVERLAP may also be what “check” says came by merging: --take N keeps what one person did.
    """
    from app.flows.overlaps.broken_settling import find_broken
    from app.flows.overlaps.merging import confirm as settle
    from app.flows.overlaps.merging import confirm_side, find_overlap, wording_taken
    from app.flows.overlaps.third import take_third
    from sync.model.errors import NotFound

    if take and source:
        raise click.UsageError("Give --take or --file, not both.")
    if undo and (take or source):
        raise click.UsageError("Give --undo alone.")
    with call.workspace() as ws:
        if undo:
            _take_back(call, ws, overlap)
            return
        try:
            course, view = find_overlap(ws, overlap)
        except NotFound:
            broken = find_broken(ws, overlap)
            if broken is None:
                raise
            _settle_broken(call, ws, *broken, take, source)
            return
        if view.item is None:
            if source:
                raise click.UsageError("An overlap that is not of a text takes --take, not --file.")
            done = confirm_side(ws, course, view, take or "merged")
        elif third := _suggestion_named(ws, course, view, take or ""):
            done = take_third(ws, course, view, third)
        else:
            wording = _own_wording(source) if source else wording_taken(view, take or "merged")
            done = settle(ws, course, view, wording)
        confirmed = "overlap.confirmed" in done.kinds
        suggested = [fact.id for fact in done.facts if fact.kind == "suggestion.made"]
        words = "Checked. It is settled for everyone who syncs."
        if not confirmed:
            words = "Suggested." if suggested else "That is what stands there now."
            words += " The overlap stays open until an author confirms it."
        kept = _files_of(ws, view)
        if confirmed and any(kept):
            words += " Each file stays in this workspace: " + ", ".join(one for one in kept if one)
        call.answer({"id": view.id, "confirmed": confirmed, "suggested": suggested}, words)


def _own_wording(source: str) -> str:
    """Read a wording of one's own; nothing at all is a pipe that broke rather than a choice."""
    from app.commands.reading import read_text
    from sync.model.errors import BadInput

    wording = read_text(source)
    if not wording.strip():
        raise BadInput(
            "There is no wording in what you gave: both texts would leave the lesson.",
            safe="Nothing was changed; the overlap is open.",
            mend="Give the words as they should stand, or --take one of the texts.",
        )
    return wording


def _suggestion_named(ws: Workspace, course: Course, view: OverlapView, take: str) -> FactId | None:
    """Find the suggestion at the place that goes by an id or its beginning; words are none."""
    from app.flows.overlaps.third import choices_at

    if len(take) < 6 or take in ("merged", "theirs"):
        return None
    found = [c.suggestion.id for c in choices_at(ws, course, view)]
    named = [ident for ident in found if ident.startswith(take)]
    return named[0] if len(named) == 1 else None


def _take_back(call: Call, ws: Workspace, overlap: str) -> None:
    from app.flows.overlaps.undoing import is_open_again, take_back_by_name

    course, done = take_back_by_name(ws, overlap)
    value = {"id": overlap, "confirmed": False, "suggested": []}
    words = "Taken back. The overlap is open again, for everyone who syncs."
    if not is_open_again(ws, course, done):
        words = "Taken back. What was written there since stays, and settles the overlap."
    call.answer(value, words)


def _settle_broken(
    call: Call, ws: Workspace, course: Course, ident: str, take: str | None, source: str | None
) -> None:
    from app.flows.overlaps.broken_settling import settle_broken

    if source or not take:
        raise click.UsageError("What broke by merging takes --take: a number that “check” lists.")
    done = settle_broken(ws, course, ident, take)
    suggested = [fact.id for fact in done.facts if fact.kind == "suggestion.made"]
    words = "Suggested. It stays open until an author takes it." if suggested else "Mended."
    value = {"id": ident, "confirmed": not suggested, "suggested": suggested}
    call.answer(value, words)


@command("merge-file")
@click.argument("files", nargs=-1, metavar="BASE LEFT RIGHT")
@click.option("--out", type=PATH, help="Write the merged text here.")
@REPLACE
@click.option(
    "--jsonl", is_flag=True, help="Read records {base,left,right} from stdin, a line each."
)
def merge_file(
    call: Call, files: tuple[str, ...], out: Path | None, replace: bool, jsonl: bool
) -> None:
    """Merge two edited copies of a file as the product merges them."""
    if jsonl:
        _merge_lines()
        return
    if len(files) != 3:
        raise click.UsageError("Give three files: BASE LEFT RIGHT.")
    from app.commands.reading import read_bytes
    from app.flows.files.out_file import must_be_free
    from app.flows.overlaps.merging import merge_files
    from editor.formats.text_file import decode, encode
    from sync.model.errors import BadInput
    from sync.model.ids import NodeId

    if out is not None:
        must_be_free(out, over=replace)
    read = []
    for name in files:
        decoded = decode(read_bytes(name))
        if decoded is None:
            raise BadInput(
                f"“{name}” is not UTF-8 text.",
                safe="Nothing was written.",
                mend="Save it as UTF-8 and give it again.",
            )
        read.append(decoded)
    woven = merge_files(*(file.text for file in read))
    left = read[1]
    data = encode(woven.text, left.form(NodeId(""), files[1]), left.text)
    if out:
        from app.flows.files.out_file import not_written
        from editor.formats.durable import replace_file

        try:
            replace_file(out, data)
        except OSError as error:
            raise not_written(error, out) from error
    value = _merge_answer(woven)
    if call.as_json:
        call.answer(value)
    elif not out:
        call.raw(data)
    count = len(value["overlaps"])
    call.say(f"{count} {'overlap' if count == 1 else 'overlaps'} to check." if count else "Merged.")


def _merge_answer(woven: Any) -> dict[str, Any]:
    overlaps = [
        {"kind": o.kind, "base": o.base, "mine": o.one, "theirs": o.two, "merged": o.offer}
        for o in woven.overlaps
    ]
    return {"merged": woven.text, "overlaps": overlaps}


def _merge_lines() -> None:
    from sync.merge.weave import weave

    class Record(msgspec.Struct):
        base: str
        left: str
        right: str

    decoder = msgspec.json.Decoder(Record)
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            record = decoder.decode(line)
        except msgspec.DecodeError as error:
            from sync.model.errors import BadInput

            raise BadInput(
                f"Line {number} is no record {{base,left,right}}: {error}.",
                safe="Nothing was changed.",
                mend="Give one JSON object a line, with base, left and right.",
            ) from error
        woven = weave(record.base, record.left, record.right)
        sys.stdout.buffer.write(msgspec.json.encode(_merge_answer(woven)) + b"\n")
        sys.stdout.buffer.flush()
