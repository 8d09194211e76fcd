"""Commands that find and replace over a whole course: replace, replace-back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from app.commands.call import Call, command

if TYPE_CHECKING:
    from app.commands.naming import Naming
    from app.flows.finding.replacing import LessonFound, Replaced
    from sync.merge.edits import Edit


@command("replace")
@click.argument("course")
@click.argument("words")
@click.argument("others")
@click.option("--lesson", "lessons", multiple=True, help="Only here; may be given several times.")
@click.option("--look", is_flag=True, help="Only show what would change.")
def replace(
    call: Call, course: str, words: str, others: str, lessons: tuple[str, ...], look: bool
) -> None:
    """Put OTHERS in the place of WORDS, exactly as they stand, everywhere in a COURSE."""
    from app.commands.naming import Naming
    from app.flows.finding.replacing import Chosen, lessons_in, look_through, replace_in_course
    from sync.model.errors import BadInput

    if not words:
        raise BadInput(
            "No words were given to look for.",
            safe="Nothing was changed.",
            mend="Say which words with --find.",
        )
    with call.workspace() as ws:
        opened = ws.courses.at(course)
        chosen = list(dict.fromkeys(ws.courses.lesson(opened, one).id for one in lessons))
        where = chosen or lessons_in(ws, opened.log)
        found = look_through(ws, opened.log, where, _exactly(words, others))
        rows = [row for one in found for row in _places(one, Naming(ws, opened))]
        told = "\n".join(f"{row['lesson']}:{row['line']}: {row['after']}" for row in rows)
        if look or not rows:
            answer = {"places": rows, "changed": 0, "left": 0}
            call.answer(answer, told or "These words stand nowhere.")
            return
        wanted = [Chosen(one.lesson, one.text, one.edits) for one in found]
        done, _ = replace_in_course(ws, opened.log, wanted)
        answer = {"places": rows, "changed": done.places, "left": done.left}
        call.answer(answer, f"{told}\n{_told(done)}")


@command("replace-back")
@click.argument("course")
def replace_back(call: Call, course: str) -> None:
    """Take the latest replacement in a COURSE back; what was written since stays."""
    from app.flows.finding.replacing import last_replaced, take_back
    from sync.model.errors import NotFound

    with call.workspace() as ws:
        opened = ws.courses.at(course)
        last = last_replaced(ws, opened.log)
        if last is None:
            raise NotFound(
                "Nothing was replaced in this course.",
                safe="Nothing was changed.",
                mend="“coursefolk replace” says what it replaced, and what it would.",
            )
        done, _ = take_back(ws, last)
        call.answer({"changed": done.places, "left": done.left}, _told(done))


def _exactly(words: str, others: str) -> Callable[[str], Sequence[Edit]]:
    from sync.merge.edits import Edit

    def look(text: str) -> Sequence[Edit]:
        found: list[Edit] = []
        at = text.find(words)
        while at >= 0 and words != others:
            found.append(Edit(at, len(words), others))
            at = text.find(words, at + len(words))
        return found

    return look


def _places(found: LessonFound, names: Naming) -> Iterator[dict[str, str | int]]:
    """Show each place with its line before and after; other places of the line stay as they are."""
    text = found.text
    for edit in found.edits:
        start = text.rfind("\n", 0, edit.start) + 1
        end = text.find("\n", edit.end)
        end = len(text) if end < 0 else end
        yield {
            "lesson": names.lesson(found.lesson),
            "line": text.count("\n", 0, edit.start) + 1,
            "before": text[start:end],
            "after": text[start : edit.start] + edit.inserted + text[edit.end : end],
        }


def _told(done: Replaced) -> str:
    left = f" {done.left} were left: someone else has written there." if done.left else ""
    places = "1 place" if done.places == 1 else f"{done.places} places"
    return f"{places} changed.{left}"
