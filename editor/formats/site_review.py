"""Show a lesson's comments under it, for an export that is to carry them."""

from __future__ import annotations

from html import escape

from editor.formats.values import CourseOut, Said, ThreadOut
from sync.model.ids import NodeId
from sync.model.language import mark, say
from sync.model.moments import date_at

_STANDS = {"": mark("Open"), "done": mark("Done"), "wont": mark("Will not be done")}


def comments_html(course: CourseOut, lesson: NodeId) -> str:
    """Give the threads of one lesson as HTML; "" where none are to be shown."""
    threads = [thread for thread in course.threads or () if thread.lesson == lesson]
    if not threads:
        return ""
    shown = "\n".join(_thread(thread) for thread in threads)
    title = f'<h2 id="comments">{escape(say("Comments"))}</h2>'
    return f'<section class="comments" aria-labelledby="comments">{title}\n{shown}\n</section>'


def _thread(thread: ThreadOut) -> str:
    said = "\n".join(_said(one) for one in thread.said)
    why = f' <span dir="auto">{escape(thread.why)}</span>' if thread.why else ""
    stands = escape(say(_STANDS.get(thread.verdict, thread.verdict)))
    return (
        f'<div class="thread"><blockquote dir="auto">{escape(thread.quote)}</blockquote>\n{said}\n'
        f'<p class="stands"><strong>{stands}</strong>{why}</p></div>'
    )


def _said(said: Said) -> str:
    return (
        f'<p class="said" dir="auto"><strong>{escape(said.author or say("Someone"))}</strong> '
        f"{_day(said.at)}<br>{escape(said.text)}</p>"
    )


def _day(at: int) -> str:
    day = date_at(at).date().isoformat()
    return f'<time datetime="{day}">{day}</time>'
