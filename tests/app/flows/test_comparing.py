"""Who made which change of a comparison: by each block, also where two wrote in the same one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.versions import publishing
from app.flows.versions.comparing import (
    Side,
    authors_of,
    compare,
    people_told,
    side_of_draft,
    side_of_version,
    with_authors,
)
from tests.app.flows.post import Laptop
from tests.app.flows.test_taking_back import Two


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    yield made
    made.author.ws.close()
    made.colleague.ws.close()


def told(two: Two, laptop: Laptop, before: Side, after: Side) -> dict[str, str]:
    """Say by whom each change is, as one of the two reads it."""
    ws = laptop.ws
    names = {
        two.author.ws.identity.person: "author",
        two.colleague.ws.identity.person: "colleague",
    }
    me = names.pop(ws.identity.person)
    shown = compare(before, after)
    authors = authors_of(ws, laptop.course, shown, before, after)
    found = with_authors(shown, authors, names, ws.identity.person)
    return {change.title: change.people.replace("you", me) for change in found.changes}


def test_each_block_is_by_those_who_wrote_what_came_or_took_out_what_went(two: Two) -> None:
    publishing.publish(two.author.ws, two.author.course)
    two.writes(two.author, "Say what you saw in the draft.", "Say what you saw in the text.")
    two.writes(two.colleague, "Say what you saw", "Say precisely what you saw")
    two.writes(two.colleague, "Suggest one change, with an example.\n\n", "")
    two.meet()
    two.writes(two.author, "for asking.", "for asking.\n\nAn end of mine.")
    two.writes(two.colleague, "Text.", "Text of two.", two.two)
    outlining.add(two.colleague.ws, two.colleague.course, "lesson", "New", text="# New\n\nAll.\n")
    two.meet()
    by = {
        "Paragraph taken out": "colleague",
        "“of two” added": "colleague",
        "New lesson": "colleague",
    }
    for laptop, both in (
        (two.author, "author and colleague"),
        (two.colleague, "colleague and author"),
    ):
        [version] = publishing.all_versions(laptop.ws, laptop.course)
        sides = (side_of_version(laptop.ws, *version), side_of_draft(laptop.ws, laptop.course))
        said = told(two, laptop, *sides)
        assert said == said | by | {"Sentence changed": both}
        assert said["New paragraph"] == "author"
    publishing.publish(two.author.ws, two.author.course)
    first, last = publishing.all_versions(two.author.ws, two.author.course)
    sides = (side_of_version(two.author.ws, *first), side_of_version(two.author.ws, *last))
    before = told(two, two.author, *sides)
    two.writes(two.colleague, "Say precisely", "Say quite precisely")
    two.meet()
    assert told(two, two.author, *sides) == before, "what came later is by nobody there"


def test_what_became_of_the_outline_is_by_whoever_did_it(two: Two) -> None:
    author, colleague = two.author, two.colleague
    module = outlining.add(author.ws, author.course, "module", "Practice").nodes[0]
    gone = outlining.add(author.ws, author.course, "lesson", "Gone", text="# Gone\n").nodes[0]
    two.meet()
    publishing.publish(author.ws, author.course)
    two.meet()
    nodes = colleague.course.outline.nodes
    outlining.move(colleague.ws, colleague.course, nodes[two.one], module, None)
    outlining.remove(colleague.ws, colleague.course, [nodes[gone]])
    two.meet()
    outlining.rename(author.ws, author.course, author.course.outline.nodes[two.one], "Other")
    measure = outlining.add(author.ws, author.course, "module", "Measure").nodes[0]
    two.meet()
    publishing.publish(author.ws, author.course)
    two.meet()
    for laptop in (author, colleague):
        first, last = publishing.all_versions(laptop.ws, laptop.course)
        sides = (side_of_version(laptop.ws, *first), side_of_version(laptop.ws, *last))
        assert told(two, laptop, *sides) == {
            "New module": "author",
            "Lesson removed": "colleague",
            "Moved to Practice": "colleague",
            "Renamed to “Other”": "author",
        }
    nodes = colleague.course.outline.nodes
    outlining.move(colleague.ws, colleague.course, nodes[measure], "", None)
    outlining.move(author.ws, author.course, nodes[two.two], module, None)
    two.meet()
    assert told(two, author, sides[1], side_of_draft(author.ws, author.course)) == {
        "Moved down": "colleague",  # the two changed places
        "Moved to Practice": "author",
    }


QUIZ = '\nWhich?\n\n<!-- data-pass-mark="60" -->\n[(X)] This\n[( )] That\n'


def test_a_lesson_that_somebody_took_out_is_not_changed_by_its_reader(two: Two) -> None:
    publishing.publish(two.author.ws, two.author.course)
    two.meet()
    node = two.author.course.outline.nodes[two.two]
    outlining.remove(two.author.ws, two.author.course, [node])
    two.meet()
    for desk in (two.author, two.colleague):
        [(log, version)] = publishing.all_versions(desk.ws, desk.course)
        sides = side_of_version(desk.ws, log, version), side_of_draft(desk.ws, desk.course)
        shown = compare(*sides)
        assert [one.kind for one in shown.changes if one.lesson == two.two] == ["removed"]
        authors = authors_of(desk.ws, desk.course, shown, *sides)
        assert authors.lessons.get(two.two, ()) == ()
        assert authors.changes[f"{two.two}:removed"] == (two.author.ws.identity.person,)


def test_a_right_answer_is_by_who_set_it_and_not_by_who_set_the_pass_mark(two: Two) -> None:
    """An author cannot approve an own right answer: it matters whose it is."""
    two.writes(two.author, "Text.\n", "Text.\n" + QUIZ, two.two)
    publishing.publish(two.author.ws, two.author.course)
    two.meet()
    two.writes(two.author, "[(X)] This\n[( )]", "[( )] This\n[(X)]", two.two)
    two.meet()
    two.writes(two.colleague, '"60"', '"80"', two.two)
    two.meet()
    [version] = publishing.all_versions(two.author.ws, two.author.course)
    before = side_of_version(two.author.ws, *version)
    assert told(two, two.author, before, side_of_draft(two.author.ws, two.author.course)) == {
        "Right answer A → B": "author",
        "Pass mark 60 % → 80 %": "colleague",
    }


def test_people_are_listed_in_a_sentence() -> None:
    said = [
        people_told(names)
        for names in ([], ["you"], ["you", "Author"], ["you", "Author", "Reviewer"])
    ]
    assert said == ["", "you", "you and Author", "you, Author and Reviewer"]
