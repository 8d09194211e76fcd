"""Search all that people wrote, as you type, everywhere or narrowed by filters."""

from __future__ import annotations

from functools import partial

from app.flows.review.only_here import went_to_nobody
from sync.store.folding import terms_of
from sync.store.search import Hit
from sync.store.search_scope import EVERYTHING, Scope
from sync.store.snippets import Span, marks, snippet
from sync.workspace.courses import Course
from sync.workspace.findable import Findable
from sync.workspace.opening import Workspace

AT_MOST = 50


def search(
    ws: Workspace,
    query: str,
    course: Course | None = None,
    limit: int = AT_MOST,
    *,
    scope: Scope = EVERYTHING,
    indexed_at_once: int | None = None,
) -> list[Hit]:
    """Find what people wrote, best first; what changed since the last search is indexed first.

    `scope` comes from `filtering.scope_of`. With `indexed_at_once`, the index may not be whole
    yet; `is_whole` tells.
    """
    Findable(ws.store).catch_up(partial(went_to_nobody, ws))
    ws.store.search.refresh(limit=indexed_at_once)
    within = course.id if course else None
    hits = ws.store.search.find(query, course=within, scope=scope, limit=limit)
    return _each_person_once(hits)


def only_here(ws: Workspace, hit: Hit) -> bool:
    """Tell whether what was found is on this laptop alone: from before its course was shared."""
    row = ws.store.log.log(hit.log)
    return row is not None and row.standing == "closed"


def is_whole(ws: Workspace) -> bool:
    """Tell whether the index holds everything as it is."""
    return ws.store.search.pending() == 0


def place_of(text: str, query: str) -> Span | None:
    """Find where in a text, perhaps newer than the one indexed, a query is answered best."""
    return snippet(text, terms_of(query)).place


def marks_in(title: str, query: str) -> tuple[Span, ...]:
    """List the spans of a title, or another short text, that a query names."""
    return marks(title, terms_of(query))


def _each_person_once(hits: list[Hit]) -> list[Hit]:
    """Leave out a person whom another space or course has named already."""
    met: set[str] = set()
    kept: list[Hit] = []
    for hit in hits:
        if hit.kind == "person":
            if hit.ident in met:
                continue
            met.add(hit.ident)
        kept.append(hit)
    return kept
