"""Every character has one writer, shares sum to 100, and the order of arrival decides nothing."""

from __future__ import annotations

import random
import re

from sync.merge.attribution import Stretch, counts, shares, writers
from sync.merge.fold import History, Revision
from sync.model.ids import FactId, NodeId, PersonId, sha_of

LESSON = NodeId("n" * 32)
AUTHOR, COLLEAGUE, REVIEWER = (PersonId(name) for name in ("author", "colleague", "reviewer"))
WORDS = ("water", "glass", "hour", "walk", "lunch", "sleep", "ten", "drink", "before", "after")


class Story:
    """Revisions of one lesson, as people write them."""

    def __init__(self) -> None:
        self.texts: dict[FactId, str] = {}
        self.revisions: list[Revision] = []

    def write(self, person: PersonId, text: str, *parents: FactId) -> FactId:
        ident = FactId(sha_of(f"{person}{text}{parents}{len(self.texts)}")[:32])
        self.texts[ident] = text
        self.revisions.append(Revision(ident, parents, person, len(self.revisions)))
        return ident

    def history(self, chance: random.Random | None = None) -> History:
        revisions = list(self.revisions)
        if chance is not None:
            chance.shuffle(revisions)
        return History(LESSON, revisions, self.texts.__getitem__)


def said(history: History) -> list[tuple[str, str]]:
    return [(one.person, history.text[one.start : one.end]) for one in writers(history)]


def test_changed_words_are_of_who_changed_them_and_moved_lines_are_not() -> None:
    story = Story()
    first = story.write(
        AUTHOR, "One line of words.\n\nAnother line of words.\n\nA last one here.\n"
    )
    second = story.write(
        COLLEAGUE, "One long line of words.\n\nAnother line of words.\n\nA last one here.\n", first
    )
    assert said(story.history()) == [
        ("author", "One "),
        ("colleague", "long "),
        ("author", "line of words.\n\nAnother line of words.\n\nA last one here.\n"),
    ]
    story.write(
        REVIEWER, "A last one here.\n\nOne long line of words.\n\nAnother line of words.\n", second
    )
    assert set(counts(writers(story.history()))) <= {AUTHOR, COLLEAGUE, REVIEWER}
    by = {one.person: story.history().text[one.start : one.end] for one in writers(story.history())}
    assert not by.get(REVIEWER, "").strip(), "who moves lines wrote none of them"


def test_what_was_taken_out_and_put_back_is_of_its_first_writer() -> None:
    story = Story()
    first = story.write(AUTHOR, "One line.\n\nTwo lines.\n")
    gone = story.write(COLLEAGUE, "One line.\n", first)
    story.write(COLLEAGUE, "One line.\n\nTwo lines.\n", gone)
    found = counts(writers(story.history()))
    assert found[AUTHOR] >= len("One line.\nTwo lines.\n")


def test_a_part_of_a_line_that_was_put_back_is_of_its_first_writer() -> None:
    """As undo, restoring a version and taking back do: the line reads as it did before."""
    story = Story()
    whole = "What you saw, in a few plain words. What it did to you.\n"
    first = story.write(AUTHOR, "What you saw. What it did to you.\n\nLast.\n")
    more = story.write(COLLEAGUE, f"{whole}\nLast.\n", first)
    before = said(story.history())
    gone = story.write(AUTHOR, "\n\nLast.\n", more)
    again = story.write(AUTHOR, f"{whole}\nLast.\n", gone)
    assert said(story.history()) == before
    short = story.write(AUTHOR, "What you saw. What it did to you.\n\nLast.\n", again)
    story.write(AUTHOR, f"{whole}\nLast.\n", short)
    assert said(story.history()) == before


def test_what_was_put_back_into_a_line_that_changed_is_of_its_first_writer() -> None:
    story = Story()
    long = "in a few plain words"
    first = story.write(AUTHOR, "What you saw.\n")
    more = story.write(COLLEAGUE, f"What you saw, {long}.\n", first)
    gone = story.write(AUTHOR, "What you saw today.\n", more)
    story.write(AUTHOR, f"What you saw today, {long}.\n", gone)
    assert (COLLEAGUE, f", {long}") in said(story.history())


def test_what_two_wrote_apart_is_of_each() -> None:
    story = Story()
    base = story.write(AUTHOR, "First.\n\nMiddle.\n\nLast.\n")
    story.write(COLLEAGUE, "First, by me.\n\nMiddle.\n\nLast.\n", base)
    story.write(REVIEWER, "First.\n\nMiddle.\n\nLast.\n\nAdded at the end.\n", base)
    found = dict(said(story.history()))
    assert "by me" in found["colleague"]
    assert "Added at the end." in found["reviewer"]


def test_shares_sum_to_a_hundred() -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for _ in range(300):
        people = [PersonId(str(n)) for n in range(chance.randrange(1, 9))]
        counted = {person: chance.randrange(1, 10_000) for person in people}
        assert sum(shares(counted).values()) == 100, f"seed {seed}"
        assert all(abs(shares(counted)[p] - 100 * counted[p] / sum(counted.values())) < 1
                   for p in people), f"seed {seed}"  # fmt: skip
    assert shares({}) == shares({AUTHOR: 0}) == {}


def test_random_histories_have_one_writer_for_each_character_in_any_order() -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(25):
        story = _random_story(chance)
        history = story.history()
        stretches = writers(history)
        _covers(stretches, len(history.text))
        wrote = {one.person for one in story.revisions}
        assert {one.person for one in stretches} <= wrote
        if history.text:
            assert sum(shares(counts(stretches)).values()) == 100
        assert writers(story.history(chance)) == stretches, f"seed {seed}"
        for one in stretches:  # nobody is given a word that they never wrote
            for word in re.findall(r"\w+", history.text[one.start : one.end]):
                theirs = (story.texts[r.id] for r in story.revisions if r.person == one.person)
                assert any(word in text for text in theirs), f"seed {seed}: {word}"


def _covers(stretches: tuple[Stretch, ...], length: int) -> None:
    at = 0
    for one in stretches:
        assert one.start == at < one.end
        at = one.end
    assert at == length


def _random_story(chance: random.Random) -> Story:
    story = Story()
    lines = [" ".join(chance.choices(WORDS, k=6)) + ".\n" for _ in range(6)]
    known = [story.write(AUTHOR, "\n".join(lines))]
    for _ in range(chance.randrange(2, 9)):
        history = story.history()
        parents = history.ancestry.heads_of(chance.sample(known, min(len(known), 2)))
        text = history.text_at(parents).splitlines(keepends=True)
        at = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0:
                text.insert(at, " ".join(chance.choices(WORDS, k=5)) + "!\n")
            case 1 if text:
                text.pop(at % len(text))
            case 2 if text:
                text[at % len(text)] = text[at % len(text)].replace(" ", " now ", 1)
            case _ if len(text) > 1:
                text.insert(at, text.pop(chance.randrange(len(text))))
        known.append(
            story.write(chance.choice((AUTHOR, COLLEAGUE, REVIEWER)), "".join(text), *parents)
        )
    return story
