"""Random histories of two laptops out of which words are struck: all else stays as it was."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from sync.model.facts import Fact, what_is_wrong
from sync.model.ids import LogId, NodeId, fresh, sha_of
from sync.model.payloads import CommentMade, LessonPlaced, Place
from sync.model.redaction import REDACTED, STRUCK, found_in, masked, struck
from sync.model.signing import is_signed
from sync.workspace.opening import Workspace
from sync.workspace.redactions import holding

SECRETS = ("Tr0ub4dor", 'key,or"§"not', "12-34")
SEEDS = range(6)
WORDS = ("say", "what", "you", "saw", "in", "the", "draft", "and", "why", "it", "matters")


class Copies:
    """Laptops that hold one private log and pass facts on by hand."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = random.Random(seed)
        self.laptops = [Workspace.open(folder / name) for name in ("one", "two")]
        self.log = self.laptops[0].begin_course("Course")
        self.lesson = NodeId(fresh())
        placed = LessonPlaced((Place(self.lesson, "", "V", (), "lesson", "Lesson"),))
        self.laptops[0].ledger.write(self.log, placed)
        self.pass_on(0, 1)

    def pass_on(self, source: int, to: int) -> None:
        """Give one laptop what another has."""
        give(self.laptops[to], self.log, self.facts(self.laptops[source]), self.random)

    def facts(self, ws: Workspace) -> list[Fact]:
        """Read what a laptop holds."""
        return [stored.fact for stored in ws.store.log.every(self.log)]

    def newcomer(self, name: str, facts: Sequence[Fact]) -> Workspace:
        """Begin one more laptop with these facts, in any order."""
        ws = Workspace.open(self.folder / name)
        self.laptops.append(ws)
        give(ws, self.log, facts, self.random)
        return ws

    def write_something(self) -> None:
        """Let one laptop edit, comment, settle an overlap, or hear of the other."""
        n = self.random.randrange(2)
        ws = self.laptops[n]
        today = ws.lessons.today(self.log, self.lesson)
        chance = self.random.random()
        if chance < 0.25:
            self.pass_on(1 - n, n)
        elif chance < 0.35 and today.open_items:
            item = self.random.choice(today.open_items)
            wording = self.random.choice(item.wordings).text
            ws.lessons.confirm(self.log, self.lesson, item, wording)
        elif chance < 0.5 and today.text:
            self._comment(ws, today.text)
        else:
            ws.lessons.revise(self.log, self.lesson, self._edited(today.text), today.state)

    def _comment(self, ws: Workspace, text: str) -> None:
        state = ws.lessons.today(self.log, self.lesson).state
        start = self.random.randrange(len(text))
        end = min(len(text), start + 1 + self.random.randrange(30))
        before, after = text[max(0, start - 20) : start], text[end : end + 20]
        body = CommentMade(
            self.lesson, state, start, end, text[start:end], before, after, self._sentence()
        )
        ws.ledger.write(self.log, body)

    def _edited(self, text: str) -> str:
        lines = text.split("\n")
        at = self.random.randrange(len(lines) + 1)
        gone = self.random.choice((0, 0, 1))
        return "\n".join([*lines[:at], self._sentence(), "", *lines[at + gone :]])

    def _sentence(self) -> str:
        words = self.random.choices(WORDS, k=6)
        if self.random.random() < 0.4:
            words.insert(self.random.randrange(6), self.random.choice(SECRETS))
        return " ".join(words)


def give(ws: Workspace, log: LogId, facts: Sequence[Fact], chance: random.Random) -> None:
    """Let a laptop take facts in, in any order and in pieces, some of them twice."""
    facts = chance.sample(facts, len(facts))
    if ws.store.log.log(log) is None:
        ws.store.log.add_log(_row(log))
    cut = chance.randrange(len(facts) + 1)
    for some in (facts[:cut], facts[cut // 2 :]):
        ws.ledger.take(log, some)


def _row(log: LogId):  # type: ignore[no-untyped-def]
    from sync.model.ids import CourseId
    from sync.store.fact_rows import LogRow

    return LogRow(log, "course", CourseId("c"), None, "private", "", 0, "owner", None)


@pytest.fixture
def copies(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Copies]:
    """Two laptops with a history of their own making."""
    made = Copies(tmp_path, request.param)
    for _ in range(24):
        made.write_something()
    yield made
    for ws in made.laptops:
        ws.close()


def shown(ws: Workspace, log: LogId, lesson: NodeId) -> list[object]:
    """Say what people see: the text, the overlaps with their places, the comments."""
    today = ws.lessons.today(log, lesson)
    items = [
        (item.state, item.start, item.end, tuple(w.text for w in item.wordings))
        for item in today.items
    ]
    threads = ws.courses.open(log).facts.threads.values()
    return [today.text, items, [(t.id, t.start, t.end, t.text) for t in threads]]


def in_order(what: object) -> list[object]:
    """Take overlaps together: beside which of two neighbours a wording stands, words may decide."""
    text, items, threads = what  # type: ignore[misc]
    wordings = {wording for *_, texts in items for wording in texts}
    return [text, sorted(wordings), any(state == "open" for state, *_ in items), threads]


def quotes(ws: Workspace, log: LogId, lesson: NodeId, words: Sequence[str]) -> list[str]:
    """Read what comments quote, as it stands in the texts that they were made on."""
    threads = ws.courses.open(log).facts.threads.values()
    texts = [(t, ws.lessons.text_at(log, lesson, t.state)) for t in threads]
    return [masked(text, found_in(text, words))[t.start : t.end] for t, text in texts]


def without(value: object, words: Sequence[str]) -> object:
    """Strike words out of what people see."""
    if isinstance(value, str):
        return masked(value, found_in(value, words))
    if isinstance(value, list | tuple):
        return type(value)(without(one, words) for one in value)
    return value


@pytest.mark.parametrize("copies", SEEDS, indirect=True)
def test_all_but_the_words_stays(copies: Copies) -> None:
    chance, log, lesson = copies.random, copies.log, copies.lesson
    one, two = copies.laptops
    words = chance.sample(SECRETS, chance.randrange(1, 3))
    copies.pass_on(1, 0)
    copies.pass_on(0, 1)
    before = shown(one, log, lesson)
    assert before == shown(two, log, lesson)
    quoted = quotes(one, log, lesson, words)
    originals = copies.facts(one)
    states = _texts(one, log, lesson)
    body = holding(one.store, log, words).body(words, "")
    if body is None:
        return
    one.ledger.write(log, body)
    left = copies.facts(one)
    copies.pass_on(0, 1)
    third = copies.newcomer("three", left)
    [redaction] = [fact for fact in left if fact.kind == REDACTED]
    fourth = copies.newcomer("four", [redaction])
    give(fourth, log, originals, chance)
    expected = without(before, words)
    for ws in (one, two, third, fourth):
        assert ws.store.log.not_kept() == []
        assert in_order(shown(ws, log, lesson)) == in_order(expected)
        threads = ws.courses.open(log).facts.threads.values()
        assert [thread.quote for thread in threads] == quoted
        assert [p for p in ws.store.problems() if p.check in ("facts", "drafts") and not p.ok] == []
        for stored in ws.store.log.every(log):
            fact = stored.fact
            assert is_signed(fact)
            assert not any(_json(word) in bytes(fact.payload) for word in words)
            assert what_is_wrong(fact, sha_of(bytes(fact.payload))) is None
    assert _texts(third, log, lesson) == {
        head: without(text, words) for head, text in states.items()
    }
    dumps = {repr(sorted(ws.store.drafts.dump())) for ws in (one, two, third, fourth)}
    assert len(dumps) == 1


def _texts(ws: Workspace, log: LogId, lesson: NodeId) -> dict[str, str]:
    history = ws.lessons.history(log, lesson)
    return {ident: history.text_at([ident]) for ident in history.revisions}


def _json(word: str) -> bytes:
    return msgspec.json.encode(word)[1:-1]


def test_places_of_two_redactions_meet(copies_of_one_fact: bytes = b'{"text":"abcdef"}') -> None:
    first, second = [(0, 1, 3)], [(0, 3, 2)]
    one = struck("comment.replied", struck("comment.replied", copies_of_one_fact, first), second)
    two = struck("comment.replied", struck("comment.replied", copies_of_one_fact, second), first)
    assert one == two == f'{{"text":"a{STRUCK * 4}f"}}'.encode()
