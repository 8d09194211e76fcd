"""What would take more than a tenth of a course from sight waits for a yes, laptop by laptop."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.safety import keeping
from app.flows.sharing import held, review_files, syncing
from app.shell.review.asking_desk import read_asking
from app.story.people import Desk
from sync.model.errors import Refused
from sync.model.ids import NodeId
from sync.store.schema import FILE
from sync.workspace.opening import Workspace
from tests.journeys.conftest import Team

LESSONS = 20


def text(number: int, words: int = 60) -> str:
    return f"# Lesson {number}\n\n" + " ".join(f"word{number}x{n}" for n in range(words)) + "\n"


@pytest.fixture
def shared(team: Team) -> tuple[Desk, Desk]:
    """An author and a colleague with a course of twenty lessons."""
    author, colleague = team.join("Author", "owner"), team.join("Colleague", "author")
    author.title = colleague.title = outlining.begin(author.ws, "Peer learning").id
    for number in range(LESSONS):
        outlining.add(author.ws, author.course, "lesson", f"Lesson {number}", text=text(number))
    syncing.share(author.ws, author.course)
    team.sync_all()
    return author, colleague


def titles(desk: Desk) -> list[str]:
    return [node.title for node in desk.course.outline.lessons()]


def lessons(desk: Desk, *numbers: int) -> list[NodeId]:
    named = {node.title: node.id for node in desk.course.outline.lessons()}
    return [named[f"Lesson {number}"] for number in numbers]


def remove(desk: Desk, *numbers: int) -> None:
    nodes = [desk.course.outline.nodes[one] for one in lessons(desk, *numbers)]
    outlining.remove(desk.ws, desk.course, nodes)


def rewrite(desk: Desk, number: int, words: str) -> None:
    [lesson] = lessons(desk, number)
    writing.edit(desk.ws, desk.course, lesson, words)


def test_it_waits_here_until_the_yes_and_then_all_are_equal(
    team: Team, shared: tuple[Desk, Desk]
) -> None:
    author, colleague = shared
    remove(colleague, 1, 2, 3)
    rewrite(colleague, 4, text(4) + "\nMore.\n")
    team.sync_all()
    assert len(titles(colleague)) == LESSONS - 3, "own removals never ask"
    assert len(titles(author)) == LESSONS, "the course stays as it was here"
    assert "More." in author.text(lessons(author, 4)[0]), "what removes nothing has come in"
    [told] = held.held(author.ws)
    assert [one.title for one in told.going] == ["Lesson 1", "Lesson 2", "Lesson 3"]
    assert (told.of_lessons, told.people) == (LESSONS, ("Colleague",))
    assert told.words == 3 * 63
    # what is written meanwhile goes out, and goes on from what this laptop showed
    rewrite(author, 2, text(2) + "\nWritten meanwhile.\n")
    rewrite(author, 7, text(7) + "\nElsewhere.\n")
    team.sync_all()
    assert "Elsewhere." in colleague.text(lessons(colleague, 7)[0])
    assert len(held.held(author.ws)) == 1 and len(titles(author)) == LESSONS
    held.let_in(author.ws, author.course)
    told = syncing.receipts(author.ws)[0]
    assert [entry.kind for entry in told.received] == ["lesson.removed"], "accounted for"
    team.sync_all()
    assert author.everything() == colleague.everything()
    assert "Lesson 1" not in titles(author)
    assert "Lesson 2" in titles(author), "written in apart from its removal: found, an overlap"
    assert [view.kind for view in author.overlaps()] == ["removed-edited"]
    assert held.held(author.ws) == held.held(colleague.ws) == []


def test_the_answer_can_be_taken_back_and_not_now_asks_again_only_for_more(
    team: Team, shared: tuple[Desk, Desk]
) -> None:
    author, colleague = shared
    remove(colleague, 1, 2, 3)
    team.sync_all()
    assert held.leave(author.ws, author.course).later
    rewrite(colleague, 9, text(9) + "\nMore.\n")
    team.sync_all()
    assert held.held(author.ws)[0].later, "nothing more of it has come"
    remove(colleague, 5)
    team.sync_all()
    [told] = held.held(author.ws)
    assert (len(told.going), told.later) == (4, False)
    held.let_in(author.ws, author.course)
    assert len(titles(author)) == LESSONS - 4
    held.take_yes_back(author.ws, author.course)
    assert len(titles(author)) == LESSONS and len(held.held(author.ws)) == 1
    held.let_in(author.ws, author.course)
    outlining.put_back(author.ws, author.course, told.going[0].id)
    with pytest.raises(Refused):
        held.take_yes_back(author.ws, author.course)


def test_a_yes_taken_back_while_more_waits_asks_for_all_of_it(
    team: Team, shared: tuple[Desk, Desk]
) -> None:
    author, colleague = shared
    for numbers in ((1, 2, 3), (4, 5, 6)):
        remove(colleague, *numbers)
        team.sync_all()
        assert len(held.held(author.ws)) == 1
        if numbers[0] == 1:
            held.let_in(author.ws, author.course)
    held.take_yes_back(author.ws, author.course)
    [told] = held.held(author.ws)
    assert [one.title for one in told.going] == [f"Lesson {n}" for n in range(1, 7)]
    held.let_in(author.ws, author.course)
    assert author.ws.store.log.not_kept() == []
    assert author.everything() == colleague.everything()


def test_what_came_back_before_the_answer_asks_no_more(
    team: Team, shared: tuple[Desk, Desk]
) -> None:
    author, colleague = shared
    gone = lessons(colleague, 1, 2, 3)
    remove(colleague, 1, 2, 3)
    team.sync_all()
    assert held.held(author.ws)
    for lesson in gone:
        outlining.put_back(colleague.ws, colleague.course, lesson)
    team.sync_all()
    assert held.held(author.ws) == []
    assert sorted(titles(author)) == sorted(titles(colleague))
    assert len(titles(author)) == LESSONS


def test_words_that_go_wait_and_words_that_move_or_are_written_anew_do_not(
    team: Team, shared: tuple[Desk, Desk]
) -> None:
    author, colleague = shared
    moved = text(1) + text(2) + text(3) + text(4)
    for number in (2, 3, 4):
        rewrite(colleague, number, f"# Lesson {number}\n")
    rewrite(colleague, 1, moved)
    rewrite(colleague, 5, text(55))
    team.sync_all()
    assert held.held(author.ws) == [], "all words are there, in another lesson"
    for number in (10, 11, 12, 13):
        rewrite(colleague, number, f"# Lesson {number}\n")
    team.sync_all()
    [told] = held.held(author.ws)
    assert not told.going and told.words == 4 * 60
    assert [one.title for one in told.lessons] == [f"Lesson {n}" for n in (10, 11, 12, 13)]
    # a revision of what waits has the parents that its writer saw
    rewrite(author, 10, text(10) + "\nMine.\n")
    held.let_in(author.ws, author.course)
    team.sync_all()
    assert author.everything() == colleague.everything()
    assert "Mine." in author.text(lessons(author, 10)[0])


def test_small_courses_and_first_syncs_never_ask(team: Team, shared: tuple[Desk, Desk]) -> None:
    author, colleague = shared
    remove(colleague, 1, 2)
    team.sync_all()
    assert held.held(author.ws) == [] and len(titles(author)) == LESSONS - 2
    remove(colleague, *range(3, 15))
    colleague.sync()
    late = team.join("Late", "author")
    late.title = author.title
    late.sync()
    assert held.held(late.ws) == [] and len(titles(late)) == LESSONS - 14


def test_the_question_outlasts_a_server_set_back_and_a_damaged_store(
    team: Team, shared: tuple[Desk, Desk], tmp_path: Path
) -> None:
    author, colleague = shared
    author.ws.store.backups.make()
    remove(colleague, 1, 2, 3)
    team.sync_all()
    author.ws.store.settings.set("server.epoch", "another")
    author.sync()
    assert len(held.held(author.ws)) == 1 and len(titles(author)) == LESSONS
    assert syncing.status(author.ws).problems == []
    author.ws.close()
    with sqlite3.connect(author.ws.store.folder / FILE) as db:
        db.execute("DROP TABLE drafts")
    keeping.recover(author.ws.store.folder, None)
    author.ws = Workspace.open(author.ws.store.folder)
    assert len(titles(author)) == LESSONS
    assert len(held.held(author.ws)[0].going) == 3
    assert all(problem.ok for problem in keeping.examine(author.ws.store.folder))


Said = pytest.CaptureFixture[bytes]


def call(desk: Desk, said: Said, *arguments: str) -> tuple[int, Any]:
    """Run a command beside a desk; give its exit code and its JSON."""
    said.readouterr()
    code = run(["--json", "--workspace", str(desk.ws.store.folder), *arguments])
    return code, json.loads(said.readouterr().out)


def test_a_review_file_waits_too(
    team: Team, shared: tuple[Desk, Desk], tmp_path: Path, capfdbinary: Said
) -> None:
    author, colleague = shared
    rewrite(colleague, 9, text(9) + "\nMore.\n")
    team.sync_all()  # the colleague's key is known by that
    remove(colleague, 1, 2, 3)
    made = review_files.make(colleague.ws, colleague.course, tmp_path / "course.coursefolk")
    for _ in range(2):
        told = call(author, capfdbinary, "review-file", "take", str(made.path))[1]
        assert told["held"][0]["lessons_gone"] == 3
        author.ws.courses.forget()
        assert len(titles(author)) == LESSONS
        assert len(held.held(author.ws)[0].going) == 3
    held.let_in(author.ws, author.course)
    team.sync_all()
    assert author.everything() == colleague.everything()


def test_the_command_line_tells_and_answers(
    team: Team, shared: tuple[Desk, Desk], capfdbinary: Said
) -> None:
    author, colleague = shared
    remove(colleague, 1, 2, 3)
    colleague.sync()

    for command in ("sync", "status"):
        code, told = call(author, capfdbinary, command)
        assert code == 0
        [one] = told["held"]
        assert (one["lessons_gone"], one["of_lessons"], one["people"]) == (3, 20, ["Colleague"])
    assert (
        call(author, capfdbinary, "held")[1]
        == call(author, capfdbinary, "held", author.title)[1]
        != []
    )
    [told] = call(author, capfdbinary, "publish", author.title)[1]["held_back"]
    assert told.startswith("A large removal waits for your yes. Removed by Colleague.")
    assert "held_back" in call(author, capfdbinary, "release", author.title, "1")[1]
    asked = call(author, capfdbinary, "request-review", author.title, "Colleague")[1]
    assert asked["held_back"] == [told]
    assert told in read_asking(author.ws, author.course.log).hint
    code, left = call(author, capfdbinary, "held", author.title, "--not-now")
    assert code == 0 and left["later"]
    assert call(author, capfdbinary, "held", "--take")[0] == 2
    assert call(author, capfdbinary, "held", author.title, "--take") == (
        0,
        {"course": author.title, "taken": 1},
    )
    author.ws.courses.forget()
    assert len(titles(author)) == LESSONS - 3
    assert call(author, capfdbinary, "held", author.title, "--take")[0] == 1
    assert call(author, capfdbinary, "held", author.title, "--undo")[0] == 0
    assert len(call(author, capfdbinary, "held")[1]) == 1


def test_lessons_written_over_wait_and_lessons_edited_do_not(
    team: Team, shared: tuple[Desk, Desk]
) -> None:
    """Other words in their place do not bring back what stood there (G7)."""
    author, colleague = shared
    for number in range(LESSONS):
        rewrite(colleague, number, text(number).replace("x7 ", "x7 now ").replace("x2", "y2"))
    team.sync_all()
    assert held.held(author.ws) == [], "every lesson was edited, and stands"
    for number in (3, 4, 5, 6):
        rewrite(colleague, number, text(number + 100))
    team.sync_all()
    [told] = held.held(author.ws)
    assert [one.title for one in told.lessons] == [f"Lesson {n}" for n in (3, 4, 5, 6)]
    assert "word3x1 " in author.text(lessons(author, 3)[0])
    rewrite(colleague, 9, text(9) + "\nMore.\n")
    team.sync_all()
    assert held.held(author.ws) == [told], "what came since is in, and the rest still waits"
    assert "More." in author.text(lessons(author, 9)[0])
    held.let_in(author.ws, author.course)
    team.sync_all()
    assert author.everything() == colleague.everything()
    assert "word103x1 " in author.text(lessons(author, 3)[0])
