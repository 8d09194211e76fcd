"""Names after "@" are found as people write them, and nothing else is taken for one."""

from __future__ import annotations

from sync.model.ids import PersonId
from sync.model.mentions import begun_at, mentioned, mentions_at, not_told_apart

NAMES = {
    PersonId("1"): "A. K.",
    PersonId("2"): "Ann",
    PersonId("3"): "Ann Marie",
    PersonId("4"): "Kim (3f)",
    PersonId("5"): "Kim (9a)",
}


def test_people_are_found_by_their_names() -> None:
    assert mentioned("@A. K.: see this, @ann marie and @Ann.", NAMES) == ("1", "3", "2")
    assert mentioned("@Kim (9a), please", NAMES) == ("5",)
    assert mentioned("Ask @Ann, and @Ann again", NAMES) == ("2",)


def test_what_only_looks_like_a_mention_is_none() -> None:
    for text in ("mail@Ann.org", "@Anna", "Ann", "@", "@Kim", "@ Ann"):
        assert mentioned(text, NAMES) == ()
    assert mentioned("@Ann", {PersonId("1"): "", PersonId("2"): " "}) == ()


def test_a_name_that_two_people_have_is_told_with_both() -> None:
    given = {who: name.partition(" (")[0] for who, name in NAMES.items()}
    both = ("Kim", ("Kim (3f)", "Kim (9a)"))
    assert not_told_apart("See this, @Kim.", given, NAMES) == both
    assert not_told_apart("@Kim (9a) or @Kim?", given, NAMES) == both
    for clear in ("@Kim (9a), @A. K. and @ann marie", "Kim", "mail@Kim.org", "@Kimberley", "@you"):
        assert not_told_apart(clear, given, NAMES) is None


def test_places_count_code_points() -> None:
    assert mentions_at("🚒 @Ann!", NAMES.values()) == [(2, 6)]


def test_a_mention_that_is_being_written_is_known() -> None:
    assert begun_at("Hello @An", 9) == (6, "An")
    assert begun_at("Hello @", 7) == (6, "")
    assert begun_at("me@here", 7) is None
    assert begun_at("@Ann\nnext", 9) is None
    assert begun_at("nobody", 6) is None
