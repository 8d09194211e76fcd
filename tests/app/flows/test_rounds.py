"""A round of review on laptops that meet by post: who approved what, and whose right answers."""

from __future__ import annotations

import msgspec
import pytest

from app.flows.courses import outlining
from app.flows.overview import library
from app.flows.versions import policies, publishing, reviewing
from app.flows.versions.approved import answers_left, draft_lacks
from app.flows.versions.block_marks import blocks_not_approved_in
from app.flows.versions.standing import standing_of
from sync.model.errors import Refused
from sync.model.ids import Sha
from sync.model.payloads import ReviewGiven
from sync.model.review import Version
from sync.model.round_payloads import Policy
from sync.model.states import TextState
from tests.app.flows.attached import attach
from tests.app.flows.post import Laptop
from tests.app.flows.round_desks import (
    Desks,
    approve,
    edit,
    left,
    lesson,
    me,
    meet,
    name,
    stands,
)

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


def test_an_approval_is_asked_for_again_only_where_a_block_changed(
    desks: Desks,
) -> None:
    """The changed block needs approval again, the rest keeps it (G5)."""
    author, colleague, reviewer = desks
    first = name(author)
    meet(*desks)
    approve(colleague, first)
    edit(author, "Why", "They know the words.", "They know   the words that helped.")
    second = name(author)
    meet(*desks)
    for desk in desks:  # the same on every laptop, and Reviewer has approved nothing
        assert left(stands(desk, second, me(colleague))) == [
            ("Why", "They know   the words that helped.")
        ]
        assert stands(desk, second, me(colleague)).before == first.number
        assert stands(desk, second, me(reviewer)).given == 0
    found = stands(colleague, second)
    assert (found.given, found.of, found.left[0].line) == (6, 7, 5)
    text = author.ws.lessons.today(author.course.log, lesson(author, "Why")).text
    where = (second.id, lesson(author, "Why"), text)
    [bar] = blocks_not_approved_in(author.ws, author.course, *where)
    assert (bar.words, bar.became) == ("They know the words that helped.", "changed")


def test_spaces_comments_order_and_moved_lessons_keep_an_approval(
    desks: Desks,
) -> None:
    """Nothing that no learner sees takes an approval away (G5)."""
    author, colleague, _ = desks
    first = name(author)
    meet(*desks)
    approve(colleague, first)
    edit(author, "Why", "Peers remember.\n\nThey know the words.", "<!-- to do -->\n\nThey  know\n"
         "the <!-- which? --> words.\n\n\nPeers remember.")  # fmt: skip
    edit(author, "Quiz", "[( )] Nice!\n[(X)] Step", "[( )]  Nice!\n[(X)] Step")
    [module] = outlining.add(author.ws, author.course, "module", "Later").nodes
    node = author.course.outline.nodes[lesson(author, "Why")]
    outlining.move(author.ws, author.course, node, module, None)
    second = name(author)
    meet(*desks)
    assert left(stands(colleague, second)) == []
    assert stands(colleague, second).given == stands(colleague, second).of


def test_the_bytes_of_a_picture_and_the_target_of_a_link_count(
    desks: Desks,
) -> None:
    author, colleague, _ = desks
    path, _ = attach(author.ws, author.course, lesson(author, "Why"), "loop.svg", SVG)
    new = f"![Loop]({path})\n\n[more](https://a.example)\n\nPeers."
    edit(author, "Why", "Peers remember.", new)
    first = name(author)
    meet(*desks)
    approve(colleague, first)
    files = first.named.files
    assert files
    changed = msgspec.structs.replace(
        first.named, number=2, files=dict.fromkeys(files, Sha("0" * 64))
    )
    author.ws.ledger.write(author.course.log, changed)
    meet(*desks)
    second = colleague.course.facts.ordered_versions()[-1]
    assert [words for _, words in left(stands(colleague, second))] == [f"![Loop]({path})"]
    edit(author, "Why", "https://a.example", "https://b.example")
    third = name(author)
    meet(*desks)
    assert [words for _, words in left(stands(colleague, third))] == ["[more](https://b.example)"]


def test_a_changed_right_answer_asks_again_and_is_not_its_authors_to_approve(
    desks: Desks,
) -> None:
    """Its approval is gone, and its author cannot give it (G6)."""
    author, colleague, reviewer = desks
    first = name(author)
    meet(*desks)
    approve(colleague, first)
    assert answers_left(author.ws, author.course, first)[0].is_own
    edit(colleague, "Quiz", "[( )] Nice!\n[(X)] Step 2", "[(X)] Nice!\n[( )] Step 2")
    meet(*desks)
    second = name(author)
    meet(*desks)
    approve(colleague, second)
    approve(reviewer, second)
    meet(*desks)
    hers = stands(colleague, second)
    assert left(hers) == [] and hers.given == hers.of - 1
    assert [(one.title, one.is_answer, one.is_own) for one in hers.own] == [("Quiz", True, True)]
    assert stands(reviewer, second).given == stands(reviewer, second).of
    assert answers_left(author.ws, author.course, second) == ()
    # another wording of the question is not another right answer: it stays hers
    edit(author, "Quiz", "Which helps most?", "Which one helps most?")
    third = name(author)
    assert [one.is_answer for one in stands(author, third, me(colleague)).own] == [True]


def test_their_order_is_not_another_right_answer_and_a_pass_mark_is(
    desks: Desks,
) -> None:
    author, colleague, _ = desks
    many = "[[X]] one\n[[X]] two\n[[ ]] three\n"
    edit(author, "Quiz", "[( )] Nice!\n[(X)] Step 2 is hard\n[( )] Great\n", many)
    first = name(author)
    meet(*desks)
    edit(colleague, "Quiz", "[[X]] one\n[[X]] two", "[[X]] two\n[[X]] one")
    second = name(colleague)
    rights = second.named.rights[lesson(colleague, "Quiz")]
    assert [one.writers for one in rights] == [(me(author),)]
    edit(colleague, "Quiz", "[[X]] two", '<!-- data-pass-mark="80" -->\n[[X]] two')
    third = name(colleague)
    assert [one.writers for one in third.named.rights[lesson(colleague, "Quiz")]] == [
        (me(colleague),)
    ]
    assert first.named.answers != third.named.answers


def test_the_reason_why_a_question_is_not_approved_is_true(
    desks: Desks,
) -> None:
    author, colleague, reviewer = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))

    def why(desk: Laptop = author) -> list[str]:
        version = name(desk)
        return [h.why for h in publishing.what_hinders_release(desk.ws, desk.course, version)]

    assert "Question 1 of “Quiz” has a right answer that nobody else has approved." in why()
    meet(*desks)
    approve(colleague, author.course.facts.ordered_versions()[-1])
    meet(*desks)
    assert why() == []
    edit(author, "Quiz", "Great", "Well done")
    assert why() == ["Question 1 of “Quiz” changed since it was approved."]
    third = author.course.facts.ordered_versions()[-1]
    meet(*desks)
    [block] = stands(colleague, third).left
    assert (block.became, block.is_answer) == ("changed", True)
    edit(author, "Quiz", "[( )] Nice!\n[(X)] Step 2", "[(X)] Nice!\n[( )] Step 2")
    assert why() == ["The right answer to question 1 of “Quiz” changed since it was approved."]
    policies.set_policy(author.ws, author.course, Policy(approvals=2))
    fifth = name(author)
    meet(*desks)
    approve(reviewer, fifth)
    meet(*desks)
    here = author.course.facts.versions[fifth.id]
    for desk in desks:  # one approval of two is not “approved”
        now = standing_of(desk.ws, desk.course, desk.course.facts.versions[fifth.id])
        assert (now.state, now.told) == ("in review", "1 of 2 approvals")
    assert library.library(author.ws)[0].approvals == "1 of 2 approvals"
    told = [h.why for h in publishing.what_hinders_release(author.ws, author.course, here)]
    assert "Question 1 of “Quiz” has 1 of 2 approvals." in told
    assert not any("fewer than 2 approvals" in one for one in told)  # Colleague approved the rest
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    assert standing_of(author.ws, author.course, here).state == "approved"


def test_asking_for_changes_takes_back_what_was_approved_of_its_blocks(
    desks: Desks,
) -> None:
    """What was refused is asked for again, also where it comes back; the rest is not (G5)."""
    author, colleague, _ = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    first = name(author)
    meet(*desks)
    approve(colleague, first)
    edit(author, "Why", "They know the words.", "They know many words.")
    meet(*desks)
    refused = name(author)
    meet(*desks)
    reviewing.review(
        colleague.ws, colleague.course, refused, "ask-changes", "They do not remember."
    )
    meet(*desks)
    edit(author, "Why", "Peers remember.", "Peers forget.")
    edit(author, "Quiz", "(X)] Step 2 is hard", "(X)] Step 2 was hard")
    mended = name(author)
    meet(*desks)
    approve(colleague, mended)
    meet(*desks)
    edit(author, "Why", "They know many words.", "They know the words.")  # as was never refused
    edit(author, "Why", "Peers forget.", "Peers remember.")
    edit(author, "Quiz", "(X)] Step 2 was hard", "(X)] Step 2 is hard")
    again = name(author)
    meet(*desks)
    for desk in desks:
        here = desk.course.facts.versions[again.id]
        assert [h.why for h in publishing.what_hinders_release(desk.ws, desk.course, here)] == [
            "Question 1 of “Quiz” is as it was when changes were asked for in version 2.",
            "1 block is as it was when changes were asked for in version 2.",
        ]
        found = {
            (b.words[:5], b.became, b.asked_in) for b in stands(desk, again, me(colleague)).left
        }
        assert found == {("Peers", "refused", 2), ("Which", "refused", 2)}
    assert [one.asked_in for one in draft_lacks(author.ws, author.course, 1).answers] == [2]
    approve(colleague, again)
    meet(*desks)
    here = author.course.facts.versions[again.id]
    assert publishing.what_hinders_release(author.ws, author.course, here) == []


def test_a_right_answer_that_changed_and_changed_back_is_asked_for_again(
    desks: Desks,
) -> None:
    """Always, by the versions that there are (G6); what was in no version never counts."""
    author, colleague, reviewer = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    first = name(author)
    meet(*desks)
    approve(reviewer, first)
    meet(*desks)

    def why(version: Version) -> list[str]:
        """Say what the release of a version lacks, on all laptops the same."""
        meet(*desks)
        told = []
        for desk in desks:
            here = desk.course.facts.versions[version.id]
            told.append(
                [h.why for h in publishing.what_hinders_release(desk.ws, desk.course, here)]
            )
        assert told == [told[0]] * 3
        return told[0]

    right, wrong = "[( )] Nice!\n[(X)] Step 2", "[(X)] Nice!\n[( )] Step 2"
    changed = ["The right answer to question 1 of “Quiz” changed since it was approved."]
    edit(author, "Quiz", right, wrong)
    edit(author, "Quiz", wrong, right)
    assert why(name(author)) == []
    edit(author, "Quiz", right, wrong)
    other = name(author)
    edit(colleague, "Why", "Peers remember.", "Peers  remember.")
    apart = name(colleague)  # which never saw the other
    assert (why(other), why(apart)) == (changed, [])
    edit(author, "Quiz", wrong, right)
    back = name(author)
    assert why(back) == changed
    assert why(first) == why(apart) == []
    assert [one.became for one in stands(reviewer, back).left] == ["answer"]
    [row] = draft_lacks(author.ws, author.course, 1).answers
    assert row.became == "answer"
    approve(reviewer, back)
    edit(author, "Why", "They know the words.", "They <!-- do --> know the words.")
    assert why(name(author)) == []
    twin = "\nWhich one?\n\n[(X)] Nice!\n[( )] Step 2 is hard\n[( )] Great\n"
    edit(author, "Quiz", "Which helps", f"{twin}\nWhich helps")
    beside = name(author)
    meet(*desks)
    approve(reviewer, beside)
    edit(author, "Quiz", f"{twin}\nWhich helps", "Which helps")
    assert why(name(author)) == [], "a question that goes takes no other approval along"
    edit(author, "Quiz", "[(X)] Step 2 is", "[(X)] Step 3 is")
    name(author)
    edit(author, "Quiz", "[(X)] Step 3 is", "[(X)] Step 2 is")
    assert why(name(author)) == changed, "also where an option was worded anew"


def test_a_version_that_lies_about_its_blocks_is_judged_by_its_texts(
    desks: Desks,
) -> None:
    author, colleague, _ = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    first = name(author)
    meet(*desks)
    approve(colleague, first)
    edit(author, "Why", "Peers remember.", "Peers forget.")
    publishing.publish(author.ws, author.course)
    honest = author.course.facts.ordered_versions()[-1].named
    lying = msgspec.structs.replace(honest, number=3, prints=first.named.prints)
    author.ws.ledger.write(author.course.log, lying)
    meet(*desks)
    third = author.course.facts.ordered_versions()[-1]
    with pytest.raises(Refused, match="1 block of version 3 is not approved yet"):
        publishing.release(author.ws, author.course, third)


def test_a_version_whose_texts_are_not_here_holds_no_review_up(
    desks: Desks,
) -> None:
    author, colleague, _ = desks
    policies.set_policy(author.ws, author.course, Policy(approvals=1))
    first = name(author)
    elsewhere = {n: TextState(s.heads, s.sha) for n, s in first.named.texts.items()}
    swapped = dict(zip(elsewhere, reversed(elsewhere.values()), strict=True))
    odd = msgspec.structs.replace(first.named, number=2, texts=swapped)
    written = author.ws.ledger.write(author.course.log, odd)
    meet(*desks)
    colleague.ws.ledger.write(colleague.course.log, ReviewGiven(written[0].id, "approve"))
    approve(colleague, first)
    meet(*desks)
    assert stands(author, first, me(colleague)).left == ()
    publishing.release(author.ws, author.course, author.course.facts.versions[first.id])
