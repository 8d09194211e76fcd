"""A policy that someone would go round: server and laptops judge by the texts themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.review import suggesting
from app.flows.sharing import syncing
from app.flows.versions import policies, publishing, reviewing
from app.flows.versions.approved import answers_left, approved_by
from app.flows.versions.claims import says_otherwise, what_claims_hinder
from app.flows.versions.content_hash import content_hash
from app.flows.versions.contents import contents_of
from app.flows.versions.read_for_server import read_versions
from app.flows.versions.released_without import released_without
from app.flows.versions.standing import standing_of
from app.shell.review.policy_desk import read_policy, write_policy
from app.shell.review.review_desk import read_review
from app.shell.review.round_reading import warning_of
from app.shell.versions.release_reading import of_policy
from app.shell.versions.versions_reading import read_versions as read_page
from app.story.people import Desk
from editor.panels.policy.values import PolicyWanted
from editor.panels.versions.values import DRAFT
from sync.model.facts import Fact
from sync.model.ids import FactId, NodeId, sha_of
from sync.model.payloads import CourseReleased, VersionNamed
from sync.model.people import Role
from sync.model.review import Version
from sync.model.round_payloads import Policy
from sync.model.states import TextState
from sync.server import operations
from sync.server.verified import OF_READING, ToRead
from tests.journeys.conftest import Team

PEOPLE: tuple[tuple[str, Role], ...] = (
    ("Author", "owner"),
    ("Colleague", "author"),
    ("Reviewer", "author"),
)
QUIZ = "# Quiz\n\nThe queen lays.\n\nWhich?\n\n[(X)] red\n[( )] green\n[( )] blue\n"


@pytest.fixture
def three(team: Team) -> tuple[Desk, Desk, Desk]:
    """A course with one approval asked for, whose first version was approved and released."""
    ana, bo, cy = (team.join(who, role) for who, role in PEOPLE)
    course = outlining.begin(ana.ws, "Bees")
    ana.title = bo.title = cy.title = course.id
    outlining.add(ana.ws, ana.course, "lesson", "Quiz", text=QUIZ)
    syncing.share(ana.ws, ana.course)
    policies.set_policy(ana.ws, ana.course, Policy(approvals=1))
    first = name(ana)
    team.sync_all()
    reviewing.review(cy.ws, cy.course, version(cy, first), "approve")
    team.sync_all()
    publishing.release(ana.ws, ana.course, version(ana, first))
    team.sync_all()
    return ana, bo, cy


def name(desk: Desk) -> Version:
    publishing.publish(desk.ws, desk.course)
    return desk.course.facts.ordered_versions()[-1]


def version(desk: Desk, one: Version) -> Version:
    return desk.course.facts.versions[one.id]


def quiz(desk: Desk) -> NodeId:
    return next(node.id for node in desk.course.outline.lessons())


def answer_with(desk: Desk, right: str) -> None:
    text = desk.text(quiz(desk)).replace("(X)", "( )").replace(f"( )] {right}", f"(X)] {right}")
    writing.edit(desk.ws, desk.course, quiz(desk), text)


def forge(desk: Desk, of: Version, like: Version) -> tuple[Version, list[Fact]]:
    """Name the texts of one version with the fingerprints of another, and release that."""
    false = msgspec.structs.replace(
        of.named, number=9, prints=like.named.prints, rights=like.named.rights,
        answers=like.named.answers,
    )  # fmt: skip
    return named_and_released(desk, false)


def named_and_released(desk: Desk, named: VersionNamed) -> tuple[Version, list[Fact]]:
    course = desk.course
    [fact] = desk.ws.ledger.write(course.log, named)
    seen = [one.id for each in course.facts.verdicts.values() for one in each]
    release = desk.ws.ledger.write(course.log, CourseReleased(fact.id, tuple(seen)))
    return desk.course.facts.versions[fact.id], [fact, *release]


def why_untrue(desk: Desk, version: Version) -> str:
    [hindrance] = what_claims_hinder(desk.ws, desk.course, version)
    return hindrance.why


def refused(desk: Desk) -> set[str]:
    return {one["fact"] for one in desk.sync()["refused"]}  # type: ignore[attr-defined]


def test_fingerprints_that_another_version_had_release_nothing(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    ana, bo, cy = three
    first = bo.course.facts.ordered_versions()[0]
    answer_with(bo, "green")
    honest = name(bo)
    assert publishing.what_hinders_release(bo.ws, bo.course, honest)
    false, written = forge(bo, honest, first)
    assert refused(bo) == {written[-1].id}
    silent = msgspec.structs.replace(honest.named, number=10, prints={}, rights={}, answers={})
    _, written = named_and_released(bo, silent)
    assert refused(bo) == {written[-1].id}
    team.sync_all()
    for desk in (ana, cy):  # and an honest laptop would not have released it
        assert desk.course.facts.released_version == first.id
        assert says_otherwise(desk.ws, desk.course, version(desk, first)) == ()
        assert says_otherwise(desk.ws, desk.course, version(desk, honest)) == ()
        assert says_otherwise(desk.ws, desk.course, version(desk, false)) == (quiz(desk),)
        assert any(
            "is not what its text holds" in one.why
            for one in publishing.what_hinders_release(desk.ws, desk.course, version(desk, false))
        )
    like = version(ana, first).named
    sha = {quiz(ana): TextState(honest.named.texts[quiz(ana)].heads, like.texts[quiz(ana)].sha)}
    masked, _ = named_and_released(bo, msgspec.structs.replace(like, number=12, texts=sha))
    assert refused(bo)
    team.sync_all()  # it goes by the hash of what was approved, and holds another text
    assert (masked.hash, says_otherwise(ana.ws, ana.course, version(ana, masked))) == (
        first.hash,
        (quiz(ana),),
    )
    # a copy with the text that was approved is as good as that: it is what a reader finds
    honest_again = msgspec.structs.replace(first.named, number=11, prints={}, rights={})
    _, written = named_and_released(ana, honest_again)
    assert refused(ana) == set()


def test_a_server_reads_in_versions_what_laptops_read(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    ana, bo, _ = three
    answer_with(ana, "blue")
    text = bo.text(quiz(bo)).replace("The queen", "A queen") + "\nThe end.\n"
    writing.edit(bo.ws, bo.course, quiz(bo), text)
    team.sync_all()
    name(ana)
    log, versions = ana.course.log, ana.course.facts.versions
    facts = ana.ws.store.log.facts(log, kinds=OF_READING)
    every = frozenset(node for one in versions.values() for node in one.named.texts)
    named = {ident: one.named for ident, one in versions.items()}
    found = read_versions(ToRead(log, named, every, facts))
    assert found == {i: contents_of(ana.ws, ana.course, one) for i, one in versions.items()}
    nobody = msgspec.structs.replace(next(iter(named.values())), texts={NodeId("x"): next(
        iter(named.values())).texts[quiz(ana)]})  # fmt: skip
    assert read_versions(ToRead(log, {"v": nobody}, frozenset({NodeId("x")}), facts)) == {"v": {}}  # type: ignore[dict-item,comparison-overlap]


def test_before_a_release_each_thing_is_told_once_with_the_way_to_it(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    ana, bo, _ = three
    answer_with(ana, "green")
    writing.edit(ana.ws, ana.course, quiz(ana), ana.text(quiz(ana)) + "\nThe end.\n")
    stands, advice = of_policy(ana.ws, ana.course)
    assert [(one.title, one.lesson, one.line) for one in stands] == [
        ("The right answer to question 1 of “Quiz” changed since it was approved", quiz(ana), 4),
        ("1 block is not approved by others yet", quiz(ana), 10),
    ]
    assert advice == []
    assert stands[0].detail.startswith("“Which?” 1 approval")
    read = read_review(ana.ws, ana.course.log)
    assert read is not None
    [cy] = read.view.reviewers
    assert (cy.standing, cy.detail[:11]) == ("approved", "all of it, ")
    _default_of_the_space(ana, bo)
    _gone(team, ana, bo)


def _gone(team: Team, ana: Desk, bo: Desk) -> None:
    """Ask for the approval of someone who loses the right to review, and then all access."""
    policies.set_policy(ana.ws, ana.course, Policy(people=(bo.ws.identity.person,)))
    second = name(ana)
    reasons = publishing.what_hinders_release(ana.ws, ana.course, second)
    assert [one.why for one in reasons] == ["Colleague has not approved version 2."]
    syncing.grant(ana.ws, ana.course, "Colleague", "reader")
    reasons = publishing.what_hinders_release(ana.ws, ana.course, second)
    assert [(one.why, one.mend) for one in reasons] == [
        (
            "Colleague has not approved version 2, and can review here no more.",
            "An owner names someone else in what is enough.",
        )
    ]
    operations.revoke(team.folder / "server", bo.ws.identity.person)
    ana.sync()
    reasons = publishing.what_hinders_release(ana.ws, ana.course, second)
    assert [(one.why, one.mend) for one in reasons] == [
        (
            "Colleague has not approved version 2, and has no access any more.",
            "An owner can name someone else in what is enough, in their place.",
        )
    ]


def _default_of_the_space(ana: Desk, bo: Desk) -> None:
    """Name in the default of a space whose approval there must be, as the page does."""
    policies.set_policy(ana.ws, ana.course, None)
    wanted = PolicyWanted(0, 5, (bo.ws.identity.person,), (), (), ())
    write_policy(ana.ws, ana.course.log, wanted, of_space=True)
    shown = read_policy(ana.ws, ana.course.log, of_space=True)
    assert {one.name: one.on for one in shown.people} == {
        "Author": False,
        "Colleague": True,
        "Reviewer": False,
    }
    write_policy(ana.ws, ana.course.log, replace(wanted, days=3), of_space=True)
    assert policies.policy_of(ana.ws, ana.course).policy.people == (bo.ws.identity.person,)


def test_a_version_of_texts_that_nobody_has_hides_no_review(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    ana, bo, _ = three
    [wish] = suggesting.suggest(bo.ws, bo.course, quiz(bo), QUIZ + "\nMore.\n", "More").facts
    honest = bo.course.facts.ordered_versions()[-1].named
    never = {quiz(bo): TextState((wish.id,), sha_of("never woven"))}
    odd = msgspec.structs.replace(honest, number=2, texts=never)
    whole = content_hash(odd.outline_hash, never, odd.files)
    bo.ws.ledger.write(bo.course.log, odd)
    bo.ws.ledger.write(bo.course.log, msgspec.structs.replace(odd, number=3, content_hash=whole))
    team.sync_all()
    for desk in (ana, bo):
        *_, odd, last = desk.course.facts.ordered_versions()
        assert why_untrue(desk, last) == "A text that version 3 names is not here."
        assert approved_by(desk.ws, desk.course, odd, ana.ws.identity.person).of == 0
        assert answers_left(desk.ws, desk.course, odd) == ()
        assert why_untrue(desk, odd) == "The hash of version 2 is not the one of what it holds."
        read = read_review(desk.ws, desk.course.log)
        assert read is not None and read.newer is None


def test_a_second_laptop_is_the_same_person_and_all_laptops_judge_alike(
    team: Team, three: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    ana, bo, cy = three
    second = Desk.sit_down("Author", tmp_path / "second")
    syncing.connect(second.ws, team.url, syncing.add_laptop(ana.ws).code, "")
    second.title = ana.title
    team.desks.append(second)
    team.sync_all()

    def stands() -> tuple[list[str], str]:
        """Say what a release of the latest version lacks, and where that stands."""
        team.sync_all()
        told = []
        for desk in (ana, bo, cy, second):
            last = desk.course.facts.ordered_versions()[-1]
            lacks = publishing.what_hinders_release(desk.ws, desk.course, last)
            told.append(([h.why for h in lacks], standing_of(desk.ws, desk.course, last).state))
        assert told.count(told[0]) == 4
        return told[0]

    answer_with(ana, "green")
    team.sync_all()
    changed = name(bo)
    team.sync_all()
    reviewing.review(second.ws, second.course, version(second, changed), "approve")
    why = "The right answer to question 1 of “Quiz” changed since it was approved."
    assert stands() == ([why], "in review")
    shown = read_page(cy.ws, cy.course.log, "", DRAFT).rows
    assert [(row.number, row.state) for row in shown[1:]] == [(2, "in review"), (1, "released")]
    answer_with(second, "red")
    team.sync_all()
    back = name(ana)
    assert stands() == ([why], "in review"), "it is as Reviewer approved it, and was another since"
    seen = [one.id for one in cy.course.facts.ordered_versions()[0].verdicts]
    [early] = ana.ws.ledger.write(ana.course.log, CourseReleased(back.id, tuple(seen)))
    assert refused(ana) == {early.id}, "and the server reads it so"
    reviewing.review(cy.ws, cy.course, version(cy, back), "approve")
    assert stands() == ([], "approved")
    text = ana.text(quiz(ana))
    writing.edit(ana.ws, ana.course, quiz(ana), text.replace("The queen lays.\n\n", ""))
    outlining.add(ana.ws, ana.course, "lesson", "Queen", text="The queen lays.\n")
    name(ana)
    assert stands() == ([], "approved"), "a block that stands elsewhere is the same"
    reviewing.review(cy.ws, cy.course, cy.course.facts.ordered_versions()[0], "ask-changes")
    assert stands()[1] == "named", "who asks for changes last approves nothing"
    assert all(desk.course.facts.released for desk in team.desks), "and nothing is taken back"


def test_a_release_that_keeps_quiet_about_the_policy_is_told_on_every_laptop(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    """Whoever names what came after the policy, or the policy, had it; else nobody can tell."""
    ana, bo, cy = three
    first = bo.course.facts.ordered_versions()[0]
    assert all(released_without(one.ws, one.course) == () for one in three)
    answer_with(bo, "green")
    second = name(bo)
    team.sync_all()
    early = reviewing.review(cy.ws, cy.course, version(cy, second), "approve").facts[0]
    team.sync_all()
    strict = policies.set_policy(ana.ws, ana.course, Policy(approvals=3)).facts[0]
    team.sync_all()
    late = reviewing.review(cy.ws, cy.course, version(cy, second), "approve", "Yes.").facts[0]
    team.sync_all()

    def released(*seen: Fact, policy: tuple[FactId, ...] = ()) -> Fact:
        body = CourseReleased(second.id, tuple(one.id for one in seen), policy)
        fact = bo.ws.ledger.draw_up(bo.course.log, body, strict.clock)
        bo.ws.ledger.take(bo.course.log, [fact])
        return fact

    told = {released(early, late).id, released(early, policy=(strict.id,)).id}
    assert refused(bo) == told, "they name what came after the policy, or the policy"
    assert bo.course.facts.released_version == first.id
    released(early)
    assert refused(bo) == set()
    team.sync_all()
    for desk in three:
        assert desk.course.facts.released_version == second.id
        assert [one.what for one in released_without(desk.ws, desk.course)] == ["approvals"]
        warned = warning_of(desk.ws, desk.course, {})
        assert warned.startswith("Learners have version 2, which was released without")
