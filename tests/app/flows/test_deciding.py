"""Deciding on suggestions: all at once, with a change, after the text moved on, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.files.own_work import writers_of
from app.flows.lesson.writing import edit
from app.flows.overview.reading import read_lesson
from app.flows.review import deciding, suggesting
from app.flows.review.changed_blocks import changed_blocks
from sync.model.errors import BadInput, Refused
from sync.model.ids import FactId, LogId, NodeId, PersonId, sha_of
from sync.model.payloads import Origin, SuggestionDecided, SuggestionMade
from sync.model.review import Suggestion
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

TEXT = "# T\n\nAlpha is first.\n\nBeta is next.\n\nGamma is third.\n\nDelta is last.\n"


class Lesson:
    """One lesson of one course, and what is suggested in it."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        begun = outlining.begin(ws, "Course")
        self.log: LogId = begun.log
        self.node: NodeId = outlining.add(ws, begun, "lesson", "One", text=TEXT).nodes[0]

    @property
    def course(self) -> Course:
        return self.ws.courses.open(self.log)

    @property
    def text(self) -> str:
        return self.ws.lessons.today(self.log, self.node).text

    def suggest(self, *changes: tuple[str, str]) -> list[Suggestion]:
        text = self.text
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        made = suggesting.suggest(self.ws, self.course, self.node, text, "Better.").facts
        return [self.course.facts.suggestions[fact.id] for fact in made]

    def write(self, old: str, new: str) -> None:
        assert old in self.text
        edit(self.ws, self.course, self.node, self.text.replace(old, new))

    def now(self, one: Suggestion) -> Suggestion:
        return self.course.facts.suggestions[one.id]


@pytest.fixture
def lesson(tmp_path: Path) -> Iterator[Lesson]:
    """A lesson of four paragraphs."""
    with Workspace.open(tmp_path / "ws") as opened:
        yield Lesson(opened)


def test_a_moved_paragraph_is_one_suggestion() -> None:
    moved = "# T\n\nBeta is next.\n\nGamma is third.\n\nAlpha is first.\n\nDelta is last.\n"
    [one] = changed_blocks(TEXT, moved)
    assert TEXT[: one.start] + one.after + TEXT[one.end :] == moved
    rest = "\nEpsilon stays.\n\nZeta ends.\n"
    both = changed_blocks(TEXT + rest, moved + rest.replace("ends", "is the end"))
    assert len(both) == 2, "what did not move is decided apart"
    exchanged = TEXT.replace("Alpha is first.", "·").replace("Delta is last.", "Alpha is first.")
    [one] = changed_blocks(TEXT, exchanged.replace("·", "Delta is last."))
    assert (one.start, one.end) == (5, len(TEXT))


def test_all_of_a_person_come_in_at_once_and_go_out_at_once(lesson: Lesson) -> None:
    made = lesson.suggest(("first", "at the front"), ("third", "the third one"))
    wished = TEXT.replace("first", "at the front").replace("third", "the third one")
    me, start = lesson.ws.identity.person, TEXT.index("Delta")
    theirs = SuggestionMade(
        lesson.node, made[0].state, start, len(TEXT), TEXT[start:], "Delta ends it.\n", "",
        Origin(FactId("before"), PersonId("someone else"), 1),
    )  # fmt: skip
    lesson.ws.ledger.write(lesson.log, theirs)
    assert len(deciding.open_by(lesson.course, PersonId("someone else"))) == 1
    with pytest.raises(BadInput, match="needs a reason"):
        deciding.reject_all(lesson.ws, lesson.course, made, " ")
    assert [one.id for one in deciding.open_by(lesson.course, me)] == [one.id for one in made]
    done = deciding.accept_all(lesson.ws, lesson.course, made)
    assert lesson.text == wished
    assert deciding.open_by(lesson.course, me) == []
    lesson.write("last", "the last")
    deciding.take_out(lesson.ws, lesson.course, done.act)
    assert lesson.text == TEXT.replace("last", "the last"), "later work stays"
    assert lesson.now(made[0]).stands == "accepted", "it stays on record"
    again = deciding.open_by(lesson.course, me)
    assert [(one.before, one.after, one.why) for one in again] == [
        (one.before, one.after, one.why) for one in made
    ], "and waits anew"
    deciding.accept_all(lesson.ws, lesson.course, again)
    assert lesson.text == wished.replace("last", "the last")


def test_what_is_out_of_the_text_again_waits_as_its_writers(lesson: Lesson) -> None:
    """One who undoes a yes does not become whose suggestion it is; reworded places stay away."""
    made = lesson.suggest(("first", "at the front"), ("third", "the third one"))
    someone = PersonId("someone else")
    theirs = []
    for one in made:
        body = SuggestionMade(
            one.lesson, one.state, one.start, one.end, one.before, one.after, "Why",
            Origin(FactId(f"before {one.id}"), someone, 1),
        )  # fmt: skip
        [fact] = lesson.ws.ledger.write(lesson.log, body)
        theirs.append(lesson.course.facts.suggestions[fact.id])
    done = deciding.accept_all(lesson.ws, lesson.course, theirs)
    lesson.write("the third one", "the third one, they say")
    deciding.take_out(lesson.ws, lesson.course, done.act)
    [again] = deciding.open_by(lesson.course, someone)
    assert (again.before, again.after, again.why) == (made[0].before, made[0].after, "Why")
    assert (again.writer, again.person) == (someone, lesson.ws.identity.person)
    deciding.accept_all(lesson.ws, lesson.course, [again])
    people = {one.person for one in writers_of(lesson.ws, lesson.course, lesson.node)}
    assert someone in people, "the words stay those of whose they are"


def test_a_yes_that_someone_else_said_too_is_not_undone_for_them(lesson: Lesson) -> None:
    [one] = lesson.suggest(("first", "at the front"))
    done = deciding.accept_all(lesson.ws, lesson.course, [one])
    theirs = Origin(FactId("apart"), PersonId("someone else"), 1)
    lesson.ws.ledger.write(lesson.log, SuggestionDecided(one.id, "accept", "", theirs))
    with pytest.raises(Refused, match="accepted it, too") as refused:
        deciding.take_out(lesson.ws, lesson.course, done.act)
    assert refused.value.what.startswith("someone")
    assert "at the front" in lesson.text


def test_a_lesson_that_came_with_a_suggestion_goes_with_it_again(lesson: Lesson) -> None:
    state = TextState((), sha_of(""))
    new = SuggestionMade(NodeId("new"), state, 0, 0, "", "# New\n\nWords.\n", "")
    [fact] = lesson.ws.ledger.write(lesson.log, new)
    wish = lesson.course.facts.suggestions[fact.id]
    done = deciding.accept_all(lesson.ws, lesson.course, [wish])
    assert [node.title for node in lesson.course.outline.lessons()] == ["One", "New"]
    deciding.take_out(lesson.ws, lesson.course, done.act)
    assert [node.title for node in lesson.course.outline.lessons()] == ["One"]


def test_of_a_lesson_that_was_taken_out_nothing_is_decided_with_all(lesson: Lesson) -> None:
    lesson.suggest(("first", "at the front"))
    me, node = lesson.ws.identity.person, lesson.course.outline.nodes[lesson.node]
    assert len(deciding.open_by(lesson.course, me)) == 1
    outlining.remove(lesson.ws, lesson.course, [node])
    assert deciding.open_by(lesson.course, me) == []


def test_a_suggestion_that_is_written_on_keeps_its_reason(lesson: Lesson) -> None:
    [one] = lesson.suggest(("Alpha is first.", "Alpha is at the front."))
    text = TEXT.replace("Alpha is first.\n\nBeta is next", "Alpha is at the front, and next")
    state = lesson.ws.lessons.today(lesson.log, lesson.node).state
    course, ws = lesson.course, lesson.ws
    suggesting.suggest_anew(ws, course, lesson.node, text, "", state, {one.id})
    made = [new for new in lesson.course.facts.suggestions.values() if new.is_open]
    assert {new.why for new in made if "Alpha" in new.before} == {"Better."}


def test_none_comes_in_where_one_was_decided_already(lesson: Lesson) -> None:
    made = lesson.suggest(("first", "at the front"), ("third", "the third one"))
    suggesting.withdraw(lesson.ws, lesson.course, made[1])
    with pytest.raises(Refused, match="taken back"):
        deciding.accept_all(lesson.ws, lesson.course, [lesson.now(one) for one in made])
    assert lesson.text == TEXT
    assert lesson.now(made[0]).is_open


def test_the_suggester_stays_the_author_of_their_words(lesson: Lesson) -> None:
    [made] = lesson.suggest(("first", "at the front"))
    lesson.write("Gamma", "New above.\n\nGamma")
    mine = made.after.replace("is at", "stands at")
    deciding.accept_with(lesson.ws, lesson.course, made, mine)
    assert "Alpha stands at the front." in lesson.text
    assert "New above." in lesson.text
    history = lesson.ws.lessons.history(lesson.log, lesson.node)
    assert made.id in history.revisions
    assert "Alpha is at the front." in history.text_at((made.id,)), "their words, by themselves"


def test_a_suggestion_says_where_its_block_is_today(lesson: Lesson) -> None:
    [moved_on] = lesson.suggest(("last", "the last"))
    [rewritten] = lesson.suggest(("first", "at the front"))
    lesson.write("Beta is next.", "Beta is next.\n\nAnd another.")
    lesson.write("Alpha is first.", "Alpha is the very first of them.")
    read = read_lesson(lesson.ws, lesson.log, lesson.node)
    how = {one.suggestion.id: one.spot.how for one in read.suggestions}
    assert how == {moved_on.id: "exact", rewritten.id: "changed"}
    deciding.accept_all(lesson.ws, lesson.course, [moved_on])
    assert "And another." in lesson.text
    assert "Delta is the last." in lesson.text
    deciding.accept_all(lesson.ws, lesson.course, [rewritten])
    [item] = lesson.ws.lessons.today(lesson.log, lesson.node).open_items
    assert "Alpha" in item.merged, "two texts of one place are kept as an overlap"


def test_a_suggestion_in_an_overlap_is_its_third_choice(lesson: Lesson) -> None:
    lesson.suggest(("next", "the next"))
    [wish] = lesson.suggest(("first", "at the front"))
    start = lesson.text.index("Alpha")
    found = deciding.third_choices(lesson.ws, lesson.course, lesson.node, start, start + 15)
    assert [(one.suggestion.id, one.wording) for one in found] == [
        (wish.id, "Alpha is at the front.")
    ]
    suggesting.withdraw(lesson.ws, lesson.course, wish)
    assert deciding.third_choices(lesson.ws, lesson.course, lesson.node, start, start + 15) == []


def test_what_is_suggested_anew_takes_the_place_of_what_was(lesson: Lesson) -> None:
    first, third = lesson.suggest(("first", "at the front"), ("third", "the third one"))
    state = lesson.ws.lessons.today(lesson.log, lesson.node).state
    text = TEXT.replace("first", "before all").replace("third", "the third one")
    shown = {first.id, third.id}
    changes = suggesting.suggest_anew(lesson.ws, lesson.course, lesson.node, text, "", state, shown)
    assert [fact.kind for fact in changes.facts] == ["suggestion.withdrawn", "suggestion.made"]
    assert lesson.now(first).stands == "withdrawn"
    assert lesson.now(third).is_open, "what says the same stays as it is"
    [new] = [
        one for one in lesson.course.facts.suggestions.values() if one.is_open and one != third
    ]
    assert (new.after.strip(), new.why) == ("Alpha is before all.", "Better.")
    again = suggesting.suggest_anew(
        lesson.ws, lesson.course, lesson.node, text, "", state, {new.id, third.id}
    )
    assert again.facts == ()


def test_a_refused_one_is_shown_to_its_maker_with_the_reason(lesson: Lesson) -> None:
    [made] = lesson.suggest(("first", "at the front"))
    suggesting.answer(lesson.ws, lesson.course, made, "As the others say it.")
    assert [said.text for said in lesson.now(made).replies] == ["As the others say it."]
    deciding.reject_all(lesson.ws, lesson.course, [made], "It rhymes.")
    read = read_lesson(lesson.ws, lesson.log, lesson.node)
    assert [one.suggestion.refusals[0].why for one in read.suggestions] == ["It rhymes."]


def test_what_was_decided_meanwhile_is_not_suggested_again(lesson: Lesson) -> None:
    first, third = lesson.suggest(("first", "at the front"), ("third", "the third one"))
    state = lesson.ws.lessons.today(lesson.log, lesson.node).state
    text = TEXT.replace("first", "at the front").replace("third", "the third one")
    suggesting.accept(lesson.ws, lesson.course, first)
    deciding.reject_all(lesson.ws, lesson.course, [third], "It rhymes.")
    again = suggesting.suggest_anew(
        lesson.ws, lesson.course, lesson.node, text, "", state, {first.id, third.id}
    )
    assert again.facts == ()
