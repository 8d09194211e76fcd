"""A round of review on laptops that meet by post: who approved what, whose right answers, days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overview import library
from app.flows.overview.open_things import open_things
from app.flows.review import commenting, deciding, suggesting
from app.flows.versions import policies, publishing, requests, reviewing, rounds
from app.flows.versions.approved import Approved, answers_left, approved_by
from app.flows.versions.standing import standing_of
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.ids import FactId, NodeId, PersonId, Sha
from sync.model.payloads import CourseReleased, ReviewGiven
from sync.model.review import Version
from sync.model.round_payloads import Asked, Policy, ReviewAsked
from sync.model.rounds import asks_me, round_of
from sync.model.states import TextState
from tests.app.flows.attached import attach
from tests.app.flows.post import Laptop, Post

WHY = "# Why\n\nPeers remember.\n\nThey know the words.\n\n- one\n- two\n"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
QUIZ = "# Quiz\n\nWhich helps most?\n\n[( )] Nice!\n[(X)] Step 2 is hard\n[( )] Great\n\nThe end.\n"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    """An author and two reviewers of one course."""
    post = Post()
    people = (("author", "owner"), ("ann", "author"), ("ben", "reviewer"))
    made = tuple(Laptop(tmp_path / who, post, role) for who, role in people)  # type: ignore[arg-type]
    post.share(made[0].ws, {"Why": WHY, "Quiz": QUIZ})
    meet(*made)
    yield made  # type: ignore[misc]
    for one in made:
        one.ws.close()


def meet(*desks: Laptop) -> None:
    for _ in range(2):
        for one in desks:
            one.sync()


def me(desk: Laptop) -> PersonId:
    return desk.ws.identity.person


def lesson(desk: Laptop, title: str) -> NodeId:
    return next(node.id for node in desk.course.outline.lessons() if node.title == title)


def edit(desk: Laptop, title: str, old: str, new: str) -> None:
    node = lesson(desk, title)
    today = desk.ws.lessons.today(desk.course.log, node)
    assert old in today.text
    writing.edit(desk.ws, desk.course, node, today.text.replace(old, new, 1))


def name(desk: Laptop) -> Version:
    publishing.publish(desk.ws, desk.course)
    return desk.course.facts.ordered_versions()[-1]


def approve(desk: Laptop, version: Version) -> None:
    reviewing.review(desk.ws, desk.course, version, "approve")


def stands(desk: Laptop, version: Version, person: PersonId | None = None) -> Approved:
    here = desk.course.facts.versions[version.id]
    return approved_by(desk.ws, desk.course, here, person or me(desk))


def left(found: Approved) -> list[tuple[str, str]]:
    return [(one.title, one.words) for one in found.left]


def test_an_approval_is_asked_for_again_only_where_a_block_changed(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    """The changed block needs approval again, the rest keeps it (G5)."""
    author, ann, ben = desks
    first = name(author)
    meet(*desks)
    approve(ann, first)
    edit(author, "Why", "They know the words.", "They know   the words that helped.")
    second = name(author)
    meet(*desks)
    for desk in desks:  # the same on every laptop, and Ben has approved nothing
        assert left(stands(desk, second, me(ann))) == [
            ("Why", "They know   the words that helped.")
        ]
        assert stands(desk, second, me(ann)).before == first.number
        assert stands(desk, second, me(ben)).given == 0
    found = stands(ann, second)
    assert (found.given, found.of, found.left[0].line) == (6, 7, 5)


def test_spaces_comments_order_and_moved_lessons_keep_an_approval(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    """Nothing that no learner sees takes an approval away (G5)."""
    author, ann, _ = desks
    first = name(author)
    meet(*desks)
    approve(ann, first)
    edit(author, "Why", "Peers remember.\n\nThey know the words.", "<!-- to do -->\n\nThey  know\n"
         "the <!-- which? --> words.\n\n\nPeers remember.")  # fmt: skip
    edit(author, "Quiz", "[( )] Nice!\n[(X)] Step", "[( )]  Nice!\n[(X)] Step")
    [module] = outlining.add(author.ws, author.course, "module", "Later").nodes
    node = author.course.outline.nodes[lesson(author, "Why")]
    outlining.move(author.ws, author.course, node, module, None)
    second = name(author)
    meet(*desks)
    assert left(stands(ann, second)) == []
    assert stands(ann, second).given == stands(ann, second).of


def test_the_bytes_of_a_picture_and_the_target_of_a_link_count(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, _ = desks
    path, _ = attach(author.ws, author.course, lesson(author, "Why"), "loop.svg", SVG)
    new = f"![Loop]({path})\n\n[more](https://a.example)\n\nPeers."
    edit(author, "Why", "Peers remember.", new)
    first = name(author)
    meet(*desks)
    approve(ann, first)
    files = first.named.files
    assert files
    changed = msgspec.structs.replace(
        first.named, number=2, files=dict.fromkeys(files, Sha("0" * 64))
    )
    author.ws.ledger.write(author.course.log, changed)
    meet(*desks)
    second = ann.course.facts.ordered_versions()[-1]
    assert [words for _, words in left(stands(ann, second))] == [f"![Loop]({path})"]
    edit(author, "Why", "https://a.example", "https://b.example")
    third = name(author)
    meet(*desks)
    assert [words for _, words in left(stands(ann, third))] == ["[more](https://b.example)"]


def test_a_changed_right_answer_asks_again_and_is_not_its_authors_to_approve(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    """Its approval is gone, and its author cannot give it (G6)."""
    author, ann, ben = desks
    first = name(author)
    meet(*desks)
    approve(ann, first)
    assert answers_left(author.ws, author.course, first)[0].is_own
    edit(ann, "Quiz", "[( )] Nice!\n[(X)] Step 2", "[(X)] Nice!\n[( )] Step 2")
    meet(*desks)
    second = name(author)
    meet(*desks)
    approve(ann, second)
    approve(ben, second)
    meet(*desks)
    hers = stands(ann, second)
    assert left(hers) == [] and hers.given == hers.of - 1
    assert [(one.title, one.is_answer, one.is_own) for one in hers.own] == [("Quiz", True, True)]
    assert stands(ben, second).given == stands(ben, second).of
    assert answers_left(author.ws, author.course, second) == ()
    # another wording of the question is not another right answer: it stays hers
    edit(author, "Quiz", "Which helps most?", "Which one helps most?")
    third = name(author)
    assert [one.is_answer for one in stands(author, third, me(ann)).own] == [True]


def test_their_order_is_not_another_right_answer_and_a_pass_mark_is(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, _ = desks
    many = "[[X]] one\n[[X]] two\n[[ ]] three\n"
    edit(author, "Quiz", "[( )] Nice!\n[(X)] Step 2 is hard\n[( )] Great\n", many)
    first = name(author)
    meet(*desks)
    edit(ann, "Quiz", "[[X]] one\n[[X]] two", "[[X]] two\n[[X]] one")
    second = name(ann)
    rights = second.named.rights[lesson(ann, "Quiz")]
    assert [one.writers for one in rights] == [(me(author),)]
    edit(ann, "Quiz", "[[X]] two", '<!-- data-pass-mark="80" -->\n[[X]] two')
    third = name(ann)
    assert [one.writers for one in third.named.rights[lesson(ann, "Quiz")]] == [(me(ann),)]
    assert first.named.answers != third.named.answers


def test_the_reason_why_a_question_is_not_approved_is_true(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, ben = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))

    def why(desk: Laptop = author) -> list[str]:
        version = name(desk)
        return [h.why for h in publishing.what_hinders_release(desk.ws, desk.course, version)]

    assert "Question 1 of “Quiz” has a right answer that nobody else has approved." in why()
    meet(*desks)
    approve(ann, author.course.facts.ordered_versions()[-1])
    meet(*desks)
    assert why() == []
    edit(author, "Quiz", "Great", "Well done")
    assert why() == ["Question 1 of “Quiz” changed since it was approved."]
    third = author.course.facts.ordered_versions()[-1]
    meet(*desks)
    [block] = stands(ann, third).left
    assert (block.became, block.is_answer) == ("changed", True)
    edit(author, "Quiz", "[( )] Nice!\n[(X)] Step 2", "[(X)] Nice!\n[( )] Step 2")
    assert why() == ["The right answer to question 1 of “Quiz” changed since it was approved."]
    policies.set_policy(author.ws, author.course, Policy(approvals=2))
    fifth = name(author)
    meet(*desks)
    approve(ben, fifth)
    meet(*desks)
    here = author.course.facts.versions[fifth.id]
    for desk in desks:  # one approval of two is not “approved”
        now = standing_of(desk.ws, desk.course, desk.course.facts.versions[fifth.id])
        assert (now.state, now.told) == ("in review", "1 of 2 approvals")
    assert library.library(author.ws)[0].approvals == "1 of 2 approvals"
    told = [h.why for h in publishing.what_hinders_release(author.ws, author.course, here)]
    assert "Question 1 of “Quiz” has 1 of 2 approvals." in told
    assert not any("fewer than 2 approvals" in one for one in told)  # Ann approved the rest
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    assert standing_of(author.ws, author.course, here).state == "approved"


def test_a_release_is_refused_until_the_policy_is_met_and_names_what_it_was_judged_on(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, ben = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    version = name(author)
    approve(author, author.course.facts.versions[version.id])
    with pytest.raises(Refused, match="blocks of version 1 are not approved yet") as refusal:
        publishing.release(author.ws, author.course, author.course.facts.versions[version.id])
    assert "Your own approval does not count" in refusal.value.what
    assert standing_of(author.ws, author.course, name(author)).state == "named"
    meet(*desks)
    approve(ann, version)
    meet(*desks)
    done = publishing.release(author.ws, author.course, author.course.facts.versions[version.id])
    body = msgspec.json.decode(bytes(done.facts[0].payload), type=CourseReleased)
    assert len(body.seen) == 2
    assert body.policy == policies.policy_of(author.ws, author.course).facts
    # the words of later do not take it back: they warn
    reviewing.review(ben.ws, ben.course, version, "ask-changes", "Step 2 is missing")
    meet(*desks)
    for desk in desks:
        assert desk.course.facts.released_version == version.id
        assert [one.person for one in rounds.late_words(desk.course)] == [me(ben)]


def test_a_version_that_lies_about_its_blocks_is_judged_by_its_texts(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, _ = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    first = name(author)
    meet(*desks)
    approve(ann, first)
    edit(author, "Why", "Peers remember.", "Peers forget.")
    publishing.publish(author.ws, author.course)
    honest = author.course.facts.ordered_versions()[-1].named
    lying = msgspec.structs.replace(honest, number=3, prints=first.named.prints)
    author.ws.ledger.write(author.course.log, lying)
    meet(*desks)
    third = author.course.facts.ordered_versions()[-1]
    with pytest.raises(Refused, match="1 block of version 3 is not approved yet"):
        publishing.release(author.ws, author.course, third)


def test_people_are_asked_until_a_day_and_say_that_they_are_done(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, ben = desks
    points = ("The goal can be checked", "Right answers are right")
    policies.set_policy(author.ws, author.course, Policy(checklist=points, days=4))
    request = requests.request_of(author.ws, author.course, [me(ann), me(ben)])
    assert request is not None
    assert request.due == (date.today() + timedelta(days=4)).isoformat()
    publishing.publish(author.ws, author.course, asked=request)
    meet(*desks)
    found = asks_me(ann.course.facts, me(ann))
    assert found is not None and found.checklist == points
    walked = [(one.kind, one.id) for one in open_things(ann.ws, ann.course)]
    assert walked[-1] == ("review", found.version.id), "F8 leads to it last"
    assert author.course.facts.ordered_versions()[-1].state == "in review"
    with pytest.raises(Refused, match="Choose a verdict first"):
        rounds.be_done(ann.ws, ann.course, found.version)
    with pytest.raises(BadInput):
        rounds.tick(ann.ws, ann.course, found.version, "no such point")
    rounds.tick(ann.ws, ann.course, found.version, points[1])
    rounds.be_done(ann.ws, ann.course, found.version, verdict="approve", note="Fine")
    rounds.be_done(ben.ws, ben.course, found.version, cannot=True, note="On leave")
    assert "review" not in [one.kind for one in open_things(ann.ws, ann.course)]
    meet(*desks)
    now = round_of(author.course.facts, found.version)
    assert [(one.standing, one.ticks) for one in now.people] == [
        ("approved", (points[1],)),
        ("cannot", ()),
    ]
    assert requests.proposals(author.ws, author.course) == []  # nobody here has a name
    requests.withdraw(author.ws, author.course, found.version, me(ben))
    with pytest.raises(NotFound):
        requests.withdraw(author.ws, author.course, found.version, me(ben))


def test_gates_that_no_release_tells_of_are_looked_at_before_it(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, ben = desks
    gates = ("done", "comments", "suggestions")
    policies.set_policy(author.ws, author.course, Policy(release_gates=gates))
    publishing.publish(author.ws, author.course, ask=[me(ann)])
    meet(*desks)
    version, node = author.course.facts.ordered_versions()[-1], lesson(ben, "Why")
    commenting.comment(ben.ws, ben.course, node, 0, 5, "Why this?")
    suggesting.suggest(ben.ws, ben.course, node, WHY.replace("- two", "- three"), "")
    meet(*desks)

    def lacks() -> list[str]:
        course = author.course
        here = course.facts.versions[version.id]
        return [one.why for one in publishing.what_hinders_release(author.ws, course, here)]

    done, *rest = lacks()
    assert "The review is not done yet." in done
    assert rest == ["1 comment is open.", "1 suggestion is open."]
    rounds.be_done(ann.ws, ann.course, version, verdict="approve")
    meet(*desks)
    [thread] = author.course.facts.threads.values()
    commenting.resolve(author.ws, author.course, thread, "done", "Said")
    assert lacks() == ["1 suggestion is open."]
    [wish] = author.course.facts.suggestions.values()
    deciding.reject_all(author.ws, author.course, [wish], "Two will do")
    assert lacks() == []


def test_each_reminder_comes_once_and_none_after_one_is_done_or_the_clock_went_back(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, _ = desks
    last = date.today() + timedelta(days=2)
    request = requests.request_of(author.ws, author.course, [me(ann)], last.isoformat())
    publishing.publish(author.ws, author.course, asked=request)
    meet(*desks)

    def taken(after: int) -> str:
        found = rounds.take_reminder(ann.ws, ann.course, last + timedelta(days=after))
        return found.kind if found else ""

    days = (-2, -1, -1, 0, -1, 0, 1, 2, -2, 0)
    assert [taken(day) for day in days] == ["", "before", "", "today", "", "", "after", "", "", ""]
    assert rounds.take_reminder(author.ws, author.course, last + timedelta(days=1)) is None
    version = ann.course.facts.ordered_versions()[-1]
    later = last + timedelta(days=14)
    requests.ask_more(author.ws, author.course, author.course.facts.versions[version.id],
                      msgspec.structs.replace(request, due=later.isoformat()))  # fmt: skip
    meet(*desks)
    assert rounds.reminder_now(ann.ws, ann.course, later - timedelta(days=1))
    rounds.be_done(ann.ws, ann.course, version, verdict="approve")
    assert rounds.reminder_now(ann.ws, ann.course, later + timedelta(days=1)) is None
    today = date.today().isoformat()
    assert requests.request_of(author.ws, author.course, [me(ann)], today) is not None
    with pytest.raises(BadInput, match="has passed"):
        yesterday = (date.today() - timedelta(days=1)).isoformat()
        requests.request_of(author.ws, author.course, [me(ann)], yesterday)


def test_a_course_goes_by_its_own_policy_and_two_that_were_set_apart_both_hold(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, _ = desks
    assert policies.policy_of(author.ws, author.course).source == "default"
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    with pytest.raises(Refused):  # an author sets none
        policies.set_policy(ann.ws, ann.course, Policy())
    with pytest.raises(BadInput, match="no gate “none”"):
        policies.set_policy(author.ws, author.course, Policy(release_gates=("none",)))
    with pytest.raises(BadInput):
        policies.set_policy(author.ws, author.course, Policy(approvals=-1))
    ann.role = "owner"
    ann.sync()
    policies.set_policy(ann.ws, ann.course, Policy(people=(me(ann),)))
    policies.set_policy(author.ws, author.course, Policy(approvals=2))
    meet(*desks)
    for desk in (author, ann):
        now = policies.policy_of(desk.ws, desk.course)
        assert len(now.heads) == 1 or {head.value for head in now.heads} == {
            Policy(approvals=2),
            Policy(people=(me(ann),)),
        }
    policies.set_policy(author.ws, author.course, None)
    assert policies.policy_of(author.ws, author.course).source == "default"


def test_a_course_that_is_to_be_ready_for_a_review_is_not_asked_about_before(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, _ = desks
    policies.set_policy(author.ws, author.course, Policy(review_gates=("overlaps", "checks")))
    edit(author, "Quiz", "[(X)] Step", "[( )] Step")
    with pytest.raises(Refused, match="stands in the way of a review"):
        publishing.publish(author.ws, author.course, ask=[me(ann)])
    publishing.publish(author.ws, author.course)  # a version can always be named
    edit(author, "Quiz", "[( )] Step", "[(X)] Step")
    for desk, words in ((author, "They know."), (ann, "They knew the words once.")):
        edit(desk, "Why", "They know the words.", words)
    meet(*desks)
    with pytest.raises(Refused, match="1 overlap has not been checked in “Why”"):
        publishing.publish(author.ws, author.course, ask=[me(ann)])
    more = ReviewAsked(FactId(""), (Asked(me(ann)),))
    with pytest.raises(Refused, match="stands in the way of a review"):
        requests.ask_more(author.ws, author.course, name(author), more)


def test_a_version_whose_texts_are_not_here_holds_no_review_up(
    desks: tuple[Laptop, Laptop, Laptop],
) -> None:
    author, ann, _ = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    first = name(author)
    elsewhere = {n: TextState(s.heads, s.sha) for n, s in first.named.texts.items()}
    swapped = dict(zip(elsewhere, reversed(elsewhere.values()), strict=True))
    odd = msgspec.structs.replace(first.named, number=2, texts=swapped)
    written = author.ws.ledger.write(author.course.log, odd)
    meet(*desks)
    ann.ws.ledger.write(ann.course.log, ReviewGiven(written[0].id, "approve"))
    approve(ann, first)
    meet(*desks)
    assert stands(author, first, me(ann)).left == ()
    publishing.release(author.ws, author.course, author.course.facts.versions[first.id])
