"""Take what a mirrored folder holds into the course: edits, moves, new lessons, removals, files."""

from __future__ import annotations

from app.flows.courses.outlining import move_to_end, remove, rename
from app.flows.files.exporting import imported_text
from app.flows.media.media_cleaning import clean_sha
from app.flows.mirror.mirror_matching import Match, Matches, sha_of_file, state_it_was_made_from
from app.flows.mirror.mirror_new import add_all, folder_module
from app.flows.mirror.mirror_record import Mirrored, Record, Seen
from app.flows.permission import may, must_be_allowed
from editor.formats.text_file import encode
from editor.formats.values import Attachment, Brought, FileWarning
from sync.model.errors import Refused
from sync.model.ids import FactId, NodeId, Sha, sha_of
from sync.model.outline import ROOT
from sync.model.payloads import FilePlaced, LessonForm, PlacedFile
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace


class Taking:
    """One meeting's way from the folder into the course; runs inside one transaction."""

    def __init__(self, ws: Workspace, course: Course, record: Record, done: Mirrored) -> None:
        self.ws = ws
        self.course = course
        self.record = record
        self.done = done
        self.new: Record = {}
        self._formed = False

    def take(self, matches: Matches, brought: Brought) -> Record:
        """Take everything in; return what is in the folder now."""
        self.new = dict(matches.withheld)
        renamed = self._rename_folders(matches)
        for match in matches.known:
            self.new[match.node.path] = self._known(match, renamed)
        if matches.new:
            self._allowed("lesson.placed", matches.new[0].path)
            made = add_all(self.ws, self._now(), matches.new, self.new)
            for node in matches.new:
                state = self.ws.lessons.today(self.course.log, made[node.path]).state
                self.new[node.path] = Seen(sha_of_file(node), made[node.path], state)
                self.done.taken_in.append(node.path)
        if self._formed or matches.new:
            self._keep_names(matches)
        self._remove(matches.gone)
        self._attachments(brought)
        return self.new

    def _now(self) -> Course:
        return self.ws.courses.open(self.course.log)

    def _allowed(self, kind: str, path: str) -> None:
        if may(self.course, kind):
            return
        try:
            must_be_allowed(self.course, kind)
        except Refused as error:
            raise Refused(
                f"“{path}” was changed in the folder. {error.what}",
                safe="Neither the file nor the course was changed.",
                mend="Put the file back as it was, or suggest the change: “coursefolk suggest”.",
            ) from error

    # -- lessons

    def _keep_names(self, matches: Matches) -> None:
        """Let each other file keep its name, as one got a name of its own.

        A name that is made of a lesson's title and number would be made anew beside it, without
        the number, and somebody has that file open.
        """
        forms = []
        for match in matches.known:
            known = self._now().facts.forms.get(match.lesson)
            if match.node.file is not None and not match.now_at and (not known or not known.path):
                forms.append(match.node.file.form(match.lesson, match.node.path))
        if forms:
            self.ws.ledger.write(self.course.log, LessonForm(tuple(forms)))

    def _known(self, match: Match, renamed: dict[str, str]) -> Seen:
        if match.now_at:
            said = f"what was written in it is in “{match.now_at}”, as the file is called now"
            self.done.warn([FileWarning(match.node.path, 0, said)])
        if match.was_at:
            self._moved(match, renamed)
        elif match.seen is not None and match.seen.sha == match.sha:
            return match.seen
        assert match.node.file is not None
        text, log, lesson = match.node.file.text, self.course.log, match.lesson
        base = match.seen.state if match.seen else None
        if base is None:
            base = state_it_was_made_from(self.ws, self.course, lesson, text)
        self.ws.lessons.seal(lesson)
        if self.ws.lessons.text_at(log, lesson, base) != text:
            self._allowed("text.revised", match.node.path)
            fact = self.ws.lessons.revise(log, lesson, text, base)
            assert fact is not None
            self.done.taken_in.append(match.node.path)
            base = TextState((fact.id,), self.ws.lessons.sha_of_revision(fact))
        self._form(match)
        return Seen(match.sha, lesson, base)

    def _form(self, match: Match) -> None:
        """Note where a lesson's file stands and how its lines end, if that is new."""
        file, known = match.node.file, self.course.facts.forms.get(match.lesson)
        assert file is not None
        form = file.form(match.lesson, match.now_at or match.node.path)
        imported = imported_text(self.ws, self.course.log, match.lesson, known)
        same_bytes = sha_of(encode(file.text, known, imported)) == match.sha
        if same_bytes and not match.was_at and (known is None or known.path in ("", form.path)):
            return
        self._allowed("lesson.form", match.node.path)
        self.ws.ledger.write(self.course.log, LessonForm((form,)))
        self._formed = True

    def _moved(self, match: Match, renamed: dict[str, str]) -> None:
        """Let a lesson follow its file, into the module of its folder if that is another."""
        self.done.moved.append(match.node.path)
        old, new = match.was_at.rpartition("/")[0], match.node.path.rpartition("/")[0]
        course = self._now()
        node = course.outline.nodes.get(match.lesson)
        stands = {node.id for node, _ in course.outline.walk()}
        if old == new or renamed.get(old) == new or node is None or node.id not in stands:
            return
        self._allowed("lesson.placed", match.node.path)
        parent = folder_module(self.ws, course, new, self.new)
        if node.parent != parent:
            move_to_end(self.ws, self._now(), node, parent)

    def _rename_folders(self, matches: Matches) -> dict[str, str]:
        """Find folders that got another name as a whole, and name their modules so."""
        moves = [(m.was_at, m.node.path) for m in matches.known if m.was_at]
        folders = {(a.rpartition("/")[0], b.rpartition("/")[0]) for a, b in moves}
        staying = {m.node.path.rpartition("/")[0] for m in matches.known if not m.was_at}
        renamed: dict[str, str] = {}
        for old, new in sorted(folders):
            ways = [pair for pair in folders if old in pair or new in pair]
            if old and new and len(ways) == 1 and not {old, new} & staying:
                renamed[old] = new
        for old, new in renamed.items():
            first = next(m for m in matches.known if m.was_at.rpartition("/")[0] == old)
            module = self.course.outline.nodes.get(NodeId(self._parent(first.lesson)))
            title = old.rpartition("/")[2]
            if module is not None and module.title == title != new.rpartition("/")[2]:
                self._allowed("lesson.renamed", first.node.path)
                rename(self.ws, self._now(), module, new.rpartition("/")[2])
        return renamed

    def _parent(self, lesson: NodeId) -> str:
        node = self.course.outline.nodes.get(lesson)
        return node.parent if node else ROOT

    def _remove(self, gone: Record) -> None:
        """A lesson whose file was deleted is removed, unless somebody went on with it since."""
        kept = {seen.lesson for seen in self.new.values()}
        for path, seen in gone.items():
            course = self._now()
            node = course.outline.nodes.get(seen.lesson) if seen.lesson else None
            if node is None or node.id in kept or node.id in course.outline.removed:
                continue
            now = self.ws.lessons.seen_now(course.log, node.id)
            if now.state != seen.state or now.text != self._text(seen):
                continue  # written on since: the file comes back
            self._allowed("lesson.removed", path)
            remove(self.ws, course, [node])
            self.done.removed.append(path)

    def _text(self, seen: Seen) -> str:
        assert seen.lesson is not None
        assert seen.state is not None
        return self.ws.lessons.text_at(self.course.log, seen.lesson, seen.state)

    # -- other files

    def _attachments(self, brought: Brought) -> None:
        placed: list[PlacedFile] = []
        here = {a.path: a for a in brought.attachments if a.path not in self.new}
        for path, attachment in here.items():
            sha, seen = self._media(attachment), self.record.get(path)
            if self.course.facts.file_now(path) != sha and (seen is None or seen.sha != sha):
                leaves, size = self._as_others_get_it(path, sha, attachment.size)
                if self.course.facts.file_now(path) != leaves:
                    placed.append(PlacedFile(path, leaves, size, self._over(path, seen)))
                    self.done.taken_in.append(path)
            self.new[path] = Seen(sha)
        for path, seen in self.record.items():
            gone = seen.lesson is None and path not in self.new
            if gone and self.course.facts.file_now(path) == seen.sha:
                placed.append(PlacedFile(path, Sha(""), 0, self._over(path, seen)))
                self.done.removed.append(path)
        if placed:
            self._allowed("file.placed", placed[0].path)
            self.ws.ledger.write(self.course.log, FilePlaced(tuple(placed)))

    def _as_others_get_it(self, path: str, sha: Sha, size: int) -> tuple[Sha, int]:
        """Name the clean bytes of a file in a course that others have; the folder keeps its own."""
        private = self.course.row.standing == "private"
        return (sha, size) if private else clean_sha(self.ws, sha, path, size)

    def _over(self, path: str, seen: Seen | None) -> tuple[FactId, ...]:
        """List what the folder had seen of a file: what came since stands against its own."""
        if self.course.facts.file_now(path) is None:
            return self.course.facts.file_heads(path)
        if seen is None:
            return ()
        entries = self.course.facts.files[path].entries.values()
        return tuple(sorted(entry.fact for entry in entries if entry.value.sha == seen.sha))

    def _media(self, attachment: Attachment) -> Sha:
        if attachment.source is not None:
            return self.ws.store.media.put_file(attachment.source)[0]
        return self.ws.store.media.put(attachment.read())
