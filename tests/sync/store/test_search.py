"""Search: what people look for is found, in their script, and the best comes first."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.ids import CourseId, FactId, LogId, NodeId
from sync.store import search_index as search_room
from sync.store.drafts import Draft
from sync.store.opening import Store
from sync.store.search_index import Entry
from tests.sync.store.facts_written import COURSE, LOG, SHARED, state_of

LIBRARY = {
    "Git in an afternoon": "A *branch* is a movable name. Merge or rebase. It's C++ that hurts.",
    "Pull requests": "Ask a colleague to review your branch before the merge.",
    "Straßen und Brücken": "Die Größe der Brücke: 300 m. Öffnen Sie die Datei `main.py`.",
    "L'école à la maison": "Les élèves apprennent l’œuvre de Molière, naïve et drôle.",
    "İstanbul'da bir gün": "Iğdır ve Şişli arasında yol. Çocuklar okula gider.",
    "Tiếng Việt cho người mới": "Chúng tôi học tiếng Việt ở trường đại học.",
    "Основы электричества": "Ёмкость конденсатора и сопротивление проводника. Закон Ома.",
    "Η θεωρία του φωτός": "Ο λόγος των μηκών κύματος. Το ΦΩΣ είναι κύμα.",
    "机器学习入门": "本课程介绍监督学习方法和神经网络。学生可以使用Python编程。",
    "日本語の基本": "ひらがなとカタカナを学びます。ガラスの窓。コンピューターの使い方。",
    "한국어 첫걸음": "학교에서 한국어를 배웁니다. 선생님이 책을 읽으십니다.",
    "مقدمة في الحاسوب": "تَعَلُّم البرمجة أمر سهل. المدرسة مفتوحة.",
    "שיעור ראשון": "שָׁלוֹם עולם. התלמידים לומדים מתמטיקה.",
    "हिन्दी का पहला पाठ": "विद्यार्थी विद्यालय में पढ़ते हैं। यह बिल है।",
    "ภาษาไทยเบื้องต้น": "นักเรียนอ่านหนังสือที่โรงเรียนทุกวัน",
    "Party 🎉 planning": "Emoji are words too: 🦀 and 🎉. Half-width ｶﾀｶﾅ, wide ＡＢＣ.",
}

FOUND = [
    # Latin
    ("git", "Git in an afternoon"),
    ("g", "Git in an afternoon"),
    ("BRANCH", "Git in an afternoon"),
    ("bran", "Pull requests"),
    ("pull req", "Pull requests"),
    ("review colleague", "Pull requests"),
    ("strasse", "Straßen und Brücken"),
    ("STRASSEN", "Straßen und Brücken"),
    ("brucke", "Straßen und Brücken"),
    ("main.py", "Straßen und Brücken"),
    ("300 m", "Straßen und Brücken"),
    ("ecole", "L'école à la maison"),
    ("oeuvre moliere", "L'école à la maison"),
    ("naive", "L'école à la maison"),
    ("istanbul", "İstanbul'da bir gün"),
    ("igdir sisli", "İstanbul'da bir gün"),
    ("tieng viet", "Tiếng Việt cho người mới"),
    ("đại học", "Tiếng Việt cho người mới"),
    ("truong dai", "Tiếng Việt cho người mới"),
    # Cyrillic
    ("электр", "Основы электричества"),
    ("емкость", "Основы электричества"),
    ("ЗАКОН ома", "Основы электричества"),
    # Greek
    ("φως", "Η θεωρία του φωτός"),
    ("ΛΟΓΟΣ", "Η θεωρία του φωτός"),
    ("θεωρια", "Η θεωρία του φωτός"),
    # Han
    ("学习", "机器学习入门"),
    ("学习方法", "机器学习入门"),
    ("习", "机器学习入门"),
    ("python编程", "机器学习入门"),
    ("络", "机器学习入门"),
    # Kana
    ("カタカナ", "日本語の基本"),
    ("コンピュ", "日本語の基本"),
    ("ガラス", "日本語の基本"),
    ("本語", "日本語の基本"),
    # Hangul
    ("한국어", "한국어 첫걸음"),
    ("국어를", "한국어 첫걸음"),
    ("선생", "한국어 첫걸음"),
    # Arabic
    ("تعلم", "مقدمة في الحاسوب"),
    ("امر سهل", "مقدمة في الحاسوب"),
    ("المدر", "مقدمة في الحاسوب"),
    # Hebrew
    ("שלום", "שיעור ראשון"),
    ("תלמידים", "שיעור ראשון"),
    ("התלמידים", "שיעור ראשון"),
    # Devanagari
    ("विद्यालय", "हिन्दी का पहला पाठ"),
    ("हिन्दी पाठ", "हिन्दी का पहला पाठ"),
    ("बल", None),
    # Thai
    ("โรงเรียน", "ภาษาไทยเบื้องต้น"),
    ("หนังสือ", "ภาษาไทยเบื้องต้น"),
    # signs
    ("🎉", "Party 🎉 planning"),
    ("🦀 planning", "Party 🎉 planning"),
    ("abc", "Party 🎉 planning"),
    ("it's c++", "Git in an afternoon"),
    # not there
    ("カラス", None),
    ("branches", None),
    ("学方", None),
    ("git zebra", None),
]


def lesson(store: Store, ident: str, title: str, text: str, *, course: CourseId = COURSE) -> None:
    """Make one lesson findable, as the workspace does."""
    store.drafts.put(Draft(LOG, NodeId(ident), state_of(text), 1, 0), text, b"[]")
    store.search.put(Entry("lesson", LOG, course, ident, NodeId(ident), title, ""))


@pytest.fixture
def library(store: Store) -> Store:
    """Hold lessons in many scripts, indexed."""
    store.log.add_log(SHARED)
    for number, (title, text) in enumerate(LIBRARY.items()):
        lesson(store, f"l{number}", title, text)
    assert store.search.refresh() == len(LIBRARY)
    return store


@pytest.mark.parametrize(("query", "title"), FOUND, ids=[query for query, _ in FOUND])
def test_a_query_finds_its_lesson(library: Store, query: str, title: str | None) -> None:
    hits = library.search.find(query)
    if title is None:
        assert hits == []
    else:
        assert title in [hit.title for hit in hits]
        assert len(hits) <= 3


def test_a_hit_says_where_it_is(library: Store) -> None:
    [hit] = library.search.find("colleague")
    assert (hit.kind, hit.log, hit.course, hit.lesson) == ("lesson", LOG, COURSE, "l1")
    assert hit.title == "Pull requests"
    assert hit.snippet == LIBRARY["Pull requests"]


def test_titles_come_first(store: Store) -> None:
    store.log.add_log(SHARED)
    lesson(store, "a", "About something else", "branch " * 40)
    lesson(store, "b", "Name a branch well", "text " * 400)
    lesson(store, "c", "Branch", "text " * 400)
    lesson(store, "d", "Branch and merge", "text " * 400)
    lesson(store, "e", "Unrelated", "nothing")
    store.search.refresh()
    assert [hit.lesson for hit in store.search.find("branch")] == ["c", "d", "b", "a"]


def test_words_side_by_side_come_before_words_anywhere(store: Store) -> None:
    store.log.add_log(SHARED)
    lesson(store, "a", "One", "free software, not open; the source of it. open source")
    lesson(store, "b", "Two", "open the door, then the source. open. source. source open")
    lesson(store, "c", "Three", "source open open source source open")
    store.search.refresh()
    assert [hit.lesson for hit in store.search.find("then the sou")] == ["b"]
    assert {hit.lesson for hit in store.search.find("free software")} == {"a"}
    first = store.search.find("door then")[0]
    assert first.lesson == "b"


def test_only_one_course(store: Store) -> None:
    store.log.add_log(SHARED)
    other = CourseId("course-2 (odd “id”)")
    lesson(store, "a", "Same words", "here")
    lesson(store, "b", "Same words", "there", course=other)
    store.search.put(Entry("course", LOG, other, other, "", "A course of words", "about it"))
    store.search.put(
        Entry("comment", LOG, other, FactId("thread"), NodeId("b"), "Same words", "good words")
    )
    store.search.refresh()
    assert len(store.search.find("words")) == 4
    found = store.search.find("words", course=other)
    assert {(hit.kind, hit.lesson) for hit in found} == {
        ("lesson", "b"),
        ("course", ""),
        ("comment", "b"),
    }
    assert store.search.find("words", course=CourseId("none")) == []
    assert store.search.find(search_room.course_word(COURSE)) == []


def test_what_changes_is_found_anew_and_no_longer_as_it_was(library: Store) -> None:
    lesson(library, "l0", "Knots", "Tie a bowline.")
    assert library.search.pending() == 1
    assert [hit.title for hit in library.search.find("rebase")] == ["Knots"]
    assert library.search.refresh() == 1
    assert library.search.find("rebase") == []
    assert library.search.find("afternoon") == []
    assert [hit.lesson for hit in library.search.find("bowline knots")] == ["l0"]
    library.search.put(Entry("lesson", LOG, COURSE, "l0", NodeId("l0"), "Loops", ""))
    library.search.refresh()
    assert library.search.find("knots") == []
    library.drafts.forget(LOG, NodeId("l0"))
    library.search.refresh()
    assert library.search.find("bowline") == []
    assert [hit.title for hit in library.search.find("loops")] == ["Loops"]
    library.search.drop(LOG, "l0")
    assert library.search.find("loops") == []
    library.search.refresh()
    library.search.drop(LOG)
    library.search.refresh()
    assert library.search.find("branch") == []
    assert library.connection.rows("SELECT id FROM search_index_docsize") == []


def test_writing_the_same_again_changes_nothing(library: Store) -> None:
    for number, (title, text) in enumerate(LIBRARY.items()):
        lesson(library, f"l{number}", title, text)
    assert library.search.pending() == 0


def test_refresh_in_small_steps(store: Store) -> None:
    store.log.add_log(SHARED)
    for number in range(7):
        lesson(store, f"l{number}", f"Title {number}", "word")
    assert store.search.refresh(limit=3) == 3
    assert len(store.search.find("word")) == 3
    assert store.search.refresh(limit=10) == 4
    assert store.search.refresh() == 0
    assert len(store.search.find("word")) == 7
    assert len(store.search.find("word", limit=2)) == 2
    assert store.search.find("word", limit=0) == []


def test_other_rules_of_folding_index_everything_anew(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_room, "FOLDING", "next")
    assert library.search.refresh() == len(LIBRARY)
    assert [hit.title for hit in library.search.find("pull requests")] == ["Pull requests"]
    assert library.search.refresh() == 0


def test_the_index_equals_a_fresh_one_after_any_changes(store: Store) -> None:
    """What triggers noted is exactly what the index held: nothing stays behind in it."""
    seed = 20
    rng = random.Random(seed)
    words = ["alpha", "béta", "学习", "гамма", "delta"]
    store.log.add_log(SHARED)
    for _ in range(300):
        ident = f"l{rng.randrange(6)}"
        text = " ".join(rng.choices(words, k=rng.randrange(4)))
        act = rng.randrange(7)
        if act == 0:
            store.drafts.forget(LOG, NodeId(ident))
        elif act == 1:
            store.search.drop(LOG, ident)
        elif act == 2:
            store.search.refresh(limit=rng.randrange(1, 4))
        elif act == 3:
            store.search.put(Entry("lesson", LOG, COURSE, ident, NodeId(ident), text, text))
        else:
            lesson(store, ident, text, text)
    store.search.refresh()
    vocabulary = "SELECT term, doc, col, offset FROM temp.held ORDER BY term, doc, col, offset"
    store.connection.run(
        "CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', 'search_index', 'instance')"
    )
    held = store.connection.rows(vocabulary)
    assert held, f"seed {seed}"
    store.search.rebuild()
    store.search.refresh()
    assert store.connection.rows(vocabulary) == held, f"seed {seed}"


ODD = [
    *('"', '""', "*", "a*", "*a", "NEAR", "NEAR(a b)", "AND", "a AND", "OR OR", "NOT a", "^a"),
    *("title:a", "{title} : a", "a + b", "-a", "(", ")", "'", "''", "; DROP TABLE facts", "\\"),
    *("\0", "a\0b", "\ud800", "🏳️‍🌈", "%", "_", "   ", "", "学*", "col:学", "a" * 100_000),
    *("a " * 5000, "学" * 3000, "\u200b", "\u202e", "ﷺ", "null", "1e999", "x'00'"),
]


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
def test_odd_queries_are_harmless(library: Store, query: str) -> None:
    library.search.find(query)
    library.search.find(query, course=CourseId(query[:50].replace("\ud800", "")))
    assert library.search.find("git")


def test_any_query_is_harmless(library: Store) -> None:
    @given(st.text())
    def asked(query: str) -> None:
        library.search.find(query)

    asked()


def test_the_log_of_an_entry_is_its_own(store: Store) -> None:
    """One lesson in two logs is two entries, each with its own text."""
    store.log.add_log(SHARED)
    private = LogId("private")
    for log, text in ((LOG, "shared words"), (private, "private words")):
        store.drafts.put(Draft(log, NodeId("l"), state_of(text), 2, 0), text, b"[]")
    store.search.refresh()
    assert {(hit.log, hit.snippet) for hit in store.search.find("words")} == {
        (LOG, "shared words"),
        (private, "private words"),
    }
    store.search.drop(private)
    store.search.refresh()
    assert [hit.log for hit in store.search.find("words")] == [LOG]


def test_a_damaged_index_is_made_anew_where_it_is_met(library: Store) -> None:
    damage = "UPDATE search_index_data SET block=zeroblob(length(block)) WHERE id > 10"
    library.connection.run(damage)
    assert [hit.title for hit in library.search.find("pull requests")] == ["Pull requests"]
    library.connection.run(damage)
    lesson(library, "l0", "Knots", "Tie a bowline.")
    library.search.refresh()
    assert [hit.lesson for hit in library.search.find("bowline")] == ["l0"]
    assert all(problem.ok for problem in library.problems() if problem.check == "search")
