"""Links to a heading of another lesson that strayed by merging: the other wrote one of its words.

The link still leads somewhere, so no check finds it. Of headings with the same words a link leads
to one by their order, and that is no longer the one that its writer saw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.flows.courses.checking import Neighbours
from app.flows.overlaps.broken_links import Links
from app.flows.overlaps.broken_values import Broken, Choice, name_of_broken
from editor.markdown.gist import LessonKnown
from editor.markdown.mentions import Mention
from sync.merge.edits import apply
from sync.merge.wordings import Authorship
from sync.model.ids import NodeId
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

_NUMBERED = re.compile(r"-\d+$")
RULE = "other-heading"


def strayed_links(
    ws: Workspace, course: Course, version: Version | None, around: Neighbours
) -> list[Broken]:
    """List the links that lead to another heading than their writers saw, by another's heading."""
    nodes = {path: node for node, path in around.paths.items()}
    doubtful = [
        (node, mention, nodes[mention.target.value])
        for node, lesson in around.lessons.items()
        for mention in lesson.mentions
        if mention.kind == "link"
        and mention.target.fragment
        and mention.target.kind == "inside"
        and mention.target.value in nodes
        and _is_one_of_several(around.lessons.get(nodes[mention.target.value]), mention)
    ]
    if not doubtful or course.row.standing == "private":
        return []
    links = Links(ws, course, version, around)
    apart = links.written_apart()
    return [
        broken
        for node, mention, target in doubtful
        if node in apart and target != node
        for broken in _strayed(links, node, mention, target)
    ]


def _is_one_of_several(target: LessonKnown | None, mention: Mention) -> bool:
    """Tell whether several headings may go by the words that a link names."""
    from editor.markdown.checks.rules.dead_anchor import reached

    if target is None:
        return False
    names = [name for name in reached(mention.target.fragment) if name in target.anchors]
    return any(
        f"{name}-1" in target.anchors
        or (_NUMBERED.search(name) and _NUMBERED.sub("", name) in target.anchors)
        for name in names
    )


def _strayed(links: Links, node: NodeId, mention: Mention, target: NodeId) -> Iterator[Broken]:
    # imported late: a course without such a link is checked without any parser
    from editor.markdown.checks import heading_deeds
    from editor.markdown.checks.finding import LessonText
    from editor.markdown.checks.rules.other_heading import leads_elsewhere, strayed

    link, fragment = links.linked(node, mention.address), mention.target.fragment
    source = links.source(node, mention)
    if link is None or f"#{fragment}" not in source:
        return
    history, known = links.history(target), links.known
    facts = {ident: known.fact(ident) for ident in history.revisions}
    seen = [ident for ident, fact in facts.items() if fact is not None and known.knew(link, fact)]
    heads = history.ancestry.heads_of(seen)
    if not heads:
        return
    now = LessonText("", "", history.text)
    led = strayed(LessonText("", "", history.text_at(heads)), now, fragment)
    if led is None:
        return
    authors = Authorship(history.ancestry, links.facts(target).text_of)
    wrote = heading_deeds.wrote_heading(now, led.came)
    brought = authors.brought_in(history.heads, history.ancestry.seen_by(*heads), wrote)
    other = links.apart(link, sorted(brought))
    if other is None:
        return

    def there(words: str) -> str:
        return words.replace(f"#{fragment}", f"#{led.meant.anchor}")

    words, line = led.meant.words, now.document.lines[led.came.line]
    one = Choice(
        heading_deeds.linked(words), heading_deeds.lead_there(words), (link.person,), link.at,
        there(source), node, text=links.with_all(node, mention, there),
    )  # fmt: skip
    two = Choice(
        heading_deeds.called(led.came.words), heading_deeds.own_id(), (other.person,), other.at,
        line, target, text=apply(now.text, [heading_deeds.with_id(now, led.came)]),
    )  # fmt: skip
    ident = name_of_broken(node, RULE, (mention.address,))
    what = leads_elsewhere(fragment, led.times)
    yield Broken(
        ident, RULE, node, mention.line, mention.start, mention.end, what, source, (one, two)
    )
