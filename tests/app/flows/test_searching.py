"""Search: people find what was written and said, in their script, whole or by a part of a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.flows.courses import outlining
from app.flows.finding.filtering import Filters, choices, scope_of
from app.flows.finding.searching import marks_in, place_of, search
from app.flows.lesson.writing import edit
from app.flows.review import commenting, suggesting
from app.flows.versions import publishing
from sync.model.ids import NodeId, PersonId
from sync.model.payloads import MemberSet
from sync.store.search import Hit
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from tests.app.flows.attached import attach
from tests.editor.formats.media.samples import png

LESSONS = {
    "Photography basics": "# Photography basics\n\nLight, shutter and **aperture**. A photograph "
    "is made twice: when you look, and when you choose.\n",
    "Lifting loads": "# Lifting loads\n\nKeep the load close; bend the knees, not the back. "
    "See the table of weights.\n",
    "Straßenverkehr": "# Straßenverkehr\n\nDie Größe der Brücke und das Überholverbot. "
    "Arbeitsschutzverordnung lesen.\n",
    "L'école à la maison": "# L'école\n\nLes élèves lisent l’œuvre de Molière, naïve et drôle.\n",
    "Tiếng Việt": "# Tiếng Việt\n\nChúng tôi học tiếng Việt ở trường đại học.\n",
    "Основы электричества": "# Основы\n\nЁмкость конденсатора, сопротивление проводника. "
    "Электробезопасность прежде всего.\n",
    "Η θεωρία του φωτός": "# Φως\n\nΤο φωτοβολταϊκό πάνελ. Ο λόγος των μηκών κύματος.\n",
    "مقدمة في الحاسوب": "# مقدمة\n\nتَعَلُّم البرمجة سهل. المدرسة مفتوحة، والكتاب جديد.\n",
    "שיעור ראשון": "# שיעור\n\nשָׁלוֹם עולם. התלמידים לומדים מתמטיקה בכיתה.\n",
    "机器学习入门": "# 机器学习\n\n本课程介绍监督学习方法和神经网络。学生可以使用Python编程。\n",
    "日本語の基本": "# 日本語\n\nひらがなとカタカナを学びます。コンピューターとガラスの窓。\n",
    "한국어 첫걸음": "# 한국어\n\n학교에서 한국어를 배웁니다. 선생님이 책을 읽으십니다.\n",
    "हिन्दी का पहला पाठ": "# पाठ\n\nविद्यार्थी विद्यालय में पढ़ते हैं। अध्यापक किताब देता है।\n",
}

QUERIES = [
    # Latin, with accents
    ("photo", "Photography basics"),
    ("graph", "Photography basics"),
    ("APERTURE", "Photography basics"),
    ("shutter light", "Photography basics"),
    ("lif", "Lifting loads"),
    ("bend the knees", "Lifting loads"),
    ("strasse", "Straßenverkehr"),
    ("verkehr", "Straßenverkehr"),
    ("grosse brucke", "Straßenverkehr"),
    ("überholverbot", "Straßenverkehr"),
    ("schutzverordnung", "Straßenverkehr"),
    ("ecole", "L'école à la maison"),
    ("oeuvre", "L'école à la maison"),
    ("eleves moliere", "L'école à la maison"),
    ("tieng viet", "Tiếng Việt"),
    ("đại học", "Tiếng Việt"),
    # Cyrillic
    ("электр", "Основы электричества"),
    ("емкость", "Основы электричества"),
    ("БЕЗОПАСНОСТЬ", "Основы электричества"),
    ("проводник", "Основы электричества"),
    # Greek
    ("φως", "Η θεωρία του φωτός"),
    ("ΘΕΩΡΙΑ", "Η θεωρία του φωτός"),
    ("βολταϊκό", "Η θεωρία του φωτός"),
    ("λογος", "Η θεωρία του φωτός"),
    # Arabic
    ("تعلم", "مقدمة في الحاسوب"),
    ("المدرسة", "مقدمة في الحاسوب"),
    ("كتاب", "مقدمة في الحاسوب"),
    ("حاسوب", "مقدمة في الحاسوب"),
    # Hebrew
    ("שלום", "שיעור ראשון"),
    ("תלמידים", "שיעור ראשון"),
    ("כיתה", "שיעור ראשון"),
    # Han
    ("学习", "机器学习入门"),
    ("习方法", "机器学习入门"),
    ("络", "机器学习入门"),
    ("python编程", "机器学习入门"),
    # Kana
    ("カタカナ", "日本語の基本"),
    ("本語", "日本語の基本"),
    ("コンピュ", "日本語の基本"),
    # Hangul
    ("한국어", "한국어 첫걸음"),
    ("국어를", "한국어 첫걸음"),
    ("선생", "한국어 첫걸음"),
    # Devanagari
    ("विद्यालय", "हिन्दी का पहला पाठ"),
    ("हिन्दी पाठ", "हिन्दी का पहला पाठ"),
    ("किताब", "हिन्दी का पहला पाठ"),
    # nowhere
    ("branches", None),
    ("カラス", None),
    ("学方", None),
    ("ape zebra", None),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Hold lessons in many scripts, and what was said of one of them."""
    folder = tmp_path_factory.mktemp("search") / "Курс 学习"
    with Workspace.open(folder) as ws:
        course = outlining.begin(ws, "Many scripts")
        for title, text in LESSONS.items():
            outlining.add(ws, ws.courses.open(course.log), "lesson", title, text=text)
        _say(ws, ws.courses.open(course.log))
        yield ws


def _say(ws: Workspace, course: Course) -> None:
    lesson = _lesson(course, "Lifting loads")
    commenting.comment_on_quote(ws, course, lesson, "bend the knees", "Show a drawing of the hips.")
    course = ws.courses.open(course.log)
    [thread] = course.facts.threads.values()
    commenting.reply(ws, course, thread, "A pictogram comes from the warehouse.")
    commenting.resolve(ws, course, thread, "wont", "The supplier forbids it.")
    text = LESSONS["Lifting loads"].replace("not the back", "never the back")
    suggesting.suggest(ws, course, lesson, text, "Rhythm matters more here.")
    ws.ledger.write(course.log, MemberSet(PersonId("colleague"), "Zofia Łęcka", "reviewer"))
    attach(ws, course, lesson, "Gewichtstabelle.png", png())
    publishing.publish(ws, ws.courses.open(course.log), "First for the harbour crew")


def _lesson(course: Course, title: str) -> NodeId:
    return next(node.id for node in course.outline.lessons() if node.title == title)


def _found(ws: Workspace, query: str, filters: Filters | None = None) -> list[Hit]:
    return search(ws, query, scope=scope_of(ws, filters or Filters()))


def _titles(ws: Workspace, query: str, filters: Filters) -> list[str]:
    return [hit.title for hit in _found(ws, query, filters)]


def test_there_are_forty_queries_in_six_scripts() -> None:
    assert sum(title is not None for _, title in QUERIES) >= 40


@pytest.mark.parametrize(("query", "title"), QUERIES, ids=[query for query, _ in QUERIES])
def test_a_query_finds_its_lesson_first(desk: Workspace, query: str, title: str | None) -> None:
    hits = [hit for hit in search(desk, query) if hit.kind == "lesson"]
    assert [hit.title for hit in hits[:1]] == ([title] if title else [])


@pytest.mark.parametrize(("query", "title"), [pair for pair in QUERIES if pair[1]])
def test_a_hit_leads_to_the_words(desk: Workspace, query: str, title: str) -> None:
    """The marks of the snippet, and the place in the text, are what was asked for."""
    hit = next(hit for hit in search(desk, query) if hit.kind == "lesson")
    text = LESSONS[title]
    if hit.place is None:
        assert marks_in(hit.title, query)
        return
    start, end = hit.place
    assert place_of(text, query) == hit.place
    shown = [hit.snippet[a:b] for a, b in hit.marks]
    assert text[start:end].startswith(tuple(shown))
    assert text[start:end].endswith(tuple(shown))
    assert marks_in(text[start:end], query)


def test_all_that_is_said_is_found(desk: Workspace) -> None:
    said = {
        "drawing hips": ("comment", "bend the knees"),
        "pictogram": ("reply", "bend the knees"),
        "supplier": ("reply", "bend the knees"),
        "rhythm": ("suggestion", "Keep the load close"),
        "harbour": ("version", "Version 1"),
        "lecka": ("person", "Zofia Łęcka"),
        "zof": ("person", "Zofia Łęcka"),
        "tabelle": ("file", "Gewichtstabelle.png"),
        "many scr": ("course", "Many scripts"),
    }
    for query, (kind, title) in said.items():
        [hit] = search(desk, query)
        assert (hit.kind, hit.title[: len(title)]) == (kind, title), query
        if kind in ("comment", "reply", "suggestion"):
            assert hit.lesson == _lesson(desk.courses.open(hit.log), "Lifting loads")


def test_filters_narrow(desk: Workspace) -> None:
    me = desk.identity.person
    other = outlining.begin(desk, "Other matters")
    outlining.add(desk, other, "lesson", "Knees of a table", text="---\ntags: [wood, 'a b']\n---\n")
    other = desk.courses.open(other.log)
    outlining.describe(desk, other, tags="Craft, wood")
    bend = _found(desk, "knees")
    assert {hit.kind for hit in bend} == {"lesson", "comment", "reply", "suggestion"}
    assert _titles(desk, "knees", Filters(kinds=frozenset({"comment"}))) == ["bend the knees"]
    assert _titles(desk, "knees", Filters(courses=frozenset({other.id}))) == ["Knees of a table"]
    assert _titles(desk, "knees", Filters(tags=frozenset({"Wood"}))) == ["Knees of a table"]
    assert _titles(desk, "knees", Filters(tags=frozenset({"a b"}))) == ["Knees of a table"]
    assert _titles(desk, "knees", Filters(tags=frozenset({"metal"}))) == []
    waits = Filters(states=frozenset({"open suggestions"}), kinds=frozenset({"lesson"}))
    assert _titles(desk, "knees", waits) == ["Lifting loads"]
    assert _titles(desk, "knees", Filters(states=frozenset({"open comments"}))) == []
    assert _titles(desk, "knees", Filters(states=frozenset({"released"}))) == []
    assert len(_found(desk, "knees", Filters(mine=True, owners=frozenset({me})))) == len(bend)
    assert _titles(desk, "zofia", Filters(mine=True)) == []
    there = choices(desk)
    assert there.tags == {"Craft": 1, "a b": 1, "wood": 2}
    assert there.states == {"draft": 2, "open suggestions": 1}
    assert there.owners[me][1] == 2


def test_what_is_mine_is_what_i_wrote(desk: Workspace, tmp_path: Path) -> None:
    """A lesson that only somebody else wrote in is not mine, nor is their comment."""
    with Workspace.open(tmp_path / "theirs") as theirs:
        course = outlining.begin(theirs, "Theirs")
        outlining.add(theirs, course, "lesson", "Zinnia", text="zinnia\n")
        outlining.add(theirs, theirs.courses.open(course.log), "lesson", "Yarrow", text="zinnia\n")
        facts = theirs.store.log.facts(course.log)
    desk.store.log.add_log(msgspec.structs.replace(course.row))
    desk.ledger.take(course.log, facts)
    mine = Filters(mine=True)
    assert len(_found(desk, "zinnia")) == 2
    assert _titles(desk, "zinnia", mine) == []
    here = desk.courses.open(course.log)
    edit(desk, here, _lesson(here, "Yarrow"), "zinnia and more\n")
    assert _titles(desk, "zinnia", mine) == ["Yarrow"]


def test_a_workspace_of_before_finds_what_was_said_then(desk: Workspace) -> None:
    desk.store.connection.run("DELETE FROM search_entries WHERE kind NOT IN ('course', 'lesson')")
    desk.store.settings.set("search.kinds", "1")
    assert {hit.kind for hit in search(desk, "pictogram")} == {"reply"}
    assert [hit.title for hit in search(desk, "zofia")] == ["Zofia Łęcka"]
    assert search(desk, "tabelle")
