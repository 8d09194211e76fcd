"""An overlap is given, left for later, asked about, settled by a third choice, and taken back."""

from __future__ import annotations

import pytest

from app.flows.lesson import writing
from app.flows.overlaps import asking, giving, merging, third, undoing
from app.flows.review import commenting, deciding, suggesting
from app.flows.versions import publishing
from app.shell.course import overlap_acts
from app.story.people import Desk
from sync.model.errors import BadInput, NotFound, Refused
from sync.model.ids import NodeId
from tests.journeys.conftest import Team

SENTENCE = "Say what effect it had on you."
MINE, THEIRS = "Tell what it did to you.", "Name the effect on your work."


@pytest.fixture
def clash(team: Team, two: tuple[Desk, Desk]) -> tuple[Desk, Desk, NodeId]:
    """Two desks with one overlap, the same on both."""
    author, colleague = two
    lesson = next(n.id for n in author.lessons() if n.title == "Feedback")
    author.replace(lesson, SENTENCE, MINE)
    colleague.replace(lesson, SENTENCE, THEIRS)
    team.sync_all()
    return author, colleague, lesson


def the_one(desk: Desk) -> merging.OverlapView:
    [view] = desk.overlaps()
    return view


def test_it_is_given_to_a_person_and_everyone_sees_whose_it_is(
    team: Team, clash: tuple[Desk, Desk, NodeId]
) -> None:
    author, colleague, _ = clash
    her = colleague.ws.identity.person
    giving.give(author.ws, author.course, the_one(author), to=her, why="You know it better")
    team.sync_all()
    said = giving.given(colleague.course, the_one(colleague))
    assert said is not None
    assert (said.to, said.by, said.why) == (her, author.ws.identity.person, "You know it better")
    giving.give(colleague.ws, colleague.course, the_one(colleague), until="2026-12-24")
    team.sync_all()
    later = giving.given(author.course, the_one(author))
    assert later is not None
    assert (later.to, later.until) == ("", "2026-12-24"), "what was said last, with it in view"
    assert not later.is_over("2026-12-23")
    assert later.is_over("2026-12-24")
    giving.take_up(author.ws, author.course, the_one(author))
    team.sync_all()
    assert giving.given(colleague.course, the_one(colleague)) is None
    with pytest.raises(BadInput, match="no day"):
        giving.give(author.ws, author.course, the_one(author), until="soon")
    view = the_one(colleague)
    merging.confirm(colleague.ws, colleague.course, view, view.mine)
    team.sync_all()
    assert author.overlaps() == [], "confirming closes it for everyone, whoever had it"


def test_left_for_later_without_a_day_is_a_week(clash: tuple[Desk, Desk, NodeId]) -> None:
    author, _, _ = clash
    giving.give(author.ws, author.course, the_one(author))
    said = giving.given(author.course, the_one(author))
    assert said is not None
    assert said.until > "2026"
    assert said.to == ""


def test_the_other_is_asked_at_the_place(team: Team, clash: tuple[Desk, Desk, NodeId]) -> None:
    author, colleague, lesson = clash
    asking.ask(author.ws, author.course, the_one(author), "Which do you mean?")
    team.sync_all()
    [thread] = asking.questions(colleague.course, the_one(colleague))
    assert thread.mentions == (colleague.ws.identity.person,)
    [placed] = colleague.threads()
    assert placed.is_placed
    assert thread.quote in colleague.text(lesson)
    commenting.reply(colleague.ws, colleague.course, thread, "Mine.")
    commenting.resolve(colleague.ws, colleague.course, thread, "done", "Answered")
    team.sync_all()
    assert asking.questions(author.course, the_one(author)) == ()
    assert len(author.overlaps()) == 1, "asking closes nothing"


def test_a_choice_is_one_step_and_taking_it_back_opens_it_again(
    team: Team, clash: tuple[Desk, Desk, NodeId]
) -> None:
    author, colleague, lesson = clash
    before, view = author.text(lesson), the_one(author)
    chosen = merging.confirm(author.ws, author.course, view, view.theirs)
    assert undoing.can_take_back(chosen)
    assert THEIRS in author.text(lesson)
    team.sync_all()
    assert colleague.overlaps() == []
    undoing.take_back(author.ws, author.course, chosen)
    assert author.text(lesson) == before
    assert the_one(author).id == view.id
    team.sync_all()
    assert the_one(colleague).id == view.id
    assert author.everything() == colleague.everything()
    with pytest.raises(Refused, match="already"):
        undoing.take_back_by_name(colleague.ws, view.id)
    again = the_one(colleague)
    merging.confirm(colleague.ws, colleague.course, again, again.mine)
    team.sync_all()
    assert author.overlaps() == [], "the choice made after that counts"
    undoing.take_back_by_name(author.ws, view.id[:12])
    team.sync_all()
    assert the_one(colleague).id == view.id
    with pytest.raises(NotFound):
        undoing.take_back_by_name(author.ws, "none")


def test_a_reviewer_sees_it_and_suggests_and_a_suggestion_is_its_third_choice(
    team: Team, clash: tuple[Desk, Desk, NodeId]
) -> None:
    author, colleague, lesson = clash
    reviewer = team.join("Reviewer", "reviewer")
    reviewer.title = author.title
    asked = (reviewer.ws.identity.person,)
    team.sync_all()
    publishing.publish(author.ws, author.course, "For review", ask=asked)
    team.sync_all()
    version = reviewer.course.facts.ordered_versions()[-1]
    assert version.state == "in review", "it is asked for, open overlap and all"
    shown = the_one(reviewer)
    names = reviewer.ws.courses.names(reviewer.course)
    by = [names[person] for wording in shown.wordings for person in wording.people]
    assert sorted(by) == ["Author", "Colleague"], "who looks on sees the authors"
    with pytest.raises(Refused, match="overlap"):
        publishing.release(author.ws, author.course, version)
    chosen = next(w.text for w in shown.wordings if w.text != shown.merged)
    done = merging.confirm(reviewer.ws, reviewer.course, shown, chosen)
    assert done.kinds == {"suggestion.made"}, "a reviewer's choice is a suggestion"
    team.sync_all()
    [wish] = third.choices_at(author.ws, author.course, the_one(author))
    assert wish.wording == chosen
    assert len(author.overlaps()) == len(colleague.overlaps()) == 1, "it stays open"
    deciding.reject_all(author.ws, author.course, [wish.suggestion], "Not now")
    team.sync_all()
    text = reviewer.text(lesson)
    item = the_one(reviewer).item
    assert item is not None and item.start is not None and item.end is not None
    own = "Say how it felt, and why.\n"
    suggested = text[: item.start] + own + text[item.end :]
    suggesting.suggest(reviewer.ws, reviewer.course, lesson, suggested, "Both in one")
    team.sync_all()
    [choice] = third.choices_at(author.ws, author.course, the_one(author))
    assert choice.wording == own
    before = author.text(lesson)
    taken = third.take_third(author.ws, author.course, the_one(author), choice.suggestion.id)
    assert own in author.text(lesson)
    assert author.overlaps() == []
    team.sync_all()
    assert colleague.overlaps() == []
    assert own in colleague.text(lesson)
    assert colleague.course.facts.suggestions[choice.suggestion.id].accepted
    undoing.take_back(author.ws, author.course, taken)
    assert author.text(lesson) == before
    assert author.overlaps(), "one act, taken back as one"
    team.sync_all()
    assert author.everything() == colleague.everything() == reviewer.everything()
    view = the_one(colleague)
    [again] = third.choices_at(colleague.ws, colleague.course, view)
    assert again == choice or again.wording == own, "it is a choice as before"
    third.take_third(colleague.ws, colleague.course, view, again.suggestion.id)
    assert own in colleague.text(lesson)
    undoing.take_back_by_name(colleague.ws, view.id)
    assert colleague.text(lesson) == before
    assert [one.id for one in colleague.overlaps()] == [view.id]


def test_a_third_choice_is_taken_back_by_name_with_its_yes(
    team: Team, clash: tuple[Desk, Desk, NodeId]
) -> None:
    author, colleague, lesson = clash
    before, view = author.text(lesson), the_one(author)
    assert view.item is not None and view.item.start is not None
    text = before[: view.item.start] + "Say how it felt.\n" + before[view.item.end :]
    suggesting.suggest(colleague.ws, colleague.course, lesson, text, "Shorter")
    team.sync_all()
    [choice] = third.choices_at(author.ws, author.course, the_one(author))
    third.take_third(author.ws, author.course, the_one(author), choice.suggestion.id)
    assert "Say how it felt." in author.text(lesson)
    team.sync_all()
    undoing.take_back_by_name(colleague.ws, view.id)
    team.sync_all()
    for desk in (author, colleague):
        assert desk.text(lesson) == before
        assert the_one(desk).id == view.id
        assert the_one(desk).state == "open"
    with pytest.raises(Refused, match="already"):
        undoing.take_back_by_name(author.ws, view.id)


def test_choices_apart_that_someone_wrote_over_are_settled_and_closed_together(
    team: Team, clash: tuple[Desk, Desk, NodeId]
) -> None:
    author, colleague, lesson = clash
    author.replace(lesson, "Thank the author", "Thank everyone")
    colleague.replace(lesson, "Thank the author", "Be thankful")
    team.sync_all()
    for desk in (author, colleague):
        for view in [
            one for one in desk.overlaps() if MINE in {w.text.strip() for w in one.wordings}
        ]:
            merging.confirm(desk.ws, desk.course, view, view.mine)
    team.sync_all()
    assert sorted(view.kind for view in author.overlaps()) == ["both-edited", "chosen-apart"]
    text = author.text(lesson)
    head = text[: text.index("draft.") + len("draft.")]
    writing.edit(author.ws, author.course, lesson, head + "\n\nAll of it anew.\n")
    team.sync_all()
    for desk in (author, colleague):
        assert desk.overlaps() == [], "later writing settled both"
        listed = merging.overlaps(desk.ws, desk.course, settled=True)
        assert {view.state for view in listed} == {"settled"}
        said = "".join(w.text for view in listed for w in view.wordings)
        assert all(words in said for words in (MINE, THEIRS, "Thank everyone", "Be thankful"))
    publishing.publish(author.ws, author.course, "All anew")
    latest = author.course.facts.ordered_versions()[-1]
    publishing.release(author.ws, author.course, latest)
    overlap_acts.settle_all_settled(colleague.ws, colleague.course.log)
    team.sync_all()
    for desk in (author, colleague):
        assert merging.overlaps(desk.ws, desk.course, settled=True) == [], "closed together"
        assert desk.text(lesson).endswith("All of it anew.\n")
