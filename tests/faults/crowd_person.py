"""One laptop of a crowd in one process: its person does anything at random and says what they saw.

All that is written is written by the flows that window and command line call. `typed` holds each
word that was taken in; what a person removes, or settles otherwise, having it in view, is told.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.flows.acts.taking_acts_back import take_act_back
from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging, undoing
from app.flows.review import closing, commenting, deciding, suggesting
from app.flows.review.deciding import ACCEPTED
from app.flows.sharing import held, syncing
from app.flows.sharing.taking_back import find_batch, take_back
from app.flows.versions import publishing, reviewing
from sync.model.errors import PersonCanMend
from sync.model.ids import NodeId
from sync.model.nodes import Node
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

WORD = re.compile(r"(?<![a-z0-9])[a-z]+q\d+(?!\d)")
Text = tuple[str, TextState]


def words_of(*texts: str) -> set[str]:
    """List the words in some texts that people of a crowd typed, each of which is typed once."""
    return set(WORD.findall(" ".join(texts)))


@dataclass
class Member:
    """A laptop, its workspace, and the stale texts that its person may still edit from."""

    name: str
    folder: Path
    title: str
    rng: random.Random
    typed: set[str] = field(default_factory=set)
    minutes: int = 0
    ws: Workspace = field(init=False)
    _count: int = 0
    _held: dict[NodeId, Text] = field(default_factory=dict)
    _crashes: int = 0

    def __post_init__(self) -> None:
        self.ws = Workspace.open(self.folder)

    @property
    def course(self) -> Course:
        """The course as it is here now."""
        return self.ws.courses.at(self.title)

    def act(self) -> tuple[str, set[str]]:
        """Do one thing; name it, with the words that were knowingly removed or put aside."""
        acts: list[Callable[[], set[str] | None]] = [
            *[self.write] * 8,
            *[self.confirm] * 3,
            self.withdraw,
        ]
        acts += [self.take_paragraph, self.carry, self.split, self.hold, self.cut_out]
        acts += [self.comment, self.comment, self.reply, self.resolve, self.reopen]
        acts += [self.suggest, self.suggest, self.accept, self.reject, self.take_back]
        acts += [self.move, self.move, self.rename, self.add, self.remove]
        acts += [self.publish, self.review, self.restore, self.restart, self.crash]
        acts += [self.say_yes, self.take_yes_back, self.take_batch_back]
        acts += [self.take_choice_back, self.take_acceptance_back]
        act = self.rng.choice(acts)
        gone: set[str] = set()
        with suppress(PersonCanMend):  # a role or a moment that does not allow it
            gone = act() or set()
        return act.__name__, gone

    def say_yes(self) -> None:
        """Take in what waits, as it would take much from sight."""
        if held.held(self.ws, self.course):
            held.let_in(self.ws, self.course)

    def take_yes_back(self) -> None:
        """Let what was taken in last wait again."""
        held.take_yes_back(self.ws, self.course)

    def word(self) -> str:
        """Make a word that nobody else writes."""
        self._count += 1
        return f"{self.name}q{self._count}"

    def lessons(self) -> list[Node]:
        """List the lessons in reading order."""
        return self.course.outline.lessons()

    def any_lesson(self) -> Node | None:
        """Pick a lesson."""
        lessons = self.lessons()
        return self.rng.choice(lessons) if lessons else None

    def text(self, lesson: NodeId) -> Text:
        """Read a lesson: as it is now, or as this person held it back."""
        if lesson in self._held and self.rng.random() < 0.5:
            return self._held.pop(lesson)
        today = self.ws.lessons.today(self.course.log, lesson)
        return today.text, today.state

    # -- texts

    def write(self) -> None:
        """Add a word to a line, a line, a paragraph, or the same word as in an odd script."""
        if lesson := self.any_lesson():
            (text, state), word = self.text(lesson.id), self.word()
            lines = text.split("\n")
            at = self.rng.randrange(len(lines))
            form = self.rng.randrange(4)
            if form == 0:
                lines[at] = f"{lines[at]} {word}".strip()
            elif form == 1:
                lines[at] = f"{word} {lines[at]}".strip()
            elif form == 2:
                lines.insert(at, f"{word} stands alone")
            else:
                lines.insert(at, f"\n🎓 {word} اكتب here\n")
            self._edit(lesson.id, "\n".join(lines), state, {word})

    def take_paragraph(self) -> None:
        """Move a paragraph to another place of its lesson."""
        if lesson := self.any_lesson():
            text, state = self.text(lesson.id)
            parts = text.split("\n\n")
            part = parts.pop(self.rng.randrange(len(parts)))
            parts.insert(self.rng.randrange(len(parts) + 1), part)
            self._edit(lesson.id, "\n\n".join(parts), state)

    def carry(self) -> None:
        """Cut a paragraph out of one lesson and paste it into another."""
        lessons = self.lessons()
        if len(lessons) > 1:
            one, two = self.rng.sample(lessons, 2)
            (text, state), (other, base) = self.text(one.id), self.text(two.id)
            parts = text.split("\n\n")
            part = parts.pop(self.rng.randrange(len(parts)))
            self._edit(two.id, f"{other}\n\n{part}\n", base)
            self._edit(one.id, "\n\n".join(parts), state)

    def split(self) -> None:
        """Split a paragraph in two, or join two."""
        if lesson := self.any_lesson():
            text, state = self.text(lesson.id)
            gaps = [m.start() for m in re.finditer(" |\n\n", text)]
            if gaps:
                at = self.rng.choice(gaps)
                joined = text[at : at + 2] == "\n\n"
                rest = text[at + (2 if joined else 1) :]
                self._edit(lesson.id, text[:at] + (" " if joined else "\n\n") + rest, state)

    def cut_out(self) -> set[str]:
        """Remove a paragraph for good."""
        lesson = self.any_lesson()
        if lesson is None:
            return set()
        text, state = self.text(lesson.id)
        parts = text.split("\n\n")
        gone = parts.pop(self.rng.randrange(len(parts)))
        self._edit(lesson.id, "\n\n".join(parts), state)
        return words_of(gone)

    def hold(self) -> None:
        """Keep a text as it is now, to edit from it later, as in a train."""
        if lesson := self.any_lesson():
            today = self.ws.lessons.today(self.course.log, lesson.id)
            self._held[lesson.id] = (today.text, today.state)

    def _edit(
        self, lesson: NodeId, text: str, state: TextState, words: set[str] | None = None
    ) -> None:
        if writing.edit(self.ws, self.course, lesson, text, state).changed:
            self.typed |= words or set()

    # -- overlaps

    def confirm(self) -> set[str]:
        """Settle an overlap by one of its wordings, or by all of them together."""
        views = merging.overlaps(self.ws, self.course)
        if not views:
            return set()
        view = self.rng.choice(views)
        seen = words_of(view.merged, view.base, *(w.text for w in view.wordings))
        if view.item is None:
            if view.kind.startswith("removed"):
                texts = (self.ws.lessons.today(self.course.log, n.id).text for n in self.lessons())
                seen |= words_of(*texts)
            take = self.rng.choice(("mine", "theirs", "merged"))
            merging.confirm_side(self.ws, self.course, view, take)
            return seen
        wordings = [w.text for w in view.wordings]
        whole = "\n".join(wordings)
        chosen = self.rng.choice([*wordings, view.merged, whole])
        merging.confirm(self.ws, self.course, view, chosen)
        return seen - words_of(chosen)

    def take_choice_back(self) -> None:
        """Take back a choice about an overlap, of one's own or of someone else."""
        said = [body for those in self.course.facts.confirmations.values() for _, body in those]
        if said:
            undoing.take_back_by_name(self.ws, self.rng.choice(self.rng.choice(said).overlaps))

    # -- review

    def comment(self) -> None:
        """Comment on some words."""
        if lesson := self.any_lesson():
            text, state = self.text(lesson.id)
            start = self.rng.randrange(max(len(text) - 12, 1))
            end = min(start + self.rng.randrange(3, 40), len(text))
            if text[start:end].strip():
                said = f"Comment {self.word()}"
                commenting.comment(self.ws, self.course, lesson.id, start, end, said, state)

    def reply(self) -> None:
        """Answer a comment."""
        if threads := list(self.course.facts.threads.values()):
            commenting.reply(self.ws, self.course, self.rng.choice(threads), f"I see {self.word()}")

    def resolve(self) -> None:
        """Close a thread."""
        if threads := [t for t in self.course.facts.threads.values() if not t.resolution]:
            verdict = self.rng.choice(("done", "wont"))
            why = f"because {self.word()}"
            commenting.resolve(self.ws, self.course, self.rng.choice(threads), verdict, why)

    def reopen(self) -> None:
        """Open a thread again."""
        if threads := [t for t in self.course.facts.threads.values() if t.resolution]:
            why = f"not yet {self.word()}"
            closing.reopen(self.ws, self.course, self.rng.choice(threads), why)

    def suggest(self) -> None:
        """Suggest a word more in a block, or a block more."""
        if lesson := self.any_lesson():
            (text, state), word = self.text(lesson.id), self.word()
            parts = text.split("\n\n")
            at = self.rng.randrange(len(parts))
            if self.rng.random() < 0.5:
                parts[at] = f"{parts[at].rstrip()} {word}"
            else:
                parts.insert(at, f"A suggestion of {word}.")
            made = suggesting.suggest(
                self.ws, self.course, lesson.id, "\n\n".join(parts), "clearer", state
            )
            if made.facts:
                self.typed.add(word)

    def accept(self) -> None:
        """Accept a suggestion, or all of a person."""
        if wishes := [s for s in self.course.facts.suggestions.values() if s.is_open]:
            one = self.rng.choice(wishes)
            all_of_them = deciding.open_by(self.course, one.writer)
            chosen = all_of_them if one in all_of_them and self.rng.random() < 0.3 else [one]
            deciding.accept_all(self.ws, self.course, chosen)

    def take_acceptance_back(self) -> None:
        """Undo an acceptance of one's own: what was suggested waits again."""
        if acts := self.ws.store.acts.of(self.course.log, ACCEPTED):
            take_act_back(self.ws, self.rng.choice(acts).ident)

    def reject(self) -> None:
        """Say not now."""
        if wishes := [s for s in self.course.facts.suggestions.values() if s.is_open]:
            deciding.reject_all(self.ws, self.course, [self.rng.choice(wishes)], "not now")

    def withdraw(self) -> None:
        """Take back a suggestion of one's own."""
        mine = self.ws.identity.person
        wishes = [s for s in self.course.facts.suggestions.values() if s.is_open]
        if own := [wish for wish in wishes if wish.person == mine]:
            suggesting.withdraw(self.ws, self.course, self.rng.choice(own))

    def publish(self) -> None:
        """Name a version."""
        publishing.publish(self.ws, self.course, f"so far {self.word()}")

    def review(self) -> None:
        """Give a verdict on a version."""
        if versions := list(self.course.facts.versions.values()):
            verdict = self.rng.choice(("approve", "ask-changes"))
            reviewing.review(self.ws, self.course, self.rng.choice(versions), verdict, "said")

    def restore(self) -> set[str]:
        """Bring a version back, and so put aside what was written since."""
        versions = list(self.course.facts.versions.values())
        if not versions or self.rng.random() < 0.7:
            return set()
        seen = [self.ws.lessons.today(self.course.log, node.id).text for node in self.lessons()]
        publishing.restore(self.ws, self.course, self.course.log, self.rng.choice(versions))
        return words_of(*seen)

    def take_back(self) -> set[str]:
        """Sometimes go back to how one lesson was in a version."""
        versions = list(self.course.facts.versions.values())
        lesson = self.any_lesson()
        if lesson is None or not versions or self.rng.random() < 0.5:
            return set()
        state = self.rng.choice(versions).named.texts.get(lesson.id)
        if state is None:
            return set()
        seen = self.ws.lessons.today(self.course.log, lesson.id)
        text = self.ws.lessons.text_at(self.course.log, lesson.id, state)
        self._edit(lesson.id, text, seen.state)
        return words_of(seen.text) - words_of(text)

    def take_batch_back(self) -> set[str]:
        """Take back what a sync brought, and sometimes put it back."""
        receipts = [one for one in syncing.receipts(self.ws)[:5] if one.touched]
        if not receipts or self.rng.random() < 0.5:
            return set()
        batch = find_batch(self.ws, self.rng.choice(receipts).id)
        if not batch.chosen(()):
            return set()
        seen = [self.ws.lessons.today(self.course.log, node.id).text for node in self.lessons()]
        done = take_back(self.ws, batch)
        if self.rng.random() < 0.5 and (again := find_batch(self.ws, done.receipt)).chosen(()):
            take_back(self.ws, again)
            return set()
        return words_of(*seen, *(line.after for line in batch.lines))

    # -- outline

    def move(self) -> None:
        """Put a lesson or module into a module, which may be itself."""
        outline = self.course.outline
        nodes = [node for node, _ in outline.walk()]
        modules = [node for node in nodes if node.kind == "module"]
        if modules:
            to = self.rng.choice(modules).id
            outlining.move_to_end(self.ws, self.course, self.rng.choice(nodes), to)

    def rename(self) -> None:
        """Rename a lesson or a module."""
        nodes = [node for node, _ in self.course.outline.walk()]
        if nodes:
            outlining.rename(self.ws, self.course, self.rng.choice(nodes), f"Title {self.word()}")

    def add(self) -> None:
        """Add a lesson."""
        if len(self.lessons()) < 12:
            word = self.word()
            outlining.add(self.ws, self.course, "lesson", "New", text=f"# New\n\n{word} is new.\n")
            self.typed.add(word)

    def remove(self) -> set[str]:
        """Remove a lesson, with what stands in it."""
        lesson = self.any_lesson()
        if lesson is None or len(self.lessons()) < 4 or self.rng.random() < 0.5:
            return set()
        seen = self.ws.lessons.today(self.course.log, lesson.id).text
        outlining.remove(self.ws, self.course, [lesson])
        return words_of(seen)

    # -- the laptop

    def sync(self) -> None:
        """Meet the server."""
        syncing.sync(self.ws)

    def restart(self) -> None:
        """Close and open the program."""
        self.ws.close()
        self.ws = Workspace.open(self.folder)

    def crash(self) -> None:
        """Go on with what a kill at this moment leaves on the disk."""
        self._crashes += 1
        left = self.folder.with_name(f"{self.folder.name.partition('~')[0]}~{self._crashes}")
        shutil.copytree(self.folder, left)
        self.ws.close()
        shutil.rmtree(self.folder)
        self.folder = left
        self.ws = Workspace.open(left)
