"""Find which choices about an overlap stand, and whose is taken back: one's own before others'."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import combinations

from app.flows.overlaps.merging import overlaps
from app.flows.overlaps.overlap_views import OverlapView, ids_of
from sync.merge.decisions import apart_id
from sync.merge.fold import History
from sync.model.errors import NotFound, Refused
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId
from sync.model.kinds import causes_of, payload_of
from sync.model.language import say
from sync.model.payloads import OverlapConfirmed
from sync.model.withdrawn_choices import OF_REGISTERS
from sync.workspace.courses import Course
from sync.workspace.opening import Workspace

Said = tuple[Fact, OverlapConfirmed]


class Choices:
    """All choices about the overlaps of one node; of no node: of the files and the description."""

    def __init__(self, ws: Workspace, course: Course, node: NodeId) -> None:
        self._ws, self._course, self._node = ws, course, node
        said = course.facts.confirmations.get(node, [])
        self.all: list[Said] = [one for one in said if one[1].sha]
        self._back = [body for _, body in said if not body.sha]

    @cached_property
    def counting(self) -> list[Said]:
        """Those that nobody took back, in the order of replay."""
        return [one for one in self.all if self._counts(one)]

    def standing(self, act: Collection[FactId] = ()) -> list[Said]:
        """Those that count, and that none which is not of the same `act` settled anew since."""
        later = [one for one in self.counting if one[0].id not in act]
        return [
            one for one in self.counting if not any(self._settles_anew(new, one) for new in later)
        ]

    def made_apart(self, choice: OverlapConfirmed) -> tuple[FactId, ...]:
        """Name the choices about the same that count, neither made with the other in view."""
        return tuple(
            body.revision
            for _, body in self.counting
            if set(body.overlaps) & set(choice.overlaps)
            and body.revision != choice.revision
            and not self._has_seen(body, choice)
            and not self._has_seen(choice, body)
        )

    def about(self, reference: str, views: Iterable[OverlapView]) -> list[list[Said]]:
        """List the choices about each overlap that goes by a name, or by a prefix of it.

        That is as it was listed first, as their differing made it an overlap, or as it is listed
        now. Those that settled the same anew are among them.
        """
        found: list[list[Said]] = []
        names = dict.fromkeys(name for one in self.all for name in one[1].overlaps)
        for name in {**names, **dict.fromkeys(self._apart)}:
            if name.startswith(reference):
                named = (one for one in self.all if name in one[1].overlaps)
                found.append(self._with_later([*named, *self._apart.get(name, ())]))
        for view in views:
            if any(name.startswith(reference) for name in ids_of(view)):
                found.append(self._with_later(self._open_in(view)))
        return [one for one in found if one]

    def is_open(self, said: Iterable[Said], views: Iterable[OverlapView]) -> bool:
        """Tell whether one of the overlaps listed is about what was chosen."""
        named = {name for one in said for name in one[1].overlaps}
        chosen = list(said)
        return any(
            view.state == "open"
            and (named & ids_of(view) or any(one in chosen for one in self._open_in(view)))
            for view in views
        )

    def _open_in(self, view: OverlapView) -> list[Said]:
        """List the choices that stand against each other in an overlap, or were taken back."""
        beside = view.outline or view.course
        heads = set(beside.heads) if beside is not None else set()
        apart = [one for name in ids_of(view) for one in self._apart.get(name, ())]
        return [one for one in self.all if heads & _facts_of(one[1]) or one in apart]

    @cached_property
    def _history(self) -> History:
        return self._ws.lessons.history(self._course.log, self._node)

    @cached_property
    def _decided(self) -> set[FactId]:
        return {one.id for one in self._history.decided}

    @cached_property
    def _apart(self) -> dict[str, tuple[Said, Said]]:
        """Pairs of choices about one overlap, by the name of the overlap that they are together."""
        return {
            apart_id(self._node, one[0].id, two[0].id): (one, two)
            for one, two in combinations(self.all, 2)
            if set(one[1].overlaps) & set(two[1].overlaps)
        }

    def _is_of_text(self, body: OverlapConfirmed) -> bool:
        return bool(self._node) and self._history.ancestry.knows(body.revision)

    def _counts(self, one: Said) -> bool:
        fact, body = one
        if self._is_of_text(body):
            return fact.id in self._decided
        return not any(
            body.revision in _facts_of(back) and set(body.overlaps) & set(back.overlaps)
            for back in self._back
        )

    def _with_later(self, start: list[Said]) -> list[Said]:
        """Add what settled the same anew, in the order of replay."""
        found = {one[0].id for one in start}
        while more := {
            new[0].id
            for new in self.all
            if new[0].id not in found
            and any(self._settles_anew(new, one) for one in self.all if one[0].id in found)
        }:
            found |= more
        return [one for one in self.all if one[0].id in found]

    def _settles_anew(self, new: Said, one: Said) -> bool:
        """Tell whether a choice was made over another one, which its writer had in view."""
        if self._over[new[0].id] & _facts_of(one[1]):
            return True
        names = {*one[1].overlaps, *(name for name, two in self._apart.items() if one in two)}
        return bool(names & set(new[1].overlaps)) and self._has_seen(new[1], one[1])

    def _has_seen(self, new: OverlapConfirmed, body: OverlapConfirmed) -> bool:
        """Tell whether a choice about the text was made on what another one had left."""
        if new.revision == body.revision or not self._is_of_text(new):
            return False
        return self._history.has_seen((new.revision,), body.revision)

    @cached_property
    def _over(self) -> dict[FactId, set[FactId]]:
        """What the facts of each choice about the outline, or about files, were written over."""
        return {fact.id: set(self._written_over(body)) for fact, body in self.all}

    def _written_over(self, body: OverlapConfirmed) -> Iterator[FactId]:
        for ident in _facts_of(body):
            stored = self._ws.store.log.fact(ident)
            if stored is not None and stored.fact.kind in OF_REGISTERS:
                yield from causes_of(stored.fact.kind, payload_of(stored.fact))


def choices_to_take_back(ws: Workspace, reference: str) -> tuple[Course, list[Said]]:
    """Find what is taken back of an overlap by its id or a prefix: my choice, the last I made.

    Where I chose nothing, it is the choice that stands, whoever made it; where several chose the
    same apart, all of these. Refused, if none stands, or if those of others differ.
    """
    course, choices, said, views = _find(ws, reference)
    mine = {ws.identity.person, *ws.identity.former}
    standing = [one for one in choices.standing() if one in said]
    own = [one for one in standing if one[0].person in mine]
    if own:
        return course, [max(own, key=lambda one: (_is_made_here(ws, one[0]), one[0].order))]
    still = choices.is_open(said, views)
    if not standing:
        raise Refused(
            say("What was chosen about this overlap was taken back already."),
            safe=say("Nothing was changed."),
            mend=say("It is open: “coursefolk overlaps” lists what there is to choose from.")
            if still
            else say("There is nothing left to take back."),
        )
    if len(standing) > 1 and still:
        raise Refused(
            say("Others chose apart about this overlap; no choice of yours stands."),
            safe=say("Nothing was changed."),
            mend=say("It is open: “coursefolk overlaps” lists what there is to choose from."),
        )
    return course, standing


def standing_of(
    ws: Workspace, course: Course, act: Iterable[Fact]
) -> dict[FactId, tuple[OverlapConfirmed, tuple[FactId, ...]]]:
    """Find the choices of an act that stand, by the fact that holds each, and those made apart."""
    said = {fact.id: body for fact in act if isinstance(body := payload_of(fact), OverlapConfirmed)}
    found: dict[FactId, tuple[OverlapConfirmed, tuple[FactId, ...]]] = {}
    for node in {body.node for body in said.values()}:
        choices = Choices(ws, course, node)
        for fact, body in choices.standing(said):
            if fact.id in said:
                found[body.revision] = body, choices.made_apart(body)
    return found


def _find(ws: Workspace, reference: str) -> tuple[Course, Choices, list[Said], list[OverlapView]]:
    """Find the choices about the one overlap that goes by a reference, in any course."""
    found: list[tuple[Course, Choices, list[Said], list[OverlapView]]] = []
    for entry in ws.courses.entries() if reference else ():
        course = ws.courses.open(entry.row)
        views = overlaps(ws, course, settled=True)
        for node in course.facts.confirmations:
            choices, here = Choices(ws, course, node), [v for v in views if v.lesson == node]
            for said in choices.about(reference, here):
                same = [one for one in found if one[1] is choices and _meet(one[2], said)]
                if not same:
                    found.append((course, choices, said, here))
                    continue
                same[0][2].extend(one for one in said if one not in same[0][2])
    if len(found) == 1:
        return found[0]
    raise NotFound(
        say("Choices about more than one overlap go by “{reference}”.", reference=reference)
        if found
        else say("No choice about an overlap goes by “{reference}”.", reference=reference),
        safe=say("Nothing was changed."),
        mend=say("“coursefolk overlaps” lists those that are here."),
    )


def _meet(one: Iterable[Said], other: Collection[Said]) -> bool:
    return any(said in other for said in one)


def _is_made_here(ws: Workspace, fact: Fact) -> bool:
    return fact.device == ws.identity.key.device


def _facts_of(body: OverlapConfirmed) -> set[FactId]:
    return {body.revision, *body.also}
