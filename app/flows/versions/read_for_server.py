"""Read what versions hold for a server, which has their facts and knows no Markdown.

It is what every laptop reads: the same texts, fingerprints and writers of right answers.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable
from threading import Lock
from typing import Generic, TypeVar

from app.flows.courses.lesson_paths import paths_by
from app.flows.versions.answer_changes import LONGEST_READ, AnswerChanges
from app.flows.versions.answer_writers import AnswerWriters, questions_in
from editor.markdown.gist import Gist
from sync.model.approvals import LessonPrints
from sync.model.errors import CoursefolkError
from sync.model.facts import Fact
from sync.model.ids import FactId, LogId, NodeId, Sha, sha_of
from sync.model.kinds import payload_of
from sync.model.payloads import VersionNamed
from sync.model.replay import replay
from sync.server.verified import ToRead
from sync.store.fact_rows import subject_of
from sync.workspace.revisions import OF_A_LESSON, LessonFacts

_MOST_KEPT = 4_096
Value = TypeVar("Value")


class _KeptByText(Generic[Value]):
    """Keeps what was read of the latest texts. Any thread may ask."""

    def __init__(self, made: Callable[[str], Value]) -> None:
        self._made = made
        self._kept: OrderedDict[Sha, Value] = OrderedDict()
        self._lock = Lock()

    def of(self, text: str) -> Value:
        """Give what was read of a text; read it if it was not."""
        sha = sha_of(text)
        with self._lock:
            if sha in self._kept:
                self._kept.move_to_end(sha)
                return self._kept[sha]
        made = self._made(text)
        with self._lock:
            self._kept[sha] = made
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made


class _InHand:
    """The facts of one log that a server has in hand, as a lesson's text is read from them."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._general: list[Fact] = []
        self._of: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in sorted(facts, key=lambda one: one.order):
            if fact.kind in OF_A_LESSON:
                self._of[subject_of(bytes(fact.payload))].append(fact)
            else:
                self._general.append(fact)

    @property
    def lessons(self) -> list[NodeId]:
        """List all lessons that there are facts about."""
        return [NodeId(subject) for subject in self._of]

    @property
    def log(self) -> _InHand:
        return self

    @property
    def texts(self) -> _InHand:
        return self

    def facts(
        self, log: LogId, *, kinds: Collection[str] | None = None, subject: str | None = None
    ) -> list[Fact]:
        """Give the facts in hand, all of one log."""
        found = self._of.get(subject, []) if subject else self._general
        return [fact for fact in found if kinds is None or fact.kind in kinds]

    def kept(self, revision: FactId) -> str | None:
        """Keep no text: all are built from the facts."""
        return None


def read_versions(wanted: ToRead) -> dict[FactId, dict[NodeId, LessonPrints]]:
    """Read lessons of versions; one that cannot be read in a version is left out of it."""
    hand = _InHand(wanted.facts)
    placed = replay(wanted.log, hand.facts(wanted.log, kinds={"lesson.form"})).forms
    paths = {ident: paths_by(placed, named.outline) for ident, named in wanted.versions.items()}
    writers = AnswerWriters(
        hand, wanted.log, hand.lessons, longest=LONGEST_READ, questions=_questions.of
    )
    every = [payload_of(fact) for fact in hand.facts(wanted.log, kinds={"version.named"})]
    named_ever = [one for one in every if isinstance(one, VersionNamed)]
    changes = AnswerChanges(hand, wanted.log, named_ever, _questions.of)
    found: dict[FactId, dict[NodeId, LessonPrints]] = {ident: {} for ident in wanted.versions}
    for node in sorted(wanted.lessons):
        facts = LessonFacts(hand, wanted.log, node)
        for ident, named in wanted.versions.items():
            if node in named.texts:
                prints = _prints(facts, named, paths[ident].get(node, ""), writers, changes)
                if prints is not None:
                    found[ident][node] = prints
    return found


def _prints(
    facts: LessonFacts,
    named: VersionNamed,
    path: str,
    writers: AnswerWriters,
    changes: AnswerChanges,
) -> LessonPrints | None:
    state = named.texts[facts.lesson]
    try:
        text = facts.history.text_at(state.heads) if state.heads else ""
        if len(text) > LONGEST_READ:
            return None
        gist = _gists.of(text)
        blocks = tuple(gist.print_at(path, named.files.get).split())
        rights = writers.at(facts.lesson, state, gist)
        return LessonPrints(blocks, rights, changes.before(facts.lesson, state, rights))
    except (CoursefolkError, LookupError, ValueError, RecursionError):
        return None  # what was crafted so that nobody can read it is judged as not read


def _gist(text: str) -> Gist:
    from editor.markdown.gisting import gist_of

    return gist_of(text)


_gists = _KeptByText(_gist)
_questions = _KeptByText(questions_in)
