"""What broke by merging: whole on each laptop, broken together; shown with what each person did.

Every laptop finds the same, offline, from the facts alone: what stands in today's text, stood in a
text that was woven, and in none of those that were woven there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.flows.courses.checking import CourseCheck, WholeCheck, check_whole
from app.flows.courses.gists import Told
from app.flows.overlaps.broken_history import fold_that_broke, who
from app.flows.overlaps.broken_values import Broken, Choice, name_of_broken
from editor.markdown.checks.breakable import BETWEEN, IN_TEXT, ONLY_MERGED
from editor.markdown.gist import RULES
from sync.merge.fold import History
from sync.merge.folding import Heads
from sync.merge.wordings import Authorship
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.language import say
from sync.model.review import Version
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace
from sync.workspace.revisions import LessonFacts

if TYPE_CHECKING:
    from editor.markdown.checks.breaking import Sign
    from editor.markdown.checks.finding import Check

_MUST_GO = frozenset({"two-right-answers", "no-right-answer", "too-few-options"})
"""What no learner can pass is never left as it is."""


@dataclass(frozen=True)
class Checked:
    """One thing worth a look; `broken` says how, if it came by merging: then it blocks."""

    check: CourseCheck
    broken: Broken | None = None


def checks_of(
    ws: Workspace, course: Course, version: Version | None = None, told: Told | None = None
) -> list[Checked]:
    """Check a course as a course, and tell what came by merging from what was so before."""
    whole = check_whole(ws, course, version, told)
    waiting = broken_in(ws, course, whole, version)
    checked = []
    for check in whole.found:
        broken = _match(check, waiting)
        if broken is not None:
            waiting.remove(broken)
            check = replace(check, level="blocks")
        checked.append(Checked(check, broken))
    checked += [
        Checked(_only_merged(course, one), one) for one in waiting if one.rule in ONLY_MERGED
    ]
    return sorted(checked, key=lambda one: one.check.level != "blocks")


def _only_merged(course: Course, broken: Broken) -> CourseCheck:
    """Say what no check finds, for it is nothing to look at where one person wrote it so."""
    node = course.outline.nodes.get(broken.lesson)
    title = node.title if node else course.title
    what, line = str(broken.what), broken.line + 1
    mend = say("Keep what one of them did.")
    return CourseCheck(broken.rule, "blocks", broken.lesson, title, line, what, mend, broken.id)


def _match(check: CourseCheck, waiting: Sequence[Broken]) -> Broken | None:
    """Find what was found in the sealed text; lines may have moved in what is being typed."""
    alike = [one for one in waiting if (one.lesson, one.rule) == (check.lesson, check.rule)]
    same = [one for one in alike if str(one.what) == check.what]
    return next(iter(same), None) or next((o for o in alike if o.line + 1 == check.line), None)


def broken_now(ws: Workspace, course: Course) -> list[Broken]:
    """List what broke by merging and stands in the draft of now, in reading order."""
    return broken_in(ws, course, check_whole(ws, course))


def broken_among(ws: Workspace, course: Course, lessons: Iterable[NodeId]) -> list[Broken]:
    """List what broke by merging in these lessons, and among the links of the whole course."""
    from app.flows.courses.checking import neighbours
    from app.flows.overlaps.broken_headings import strayed_links
    from app.flows.overlaps.broken_links import lost_targets

    there, around = {node.id for node in course.outline.lessons()}, neighbours(ws, course)
    broken = lost_targets(ws, course, None, around) + strayed_links(ws, course, None, around)
    for lesson in dict.fromkeys(lessons):
        if lesson in there:
            broken += _broken_in_text(ws, course, lesson, None)
    return broken


def broken_in(
    ws: Workspace, course: Course, whole: WholeCheck, version: Version | None = None
) -> list[Broken]:
    """Tell which of the checks of a draft, or of a version, came by merging."""
    from app.flows.overlaps.broken_headings import strayed_links

    lessons = [c.lesson for c in whole.found if c.rule in IN_TEXT and c.lesson is not None]
    broken: list[Broken] = []
    for lesson in dict.fromkeys(lessons):
        broken += _broken_in_text(ws, course, lesson, version)
    doubtful = [node for node in whole.doubtful if node not in lessons]
    if doubtful and course.row.standing != "private":
        broken += _broken_in_doubtful(ws, course, doubtful, version)
    if any(c.rule in BETWEEN for c in whole.found):
        from app.flows.overlaps.broken_links import lost_targets

        broken += lost_targets(ws, course, version, whole.around)
    broken += strayed_links(ws, course, version, whole.around)
    order = {node.id: number for number, node in enumerate(course.outline.lessons())}
    return sorted(broken, key=lambda one: (order.get(one.lesson, len(order)), one.start, one.id))


def _broken_in_doubtful(
    ws: Workspace, course: Course, lessons: Sequence[NodeId], version: Version | None
) -> Iterator[Broken]:
    """Look into lessons in which no check found anything; where nothing is, that is kept."""
    drafts = ws.store.drafts.all(course.log)
    texts = version.named.texts if version else {n: drafts[n].state for n in drafts}
    states = {lesson: texts[lesson] for lesson in lessons if lesson in texts}
    keys = {n: sha_of(f"whole {n} {' '.join(s.heads)} {s.sha}") for n, s in states.items()}
    known = ws.store.gists.known(set(keys.values()), RULES)
    new: dict[Sha, str] = {}
    for lesson, key in keys.items():
        if key in known:
            continue
        found = list(_all_broken_in_text(ws, course, lesson, version))
        yield from (one for one, left in found if not left)
        if not found:
            new[key] = ""
    ws.store.gists.keep(new, RULES)


def _broken_in_text(
    ws: Workspace, course: Course, lesson: NodeId, version: Version | None
) -> Iterator[Broken]:
    found = _all_broken_in_text(ws, course, lesson, version)
    return (one for one, left in found if not left)


def _all_broken_in_text(
    ws: Workspace, course: Course, lesson: NodeId, version: Version | None
) -> Iterator[tuple[Broken, bool]]:
    """Give what broke in a text, and of each whether somebody left it as it is."""
    facts = LessonFacts(ws.store, course.log, lesson)
    if facts.only_root:
        return
    history = facts.history
    if version is not None:
        heads = version.named.texts[lesson].heads
        if not all(history.ancestry.knows(head) for head in heads):
            return
        history = facts.history_at(heads)
    if len(history.heads) < 2 and all(len(r.parents) < 2 for r in history.revisions.values()):
        return  # nothing was ever merged here
    # imported late: a course without such a finding is checked without any parser
    from app.flows.overlaps.broken_inside import swallowed_words

    yield from _told_apart(facts, history, lesson)
    for broken, fold in swallowed_words(facts, history, lesson):
        yield broken, _is_left(history, broken.id, fold)


def _told_apart(
    facts: LessonFacts, history: History, lesson: NodeId
) -> Iterator[tuple[Broken, bool]]:
    from editor.markdown.checks.breaking import Broken as BrokenText
    from editor.markdown.checks.breaking import sign_of
    from editor.markdown.checks.deed import Scene
    from editor.markdown.checks.deeds import deeds_of

    today = BrokenText(history.text)
    texts: dict[str, BrokenText] = {history.text: today}
    authors = Authorship(history.ancestry, facts.text_of)
    for check in today.checks:
        sign = sign_of(check, today.lesson)

        def stands(text: str, sign: Sign = sign, check: Check = check) -> bool:
            if text not in texts:
                texts[text] = BrokenText(text)
            return texts[text].has(sign, today.lesson, check)

        fold = fold_that_broke(facts, history, authors, history.heads, stands)
        ident = name_of_broken(lesson, check.rule, sign.about)
        if not fold:
            continue
        common = ~0
        for head in fold:
            common &= history.ancestry.seen_by(head)
        base = history.text_at(history.ancestry.heads_in(common)) if common else ""
        sides = tuple(facts.text_of(head) for head in fold)
        choices = []
        for deed in deeds_of(Scene(today.lesson, check, sides, base)):
            since = 0 if deed.holds(base) else common
            people, at = who(history, authors, fold, since, deed.holds)
            choices.append(
                Choice(deed.done, deed.keep, people, at, deed.words, lesson, text=deed.text)
            )
        if not choices and check.rule in ONLY_MERGED:
            continue
        words = _words_at(history.text, check.line, [c.words for c in choices])
        broken = Broken(
            ident, check.rule, lesson, check.line, check.start, check.end, check.finding, words,
            tuple(choices), check.rule not in _MUST_GO,
        )  # fmt: skip
        yield broken, _is_left(history, ident, fold)


def _is_left(history: History, ident: str, fold: Heads) -> bool:
    """Tell whether someone who had all of it in view left it as it is, for good."""
    return any(
        ident in one.overlaps and all(history.has_seen((one.revision,), head) for head in fold)
        for one in history.decided
    )


def _words_at(text: str, line: int, kept: Sequence[str]) -> str:
    """Give the lines at a place, about as many as the choices have there."""
    lines = text.split("\n")
    count = max((words.count("\n") + 1 for words in kept), default=1)
    return "\n".join(lines[line : line + count]).strip("\n")
