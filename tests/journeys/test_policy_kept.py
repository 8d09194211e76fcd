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
    author, colleague, reviewer = (team.join(who, role) for who, role in PEOPLE)
    course = outlining.begin(author.ws, "Bees")
    author.title = colleague.title = reviewer.title = course.id
    outlining.add(author.ws, author.course, "lesson", "Quiz", text=QUIZ)
    syncing.share(author.ws, author.course)
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    first = name(author)
    team.sync_all()
    reviewing.review(reviewer.ws, reviewer.course, version(reviewer, first), "approve")
    team.sync_all()
    publishing.release(author.ws, author.course, version(author, first))
    team.sync_all()
    return author, colleague, reviewer


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
    author, colleague, reviewer = three
    first = colleague.course.facts.ordered_versions()[0]
    answer_with(colleague, "green")
    honest = name(colleague)
    assert publishing.what_hinders_release(colleague.ws, colleague.course, honest)
    false, written = forge(colleague, honest, first)
    assert refused(colleague) == {written[-1].id}
    silent = msgspec.structs.replace(honest.named, number=10, prints={}, rights={}, answers={})
    _, written = named_and_released(colleague, silent)
    assert refused(colleague) == {written[-1].id}
    team.sync_all()
    for desk in (author, reviewer):  # and an honest laptop would not have released it
        assert desk.course.facts.released_version == first.id
        assert says_otherwise(desk.ws, desk.course, version(desk, first)) == ()
        assert says_otherwise(desk.ws, desk.course, version(desk, honest)) == ()
        assert says_otherwise(desk.ws, desk.course, version(desk, false)) == (quiz(desk),)
        assert any(
            "is not what its text holds" in one.why
            for one in publishing.what_hinders_release(desk.ws, desk.course, version(desk, false))
        )
    like = version(author, first).named
    sha = {
        quiz(author): TextState(
            honest.named.texts[quiz(author)].heads, like.texts[quiz(author)].sha
        )
    }
    masked, _ = named_and_released(colleague, msgspec.structs.replace(like, number=12, texts=sha))
    assert refused(colleague)
    team.sync_all()  # it goes by the hash of what was approved, and holds another text
    assert (masked.hash, says_otherwise(author.ws, author.course, version(author, masked))) == (
        first.hash,
        (quiz(author),),
    )
    # a copy with the text that was approved is as good as that: it is what a reader finds
    honest_again = msgspec.structs.replace(first.named, number=11, prints={}, rights={})
    _, written = named_and_released(author, honest_again)
    assert refused(author) == set()


def test_a_server_reads_in_versions_what_laptops_read(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    author, colleague, _ = three
    answer_with(author, "blue")
    text = colleague.text(quiz(colleague)).replace("The queen", "A queen") + "\nThe end.\n"
    writing.edit(colleague.ws, colleague.course, quiz(colleague), text)
    team.sync_all()
    name(author)
    log, versions = author.course.log, author.course.facts.versions
    facts = author.ws.store.log.facts(log, kinds=OF_READING)
    every = frozenset(node for one in versions.values() for node in one.named.texts)
    named = {ident: one.named for ident, one in versions.items()}
    found = read_versions(ToRead(log, named, every, facts))
    assert found == {i: contents_of(author.ws, author.course, one) for i, one in versions.items()}
    nobody = msgspec.structs.replace(next(iter(named.values())), texts={NodeId("x"): next(
        iter(named.values())).texts[quiz(author)]})  # fmt: skip
    assert read_versions(ToRead(log, {"v": nobody}, frozenset({NodeId("x")}), facts)) == {"v": {}}  # type: ignore[dict-item,comparison-overlap]


def test_before_a_release_each_thing_is_told_once_with_the_way_to_it(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    author, colleague, _ = three
    answer_with(author, "green")
    writing.edit(author.ws, author.course, quiz(author), author.text(quiz(author)) + "\nThe end.\n")
    stands, advice = of_policy(author.ws, author.course)
    assert [(one.title, one.lesson, one.line) for one in stands] == [
        ("The right answer to question 1 of “Quiz” changed since it was approved", quiz(author), 4),
        ("1 block is not approved by others yet", quiz(author), 10),
    ]
    assert advice == []
    assert stands[0].detail.startswith("“Which?” 1 approval")
    read = read_review(author.ws, author.course.log)
    assert read is not None
    [reviewer] = read.view.reviewers
    assert (reviewer.standing, reviewer.detail[:11]) == ("approved", "all of it, ")
    _default_of_the_space(author, colleague)
    _gone(team, author, colleague)


def _gone(team: Team, author: Desk, colleague: Desk) -> None:
    """Ask for the approval of someone who loses the right to review, and then all access."""
    policies.set_policy(author.ws, author.course, Policy(people=(colleague.ws.identity.person,)))
    second = name(author)
    reasons = publishing.what_hinders_release(author.ws, author.course, second)
    assert [one.why for one in reasons] == ["Colleague has not approved version 2."]
    syncing.grant(author.ws, author.course, "Colleague", "reader")
    reasons = publishing.what_hinders_release(author.ws, author.course, second)
    assert [(one.why, one.mend) for one in reasons] == [
        (
            "Colleague has not approved version 2, and can review here no more.",
            "An owner names someone else in what is enough.",
        )
    ]
    operations.revoke(team.folder / "server", colleague.ws.identity.person)
    author.sync()
    reasons = publishing.what_hinders_release(author.ws, author.course, second)
    assert [(one.why, one.mend) for one in reasons] == [
        (
            "Colleague has not approved version 2, and has no access any more.",
            "An owner can name someone else in what is enough, in their place.",
        )
    ]


def _default_of_the_space(author: Desk, colleague: Desk) -> None:
    """Name in the default of a space whose approval there must be, as the page does."""
    policies.set_policy(author.ws, author.course, None)
    wanted = PolicyWanted(0, 5, (colleague.ws.identity.person,), (), (), ())
    write_policy(author.ws, author.course.log, wanted, of_space=True)
    shown = read_policy(author.ws, author.course.log, of_space=True)
    assert {one.name: one.on for one in shown.people} == {
        "Author": False,
        "Colleague": True,
        "Reviewer": False,
    }
    write_policy(author.ws, author.course.log, replace(wanted, days=3), of_space=True)
    assert policies.policy_of(author.ws, author.course).policy.people == (
        colleague.ws.identity.person,
    )


def test_a_version_of_texts_that_nobody_has_hides_no_review(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    author, colleague, _ = three
    [wish] = suggesting.suggest(
        colleague.ws, colleague.course, quiz(colleague), QUIZ + "\nMore.\n", "More"
    ).facts
    honest = colleague.course.facts.ordered_versions()[-1].named
    never = {quiz(colleague): TextState((wish.id,), sha_of("never woven"))}
    odd = msgspec.structs.replace(honest, number=2, texts=never)
    whole = content_hash(odd.outline_hash, never, odd.files)
    colleague.ws.ledger.write(colleague.course.log, odd)
    colleague.ws.ledger.write(
        colleague.course.log, msgspec.structs.replace(odd, number=3, content_hash=whole)
    )
    team.sync_all()
    for desk in (author, colleague):
        *_, odd, last = desk.course.facts.ordered_versions()
        assert why_untrue(desk, last) == "A text that version 3 names is not here."
        assert approved_by(desk.ws, desk.course, odd, author.ws.identity.person).of == 0
        assert answers_left(desk.ws, desk.course, odd) == ()
        assert why_untrue(desk, odd) == "The hash of version 2 is not the one of what it holds."
        read = read_review(desk.ws, desk.course.log)
        assert read is not None and read.newer is None


def test_a_second_laptop_is_the_same_person_and_all_laptops_judge_alike(
    team: Team, three: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    author, colleague, reviewer = three
    second = Desk.sit_down("Author", tmp_path / "second")
    syncing.connect(second.ws, team.url, syncing.add_laptop(author.ws).code, "")
    second.title = author.title
    team.desks.append(second)
    team.sync_all()

    def stands() -> tuple[list[str], str]:
        """Say what a release of the latest version lacks, and where that stands."""
        team.sync_all()
        told = []
        for desk in (author, colleague, reviewer, second):
            last = desk.course.facts.ordered_versions()[-1]
            lacks = publishing.what_hinders_release(desk.ws, desk.course, last)
            told.append(([h.why for h in lacks], standing_of(desk.ws, desk.course, last).state))
        assert told.count(told[0]) == 4
        return told[0]

    answer_with(author, "green")
    team.sync_all()
    changed = name(colleague)
    team.sync_all()
    reviewing.review(second.ws, second.course, version(second, changed), "approve")
    why = "The right answer to question 1 of “Quiz” changed since it was approved."
    assert stands() == ([why], "in review")
    shown = read_page(reviewer.ws, reviewer.course.log, "", DRAFT).rows
    assert [(row.number, row.state) for row in shown[1:]] == [(2, "in review"), (1, "released")]
    answer_with(second, "red")
    team.sync_all()
    back = name(author)
    assert stands() == ([why], "in review"), "it is as Reviewer approved it, and was another since"
    seen = [one.id for one in reviewer.course.facts.ordered_versions()[0].verdicts]
    [early] = author.ws.ledger.write(author.course.log, CourseReleased(back.id, tuple(seen)))
    assert refused(author) == {early.id}, "and the server reads it so"
    reviewing.review(reviewer.ws, reviewer.course, version(reviewer, back), "approve")
    assert stands() == ([], "approved")
    text = author.text(quiz(author))
    writing.edit(author.ws, author.course, quiz(author), text.replace("The queen lays.\n\n", ""))
    outlining.add(author.ws, author.course, "lesson", "Queen", text="The queen lays.\n")
    name(author)
    assert stands() == ([], "approved"), "a block that stands elsewhere is the same"
    reviewing.review(
        reviewer.ws, reviewer.course, reviewer.course.facts.ordered_versions()[0], "ask-changes"
    )
    assert stands()[1] == "named", "who asks for changes last approves nothing"
    assert all(desk.course.facts.released for desk in team.desks), "and nothing is taken back"


def test_a_release_that_keeps_quiet_about_the_policy_is_told_on_every_laptop(
    team: Team, three: tuple[Desk, Desk, Desk]
) -> None:
    """Whoever names what came after the policy, or the policy, had it; else nobody can tell."""
    author, colleague, reviewer = three
    first = colleague.course.facts.ordered_versions()[0]
    assert all(released_without(one.ws, one.course) == () for one in three)
    answer_with(colleague, "green")
    second = name(colleague)
    team.sync_all()
    early = reviewing.review(
        reviewer.ws, reviewer.course, version(reviewer, second), "approve"
    ).facts[0]
    team.sync_all()
    strict = policies.set_policy(author.ws, author.course, Policy(approvals=3)).facts[0]
    team.sync_all()
    late = reviewing.review(
        reviewer.ws, reviewer.course, version(reviewer, second), "approve", "Yes."
    ).facts[0]
    team.sync_all()

    def released(*seen: Fact, policy: tuple[FactId, ...] = ()) -> Fact:
        body = CourseReleased(second.id, tuple(one.id for one in seen), policy)
        fact = colleague.ws.ledger.draw_up(colleague.course.log, body, strict.clock)
        colleague.ws.ledger.take(colleague.course.log, [fact])
        return fact

    told = {released(early, late).id, released(early, policy=(strict.id,)).id}
    assert refused(colleague) == told, "they name what came after the policy, or the policy"
    assert colleague.course.facts.released_version == first.id
    released(early)
    assert refused(colleague) == set()
    team.sync_all()
    for desk in three:
        assert desk.course.facts.released_version == second.id
        assert [one.what for one in released_without(desk.ws, desk.course)] == ["approvals"]
        warned = warning_of(desk.ws, desk.course, {})
        assert warned.startswith("Learners have version 2, which was released without")
