"""A comparison as one page: all of it, in words and marks, and nothing in it that could run."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from editor.panels.cards.runs import Run
from editor.panels.versions.paper import page_of
from editor.panels.versions.values import Change, ChangedText, Comparison, LessonPage, Notice
from sync.model.ids import NodeId
from tests.editor.panels.versions.examples import COMPARED

TEMPLATE = (
    "<html lang='$spoken'><title>$title</title>$course $about $style $note"
    "<nav $changes_name>$changes</nav>$pages</html>"
)
EVIL = '<script>alert(1)</script>"><img src=x onerror=a>'


class Seen(HTMLParser):
    """Collect the tags, and fail on one that is closed before those within it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_what_came_and_went_stands_in_the_page_and_each_change_leads_to_its_place() -> None:
    changes = tuple(
        replace(change, people="you and A. K.") if change.id == "t" else change
        for change in COMPARED.changes
    )
    page = page_of(TEMPLATE, "", "Course", "6 with 7", replace(COMPARED, changes=changes))
    assert "It <del>does not</del><ins>rarely</ins> work" in page
    assert "4 paragraphs are the same" in page
    assert "<del>which form?</del> was right" in page
    assert "<ins>what is it?</ins> is right now" in page
    assert "by you and A. K." in page
    for number, change in enumerate(changes):
        assert f'href="#c{number}">{change.title}<' in page.replace("&quot;", '"')
        assert page.count(f'id="c{number}"') == 1
    assert not Seen(page).open


def test_nothing_that_people_wrote_becomes_a_tag() -> None:
    lesson = NodeId("l")
    runs = (Run("same", f"# {EVIL}\n\n- {EVIL} **bold `"), Run("gone", EVIL), Run("new", "` x**"))
    parts = (Notice("m", "move", EVIL, EVIL), ChangedText("t", runs))
    shown = Comparison(
        "a",
        "b",
        (LessonPage(lesson, EVIL, EVIL, parts),),
        (Change("m", "moved", EVIL, EVIL, lesson), Change("t", "changed", EVIL, people=EVIL)),
        note_title=EVIL,
        note=EVIL,
    )
    seen = Seen(page_of(TEMPLATE, "", EVIL, EVIL, shown))
    assert not {"script", "img"} & set(seen.tags)
    assert not seen.open
