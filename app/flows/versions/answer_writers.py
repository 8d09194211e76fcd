"""Who wrote each right answer of a course's lessons, by all revisions that led to it.

A right answer that is brought back, or put into another lesson with its question, stays also that
of whoever wrote it first: nobody can approve their own by the hand of somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cached_property

from editor.markdown.gist import Gist
from sync.model.errors import CoursefolkError
from sync.model.ids import FactId, LogId, NodeId, PersonId
from sync.model.right_answers import Answered, RightAnswer, written
from sync.model.states import TextState
from sync.workspace.revisions import Kept, LessonFacts

_Step = tuple[int, FactId, LessonFacts]


class AnswerWriters:
    """Reads the revisions of these lessons of one log, once, when a question is asked about.

    Texts of more than `longest` characters are not read. `questions` reads those of a text.
    """

    def __init__(
        self,
        store: Kept,
        log: LogId,
        lessons: Collection[NodeId],
        *,
        longest: int | None = None,
        questions: Callable[[str], tuple[RightAnswer, ...]] | None = None,
    ) -> None:
        self._store, self._log, self._lessons = store, log, lessons
        self._longest, self._questions = longest, questions or questions_in
        self._first: defaultdict[tuple[str, str, str], set[PersonId]] = defaultdict(set)
        self._lines: dict[FactId, list[str]] = {}
        self._known: dict[FactId, tuple[Answered, ...]] = {}
        self._unread: dict[NodeId, Exception] = {}

    def at(self, lesson: NodeId, state: TextState, gist: Gist) -> tuple[RightAnswer, ...]:
        """Tell who wrote each right answer that a lesson has in a state."""
        asked = tuple(RightAnswer(*one) for one in gist.questions)
        if not asked or not state.heads:
            return asked
        walked = self._walked
        if lesson in self._unread:
            raise self._unread[lesson]
        facts = walked.get(lesson) or LessonFacts(self._store, self._log, lesson)
        heads = [head for head in state.heads if facts.history.ancestry.knows(head)]
        people = [facts.history.revisions[head].person for head in heads]
        before = [self._known[head] for head in heads if head in self._known]
        return tuple(one.answer for one in written(before, asked, people))

    @cached_property
    def _walked(self) -> dict[NodeId, LessonFacts]:
        """All lessons that may ever have asked, after their revisions were read in order."""
        every = (LessonFacts(self._store, self._log, node) for node in sorted(self._lessons))
        asking = {facts.lesson: facts for facts in every if _may_ever_ask(facts)}
        steps = [step for facts in asking.values() for step in self._in_order(facts)]
        for _, ident, facts in sorted(steps, key=lambda step: step[:2]):
            if facts.lesson not in self._unread:
                try:
                    self._step(ident, facts)
                except (CoursefolkError, LookupError, ValueError, RecursionError) as error:
                    self._unread[facts.lesson] = error  # told to whoever asks for this lesson
        self._lines.clear()
        return asking

    def _in_order(self, facts: LessonFacts) -> Iterator[_Step]:
        """Give each revision with its clock, which is after those of its parents in any case."""
        clocks: dict[FactId, int] = {}
        try:
            for ident in facts.history.ancestry.order:
                made = facts.revised.get(ident) or facts.suggested[ident]
                before = facts.history.revisions[ident].parents
                clock = max([made[0].clock, *(clocks.get(one, 0) + 1 for one in before)])
                clocks[ident] = clock
                yield clock, ident, facts
        except (CoursefolkError, LookupError, ValueError, RecursionError) as error:
            self._unread[facts.lesson] = error

    def _step(self, ident: FactId, facts: LessonFacts) -> None:
        """Go on to one revision; what no line with a question changed in is not parsed."""
        revision = facts.history.revisions[ident]
        text = facts.text_of(ident)
        if self._longest is not None and len(text) > self._longest:
            raise ValueError("longer than is read")
        lines = self._lines[ident] = [line for line in text.split("\n") if _may_ask(line)]
        [*before] = revision.parents
        if len(before) == 1 and before[0] in self._known and lines == self._lines[before[0]]:
            self._known[ident] = self._known[before[0]]
            return
        if ident in facts.revised:  # whose words it puts back, as their own
            before += facts.revised[ident][1].restores
        then = [self._known[one] for one in before if one in self._known]
        by: list[PersonId] = [revision.person]
        self._known[ident] = written(then, self._questions(text), by, self._earlier)
        for one in self._known[ident]:
            self._first[_sign(one.answer)].update(one.answer.writers)

    def _earlier(self, one: RightAnswer) -> set[PersonId]:
        """Tell who wrote a right answer before, in whichever lesson its question stood."""
        return self._first.get(_sign(one), set())


def _sign(one: RightAnswer) -> tuple[str, str, str]:
    return one.asks, one.options, one.right


def _may_ever_ask(facts: LessonFacts) -> bool:
    """Tell, without building texts, whether a question may have stood in a lesson ever."""
    bodies = [body for _, body in facts.revised.values()]
    put_in = [body.text or "" for body in bodies]
    put_in += [inserted for body in bodies for _, _, inserted in body.edits]
    put_in += [body.after for _, body in facts.suggested.values()]
    return any("[" in text for text in put_in)


def _may_ask(line: str) -> bool:
    return "[" in line or "`" in line or "data-" in line


def questions_in(text: str) -> tuple[RightAnswer, ...]:
    """Read the questions of a text, their writers not known yet."""
    # loaded late: where nothing asks, no parser is needed
    from editor.markdown.document import Document
    from editor.markdown.fingerprints import questions_of

    return tuple(RightAnswer(*one) for one in questions_of(Document(text)))
