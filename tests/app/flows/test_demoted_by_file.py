"""Who may write no more, where no server is: what they wrote apart comes as suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import commenting, suggesting
from app.flows.sharing import review_files, syncing
from app.flows.sharing.not_taken import not_taken
from app.flows.versions import publishing
from app.story.people import Desk
from sync.workspace.identity import rename_person

TEXT = "# Water\n\nDrink a glass every hour.\n\nWalk a little after lunch.\n\nSleep by ten.\n"
COUNT = iter(range(10_000))


class Three:
    """An owner and two authors who give each other files, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desks = [Desk.sit_down(name, folder / name) for name in ("Owner", "Second", "Third")]
        for desk in self.desks:
            rename_person(desk.ws.store.settings, desk.name)
        self.owner, self.second, self.third = self.desks
        self.owner.title = outlining.begin(self.owner.ws, "Health").id
        outlining.add(self.owner.ws, self.owner.course, "lesson", "Water", text=TEXT)
        self.lesson = self.owner.lessons()[0].id
        for other in (self.second, self.third):
            self.give(self.owner, other)
            self.give(other, self.owner)
            self.role(other, "author")
        self.give(self.owner, self.second, self.third)

    def give(self, giver: Desk, *takers: Desk) -> list[review_files.FromFile]:
        path = self.folder / f"{next(COUNT)}.coursefolk"
        review_files.make(giver.ws, giver.course, path)
        came = []
        for taker in takers:
            came.append(review_files.take(taker.ws, path))
            taker.title = came[-1].course
            again = review_files.take(taker.ws, path)
            assert (again.taken.changed, again.suggested) == (False, 0), "twice changes nothing"
        return came

    def all_to_all(self) -> None:
        for _ in range(2):
            for giver in self.desks:
                self.give(giver, *(desk for desk in self.desks if desk is not giver))

    def role(self, desk: Desk, role: str) -> None:
        syncing.grant(self.owner.ws, self.owner.course, desk.name, role)

    def shown(self) -> tuple[str, set[str], list[str]]:
        """What all laptops show alike: the text, the suggestions, the comments."""
        first = self.owner.everything()
        assert all(desk.everything() == first for desk in self.desks)
        facts = self.owner.course.facts
        return (
            self.owner.text(self.lesson),
            {one.after.strip() for one in facts.suggestions.values()},
            sorted(one.text for one in facts.threads.values()),
        )


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    made = Three(tmp_path)
    yield made
    for desk in made.desks:
        desk.ws.close()


@pytest.mark.parametrize("how", ["straight", "passed on", "known to one"])
def test_edits_after_a_demotion_are_suggested_wherever_they_come_from(
    three: Three, how: str
) -> None:
    """The same where no server is (G12)."""
    owner, second, third = three.desks
    second.replace(three.lesson, "a glass", "two glasses")
    commenting.comment_on_quote(second.ws, second.course, three.lesson, "by ten", "Early.")
    commenting.comment_on_quote(second.ws, second.course, three.lesson, "two glasses", "Sure?")
    if how != "straight":
        three.give(second, third)
        assert "two glasses" in third.text(three.lesson), "nobody there knew"
    three.role(second, "reviewer")
    if how == "known to one":
        three.give(owner, third)
        assert third.text(three.lesson) == TEXT
    else:
        [came] = three.give(third if how == "passed on" else second, owner)
        assert (came.taken.changed, came.suggested) == (True, 1)
        assert came.taken.withdrawn
        [wish] = owner.course.facts.suggestions.values()
        assert wish.writer == second.ws.identity.person
        assert bool(wish.by) == (wish.person != wish.writer)
    three.all_to_all()
    text, wishes, said = three.shown()
    assert text == TEXT
    assert wishes == {"Drink two glasses every hour."}
    assert said == ["Early.", "Sure?"], "they may still comment, and did"
    for desk in three.desks:
        assert all(one.is_well for one in not_taken(desk.ws) if "version" not in one.what)


def test_what_the_owner_had_when_they_said_so_stays(three: Three) -> None:
    owner, second, _ = three.desks
    second.replace(three.lesson, "a glass", "two glasses")
    three.give(second, owner)
    three.role(second, "reviewer")
    three.all_to_all()
    text, wishes, _ = three.shown()
    assert "two glasses" in text
    assert not wishes


def test_with_the_right_back_what_nobody_had_seen_counts(three: Three) -> None:
    owner, second, third = three.desks
    three.role(second, "reviewer")
    second.replace(three.lesson, "a glass", "two glasses")
    three.give(owner, third)
    three.give(second, third)
    assert third.text(three.lesson) == TEXT
    three.role(second, "author")
    three.all_to_all()
    assert "two glasses" in three.shown()[0]


def test_who_builds_on_it_unknowing_loses_nothing(three: Three) -> None:
    owner, second, third = three.desks
    three.role(second, "reader")
    second.replace(three.lesson, "a glass", "two glasses")
    three.give(second, third)
    third.replace(three.lesson, "by ten", "by eleven")
    writing.edit(
        third.ws, third.course, three.lesson, third.text(three.lesson).replace("two g", "2 g")
    )
    three.give(owner, third)
    three.all_to_all()
    text, wishes, _ = three.shown()
    assert text == TEXT
    for words in ("two glasses", "by eleven", "2 glasses"):
        assert any(words in wish for wish in wishes), words


def test_what_was_said_without_the_right_is_said_when_it_is_back(three: Three) -> None:
    owner, second, _ = three.desks
    three.role(second, "reader")
    commenting.comment_on_quote(second.ws, second.course, three.lesson, "by ten", "Early.")
    three.all_to_all()
    assert three.shown()[2] == []
    [path] = (second.ws.store.folder / "not sent").iterdir()
    assert path.read_text("utf-8") == "Early."
    three.role(second, "reviewer")
    three.all_to_all()
    assert three.shown()[2] == ["Early."]
    assert {one.person for one in owner.course.facts.threads.values()} == {
        second.ws.identity.person
    }


def test_what_stands_on_a_yes_that_was_not_taken_is_suggested_too(three: Three) -> None:
    owner, second, third = three.desks
    offered = TEXT.replace("Walk a little", "Walk a lot")
    suggesting.suggest(third.ws, third.course, three.lesson, offered, "More.")
    three.give(third, second)
    [wish] = second.course.facts.suggestions.values()
    suggesting.accept(second.ws, second.course, wish)
    second.replace(three.lesson, "a glass", "two glasses")
    offered = second.text(three.lesson).replace("by ten", "by eleven")
    suggesting.suggest(second.ws, second.course, three.lesson, offered, "Later.")
    three.role(second, "reviewer")
    three.give(second, owner)
    three.all_to_all()
    text, wishes, _ = three.shown()
    assert text == TEXT
    for words in ("Walk a lot", "two glasses", "by eleven"):
        assert [words in one for one in wishes].count(True) == 1, words


def test_words_that_no_suggestion_can_hold_are_kept_in_files(three: Three) -> None:
    owner, second, _ = three.desks
    three.role(second, "reviewer")
    second.replace(three.lesson, "a glass", "a glass VERWORD")
    publishing.publish(second.ws, second.course, "NOTEWORD")
    second.replace(three.lesson, "a glass VERWORD", "two glasses")
    outlining.rename(second.ws, second.course, second.lessons()[0], "RENAMEWORD")
    [came] = three.give(second, owner)
    assert len(came.kept) == 2, "a version, and a title"
    three.all_to_all()
    text, wishes, _ = three.shown()
    assert (text, wishes) == (TEXT, {"Drink two glasses every hour.", "# RENAMEWORD"})
    for desk in (owner, second):
        told = str(not_taken(desk.ws))
        gone = [one.kind for receipt in syncing.receipts(desk.ws) for one in receipt.refused]
        assert {"version.named", "lesson.renamed"} <= set(gone), "the account tells of it"
        files = list((desk.ws.store.folder / "not sent").iterdir())
        assert all(str(path) in told for path in files)
        kept = "\n".join(path.read_text("utf-8") for path in files)
        assert all(kept.count(word) == 1 for word in ("VERWORD", "NOTEWORD", "RENAMEWORD"))
