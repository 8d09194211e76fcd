"""In which earlier versions something else was right in a question: it is approved anew since.

A version came before a state of a lesson if the state's writers had all that it is woven from.
What was in a draft only, and in no version, was never up for an approval: it does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sync.model.errors import CoursefolkError
from sync.model.ids import FactId, LogId, NodeId, sha_of
from sync.model.payloads import VersionNamed
from sync.model.right_answers import RightAnswer
from sync.model.states import TextState
from sync.workspace.revisions import Kept, LessonFacts

LONGEST_READ = 1_000_000
"""Characters of a lesson beyond which no questions are looked for in it."""
_Heads = tuple[FactId, ...]
_SIGNS: tuple[Callable[[RightAnswer], tuple[str, ...]], ...] = (
    lambda one: (one.asks, one.options),
    lambda one: (one.asks,),
    lambda one: (one.options,),
)
"""What tells a question again, the surest first."""


class AnswerChanges:
    """Reads the states of lessons that the versions of one log name, where a lesson asks.

    `questions` reads those of a text.
    """

    def __init__(
        self,
        store: Kept,
        log: LogId,
        named: Iterable[VersionNamed],
        questions: Callable[[str], tuple[RightAnswer, ...]],
    ) -> None:
        self._store, self._log, self._questions = store, log, questions
        self._states: defaultdict[NodeId, set[_Heads]] = defaultdict(set)
        self._facts: dict[NodeId, LessonFacts] = {}
        self._read: dict[tuple[NodeId, _Heads], tuple[RightAnswer, ...]] = {}
        for one in named:
            if not one.kept:  # which nobody means for a review
                for lesson, state in one.texts.items():
                    self._states[lesson].add(tuple(sorted(set(state.heads))))

    def before(
        self, lesson: NodeId, state: TextState, asked: Sequence[RightAnswer]
    ) -> tuple[tuple[str, ...], ...]:
        """Name for each question that a state asks the earlier states that answer it otherwise.

        It is empty where there is none for any.
        """
        others = sorted(self._states[lesson] - {tuple(sorted(set(state.heads))), ()})
        if not asked or not others:
            return ()
        facts = self._facts.setdefault(lesson, LessonFacts(self._store, self._log, lesson))
        ancestry = facts.history.ancestry
        if not all(map(ancestry.knows, state.heads)):
            return ()
        seen = ancestry.seen_by(*state.heads)
        found: list[list[str]] = [[] for _ in asked]
        for heads in others:
            if not all(map(ancestry.knows, heads)) or ancestry.mask_of(heads) & ~seen:
                continue
            then = self._asked_at(facts, heads)
            for number, one in enumerate(asked):
                if _was_other(one, then):
                    found[number].append(sha_of(" ".join(heads)))
        return tuple(map(tuple, found)) if any(found) else ()

    def _asked_at(self, facts: LessonFacts, heads: _Heads) -> tuple[RightAnswer, ...]:
        """Read the questions of a state, none where nobody can."""
        key = facts.lesson, heads
        if key not in self._read:
            try:
                text = facts.history.text_at(heads)
                asks = len(text) <= LONGEST_READ and "[" in text
                self._read[key] = self._questions(text) if asks else ()
            except (CoursefolkError, LookupError, ValueError, RecursionError):
                self._read[key] = ()  # crafted so that nobody can read it
        return self._read[key]


def _was_other(one: RightAnswer, then: Sequence[RightAnswer]) -> bool:
    """Tell whether what is right in a question was another in a text before.

    It hangs on this question and that text alone: not on the questions beside it today, of which
    one that comes or goes would else take the approval of its neighbour along.
    """
    for sign in _SIGNS:
        if rights := {old.right for old in then if sign(old) == sign(one)}:
            return one.right not in rights
    return False
