"""A round of review asked for, done and judged: people, days, and what is enough."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from app.flows.overview.open_things import open_things
from app.flows.review import commenting, deciding, suggesting
from app.flows.versions import policies, publishing, requests, reviewing, rounds
from app.flows.versions.standing import standing_of
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.ids import FactId
from sync.model.payloads import CourseReleased
from sync.model.round_payloads import Asked, Policy, ReviewAsked
from sync.model.rounds import asks_me, round_of
from tests.app.flows.round_desks import (
    WHY,
    Desks,
    approve,
    edit,
    lesson,
    me,
    meet,
    name,
)


def test_a_release_is_refused_until_the_policy_is_met_and_names_what_it_was_judged_on(
    desks: Desks,
) -> None:
    author, colleague, reviewer = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    version = name(author)
    approve(author, author.course.facts.versions[version.id])
    with pytest.raises(Refused, match="blocks of version 1 are not approved yet") as refusal:
        publishing.release(author.ws, author.course, author.course.facts.versions[version.id])
    assert "Your own approval does not count" in refusal.value.what
    assert standing_of(author.ws, author.course, name(author)).state == "named"
    meet(*desks)
    approve(colleague, version)
    meet(*desks)
    done = publishing.release(author.ws, author.course, author.course.facts.versions[version.id])
    body = msgspec.json.decode(bytes(done.facts[0].payload), type=CourseReleased)
    assert len(body.seen) == 2
    assert body.policy == policies.policy_of(author.ws, author.course).facts
    # the words of later do not take it back: they warn
    reviewing.review(reviewer.ws, reviewer.course, version, "ask-changes", "Step 2 is missing")
    meet(*desks)
    for desk in desks:
        assert desk.course.facts.released_version == version.id
        assert [one.person for one in rounds.late_words(desk.course)] == [me(reviewer)]


def test_people_are_asked_until_a_day_and_say_that_they_are_done(
    desks: Desks,
) -> None:
    author, colleague, reviewer = desks
    points = ("The goal can be checked", "Right answers are right")
    policies.set_policy(author.ws, author.course, Policy(checklist=points, days=4))
    request = requests.request_of(author.ws, author.course, [me(colleague), me(reviewer)])
    assert request is not None
    assert request.due == (date.today() + timedelta(days=4)).isoformat()
    publishing.publish(author.ws, author.course, asked=request)
    meet(*desks)
    found = asks_me(colleague.course.facts, me(colleague))
    assert found is not None and found.checklist == points
    walked = [(one.kind, one.id) for one in open_things(colleague.ws, colleague.course)]
    assert walked[-1] == ("review", found.version.id), "F8 leads to it last"
    assert author.course.facts.ordered_versions()[-1].state == "in review"
    with pytest.raises(Refused, match="Choose a verdict first"):
        rounds.be_done(colleague.ws, colleague.course, found.version)
    with pytest.raises(BadInput):
        rounds.tick(colleague.ws, colleague.course, found.version, "no such point")
    rounds.tick(colleague.ws, colleague.course, found.version, points[1])
    rounds.be_done(colleague.ws, colleague.course, found.version, verdict="approve", note="Fine")
    rounds.be_done(reviewer.ws, reviewer.course, found.version, cannot=True, note="On leave")
    assert "review" not in [one.kind for one in open_things(colleague.ws, colleague.course)]
    meet(*desks)
    now = round_of(author.course.facts, found.version)
    assert [(one.standing, one.ticks) for one in now.people] == [
        ("approved", (points[1],)),
        ("cannot", ()),
    ]
    assert requests.proposals(author.ws, author.course) == []  # nobody here has a name
    requests.withdraw(author.ws, author.course, found.version, me(reviewer))
    with pytest.raises(NotFound):
        requests.withdraw(author.ws, author.course, found.version, me(reviewer))


def test_gates_that_no_release_tells_of_are_looked_at_before_it(
    desks: Desks,
) -> None:
    author, colleague, reviewer = desks
    gates = ("done", "comments", "suggestions")
    policies.set_policy(author.ws, author.course, Policy(release_gates=gates))
    publishing.publish(author.ws, author.course, ask=[me(colleague)])
    meet(*desks)
    version, node = author.course.facts.ordered_versions()[-1], lesson(reviewer, "Why")
    commenting.comment(reviewer.ws, reviewer.course, node, 0, 5, "Why this?")
    suggesting.suggest(reviewer.ws, reviewer.course, node, WHY.replace("- two", "- three"), "")
    meet(*desks)

    def lacks() -> list[str]:
        course = author.course
        here = course.facts.versions[version.id]
        return [one.why for one in publishing.what_hinders_release(author.ws, course, here)]

    done, *rest = lacks()
    assert "The review is not done yet." in done
    assert rest == ["1 comment is open.", "1 suggestion is open."]
    rounds.be_done(colleague.ws, colleague.course, version, verdict="approve")
    meet(*desks)
    [thread] = author.course.facts.threads.values()
    commenting.resolve(author.ws, author.course, thread, "done", "Said")
    assert lacks() == ["1 suggestion is open."]
    [wish] = author.course.facts.suggestions.values()
    deciding.reject_all(author.ws, author.course, [wish], "Two will do")
    assert lacks() == []


def test_each_reminder_comes_once_and_none_after_one_is_done_or_the_clock_went_back(
    desks: Desks,
) -> None:
    author, colleague, _ = desks
    last = date.today() + timedelta(days=2)
    request = requests.request_of(author.ws, author.course, [me(colleague)], last.isoformat())
    publishing.publish(author.ws, author.course, asked=request)
    meet(*desks)

    def taken(after: int) -> str:
        found = rounds.take_reminder(colleague.ws, colleague.course, last + timedelta(days=after))
        return found.kind if found else ""

    days = (-2, -1, -1, 0, -1, 0, 1, 2, -2, 0)
    assert [taken(day) for day in days] == ["", "before", "", "today", "", "", "after", "", "", ""]
    assert rounds.take_reminder(author.ws, author.course, last + timedelta(days=1)) is None
    version = colleague.course.facts.ordered_versions()[-1]
    later = last + timedelta(days=14)
    requests.ask_more(author.ws, author.course, author.course.facts.versions[version.id],
                      msgspec.structs.replace(request, due=later.isoformat()))  # fmt: skip
    meet(*desks)
    assert rounds.reminder_now(colleague.ws, colleague.course, later - timedelta(days=1))
    rounds.be_done(colleague.ws, colleague.course, version, verdict="approve")
    assert rounds.reminder_now(colleague.ws, colleague.course, later + timedelta(days=1)) is None
    today = date.today().isoformat()
    assert requests.request_of(author.ws, author.course, [me(colleague)], today) is not None
    with pytest.raises(BadInput, match="has passed"):
        yesterday = (date.today() - timedelta(days=1)).isoformat()
        requests.request_of(author.ws, author.course, [me(colleague)], yesterday)


def test_a_course_goes_by_its_own_policy_and_two_that_were_set_apart_both_hold(
    desks: Desks,
) -> None:
    author, colleague, _ = desks
    assert policies.policy_of(author.ws, author.course).source == "default"
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    with pytest.raises(Refused):  # an author sets none
        policies.set_policy(colleague.ws, colleague.course, Policy())
    with pytest.raises(BadInput, match="no gate “none”"):
        policies.set_policy(author.ws, author.course, Policy(release_gates=("none",)))
    with pytest.raises(BadInput):
        policies.set_policy(author.ws, author.course, Policy(approvals=-1))
    colleague.role = "owner"
    colleague.sync()
    policies.set_policy(colleague.ws, colleague.course, Policy(people=(me(colleague),)))
    policies.set_policy(author.ws, author.course, Policy(approvals=2))
    meet(*desks)
    for desk in (author, colleague):
        now = policies.policy_of(desk.ws, desk.course)
        assert len(now.heads) == 1 or {head.value for head in now.heads} == {
            Policy(approvals=2),
            Policy(people=(me(colleague),)),
        }
    policies.set_policy(author.ws, author.course, None)
    assert policies.policy_of(author.ws, author.course).source == "default"


def test_a_course_that_is_to_be_ready_for_a_review_is_not_asked_about_before(
    desks: Desks,
) -> None:
    author, colleague, _ = desks
    policies.set_policy(author.ws, author.course, Policy(review_gates=("overlaps", "checks")))
    edit(author, "Quiz", "[(X)] Step", "[( )] Step")
    with pytest.raises(Refused, match="stands in the way of a review"):
        publishing.publish(author.ws, author.course, ask=[me(colleague)])
    publishing.publish(author.ws, author.course)  # a version can always be named
    edit(author, "Quiz", "[( )] Step", "[(X)] Step")
    for desk, words in ((author, "They know."), (colleague, "They knew the words once.")):
        edit(desk, "Why", "They know the words.", words)
    meet(*desks)
    with pytest.raises(Refused, match="1 overlap has not been checked in “Why”"):
        publishing.publish(author.ws, author.course, ask=[me(colleague)])
    more = ReviewAsked(FactId(""), (Asked(me(colleague)),))
    with pytest.raises(Refused, match="stands in the way of a review"):
        requests.ask_more(author.ws, author.course, name(author), more)
