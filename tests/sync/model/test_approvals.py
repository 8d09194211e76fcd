"""Approvals of blocks: carried to a later version by what is the same, and never of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from sync.model.approvals import (
    IGNORED,
    Approval,
    Contents,
    LessonPrints,
    approvals,
    claimed,
    kept,
)
from sync.model.ids import FactId, NodeId, PersonId, sha_of
from sync.model.payloads import VersionNamed
from sync.model.policy import Release, Unmet, judge
from sync.model.review import Verdict
from sync.model.right_answers import Answered, RightAnswer, paired, written
from sync.model.round_payloads import Policy
from sync.model.states import TextState

A, B = NodeId("a"), NodeId("b")
V7, V8 = FactId("v7"), FactId("v8")
AUTHOR, COLLEAGUE, REVIEWER = PersonId("author"), PersonId("colleague"), PersonId("reviewer")


def prints(text: str, *rights: RightAnswer) -> LessonPrints:
    return LessonPrints(tuple(text.split()), rights)


def right(block: int, asks: str, is_right: str, *writers: PersonId) -> RightAnswer:
    return RightAnswer(block, asks, "yes/no", is_right, writers)


def verdict(who: PersonId, on: FactId, what: str = "approve", clock: int = 1) -> Verdict:
    return Verdict(FactId(f"{who}{clock}"), on, who, 0, what, "", clock)  # type: ignore[arg-type]


def of(who: PersonId, seven: Contents, eight: Contents, *more: Verdict) -> Approval:
    found = approvals(V8, {V7: seven, V8: eight}, [verdict(who, V7), *more])
    return next(one for one in found if one.person == who)


def test_only_the_changed_block_needs_approval_again() -> None:
    one = of(COLLEAGUE, {A: prints("1 2 3"), B: prints("4")}, {A: prints("1 x 3"), B: prints("4")})
    assert one.blocks == {A: (True, False, True), B: (True,)}
    assert (one.given, one.of, one.missing, one.fresh) == (3, 4, [(A, 1)], False)


def test_another_order_or_lesson_changes_nothing_but_a_copy_is_new() -> None:
    seven = {A: prints("1 2 3"), B: prints("4")}
    assert of(COLLEAGUE, seven, {B: prints("3 4"), A: prints("2 1")}).missing == []
    assert of(COLLEAGUE, seven, {A: prints("1 2 3 1"), B: prints("4")}).missing == [(A, 3)]


def test_what_no_learner_sees_needs_no_approval() -> None:
    assert kept({A: prints("1")}, {A: prints(f"{IGNORED} 1 {IGNORED}")}) == {A: [True] * 3}


def test_two_questions_that_exchange_their_right_answers_are_both_changed() -> None:
    before = {A: prints("p1 y p2 n", right(1, "p1", "y"), right(3, "p2", "n"))}
    after = {A: prints("p1 n p2 y", right(1, "p1", "n"), right(3, "p2", "y"))}
    assert kept(before, after) == {A: [True, False, True, False]}
    moved = {A: prints("p2 n p1 y", right(1, "p2", "n"), right(3, "p1", "y"))}
    assert kept(before, moved) == {A: [True] * 4}
    reworded = {A: prints("p3 y p2 n", right(1, "p3", "y"), right(3, "p2", "n"))}
    assert kept(before, reworded) == {A: [False, True, True, True]}


def test_who_asked_for_changes_last_approves_nothing_until_they_do_again() -> None:
    same = {A: prints("1")}
    asking = verdict(COLLEAGUE, V8, "ask-changes", 2)
    assert approvals(V8, {V7: same, V8: same}, [verdict(COLLEAGUE, V7), asking]) == []
    again = verdict(COLLEAGUE, V8, clock=3)
    assert of(COLLEAGUE, same, same, asking, again).missing == []


def test_who_asks_for_changes_takes_back_what_they_approved_of_that_version() -> None:
    v9 = FactId("v9")
    said = [
        verdict(COLLEAGUE, V7),
        verdict(COLLEAGUE, V8, "ask-changes", 2),
        verdict(COLLEAGUE, v9, clock=3),
    ]
    holds = {V7: {A: prints(f"1 2 3 {IGNORED}")}, V8: {A: prints("2"), B: prints("3")},
             v9: {A: prints("3")}}  # fmt: skip
    for order in permutations([*said, verdict(REVIEWER, V7)]):
        colleague, reviewer = approvals(v9, {**holds, v9: holds[V7]}, order)
        assert colleague.missing == reviewer.missing == [] and colleague.refused == {}
        now = FactId("now")
        colleague, reviewer = approvals(now, {**holds, now: holds[V7]}, order)
        assert (colleague.missing, colleague.refused) == ([(A, 1)], {(A, 1): V8}), (
            "3 was approved again"
        )
        assert reviewer.missing == [], "each takes back their own alone"


def test_what_was_right_otherwise_in_between_is_approved_anew() -> None:
    asked = right(0, "q", "y")

    def holding(*turned: str) -> LessonPrints:
        return LessonPrints(("y",), (asked,), (turned,) if turned else ())

    assert kept({A: holding()}, {A: holding("s1")}) == {A: [False]}
    assert kept({A: holding("s1")}, {A: holding("s1")}) == {A: [True]}
    assert kept({A: holding("s1", "s2")}, {A: holding("s2")}) == {A: [True]}
    assert kept({A: holding("s1")}, {A: holding("s1", "s2")}) == {A: [False]}
    assert kept({B: holding()}, {A: holding("s1")}) == {A: [False]}, "also where it was put"
    assert kept({B: holding("s1")}, {A: holding("s1")}) == {A: [True]}


def test_a_right_answer_is_of_whoever_changed_it_and_stays_theirs() -> None:
    def answers(found: Sequence[Answered]) -> list[RightAnswer]:
        return [one.answer for one in found]

    first = written([], [right(0, "q", "b")], [AUTHOR])
    assert answers(first)[0].writers == (AUTHOR,)
    by_colleague = written([first], [right(0, "q", "c")], [COLLEAGUE])
    assert answers(by_colleague)[0].writers == (COLLEAGUE,)
    reworded = written([by_colleague], [right(1, "q?", "c")], [REVIEWER])
    assert answers(reworded)[0].writers == (COLLEAGUE,)
    by_reviewer = written([first], [right(0, "q", "c")], [REVIEWER])
    woven = written([by_colleague, by_reviewer], answers(reworded), [AUTHOR])
    assert answers(woven)[0].writers == (COLLEAGUE, REVIEWER)
    back = written([reworded], [right(1, "q!", "b")], [REVIEWER])
    assert answers(back)[0].writers == (AUTHOR, REVIEWER), "brought back, it is of both"
    moved = written([], [right(0, "q", "b")], [REVIEWER], elsewhere=lambda _: [AUTHOR])
    assert answers(moved)[0].writers == (AUTHOR, REVIEWER)
    assert paired([], answers(by_colleague)) == {}


def test_peers_approve_each_block_and_nobody_their_own_right_answer() -> None:
    here = {A: prints("1 q", right(1, "q", "b", COLLEAGUE))}
    policy = Policy(approvals=1)

    def lacks(*seen: Verdict, by: PersonId = AUTHOR) -> tuple[Unmet, ...]:
        return judge([policy], Release(V8, by, {V8: here}, seen))

    assert lacks() == (Unmet("approvals", 1, blocks=((A, 0), (A, 1))),)
    assert lacks(verdict(AUTHOR, V8))  # who named it is no peer
    assert lacks(verdict(COLLEAGUE, V8)) == (Unmet("approvals", 1, blocks=((A, 1),)),)
    assert lacks(verdict(REVIEWER, V8)) == ()
    assert lacks(verdict(REVIEWER, FactId("gone"))) == lacks()


def test_each_gate_is_judged_by_what_was_seen() -> None:
    here = {A: prints(f"1 q {IGNORED}", right(1, "q", "b", AUTHOR))}

    def lacks(policy: Policy, *seen: Verdict) -> list[str]:
        return [one.what for one in judge([policy], Release(V8, AUTHOR, {V8: here}, seen))]

    answers = Policy(release_gates=("answers",))
    assert lacks(answers) == ["answers"]
    assert lacks(answers, verdict(COLLEAGUE, V8)) == []
    calm = Policy(release_gates=("changes",))
    assert lacks(calm) == []
    assert lacks(calm, verdict(COLLEAGUE, V7, "ask-changes")) == ["changes"]
    both = Policy(people=(COLLEAGUE, REVIEWER))
    assert lacks(both, verdict(COLLEAGUE, V8)) == ["person"]
    assert lacks(both, verdict(COLLEAGUE, V8), verdict(REVIEWER, V8)) == []
    assert lacks(Policy(release_gates=("of another time",))) == ["unknown"]
    assert lacks(Policy(approvals=1), verdict(COLLEAGUE, V8)) == []
    assert lacks(Policy()) == []


def test_a_version_that_counts_its_questions_wrong_is_judged_all_the_same() -> None:
    wrong = tuple(right(number, f"q{number}", "b", COLLEAGUE) for number in (-1, 0, 7, 10**9))
    nothing = TextState((), sha_of(""))
    named = VersionNamed(
        8,
        "",
        {A: nothing},
        (),
        sha_of(""),
        sha_of(""),
        prints={A: "1 2"},
        rights={A: wrong, B: wrong},
    )
    here = claimed(named)
    assert {one.block for one in here[A].rights} == {0}
    policy = Policy(approvals=1, release_gates=("answers",))
    assert judge([policy], Release(V8, AUTHOR, {V8: here}, [verdict(COLLEAGUE, V8)]))
    assert not judge([policy], Release(V8, AUTHOR, {V8: here}, [verdict(REVIEWER, V8)]))
