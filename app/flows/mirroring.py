"""Keep a folder of Markdown files and a course equal, both ways, without overwriting either.

What was in the folder at the last meeting is recorded: each file's hash, and the text state it
showed. A file that differs is an edit of *that* state, woven with what was written since; a file
is written only if it still is what was seen. A folder that lost most of its files at once (a drive
unplugged, a wrong path) is not taken for a wish to remove them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from app.flows.exporting import course_out
from app.flows.outlining import add, remove
from app.flows.permission import must_be_allowed
from editor.formats.durable import replace_file
from editor.formats.folder import files_of, read_folder
from editor.formats.values import Attachment, Brought, BroughtNode
from sync.model.errors import BadInput, Refused
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.payloads import FilePlaced, LessonForm, PlacedFile
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts


class Seen(msgspec.Struct, frozen=True):
    """One file as it stood in the folder at the last meeting."""

    sha: Sha
    lesson: NodeId | None = None
    state: TextState | None = None


Record = dict[str, Seen]
_RECORD = msgspec.json.Decoder(Record)


@dataclass
class Mirrored:
    """What one meeting of folder and course did."""

    taken_in: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    overlaps: int = 0

    def as_json(self) -> dict[str, Any]:
        """Give the answer of the command."""
        return {
            "taken_in": self.taken_in,
            "written": self.written,
            "removed": self.removed,
            "overlaps": self.overlaps,
            "warnings": self.warnings,
        }

    def in_words(self) -> str:
        """Say it to a person."""
        parts = []
        for done, what in (
            (self.taken_in, "taken in"),
            (self.written, "written"),
            (self.removed, "removed"),
        ):
            if done:
                parts.append(f"{what}: {', '.join(done[:10])}{' …' if len(done) > 10 else ''}")
        if self.overlaps:
            parts.append(f"{self.overlaps} to check: both texts are kept")
        parts += [f"{w['file']}: {w['what']}" for w in self.warnings]
        return "\n".join(parts) or "Equal."


def mirror_once(ws: Workspace, course: Course, folder: Path) -> Mirrored:
    """Make folder and course equal once; edits in the folder are taken in first."""
    done = Mirrored()
    key = _key(course, folder)
    record = _read_record(ws, key)
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"“{folder}” is a file, not a folder.", safe="Nothing was changed.")
    brought = _brought(folder, record)
    _not_swept_away(brought, record, folder)
    if brought is not None:
        done.warnings += [
            {"file": w.file, "line": w.line, "what": w.what} for w in brought.warnings
        ]
        with ws.store.writing():
            record = _take_in(ws, course, brought, record, done)
            ws.store.settings.set(key, msgspec.json.encode(record).decode())
    record = _write(ws, ws.courses.open(course.log), folder, brought, record, done)
    ws.store.settings.set(key, msgspec.json.encode(record).decode())
    totals = ws.store.drafts.totals().get(course.log)
    done.overlaps = totals[2] if totals else 0
    return done


def _key(course: Course, folder: Path) -> str:
    return f"mirror.{course.id}.{sha_of(str(folder.resolve()))[:16]}"


def _read_record(ws: Workspace, key: str) -> Record:
    written = ws.store.settings.get(key)
    return _RECORD.decode(written) if written else {}


def _brought(folder: Path, record: Record) -> Brought | None:
    if not folder.exists():
        if record:
            raise Refused(
                f"The folder “{folder}” is not there any more.",
                safe="The course is as it was.",
                mend="Bring the folder back, or mirror into another one.",
            )
        return None
    if not any(folder.iterdir()):
        return None
    return read_folder(folder, bare=True)


def _not_swept_away(brought: Brought | None, record: Record, folder: Path) -> None:
    here = (
        {n.path for n in brought.nodes} | {a.path for a in brought.attachments}
        if brought
        else set()
    )
    lost = [path for path, seen in record.items() if path not in here and seen.lesson]
    known = [path for path, seen in record.items() if seen.lesson]
    if len(lost) > 3 and len(lost) * 2 > len(known):
        raise Refused(
            f"{len(lost)} of {len(known)} lessons are missing from “{folder}” at once.",
            safe="Nothing was removed from the course.",
            mend="If that is a mistake, bring the files back. If you mean it, remove the lessons "
            "in the course.",
        )


# -- from the folder


def _take_in(
    ws: Workspace, course: Course, brought: Brought, record: Record, done: Mirrored
) -> Record:
    new: Record = {}
    by_path = {form.path: lesson for lesson, form in course.facts.forms.items()}
    here = {node.path for node in brought.lessons}
    gone = {p: s for p, s in record.items() if s.lesson and p not in here}
    for node in brought.lessons:
        assert node.file is not None
        seen = record.get(node.path)
        lesson = seen.lesson if seen and seen.lesson else None
        if lesson is None:
            lesson = _moved_here(node, gone) or by_path.get(node.path)
            if lesson in {s.lesson for p, s in record.items() if p in here}:
                lesson = None
        known = lesson is not None and lesson in course.outline.nodes
        if lesson is None or (not known and seen is None):
            new[node.path] = _new_lesson(ws, course, node, done)
        elif lesson in course.outline.removed:
            new[node.path] = seen or Seen(_sha_of_file(node), lesson, None)
        else:
            new[node.path] = _edited(ws, course, node, lesson, seen, done)
    _removed_files(ws, course, gone, new, done)
    _take_attachments(ws, course, brought, record, new, done)
    return new


def _sha_of_file(node: BroughtNode) -> Sha:
    from editor.formats.text_file import encode

    assert node.file is not None
    form = node.file.form(NodeId(""), node.path)
    return sha_of(encode(node.file.text, form, node.file.text))


def _moved_here(node: BroughtNode, gone: Record) -> NodeId | None:
    """Find the lesson whose file vanished and had these very bytes: the file was moved."""
    sha = _sha_of_file(node)
    found = [path for path, seen in gone.items() if seen.sha == sha]
    return gone.pop(found[0]).lesson if len(found) == 1 else None


def _edited(
    ws: Workspace,
    course: Course,
    node: BroughtNode,
    lesson: NodeId,
    seen: Seen | None,
    done: Mirrored,
) -> Seen:
    assert node.file is not None
    sha = _sha_of_file(node)
    if seen is not None and seen.sha == sha:
        return seen
    base = seen.state if seen is not None and seen.state else _state_imported(ws, course, lesson)
    ws.lessons.seal(lesson)
    fact = ws.lessons.revise(course.log, lesson, node.file.text, base)
    form = course.facts.forms.get(lesson)
    if form is None or (form.ends, form.bom, form.path) != (
        node.file.ends,
        node.file.bom,
        node.path,
    ):
        must_be_allowed(course, "lesson.form")
        ws.ledger.write(course.log, LessonForm((node.file.form(lesson, node.path),)))
    if fact is not None:
        must_be_allowed(course, "text.revised")
        done.taken_in.append(node.path)
        return Seen(sha, lesson, TextState((fact.id,), sha_of(node.file.text)))
    return Seen(sha, lesson, base)


def _state_imported(ws: Workspace, course: Course, lesson: NodeId) -> TextState:
    """Find the state that a never mirrored file shows: the text that its form was taken from."""
    form = course.facts.forms.get(lesson)
    facts = LessonFacts(ws.store, course.log, lesson)
    for revision, (_, body) in facts.revised.items():
        if form is not None and body.sha == form.sha:
            return TextState((revision,), body.sha)
    return TextState((), sha_of(""))


def _new_lesson(ws: Workspace, course: Course, node: BroughtNode, done: Mirrored) -> Seen:
    assert node.file is not None
    parent = _module_of(ws, course, node.parent)
    course = ws.courses.open(course.log)
    changes = add(ws, course, "lesson", node.title, parent, text=node.file.text)
    lesson = changes.nodes[0]
    ws.ledger.write(course.log, LessonForm((node.file.form(lesson, node.path),)))
    done.taken_in.append(node.path)
    return Seen(_sha_of_file(node), lesson, ws.lessons.today(course.log, lesson).state)


def _module_of(ws: Workspace, course: Course, path: str) -> str:
    """Find the module that holds the lessons of a folder, or make it."""
    if not path:
        return ""
    for lesson, form in course.facts.forms.items():
        node = course.outline.nodes.get(lesson)
        if form.path.rpartition("/")[0] == path and node and lesson not in course.outline.removed:
            return node.parent
    above, _, name = path.rpartition("/")
    parent = _module_of(ws, course, above)
    course = ws.courses.open(course.log)
    for ident in course.outline.children.get(parent, ()):
        node = course.outline.nodes[ident]
        if node.kind == "module" and node.title == name:
            return ident
    return add(ws, course, "module", name, parent).nodes[0]


def _removed_files(
    ws: Workspace, course: Course, gone: Record, new: Record, done: Mirrored
) -> None:
    """A lesson whose file was deleted is removed, unless the course went on since."""
    for path, seen in gone.items():
        if seen.lesson is None or seen.lesson in {s.lesson for s in new.values()}:
            continue
        node = course.outline.nodes.get(seen.lesson)
        if node is None or seen.lesson in course.outline.removed:
            continue
        if ws.lessons.today(course.log, seen.lesson).state != seen.state:
            continue  # written on since: the file comes back
        remove(ws, ws.courses.open(course.log), [node])
        done.removed.append(path)


def _take_attachments(
    ws: Workspace,
    course: Course,
    brought: Brought,
    record: Record,
    new: Record,
    done: Mirrored,
) -> None:
    placed = []
    for attachment in brought.attachments:
        sha = _media(ws, attachment)
        seen = record.get(attachment.path)
        if course.facts.file_now(attachment.path) != sha and (seen is None or seen.sha != sha):
            placed.append(
                PlacedFile(attachment.path, sha, attachment.size, _over(course, attachment.path))
            )
            done.taken_in.append(attachment.path)
        new[attachment.path] = Seen(sha)
    here = {attachment.path for attachment in brought.attachments}
    for path, seen in record.items():
        if seen.lesson is None and path not in here and course.facts.file_now(path) == seen.sha:
            placed.append(PlacedFile(path, Sha(""), 0, _over(course, path)))
            done.removed.append(path)
    if placed:
        ws.ledger.write(course.log, FilePlaced(tuple(placed)))


def _over(course: Course, path: str):  # type: ignore[no-untyped-def]
    register = course.facts.files.get(path)
    return tuple(head.fact for head in register.heads()) if register else ()


def _media(ws: Workspace, attachment: Attachment) -> Sha:
    if attachment.source is not None:
        return ws.store.media.put_file(attachment.source)[0]
    return ws.store.media.put(attachment.read())


# -- to the folder


def _write(
    ws: Workspace,
    course: Course,
    folder: Path,
    brought: Brought | None,
    record: Record,
    done: Mirrored,
) -> Record:
    """Write what differs; a file that changed since it was read waits for the next meeting."""
    folder.mkdir(parents=True, exist_ok=True)
    new: Record = {}
    for path, data, lesson in files_of(course_out(ws, course)):
        sha = sha_of(data)
        state = ws.lessons.today(course.log, lesson).state if lesson else None
        seen = record.get(path)
        if seen is not None and seen.sha == sha:
            new[path] = Seen(sha, lesson, state)
            continue
        target = folder / path
        if seen is None and target.exists():
            continue  # came into being since the folder was read
        if replace_file(target, data, seen=seen.sha if seen else None):
            done.written.append(path)
            new[path] = Seen(sha, lesson, state)
        elif seen is not None:
            new[path] = seen
    for path, seen in record.items():
        if path not in new and _unlink_if(folder / path, seen.sha):
            done.removed.append(path)
    return new


def _unlink_if(path: Path, sha: Sha) -> bool:
    try:
        if sha_of(path.read_bytes()) != sha:
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True
