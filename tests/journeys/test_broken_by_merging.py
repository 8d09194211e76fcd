"""What two people wrote apart is whole on each laptop and broken together: told, with both choices.

Each of these merges without a clash. What a writer broke alone is told apart from it.
"""

from __future__ import annotations

import pytest

from app.flows.courses import outlining
from app.flows.courses.lesson_paths import paths_of
from app.flows.files.media_changing import take_out
from app.flows.lesson import writing
from app.flows.overlaps.broken import broken_now, checks_of
from app.flows.overlaps.broken_settling import settle_broken
from app.flows.overlaps.broken_values import Broken, told_of
from app.flows.overlaps.undoing import take_back
from app.flows.overview.open_things import open_things
from app.flows.versions import publishing
from app.flows.versions.in_the_way import standing_of_draft
from app.shell.sharing.receipts_reading import course_to_check, read_receipts
from app.shell.versions.publish_desk import read_publication
from app.story.people import Desk
from editor.markdown.checks.breakable import ONLY_MERGED
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.ids import NodeId
from tests.app.flows.attached import attach
from tests.journeys.broken_apart import KEPT, QUIZ, SAID, SIDES
from tests.journeys.conftest import Team


def apart(team: Team, two: tuple[Desk, Desk], *wanted: str) -> dict[str, NodeId]:
    """Let two people write apart what is whole on each laptop, a lesson for each rule, and meet."""
    author, colleague = two
    for rule in wanted:
        outlining.add(author.ws, author.course, "lesson", f"Food {rule}", text=QUIZ)
    team.sync_all()
    lessons = dict(zip(wanted, (node.id for node in author.lessons()[-len(wanted) :]), strict=True))
    for rule, lesson in lessons.items():
        for desk, (old, new) in zip(two, SIDES[rule], strict=True):
            desk.replace(lesson, old, new)
        if rule == "missing-footnote":
            colleague.replace(lesson, "[^n]: The note.\n\n", "")
        if rule == "missing-address":
            colleague.replace(lesson, "\n[more]: https://a.example/\n", "")
    for desk in two:
        assert not set(rules(desk)) & set(wanted), f"{desk.name} wrote what is whole"
        assert not broken_now(desk.ws, desk.course)
    team.sync_all()
    return lessons


def rules(desk: Desk) -> list[str]:
    return [one.check.rule for one in checks_of(desk.ws, desk.course)]


def refused_as_checked(desk: Desk) -> bool:
    """Tell whether a release is refused, which it is for just what a strict check says."""
    publishing.publish(desk.ws, desk.course)
    version = desk.course.facts.ordered_versions()[-1]
    blocking = standing_of_draft(desk.ws, desk.course).blocking
    told = [one.why for one in publishing.what_hinders_release(desk.ws, desk.course, version)]
    assert len(told) == len(blocking)
    assert all(any(one.check.what in why for why in told) for one in blocking)
    return bool(told)


def judged_alone(desk: Desk) -> list[str]:
    """Tell why the latest version is refused, for what stands in itself: the draft is mended."""
    version = desk.course.facts.ordered_versions()[-1]
    found = publishing.what_hinders_release(desk.ws, desk.course, version)
    assert all(one.goes_by == "naming" for one in found), "the way is a new version"
    return [one.why for one in found]


def the_one(desk: Desk) -> Broken:
    [broken] = broken_now(desk.ws, desk.course)
    return broken


def test_both_choices_are_shown_and_either_is_kept_in_one_step(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    """Right answers, tables, ids and references that broke between two people (G4)."""
    author, colleague = two
    lessons = apart(team, two, *SIDES)
    assert not author.overlaps(), "the words did not clash"
    found = broken_now(author.ws, author.course)
    assert found == broken_now(colleague.ws, colleague.course), "every laptop finds the same"
    assert {(one.rule, one.lesson) for one in found} == set(lessons.items())
    checks = [one.check for one in checks_of(author.ws, author.course) if one.broken]
    assert [check.level for check in checks] == ["blocks"] * len(SIDES)
    me, other = author.ws.identity.person, colleague.ws.identity.person
    publishing.publish(author.ws, author.course)
    version = author.course.facts.ordered_versions()[-1]
    with pytest.raises(Refused, match="came by merging"):
        publishing.release(author.ws, author.course, version)
    assert refused_as_checked(author)
    told = [one.why for one in publishing.what_hinders_release(author.ws, author.course, version)]
    names = author.ws.courses.names(author.course)
    for broken in found:
        by = {choice.people: choice for choice in broken.choices}
        assert set(by) == {(me,), (other,)}, "who did what is read off the revisions"
        assert tuple(str(by[who].keep) for who in ((me,), (other,))) == SAID[broken.rule]
        said = [told_of(choice, names, me) for choice in broken.choices]
        assert [why for why in told if all(one in why for one in said)], "it says who did what"
        theirs = broken.rule in ("table-row", "doubled-note", "other-heading", "taken-words")
        desk, who = (colleague, other) if theirs else (author, me)
        taken = [choice.people for choice in broken.choices].index((who,)) + 1
        changes = settle_broken(desk.ws, desk.course, broken.id, str(taken))
        kinds = [fact.kind for fact in changes.facts]
        assert kinds == ["text.revised", "overlap.confirmed"], "one step"
        assert KEPT[broken.rule][who == other] in desk.text(broken.lesson)
        with pytest.raises(NotFound, match="mended"):
            settle_broken(desk.ws, desk.course, broken.id, "1")
    team.sync_all()
    for one in two:
        assert not broken_now(one.ws, one.course)
        assert not set(rules(one)) & set(SIDES)
    assert author.everything() == colleague.everything()


def test_what_one_broke_alone_did_not_come_by_merging(team: Team, two: tuple[Desk, Desk]) -> None:
    """It is told apart from what was broken before (G4)."""
    author, colleague = two
    outlining.add(author.ws, author.course, "lesson", "Food", text=QUIZ)
    team.sync_all()
    lesson = author.lessons()[-1].id
    author.replace(lesson, "[( )] Beet\n[( )] Corn", "[(X)] Beet\n[(X)] Corn")
    author.replace(lesson, "\n\n## End", "\n\n[^n]: Another.\n\n## End")
    author.replace(
        lesson, "Words on it.", "Words [on][nothing].\n\n## Order\n\n[x](#order), [more]."
    )
    colleague.replace(lesson, "Some last words.", "Some other words.")
    team.sync_all()
    assert {"two-right-answers", "doubled-note"} <= set(rules(author))
    assert not ONLY_MERGED & set(rules(author)), "brackets and order are as one person meant them"
    assert not broken_now(author.ws, author.course)
    assert {one.check.level for one in checks_of(author.ws, author.course)} == {"blocks", "advice"}
    colleague.replace(lesson, "Which one?", "Which of these?")
    author.replace(lesson, "That is all there is.", "That is all.")
    team.sync_all()
    assert not broken_now(author.ws, author.course), "nor because the question is worded anew"


def test_it_stays_told_after_someone_writes_on_and_what_blocks_no_learner_may_stay(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    lesson = apart(team, two, "duplicate-id")["duplicate-id"]
    colleague.replace(lesson, "Words on it.", "Words on that.")
    team.sync_all()
    broken = the_one(author)
    assert len(broken.choices) == 2
    settle_broken(author.ws, author.course, broken.id, "merged")
    team.sync_all()
    assert not broken_now(colleague.ws, colleague.course), "left as it is, for everyone"
    [check] = [o.check for o in checks_of(author.ws, author.course) if o.check.rule == broken.rule]
    assert check.level == "advice"


def test_two_right_answers_are_told_at_once_and_may_not_stay(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    """After the sync, in its account, and before a release, where both choices are (G4)."""
    author, colleague = two
    outlining.add(author.ws, author.course, "lesson", "Food", text=QUIZ)
    team.sync_all()
    lesson = author.lessons()[-1].id
    for desk, (old, new) in zip(two, SIDES["two-right-answers"], strict=True):
        desk.replace(lesson, old, new)
    author.sync()
    told = colleague.sync()
    broken = the_one(colleague)
    assert told["broken"] == [broken.id]
    walked = [(one.kind, one.id) for one in open_things(colleague.ws, colleague.course)]
    assert ("broken", broken.id) in walked, "one key walks to it as to an overlap"
    page = read_receipts(colleague.ws).page
    assert page is not None
    [line] = [one for one in page.came if one.overlap == broken.id]
    assert "more than one right answer" in line.detail
    assert course_to_check(colleague.ws, broken.id) == colleague.course.id
    findings = read_publication(colleague.ws, colleague.course.log).blockers
    [finding] = [one for one in findings if one.overlap == broken.id]
    assert "This came by merging: " in finding.detail
    assert "You made E" in finding.detail
    author.sync()
    author.replace(lesson, "That is all", "This is all")
    author.sync()
    assert colleague.sync()["broken"] == [], "once is enough"
    broken = the_one(two[0])
    with pytest.raises(BadInput, match="No learner"):
        settle_broken(two[0].ws, two[0].course, broken.id, "merged")


def test_a_link_to_a_lesson_that_the_other_removed(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    first, second = author.lessons()
    path = paths_of(author.course)[second.id].rpartition("/")[2]
    author.replace(first.id, "Thank the author", f"Read [on]({path}) and thank the author")
    outlining.remove(colleague.ws, colleague.course, [colleague.course.outline.nodes[second.id]])
    team.sync_all()
    mine, theirs = the_one(author), the_one(colleague)
    assert mine == theirs
    assert [str(choice.keep) for choice in mine.choices] == [
        "Bring “Second” back",
        "Leave the link out",
    ]
    assert [choice.people for choice in mine.choices] == [
        (author.ws.identity.person,),
        (colleague.ws.identity.person,),
    ]
    assert refused_as_checked(colleague)
    settle_broken(colleague.ws, colleague.course, mine.id, "1")
    team.sync_all()
    [why] = judged_alone(colleague)
    assert "came by merging" in why, "that version shows it for ever"
    assert not refused_as_checked(colleague)
    assert second.id in [node.id for node in author.lessons()]
    assert not broken_now(author.ws, author.course)
    # removed by one who had the link in view: broken, but not by merging
    outlining.remove(colleague.ws, colleague.course, [colleague.course.outline.nodes[second.id]])
    team.sync_all()
    assert "dead-link" in rules(author)
    assert not broken_now(author.ws, author.course)


def test_a_link_to_a_lesson_that_the_other_named_anew(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    first, second = author.lessons()
    path = paths_of(author.course)[second.id].rpartition("/")[2]
    author.replace(first.id, "Thank the author", f"Read [on]({path}) and thank the author")
    node = colleague.course.outline.nodes[second.id]
    outlining.rename(colleague.ws, colleague.course, node, "Afterwards")
    team.sync_all()
    broken = the_one(author)
    assert str(broken.choices[0].keep) == "Lead the link to “Afterwards”"
    assert refused_as_checked(author)
    settle_broken(author.ws, author.course, broken.id, "1")
    assert "[on](02-afterwards.md)" in author.text(first.id)
    [why] = judged_alone(author)
    assert "came by merging" in why, "that version shows it for ever"
    assert not refused_as_checked(author)
    assert not broken_now(author.ws, author.course)


def test_a_link_to_a_heading_of_another_lesson_that_the_other_took_out(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    first, second = author.lessons()
    writing.edit(author.ws, author.course, second.id, "# Second\n\n## Part\n\nText.\n\nEnd.\n")
    team.sync_all()
    path = paths_of(author.course)[second.id].rpartition("/")[2]
    author.replace(first.id, "Thank the author", f"Read [on]({path}#part) and thank the author")
    colleague.replace(second.id, "## Part\n\n", "")
    team.sync_all()
    broken = the_one(colleague)
    assert broken == the_one(author)
    assert str(broken.choices[0].keep) == "Bring “Part” back"
    assert refused_as_checked(colleague)
    settle_broken(colleague.ws, colleague.course, broken.id, "1")
    assert "## Part\n\nText." in colleague.text(second.id)
    team.sync_all()
    [why] = judged_alone(colleague)
    assert "came by merging" in why, "that version shows it for ever"
    assert not refused_as_checked(colleague)
    assert not broken_now(author.ws, author.course)


def test_a_link_to_a_heading_of_another_lesson_that_has_a_namesake_now(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    first, second = author.lessons()
    text = "# Second\n\nFirst words.\n\n## Part\n\nText.\n\nEnd.\n"
    writing.edit(author.ws, author.course, second.id, text)
    team.sync_all()
    path = paths_of(author.course)[second.id].rpartition("/")[2]
    author.replace(first.id, "Thank the author", f"Read [on]({path}#part) and thank the author")
    colleague.replace(second.id, "First words.", "First words.\n\n## Part\n\nOf another kind.")
    author.sync()
    assert colleague.sync()["broken"], "it is told at once"
    author.sync()
    broken = the_one(colleague)
    assert broken == the_one(author)
    assert [choice.people for choice in broken.choices] == [
        (author.ws.identity.person,),
        (colleague.ws.identity.person,),
    ]
    assert refused_as_checked(author)
    done = settle_broken(author.ws, author.course, broken.id, "1")
    assert f"({path}#part-1)" in author.text(first.id)
    assert not refused_as_checked(author)
    take_back(author.ws, author.course, done)
    assert the_one(author) == broken
    settle_broken(author.ws, author.course, broken.id, "2")
    assert "## Part {#part-2}\n\nOf another kind." in author.text(second.id)
    team.sync_all()
    assert not broken_now(colleague.ws, colleague.course)
    # who has both in view means what stands there
    colleague.replace(second.id, "Of another kind.", "Of another kind.\n\n## Part\n\nA third.")
    team.sync_all()
    assert not broken_now(author.ws, author.course)


def test_a_picture_whose_file_the_other_took_out(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    first, _ = author.lessons()
    attach(author.ws, author.course, first.id, "bee.dat", b"a bee")
    team.sync_all()
    [path] = author.course.facts.files_now()
    author.replace(first.id, "Thank the author", f"![A bee](/{path})\n\nThank the author")
    take_out(colleague.ws, colleague.course, (path,))
    team.sync_all()
    broken = the_one(author)
    assert broken == the_one(colleague)
    assert broken.rule == "dead-picture"
    assert [str(choice.keep) for choice in broken.choices] == [
        "Bring the file back",
        "Leave the picture out",
    ]
    assert refused_as_checked(colleague)
    settle_broken(colleague.ws, colleague.course, broken.id, "1")
    team.sync_all()
    [why] = judged_alone(colleague)
    assert "came by merging" in why, "that version shows it for ever"
    assert not refused_as_checked(colleague)
    assert path in author.course.facts.files_now()
    assert not broken_now(author.ws, author.course)


def test_a_paragraph_that_came_into_what_the_other_put_around_its_place(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    """Learners would not see it, or see it as code: it is told until somebody decides (G4)."""
    author, colleague = two
    first, second = (node.id for node in author.lessons())
    text = "# Second\n\nOne old line.\n\nTwo.\n\nThree.\n\nFour.\n"
    writing.edit(author.ws, author.course, second, text)
    team.sync_all()
    author.replace(first, "Say what you saw", "<!--\nSay what you saw")
    author.replace(first, "Suggest one", "-->\n\nSuggest one")
    colleague.replace(first, "Say what effect", "Read it aloud to them.\n\nSay what effect")
    author.replace(second, "Two.", "~~~\nTwo.")
    colleague.replace(second, "Four.", "Words of the colleague.\n\nFour.")
    author.sync()
    assert colleague.sync()["broken"], "it is told at once"
    author.sync()
    assert not author.overlaps(), "no words clashed"
    hidden, code = found = broken_now(author.ws, author.course)
    assert found == broken_now(colleague.ws, colleague.course), "every laptop finds the same"
    assert [one.lesson for one in found] == [first, second]
    assert "“Read it aloud to them.” stands inside a comment: " in str(hidden.what)
    me, other = author.ws.identity.person, colleague.ws.identity.person
    assert [choice.people for one in found for choice in one.choices] == [(other,), (me,)] * 2
    assert [told_of(one, {}, me) for one in code.choices] == [
        "Someone wrote “Words of the colleague.” for learners to read",
        "You made this place code",
    ]
    assert refused_as_checked(author)
    # who writes on in there has not decided
    colleague.replace(first, "aloud to them", "aloud to all of them")
    author.replace(first, "Thank the author", "Thank them")
    team.sync_all()
    assert broken_now(author.ws, author.course)[0].id == hidden.id
    done = settle_broken(author.ws, author.course, hidden.id, "1")
    assert "-->\n\nRead it aloud to all of them.\n\nSuggest" in author.text(first)
    take_back(author.ws, author.course, done)
    assert [one.id for one in broken_now(author.ws, author.course)] == [hidden.id, code.id]
    settle_broken(author.ws, author.course, hidden.id, "1")
    settle_broken(author.ws, author.course, code.id, "mine")
    assert "~~~\nTwo.\n\nThree.\n\nWords" in author.text(second), "as it is, for everyone"
    team.sync_all()
    assert not broken_now(colleague.ws, colleague.course)
    assert not refused_as_checked(colleague)
    # what both have in view by now is meant
    colleague.replace(second, "Words of the", "More words of the")
    author.replace(first, "Read it aloud", "<!-- Read it aloud")
    author.replace(first, "all of them.", "all of them. -->")
    colleague.replace(first, "Thank them", "Thank all of them")
    team.sync_all()
    assert not broken_now(author.ws, author.course)
