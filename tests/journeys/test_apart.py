"""What cannot be sent, decided apart, or stands at one path: nothing stalls, nothing is lost."""

from __future__ import annotations

import msgspec
import pytest

from app.flows import (
    attaching,
    commenting,
    merging,
    outlining,
    publishing,
    reading,
    suggesting,
    syncing,
    writing,
)
from app.shell import faces, overlap_desk, receipts_reading
from app.story.people import Desk
from editor.panels.comments.values import SuggestionNote
from editor.panels.overlaps.sentences import (
    keep,
    outline_sentence,
    question,
    stands_in_outline,
    use,
)
from sync.model import limits
from sync.model.errors import Refused
from sync.model.ids import NodeId, Sha, sha_of
from sync.model.payloads import CommentMade, FilePlaced, PlacedFile
from sync.model.review import Version
from sync.workspace import ledger
from tests.journeys.conftest import Team

SENTENCE = "Say what effect it had on you."
BEE = "01-practice/media/bee.png"
BEE_TOO = "01-practice/media/bee (2).png"


def lesson(desk: Desk, title: str = "Feedback") -> NodeId:
    """Find a lesson by its title."""
    return next(node.id for node in desk.lessons() if node.title == title)


@pytest.fixture
def no_limit(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A workspace that was written before anything was refused for its length."""
    monkeypatch.setattr(ledger, "LONGEST_FACT", 2**40)
    monkeypatch.setattr(limits, "LONGEST_TEXT", 2**40)
    return monkeypatch


def test_a_text_too_long_to_send_is_set_aside_and_the_rest_goes_on(
    team: Team, two: tuple[Desk, Desk], no_limit: pytest.MonkeyPatch
) -> None:
    author, colleague = two
    feedback, second = lesson(author), lesson(author, "Second")
    author.replace(feedback, SENTENCE, "Before it.")
    author.replace(second, "Text.", "word " * 1_800_000)
    author.replace(second, "# Second", "# The second")
    author.replace(feedback, "Before it.", "Before it. After it.")
    no_limit.undo()
    done = author.sync()
    assert [r["why"] for r in done["refused"]] == [
        "It is longer than the 8 MB that a server takes."
    ]
    assert syncing.status(author.ws).waiting == 0
    colleague.sync()
    assert "Before it. After it." in colleague.text(feedback)
    assert author.text(second) == colleague.text(second) == "# Second\n\nText.\n"
    assert author.everything() == colleague.everything()
    problems = syncing.status(author.ws).problems
    assert len(problems) == 2, "the text, and what was built on it"
    [kept] = (author.ws.store.folder / "not sent").iterdir()
    assert kept.read_text().startswith("# The second\n\nword word ")
    assert any(str(kept) in problem["mend"] for problem in problems)
    assert sum(len(receipt.refused) for receipt in syncing.receipts(author.ws)) == 2
    author.replace(feedback, "After it.", "Afterwards too.")
    assert author.sync()["sent"] == 1
    colleague.sync()
    assert author.everything() == colleague.everything()


def test_a_workspace_that_waits_for_what_was_refused_before_goes_on(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    feedback = lesson(author)
    commenting.comment_on_quote(author.ws, author.course, feedback, SENTENCE, "To be refused.")
    [comment] = author.threads()
    author.replace(feedback, SENTENCE, "Written after it.")
    author.ws.store.log.refused({comment.thread.id: "An older version gave up on it."})
    assert author.sync()["waiting"] == 0
    assert syncing.status(author.ws).waiting == 0
    colleague.sync()
    assert "Written after it." in colleague.text(feedback)
    assert author.everything() == colleague.everything()


def test_one_round_keeps_to_the_limits_of_the_wire_however_facts_are_cut(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    feedback = lesson(author)
    state = author.ws.lessons.today(author.course.log, feedback).state
    body = CommentMade(feedback, state, 0, 1, "#", "", "", "\x01" * 1_200_000)
    small = [msgspec.structs.replace(body, text=f"Small {n}.") for n in range(4_100)]
    author.ws.ledger.write(author.course.log, *[body] * 4, *small)
    done = author.sync()
    assert (done["sent"], done["refused"], done["waiting"]) == (4_104, [], 0)
    colleague.sync()
    assert colleague.ws.store.log.count(colleague.course.log) == author.ws.store.log.count(
        author.course.log
    )


def test_a_suggestion_accepted_here_and_refused_there_shows_the_refusal(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    feedback = lesson(author)
    text = author.text(feedback).replace(SENTENCE, "Say what it did to you.")
    suggesting.suggest(colleague.ws, colleague.course, feedback, text, "Plainer.")
    team.sync_all()
    for desk, decide in ((author, suggesting.accept), (colleague, None)):
        [made] = desk.course.facts.suggestions.values()
        if decide:
            decide(desk.ws, desk.course, made)
        else:
            suggesting.reject(desk.ws, desk.course, made, "The old one rhymes.")
    team.sync_all()
    assert author.everything() == colleague.everything()
    for desk in two:
        [made] = desk.course.facts.suggestions.values()
        assert (made.stands, made.decided_apart) == ("accepted", True)
        assert [(no.person, no.why) for no in made.refusals] == [
            (colleague.ws.identity.person, "The old one rhymes.")
        ]
        assert "Say what it did to you." in desk.text(feedback)
        read = reading.read_lesson(desk.ws, desk.course.log, feedback)
        [note], _ = faces.notes_of(read)
        assert isinstance(note, SuggestionNote)
        assert not note.may_decide
        assert [no.text for no in note.refusals] == ["The old one rhymes."]
        told = [r.decided_apart for r in syncing.receipts(desk.ws)]
        assert told.count((made.id,)) == 1, "one sync told of it"
        page = next(
            receipts_reading.read_receipts(desk.ws, r.id).page
            for r in syncing.receipts(desk.ws)
            if r.decided_apart
        )
        assert page is not None
        assert any("The old one rhymes." in line.detail for line in page.came)
    publishing.publish(author.ws, author.course)
    assert reading.read_lesson(author.ws, author.course.log, feedback).suggestions == ()


def place(desk: Desk, path: str, data: bytes) -> None:
    """Put bytes at a path, as a mirrored folder does; none take the file out."""
    course = desk.course
    sha = desk.ws.store.media.put(data) if data else Sha("")
    placed = PlacedFile(path, sha, len(data), course.facts.file_heads(path))
    desk.ws.ledger.write(course.log, FilePlaced((placed,)))


def bytes_at(desk: Desk) -> dict[str, bytes | None]:
    """Read every file of the course."""
    files = desk.course.facts.files_now()
    return {path: desk.ws.store.media.get(file.sha) for path, file in files.items()}


@pytest.mark.parametrize("take", ["mine", "theirs", "1", "both", "merged"])
def test_different_bytes_at_one_path_are_an_overlap_until_someone_chooses(
    team: Team, two: tuple[Desk, Desk], take: str
) -> None:
    author, colleague = two
    feedback = lesson(author)
    for desk, data in ((author, b"\x89PNG mine"), (colleague, b"\x89PNG the other")):
        address, _ = attaching.attach(desk.ws, desk.course, feedback, "bee.png", data)
        assert address == "media/bee.png"
    author.sync()
    colleague.sync()
    [receipt, *_] = syncing.receipts(colleague.ws)
    team.sync_all()
    assert author.everything() == colleague.everything()
    [view] = author.overlaps()
    assert receipt.overlaps == (view.id,)
    assert (view.kind, view.about, view.base) == ("file-apart", BEE, "")
    assert f"{BEE}: 9 bytes" in view.mine
    assert "by Author" in view.mine
    assert f"{BEE}: 14 bytes" in view.theirs
    assert "by Colleague" in view.theirs
    assert BEE_TOO in view.merged
    assert author.ws.courses.open(author.course.log).facts.file_now(BEE)
    publishing.publish(author.ws, author.course)
    version = author.course.facts.ordered_versions()[-1]
    with pytest.raises(Refused, match=r"bee\.png"):
        publishing.release(author.ws, author.course, version)
    merging.confirm_side(author.ws, author.course, view, take)
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert author.everything() == colleague.everything()
    files = bytes_at(colleague)
    if take in ("both", "merged"):
        assert sorted(files) == [BEE_TOO, BEE]
        assert set(files.values()) == {b"\x89PNG mine", b"\x89PNG the other"}
    else:
        number = {"mine": b"\x89PNG mine", "theirs": b"\x89PNG the other"}
        assert list(files) == [BEE]
        if take in number:
            assert files[BEE] == number[take]
    for desk in two:
        for data in (b"\x89PNG mine", b"\x89PNG the other"):
            assert desk.ws.store.media.get(sha_of(data)) == data, "no bytes are lost"


def test_the_same_bytes_placed_twice_are_no_overlap(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    for desk in two:
        attaching.attach(desk.ws, desk.course, lesson(desk), "bee.png", b"same")
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert bytes_at(author) == bytes_at(colleague) == {BEE: b"same"}


@pytest.mark.parametrize("take", ["mine", "theirs", "merged"])
def test_a_file_removed_here_and_changed_there_stays_until_someone_chooses(
    team: Team, two: tuple[Desk, Desk], take: str
) -> None:
    author, colleague = two
    place(author, "media/bee.png", b"old")
    team.sync_all()
    place(author, "media/bee.png", b"")
    place(colleague, "media/bee.png", b"new")
    team.sync_all()
    assert author.everything() == colleague.everything()
    [view] = author.overlaps()
    assert (view.kind, view.mine) == ("file-removed", "media/bee.png: taken out by Author")
    assert "3 bytes" in view.base
    assert bytes_at(author) == {"media/bee.png": b"new"}
    merging.confirm_side(author.ws, author.course, view, take)
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    kept = {} if take == "mine" else {"media/bee.png": b"new"}
    assert bytes_at(author) == bytes_at(colleague) == kept
    place(author, "media/bee.png", b"again")
    team.sync_all()
    assert author.overlaps() == [], "written with the removal in view"


def test_files_chosen_apart_are_shown_again(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    for desk, data in ((author, b"one"), (colleague, b"two")):
        attaching.attach(desk.ws, desk.course, lesson(desk), "bee.png", data)
    team.sync_all()
    for desk in two:
        [view] = desk.overlaps()
        merging.confirm_side(desk.ws, desk.course, view, "mine")
    team.sync_all()
    [view] = author.overlaps()
    assert author.everything() == colleague.everything()
    merging.confirm_side(author.ws, author.course, view, "both")
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert set(bytes_at(colleague).values()) == {b"one", b"two"}


def test_two_titles_of_the_course_are_an_overlap(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    outlining.describe(author.ws, author.course, title="Learning together")
    outlining.describe(colleague.ws, colleague.course, title="Peers", language="en")
    team.sync_all()
    assert author.course.title == colleague.course.title
    [view] = author.overlaps()
    assert (view.kind, view.base) == ("described-apart", "Peer learning")
    assert (view.mine, view.theirs) == ("Learning together", "Peers")
    merging.confirm_side(author.ws, author.course, view, "mine")
    team.sync_all()
    assert author.overlaps() == colleague.overlaps() == []
    assert colleague.course.title == "Learning together"
    assert colleague.course.facts.fields["language"] == "en"


def clash(team: Team, two: tuple[Desk, Desk]) -> None:
    """Let both change one sentence apart, and meet."""
    author, colleague = two
    author.replace(lesson(author), SENTENCE, "Tell what it did to you.")
    colleague.replace(lesson(author), SENTENCE, "Name the effect on your work.")
    team.sync_all()


def latest(desk: Desk) -> Version:
    """Find the version named last."""
    return desk.course.facts.ordered_versions()[-1]


def test_a_version_is_judged_by_what_it_shows_itself(team: Team, two: tuple[Desk, Desk]) -> None:
    author, _ = two
    clash(team, two)
    publishing.publish(author.ws, author.course)
    shown = latest(author)
    [view] = author.overlaps()
    other = view.theirs if view.mine == view.merged else view.mine
    merging.confirm(author.ws, author.course, view, other)
    assert author.overlaps() == []
    with pytest.raises(Refused, match=r"In version 1, 1 overlap had.*Publish a new version"):
        publishing.release(author.ws, author.course, shown)
    publishing.publish(author.ws, author.course)
    publishing.release(author.ws, author.course, latest(author))
    assert author.course.facts.released_version == latest(author).id
    with pytest.raises(Refused, match="In version 1"):
        publishing.release(author.ws, author.course, shown)


def test_a_version_that_shows_just_what_was_confirmed_later_is_released(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    clash(team, two)
    publishing.publish(author.ws, author.course)
    [view] = colleague.overlaps()
    merging.confirm(colleague.ws, colleague.course, view, view.merged)
    team.sync_all()
    publishing.release(author.ws, author.course, latest(author))
    assert author.course.facts.released_version == latest(author).id


def test_a_version_of_before_a_clash_that_nobody_kept_is_judged_all_the_same(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, _ = two
    clash(team, two)
    publishing.publish(author.ws, author.course)
    shown = latest(author)
    feedback = lesson(author)
    text = author.text(feedback)
    writing.edit(author.ws, author.course, feedback, text.split("\n\n")[0] + "\n\nAll anew.\n")
    assert author.overlaps() == [], "settled by later writing"
    with pytest.raises(Refused, match="In version 1"):
        publishing.release(author.ws, author.course, shown)
    publishing.publish(author.ws, author.course)
    hindrances = publishing.what_hinders_release(author.ws, author.course, latest(author))
    assert hindrances == []


def test_a_version_with_an_open_title_or_file_is_judged_by_what_it_shows(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    second = author.course.outline.nodes[lesson(author, "Second")]
    outlining.rename(author.ws, author.course, second, "Mine")
    outlining.rename(colleague.ws, colleague.course, second, "Theirs")
    for desk, data in ((author, b"one"), (colleague, b"two")):
        attaching.attach(desk.ws, desk.course, lesson(desk), "bee.png", data)
    team.sync_all()
    publishing.publish(author.ws, author.course)
    shown = latest(author)
    standing = author.course.outline.nodes[second.id].title
    views = {view.kind: view for view in author.overlaps()}
    text = next(view for view in author.overlaps() if view.item)
    titles = views["both-renamed"]
    other = "theirs" if titles.mine == standing else "mine"
    merging.confirm(author.ws, author.course, text, text.merged)
    merging.confirm_side(author.ws, author.course, titles, other)
    views = {view.kind: view for view in author.overlaps()}
    file = views["file-apart"]
    now = author.course.facts.file_now(BEE)
    assert file.course is not None
    number = [w.file.sha != now for w in file.course.wordings if w.file].index(True) + 1
    merging.confirm_side(author.ws, author.course, file, str(number))
    assert [view for view in author.overlaps() if view.item is None] == []
    found = publishing.what_hinders_release(author.ws, author.course, shown)
    told = [one.why for one in found if one.why.startswith("In version 1")]
    assert any("bee.png" in why for why in told)
    assert any(author.course.outline.nodes[second.id].title in why for why in told)


def test_the_window_shows_files_apart_with_a_choice(team: Team, two: tuple[Desk, Desk]) -> None:
    author, colleague = two
    for desk, data in ((author, b"one"), (colleague, b"two!")):
        attaching.attach(desk.ws, desk.course, lesson(desk), "bee.png", data)
    team.sync_all()
    read = overlap_desk.read_overlaps(author.ws, author.course.log)
    [item] = read.items
    assert question(item) == f"Different files at one place: “{BEE}”"
    assert outline_sentence(item).startswith(f"You put a file at “{BEE}”; Colleague put a file")
    assert (use(item, item.wordings[0]), keep(item)) == ("Use mine", "Keep both")
    assert BEE_TOO in stands_in_outline(item)
    overlap_desk.settle(author.ws, author.course.log, item.id, "merged", None)
    assert author.overlaps() == []
    assert sorted(bytes_at(author)) == [BEE_TOO, BEE]


def test_reasons_given_apart_for_closing_a_comment_are_both_kept(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    commenting.comment_on_quote(author.ws, author.course, lesson(author), SENTENCE, "Why?")
    team.sync_all()
    for desk, verdict, why in ((author, "done", "Reworded."), (colleague, "wont", "It is a rule.")):
        [placed] = desk.threads()
        commenting.resolve(desk.ws, desk.course, placed.thread, verdict, why)
    team.sync_all()
    for desk in two:
        [placed] = desk.threads()
        closing = placed.thread.resolution
        assert closing is not None
        told = {closing.why, *(reply.text for reply in placed.thread.replies)}
        assert told == {"Reworded.", "It is a rule."}
    assert author.threads()[0].thread == colleague.threads()[0].thread


def test_what_was_refused_is_suggested_once_whoever_syncs_and_how_often(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    syncing.grant(author.ws, author.course, "Colleague", "reviewer")
    author.sync()
    colleague.replace(lesson(author), SENTENCE, "Say what it did to your work.")
    assert colleague.sync()["suggested"] == 1
    assert colleague.sync()["suggested"] == 0
    team.sync_all()
    [wish] = author.course.facts.suggestions.values()
    suggesting.reject(author.ws, author.course, wish, "Not now.")
    team.sync_all()
    assert colleague.sync()["suggested"] == 0


def test_the_words_of_a_refused_comment_are_kept_in_sight(
    team: Team, two: tuple[Desk, Desk]
) -> None:
    author, colleague = two
    syncing.grant(author.ws, author.course, "Colleague", "reader")
    author.sync()
    commenting.comment_on_quote(
        colleague.ws, colleague.course, lesson(author), SENTENCE, "An hour's thought."
    )
    colleague.sync()
    [problem] = syncing.status(colleague.ws).problems
    [kept] = (colleague.ws.store.folder / "not sent").iterdir()
    assert str(kept) in problem["mend"]
    assert kept.read_text() == "An hour's thought."
