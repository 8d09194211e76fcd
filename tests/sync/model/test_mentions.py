"""Names after "@" are found as people write them, and nothing else is taken for one."""

from __future__ import annotations

from sync.model.ids import PersonId
from sync.model.mentions import begun_at, mentioned, mentions_at, not_told_apart

NAMES = {
    PersonId("1"): "A. K.",
    PersonId("2"): "Reviewer",
    PersonId("3"): "Reviewer Two",
    PersonId("4"): "Colleague (3f)",
    PersonId("5"): "Colleague (9a)",
}


def test_people_are_found_by_their_names() -> None:
    assert mentioned("@A. K.: see this, @reviewer two and @Reviewer.", NAMES) == ("1", "3", "2")
    assert mentioned("@Colleague (9a), please", NAMES) == ("5",)
    assert mentioned("Ask @Reviewer, and @Reviewer again", NAMES) == ("2",)


def test_what_only_looks_like_a_mention_is_none() -> None:
    for text in ("mail@Reviewer.org", "@Reviewers", "Reviewer", "@", "@Colleague", "@ Reviewer"):
        assert mentioned(text, NAMES) == ()
    assert mentioned("@Reviewer", {PersonId("1"): "", PersonId("2"): " "}) == ()


def test_a_name_that_two_people_have_is_told_with_both() -> None:
    given = {who: name.partition(" (")[0] for who, name in NAMES.items()}
    both = ("Colleague", ("Colleague (3f)", "Colleague (9a)"))
    assert not_told_apart("See this, @Colleague.", given, NAMES) == both
    assert not_told_apart("@Colleague (9a) or @Colleague?", given, NAMES) == both
    for clear in (
        "@Colleague (9a), @A. K. and @reviewer two",
        "Colleague",
        "mail@Colleague.org",
        "@Colleagues",
        "@you",
    ):
        assert not_told_apart(clear, given, NAMES) is None


def test_places_count_code_points() -> None:
    assert mentions_at("🚒 @Reviewer!", NAMES.values()) == [(2, 11)]


def test_a_mention_that_is_being_written_is_known() -> None:
    assert begun_at("Hello @Re", 9) == (6, "Re")
    assert begun_at("Hello @", 7) == (6, "")
    assert begun_at("me@here", 7) is None
    assert begun_at("@Reviewer\nnext", 14) is None
    assert begun_at("nobody", 6) is None
