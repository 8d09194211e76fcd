"""What the page of versions tells: for how much of the later one an approval still counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.versions import publishing, reviewing
from app.flows.versions.comparing import compare, side_of_draft, side_of_version, with_approvals
from app.shell.versions.versions_reading import read_versions
from editor.panels.versions.values import DRAFT, Comparison
from tests.app.flows.post import Laptop
from tests.app.flows.test_taking_back import Two

ASKED = "\nWhich?\n\n[(X)] one\n[( )] two\n"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    yield made
    made.author.ws.close()
    made.colleague.ws.close()


def approve(two: Two, laptop: Laptop) -> None:
    reviewing.review(
        laptop.ws, laptop.course, laptop.course.facts.ordered_versions()[-1], "approve"
    )
    two.meet()


def test_an_approval_counts_for_what_is_the_same_and_not_for_another_right_answer(
    two: Two,
) -> None:
    author, colleague = two.author, two.colleague
    names = {author.ws.identity.person: "Author", colleague.ws.identity.person: "Colleague"}

    def shown(*numbers: int) -> Comparison:
        """Compare a version with another, or with the draft, as the author reads it."""
        versions = publishing.all_versions(author.ws, author.course)
        sides = [side_of_version(author.ws, *versions[n - 1]) for n in numbers]
        sides = [*sides, side_of_draft(author.ws, author.course)][:2]
        return with_approvals(author.ws, author.course, compare(*sides), names)

    two.writes(author, "Text.\n", "Text.\n" + ASKED, two.two)
    publishing.publish(author.ws, author.course)
    two.meet()
    two.writes(author, "Say what you saw in the draft", "Say what you saw in the text")
    assert shown(1).note == "", "nobody approved anything"
    approve(two, colleague)
    told = "Colleague approved version 1. That still counts for 7 of 8 blocks."
    assert (shown(1).note, shown(1).asked) == (told, False)
    two.writes(author, "[(X)] one\n[( )]", "[( )] one\n[(X)]", two.two)
    asks = "1 right answer changed and asks for a new approval."
    assert shown(1).note.endswith(asks) and shown(1).asked
    publishing.publish(author.ws, author.course)
    two.meet()
    assert shown(1, 2).note.endswith(asks)
    approve(two, author)
    assert shown(1, 2).note.endswith(asks), "its author cannot approve it"
    approve(two, colleague)
    assert shown(1, 2).note.endswith(" 6 of 8 blocks."), "the other answer was approved since"
    assert shown(2).note == "", "that version and the draft are the same"


def test_the_draft_is_compared_with_what_somebody_named_unless_another_is_asked_for(
    two: Two,
) -> None:
    ws, log = two.author.ws, two.author.course.log
    publishing.publish(ws, two.author.course)
    two.writes(two.author, "Text.\n", "Words.\n", two.two)
    publishing.publish(ws, two.author.course, "Before bringing back", kept=True)
    named, kept = (version.id for version in two.author.course.facts.ordered_versions())
    assert read_versions(ws, log, "", DRAFT).shown.before == named
    assert read_versions(ws, log, kept, DRAFT).shown.before == kept


def test_whose_word_is_waited_for_is_told_until_it_is_given_or_a_newer_round_asks(
    two: Two,
) -> None:
    author, colleague = two.author, two.colleague
    asked = (colleague.ws.identity.person,)
    who = asked[0][:8]  # a name that is not known here

    def waiting() -> list[str]:
        """Give whom each version waits for, the latest first."""
        rows = read_versions(author.ws, author.course.log, "", DRAFT).rows
        return [row.waiting for row in rows if row.number is not None]

    publishing.publish(author.ws, author.course, ask=asked)
    two.meet()
    assert waiting() == [who]
    two.writes(author, "Text.\n", "Words.\n", two.two)
    publishing.publish(author.ws, author.course, ask=asked)
    two.meet()
    assert waiting() == [who, ""]
    approve(two, colleague)
    assert waiting() == ["", ""]
