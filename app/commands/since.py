"""The command about what changed since one was last here: since."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from app.commands.call import Call, command

if TYPE_CHECKING:
    from app.commands.naming import Naming
    from app.flows.overview.since import Happened, LessonNews, News
    from app.flows.overview.since_talk import Said
    from sync.workspace.opening import Workspace

EVERY = 1_000_000
_SAID = {
    "comment": "commented",
    "answer": "answered",
    "resolved": "resolved a comment",
    "reopened": "reopened a comment",
    "confirmed": "confirmed an answer",
    "suggested": "suggested a change",
    "accepted": "accepted a suggestion",
    "refused": "said not now to a suggestion",
    "withdrawn": "withdrew a suggestion",
}

_HAPPENED = {
    "added": "added",
    "removed": "removed",
    "moved": "moved",
    "renamed": "renamed a lesson to",
    "described": "changed the description of the course",
    "file": "changed files of the course",
    "version": "named version",
    "released": "released version",
    "approved": "approved version",
    "changes-asked": "asked for changes in version",
    "asked": "asked for a review",
    "done": "is done reviewing",
}


@command("since")
@click.argument("course", required=False)
@click.option("--seen", is_flag=True, help="Mark all of it as seen, after telling it.")
@click.option("--not-seen", is_flag=True, help="Mark as not seen what was marked as seen last.")
def since(call: Call, course: str | None, seen: bool, not_seen: bool) -> None:
    """Tell what others changed since you were last here, in a COURSE or in all of them.

    Your own changes are left out. Texts are compared with what they were when you last saw the
    lesson; the window counts a lesson as seen when you open it there. A review that you were asked
    for is told with its day until you have given it.
    """
    from app.commands.naming import Naming
    from app.commands.turns import asked_of_me
    from app.flows.overview import seen as looked
    from app.flows.overview.since import is_shared
    from app.flows.overview.since import since as news_of

    if seen and not_seen:
        raise click.UsageError("Give --seen or --not-seen, not both.")
    with call.workspace() as ws:
        rows = [ws.courses.find(course)] if course else [e.row for e in ws.courses.entries()]
        opened = [ws.courses.open(row) for row in rows]
        told: list[dict[str, Any]] = []
        for one in opened:
            if not_seen:
                looked.set_back(ws, one)
            if course or is_shared(one):
                news = news_of(ws, one, most=EVERY)
                told.append(_row(ws, news, Naming(ws, one)) | {"asked": asked_of_me(ws, one)})
            if seen:
                looked.note_course(ws, one)
        words = "\n\n".join(
            _in_words(row) for row in told if row["first"] or row["count"] or row["asked"]
        )
        call.answer(told, words or "Nothing is new.")


def _row(ws: Workspace, news: News, names: Naming) -> dict[str, Any]:
    return {
        "course": news.course,
        "title": news.title,
        "first": news.first,
        "since": news.since or None,
        "count": news.count,
        "lessons": [_lesson(one, names) for one in news.lessons],
        "happened": [_happened(one, names) for one in news.happened],
        "said": [_said(one, names) for one in news.said],
    }


def _lesson(one: LessonNews, names: Naming) -> dict[str, Any]:
    row: dict[str, Any] = {
        "lesson": one.lesson,
        "title": one.title,
        "changed": one.changed,
        "said": [_said(said, names) for said in one.said],
    }
    if one.text is not None:
        row |= {
            "people": [names.person(person) for person in one.text.people],
            "at": one.text.at,
            "before": one.text.before,
            "after": one.text.after,
            "answers": [change.told for change in _answers(one.text.before, one.text.after)],
        }
    return row


def _answers(before: str, after: str) -> Any:
    from editor.markdown.right_answers import answer_changes

    return answer_changes(before, after)


def _said(said: Said, names: Naming) -> dict[str, Any]:
    return {
        "how": said.how,
        "person": names.person(said.person),
        "at": said.at,
        "thread": said.thread,
        "text": said.text,
        "quote": said.quote,
        "to_me": said.to_me,
    }


def _happened(one: Happened, names: Naming) -> dict[str, Any]:
    return {
        "what": one.what,
        "person": names.person(one.person),
        "at": one.at,
        "lesson": one.node or None,
        "name": one.name,
        "number": one.number or None,
    }


def _told(said: dict[str, Any], where: str) -> str:
    from app.commands.reading import on_one_line

    sign = "→ " if said["to_me"] else ""
    words = on_one_line(said["text"] or said["quote"])
    return f"  {sign}{said['person']} {_SAID[said['how']]} in {where}: {words}"


def _in_words(row: dict[str, Any]) -> str:
    from app.commands.turns import asked_in_words

    asked = [f"  {asked_in_words(row['asked'])}"] if row["asked"] else []
    if row["first"]:
        return "\n".join([f"{row['title']}: this course is new to you.", *asked])
    when = row["since"]
    since = time.strftime(", since %d %b %H:%M", time.localtime(when / 1000)) if when else ""
    lines = [f"{row['title']}{since}", *asked]
    for lesson in row["lessons"]:
        if lesson["changed"]:
            lines.append(f"  {', '.join(lesson['people'])} changed {lesson['title']}")
            lines += [f"    {told}" for told in lesson["answers"]]
        lines += [_told(said, lesson["title"]) for said in lesson["said"]]
    lines += [_told(said, row["title"]) for said in row["said"]]
    lines += [
        f"  {one['person']} {_HAPPENED[one['what']]} {one['name'] or one['number'] or ''}".rstrip()
        for one in row["happened"]
    ]
    return "\n".join(lines)
