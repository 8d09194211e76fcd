"""What the texts of a course say by themselves: read off each text once, and kept by its hash."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from editor.markdown.gist import RULES, Gist
from sync.model.ids import LogId, NodeId, Sha, sha_of
from sync.model.states import TextState
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

Told = Callable[[int, int], None]
"""Told (done, of) as texts are read that were never read before."""
Enough = Callable[[], bool]
"""Asked before each text that was never read: whether the rest can wait for the next time."""
_GIST = msgspec.json.Decoder(Gist)
_ANY = NodeId("")
AT_ONCE = 500
"""So many new gists are kept at once, so that a long first reading is not begun again."""


def gists_of_draft(
    ws: Workspace, course: Course, told: Told | None = None, enough: Enough | None = None
) -> dict[NodeId, Gist]:
    """Give the gist of each lesson's text of now, with what a window has not sealed yet.

    Where it is `enough`, the lessons that were never read before and not by then are left out.
    """
    drafts = ws.store.drafts.all(course.log)
    working = set(ws.store.texts.all_working())
    readers: dict[NodeId, Callable[[], str]] = {}
    shas: dict[NodeId, Sha] = {}
    for entry in course.outline.entries():
        if entry.kind != "lesson":
            continue
        lesson = entry.node
        if lesson in working or lesson not in drafts:
            text = ws.lessons.seen_now(course.log, lesson).text
            shas[lesson], readers[lesson] = sha_of(text), _given(text)
        else:
            shas[lesson] = drafts[lesson].state.sha
            readers[lesson] = _today(ws, course.log, lesson)
    return _gists(ws, shas, readers, told, enough)


def gists_of_states(
    ws: Workspace, log: LogId, states: Mapping[NodeId, TextState], told: Told | None = None
) -> dict[NodeId, Gist]:
    """Give the gist of each lesson's text in a state, as a version names it.

    Who named the version wrote the hash in its state: it is believed only where it is today's.
    """
    drafts = ws.store.drafts.all(log)
    readers: dict[NodeId, Callable[[], str]] = {}
    shas: dict[NodeId, Sha] = {}
    for lesson, state in states.items():
        if lesson in drafts and drafts[lesson].state == state:
            shas[lesson], readers[lesson] = state.sha, _today(ws, log, lesson)
        else:
            text = ws.lessons.text_at(log, lesson, state)
            shas[lesson], readers[lesson] = sha_of(text), _given(text)
    return _gists(ws, shas, readers, told)


def gist_of_text(ws: Workspace, text: str) -> Gist:
    """Give the gist of any text; read once, it is kept."""
    sha = sha_of(text)
    return _gists(ws, {_ANY: sha}, {_ANY: _given(text)}, None)[_ANY]


def keep_gist(ws: Workspace, text: str, gist: Gist) -> None:
    """Keep the gist of a text that was made elsewhere, so that nothing is parsed here for it."""
    ws.store.gists.keep({sha_of(text): msgspec.json.encode(gist).decode()}, RULES)


def _today(ws: Workspace, log: LogId, lesson: NodeId) -> Callable[[], str]:
    return lambda: ws.lessons.today(log, lesson).text


def _given(text: str) -> Callable[[], str]:
    return lambda: text


def _gists(
    ws: Workspace,
    shas: Mapping[NodeId, Sha],
    readers: Mapping[NodeId, Callable[[], str]],
    told: Told | None,
    enough: Enough | None = None,
) -> dict[NodeId, Gist]:
    kept = ws.store.gists.known(set(shas.values()), RULES)
    known = {sha: gist for sha, written in kept.items() if (gist := _read(written)) is not None}
    missing = {sha: lesson for lesson, sha in shas.items() if sha not in known}
    new: dict[Sha, str] = {}
    for done, (sha, lesson) in enumerate(missing.items()):
        if done and enough is not None and enough():
            break
        if told is not None:
            told(done, len(missing))
        text = readers[lesson]()
        known[sha] = gist = _made(text)
        if sha_of(text) == sha:
            new[sha] = msgspec.json.encode(gist).decode()
        if len(new) >= AT_ONCE:
            ws.store.gists.keep(new, RULES)
            new.clear()
    ws.store.gists.keep(new, RULES)
    return {lesson: known[sha] for lesson, sha in shas.items() if sha in known}


def _read(written: str) -> Gist | None:
    try:
        return _GIST.decode(written)
    except msgspec.DecodeError:
        return None


def _made(text: str) -> Gist:
    # loaded late: where every text was read before, no parser is needed
    from editor.markdown.gisting import gist_of

    return gist_of(text)
