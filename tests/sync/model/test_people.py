"""Names that look the same are told apart, and nobody is taken for somebody else."""

from __future__ import annotations

import pytest

from sync.model.errors import BadInput
from sync.model.ids import PersonId
from sync.model.people import name_given, people_called, told_apart

AUTHOR, AUTHOR_TOO, COLLEAGUE, NOBODY = (
    PersonId(i) for i in ("abcd1" * 6, "abcd2" * 6, "b" * 32, "c" * 32)
)
NAMES = {AUTHOR: "Lead Author", AUTHOR_TOO: "lead  author", COLLEAGUE: "Colleague", NOBODY: ""}


def called(wanted: str) -> list[PersonId]:
    return people_called(wanted, NAMES, told_apart(NAMES))


def test_names_that_look_the_same_get_as_much_of_the_id_as_tells_them_apart() -> None:
    assert told_apart(NAMES) == {
        AUTHOR: "Lead Author (abcd1)",
        AUTHOR_TOO: "lead  author (abcd2)",
        COLLEAGUE: "Colleague",
        NOBODY: "",
    }
    assert told_apart({AUTHOR: "Author", COLLEAGUE: "Colleague"}) == {
        AUTHOR: "Author",
        COLLEAGUE: "Colleague",
    }
    assert (
        len(set(told_apart({AUTHOR: "Ångström", COLLEAGUE: "A\u030angstro\u0308m"}).values())) == 2
    )


def test_a_name_of_two_means_both_and_with_its_signs_one() -> None:
    assert called("Lead Author") == called(" LEAD AUTHOR ") == [AUTHOR, AUTHOR_TOO]
    assert called("Lead Author (abcd1)") == [AUTHOR]
    assert called(AUTHOR_TOO) == [AUTHOR_TOO]
    assert called("abcd1abcd1") == [AUTHOR]
    assert called("colleague") == [COLLEAGUE]
    assert called("") == called("Nobody") == called("b") == []


@pytest.mark.parametrize("name", ["a" * 81, "\u200b\u202e", "\x00"])
def test_a_name_that_nobody_can_read_is_refused_before_it_stands_anywhere(name: str) -> None:
    with pytest.raises(BadInput, match="1 to 80 characters"):
        name_given(name)


def test_a_name_is_kept_on_one_line_with_no_sign_that_turns_what_follows() -> None:
    assert name_given(" Lead\n\tAuthor\u202e ") == "Lead Author"
    assert name_given("  ") == "", "none at all may be given"
