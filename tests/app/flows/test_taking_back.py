"""What came in goes back as a new edit: exactly, or beside what was built on it as an overlap."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.flows.courses import outlining
from app.flows.lesson import writing
from app.flows.overlaps import merging
from app.flows.review import commenting, suggesting
from app.flows.sharing.batch_lines import Batch
from app.flows.sharing.taking_back import find_batch, take_back
from sync.model.errors import BadInput, Refused
from sync.model.ids import NodeId
from sync.model.kinds import payload_of
from sync.model.outline import ROOT
from tests.app.flows.post import Laptop, Post

TEXT = (
    "# Feedback\n\nSay what you saw in the draft.\n\nSay what effect it had on you.\n\n"
    "Suggest one change, with an example.\n\nThank the author for asking.\n"
)


class Two:
    """An author and a colleague who share a course, each on a laptop."""

    def __init__(self, folder: Path) -> None:
        self.post = Post()
        self.author = Laptop(folder / "author", self.post, "owner")
        self.colleague = Laptop(folder / "colleague", self.post)
        one, two = self.post.share(self.author.ws, {"One": TEXT, "Two": "# Two\n\nText.\n"})
        self.one, self.two = one, two
        self.meet()

    def meet(self) -> None:
        for _ in range(2):
            for laptop in (self.author, self.colleague):
                laptop.sync()

    def bring(self) -> Batch:
        """Let what the colleague wrote come to the author; give the receipt."""
        self.colleague.sync()
        self.author.sync()
        return self.last()

    def last(self) -> Batch:
        return find_batch(self.author.ws, self.author.receipts()[0].id)

    def writes(self, laptop: Laptop, old: str, new: str, lesson: NodeId | None = None) -> None:
        lesson = lesson or self.one
        text = laptop.text(lesson)
        assert text.count(old) == 1
        writing.edit(laptop.ws, laptop.course, lesson, text.replace(old, new))


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    yield made
    made.author.ws.close()
    made.colleague.ws.close()


def test_what_nobody_touched_goes_back_and_comes_again(two: Two) -> None:
    """A whole batch goes back as a new edit, and that one goes back, too (G7)."""
    two.writes(two.colleague, "effect", "trace")
    two.writes(two.colleague, "Text.", "Other text.", two.two)
    batch = two.bring()
    changed = two.author.text(two.one), two.author.text(two.two)
    assert [line.kind for line in batch.lines] == ["words", "words"]
    assert {line.people for line in batch.lines} == {(two.colleague.ws.identity.person,)}
    done = take_back(two.author.ws, batch, why="The source says “effect”.")
    assert (two.author.text(two.one), two.author.text(two.two)) == (TEXT, "# Two\n\nText.\n")
    assert (done.count, done.overlaps) == (2, ())
    again = find_batch(two.author.ws, done.receipt)
    assert again.receipt.takes_back == batch.receipt.id
    taken = find_batch(two.author.ws, batch.receipt.id)
    assert [line.taken for line in taken.lines] == [done.receipt] * 2
    with pytest.raises(Refused, match="already"):
        take_back(two.author.ws, taken)
    take_back(two.author.ws, again)
    assert (two.author.text(two.one), two.author.text(two.two)) == changed
    assert all(line.goes_back for line in find_batch(two.author.ws, batch.receipt.id).lines)
    two.meet()
    assert two.colleague.text(two.one) == changed[0]


def test_it_is_a_change_that_says_whose_words_it_puts_back_and_why(two: Two) -> None:
    before = two.author.ws.lessons.today(two.post.log, two.one).state.heads
    two.writes(two.colleague, "effect", "trace")
    done = take_back(two.author.ws, two.bring(), why="The source says so.")
    [fact] = done.changes[0].facts
    body = payload_of(fact)
    assert (body.restores, body.why) == (before, "The source says so.")


def test_what_i_wrote_meanwhile_elsewhere_stays(two: Two) -> None:
    two.writes(two.colleague, "effect", "trace")
    batch = two.bring()
    two.writes(two.author, "one change", "one small change")
    take_back(two.author.ws, batch)
    assert two.author.text(two.one) == TEXT.replace("one change", "one small change")
    assert merging.overlaps(two.author.ws, two.author.course) == []


def test_what_was_built_on_it_becomes_an_overlap_of_both(two: Two) -> None:
    two.writes(two.colleague, "effect", "trace")
    batch = two.bring()
    two.writes(two.author, "what trace it had", "what deep trace it had")
    done = take_back(two.author.ws, batch)
    [overlap] = merging.overlaps(two.author.ws, two.author.course)
    assert done.overlaps == (overlap.id,)
    told = [one.text for one in overlap.wordings]
    assert any("deep trace" in one for one in told)
    assert any("what effect" in one for one in told)
    two.meet()
    assert [o.id for o in merging.overlaps(two.colleague.ws, two.colleague.course)] == [overlap.id]


def test_an_overlap_that_the_batch_made_closes_with_it(two: Two) -> None:
    two.writes(two.colleague, "Say what effect it had on you.", "Tell what it did to you.")
    two.writes(two.author, "Say what effect it had on you.", "Name its effect on your work.")
    mine = two.author.text(two.one)
    batch = two.bring()
    assert len(merging.overlaps(two.author.ws, two.author.course)) == 1
    take_back(two.author.ws, batch)
    assert two.author.text(two.one) == mine
    assert merging.overlaps(two.author.ws, two.author.course) == []
    two.meet()
    assert two.colleague.text(two.one) == mine
    assert merging.overlaps(two.colleague.ws, two.colleague.course) == []


def test_one_line_of_many_goes_back_alone(two: Two) -> None:
    two.writes(two.colleague, "effect", "trace")
    two.writes(two.colleague, "Thank the author", "Thank the writer")
    batch = two.bring()
    [effect, thanks] = batch.lines
    assert ("effect" in effect.before, "writer" in thanks.after) == (True, True)
    take_back(two.author.ws, batch, [thanks.id[:6]])
    assert two.author.text(two.one) == TEXT.replace("effect", "trace")
    with pytest.raises(BadInput, match="no line"):
        take_back(two.author.ws, batch, ["nothing"])


def test_a_paragraph_that_was_moved_is_one_line(two: Two) -> None:
    moved = "Thank the author for asking.\n"
    text = TEXT.replace("\n" + moved, "").replace("# Feedback\n\n", f"# Feedback\n\n{moved}\n")
    writing.edit(two.colleague.ws, two.colleague.course, two.one, text)
    batch = two.bring()
    assert len(batch.lines) == 1
    take_back(two.author.ws, batch, [batch.lines[0].id])
    assert two.author.text(two.one) == TEXT


def test_who_changed_what_is_told_where_several_did(two: Two, tmp_path: Path) -> None:
    third = Laptop(tmp_path / "third", two.post)
    third.sync()
    two.writes(third, "Thank the author", "Thank the writer")
    third.sync()
    two.writes(two.colleague, "effect", "trace")
    batch = two.bring()
    [effect, thanks] = batch.lines
    assert effect.people == (two.colleague.ws.identity.person,)
    assert thanks.people == (third.ws.identity.person,)
    third.ws.close()


def test_a_receipt_of_last_week_goes_back_under_what_came_since(two: Two) -> None:
    two.writes(two.colleague, "effect", "trace")
    old = two.bring()
    two.writes(two.colleague, "one change", "one small change")
    two.bring()
    take_back(two.author.ws, old)
    assert two.author.text(two.one) == TEXT.replace("one change", "one small change")


def test_the_outline_goes_back_by_opposite_facts(two: Two) -> None:
    there = two.colleague
    module = outlining.add(there.ws, there.course, "module", "Practice").nodes[0]
    new = outlining.add(there.ws, there.course, "lesson", "New", module, text="# New\n").nodes[0]
    first = there.course.outline.nodes[two.one]
    outlining.move(there.ws, there.course, first, module, new)
    outlining.rename(there.ws, there.course, there.course.outline.nodes[two.two], "Second")
    outlining.describe(there.ws, there.course, language="de", title="Feedback")
    before = [(n.id, n.parent, n.title) for n, _ in two.author.course.outline.walk()]
    batch = two.bring()
    after = [(n.id, n.parent, n.title) for n, _ in two.author.course.outline.walk()]
    kinds = {line.kind for line in batch.lines}
    assert {"added", "moved", "renamed", "field"} <= kinds
    [added] = [line for line in batch.lines if line.kind == "added"]
    assert added.name == "Practice"
    done = take_back(two.author.ws, batch)
    now = two.author.course
    assert [(n.id, n.parent, n.title) for n, _ in now.outline.walk()] == before
    assert (now.title, now.outline.overlaps, now.apart) == ("Peer learning", (), ())
    take_back(two.author.ws, find_batch(two.author.ws, done.receipt))
    now = two.author.course
    assert [(n.id, n.parent, n.title) for n, _ in now.outline.walk()] == after
    assert (now.title, now.outline.overlaps, now.apart) == ("Feedback", (), ())
    assert two.author.text(new) == "# New\n"


def test_a_removal_goes_back_with_all_that_went(two: Two) -> None:
    here = two.author
    module = outlining.add(here.ws, here.course, "module", "Practice").nodes[0]
    outlining.move(here.ws, here.course, here.course.outline.nodes[two.one], module, None)
    two.meet()
    before = [(n.id, n.parent) for n, _ in here.course.outline.walk()]
    there = two.colleague
    outlining.remove(there.ws, there.course, [there.course.outline.nodes[module]])
    batch = two.bring()
    assert [(line.kind, line.name) for line in batch.lines] == [("removed", "Practice")]
    take_back(here.ws, batch)
    assert [(n.id, n.parent) for n, _ in here.course.outline.walk()] == before
    assert here.text(two.one) == TEXT


def test_a_move_that_someone_moved_on_is_an_overlap(two: Two) -> None:
    there, here = two.colleague, two.author
    node = there.course.outline.nodes[two.one]
    outlining.move(there.ws, there.course, node, ROOT, two.two)
    batch = two.bring()
    module = outlining.add(here.ws, here.course, "module", "Practice").nodes[0]
    outlining.move(here.ws, here.course, here.course.outline.nodes[two.one], module, None)
    done = take_back(here.ws, batch)
    assert [o.kind for o in here.course.outline.overlaps] == ["both-moved"]
    assert len(done.overlaps) == 1


def test_comments_and_verdicts_stay_and_are_no_lines(two: Two) -> None:
    """Taking a batch back keeps what was said (G7)."""
    there, here = two.colleague, two.author
    two.writes(there, "effect", "trace")
    commenting.comment_on_quote(there.ws, there.course, two.one, "trace", "Is that so?")
    batch = two.bring()
    assert len(batch.lines) == 1
    take_back(here.ws, batch)
    assert len(here.course.facts.threads) == 1
    [thread] = commenting.threads(here.ws, here.course)
    assert thread.thread.text == "Is that so?"


def test_from_a_reviewer_it_is_a_suggestion_that_can_be_withdrawn(two: Two) -> None:
    two.author.role = "reviewer"
    two.writes(two.colleague, "effect", "trace")
    batch = two.bring()
    assert {line.how for line in batch.lines} == {"suggest"}
    done = take_back(two.author.ws, batch, why="The source says “effect”.")
    assert (done.suggested, done.count) == (1, 1)
    assert two.author.text(two.one) == TEXT.replace("effect", "trace")
    two.meet()
    [made] = two.colleague.course.facts.suggestions.values()
    assert made.why == "The source says “effect”."
    suggesting.accept(two.colleague.ws, two.colleague.course, made)
    assert two.colleague.text(two.one) == TEXT
    back = find_batch(two.author.ws, done.receipt)
    assert [line.kind for line in back.lines] == ["suggested"]
    take_back(two.author.ws, back)
    assert [s.stands for s in two.author.course.facts.suggestions.values()] == ["withdrawn"]


def test_a_reviewer_asks_for_no_words_where_only_a_choice_came(two: Two) -> None:
    for laptop, word in ((two.author, "trace"), (two.colleague, "sign")):
        two.writes(laptop, "effect", word)
    two.meet()
    there = two.colleague
    [view] = merging.overlaps(there.ws, there.course)
    merging.confirm(there.ws, there.course, view, view.merged)
    two.author.role = "reviewer"
    batch = two.bring()
    assert [(line.kind, line.how) for line in batch.lines] == [("settled", "")]
    with pytest.raises(Refused, match="cannot"):
        take_back(two.author.ws, batch)
    assert not two.author.course.facts.suggestions


def test_a_reader_takes_nothing_back(two: Two) -> None:
    two.author.role = "reader"
    two.writes(two.colleague, "effect", "trace")
    batch = two.bring()
    with pytest.raises(Refused, match="cannot"):
        take_back(two.author.ws, batch)
    with pytest.raises(Refused, match="nothing to go back"):
        take_back(two.colleague.ws, find_batch(two.colleague.ws, two.colleague.receipts()[0].id))


WORDS = ["load", "crane", "rope", "hook", "winch", "brake", "test", "sign", "check", "note"]


SOAKED = [
    pytest.param(seed, marks=pytest.mark.soak(row="random batches taken back (seeds)"))
    for seed in range(6, 306)
]


@pytest.mark.parametrize("seed", [*range(6), *SOAKED])
def test_random_batches_go_back_and_come_again(tmp_path: Path, seed: int) -> None:
    """No word is lost; with nothing built on it the text is what it was; back and again is same."""
    rng = random.Random(seed)
    two = Two(tmp_path)
    made = 0

    def scribble(laptop: Laptop) -> None:
        nonlocal made
        for _ in range(rng.randint(1, 4)):
            lesson = rng.choice((two.one, two.two))
            blocks = laptop.text(lesson).strip("\n").split("\n\n")
            at = rng.randrange(len(blocks))
            made += 1
            word = f"w{seed}x{made}"
            match rng.randrange(4):
                case 0:
                    blocks.insert(at + 1, f"New {word} {rng.choice(WORDS)} here.")
                case 1 if len(blocks) > 3:
                    del blocks[at]
                case 2:
                    blocks.insert(rng.randrange(len(blocks)), blocks.pop(at))
                case _:
                    blocks[at] += f" And {word}."
            writing.edit(laptop.ws, laptop.course, lesson, "\n\n".join(blocks) + "\n")

    def texts() -> list[str]:
        return [two.author.text(lesson) for lesson in (two.one, two.two)]

    for _ in range(3):
        scribble(two.colleague)
        if rng.random() < 0.5:
            scribble(two.author)
            two.author.sync()
        before = texts()
        batch = two.bring()
        built = rng.random() < 0.5
        if built:
            scribble(two.author)
        now = texts()
        only = [line.id for line in batch.lines if rng.random() < 0.6]
        if not batch.lines or (rng.random() < 0.4 and not only):
            continue
        done = take_back(two.author.ws, batch, only)
        if not built and set(done.lines) == {line.id for line in batch.lines}:
            assert texts() == before, f"seed {seed}"
        kept = set(_words("\n".join(texts())))
        for view in merging.overlaps(two.author.ws, two.author.course, settled=True):
            kept |= {word for one in view.wordings for word in _words(one.text)}
        went = {w for line in batch.lines if line.id in done.lines for w in _words(line.after)}
        assert set(_words("\n".join(now))) <= kept | went, f"seed {seed}"
        again = find_batch(two.author.ws, done.receipt)
        assert again.lines or texts() == now
        if again.lines:
            take_back(two.author.ws, again)
        assert texts() == now, f"seed {seed}"
        two.meet()
        assert texts() == [two.colleague.text(lesson) for lesson in (two.one, two.two)]
    two.author.ws.close()
    two.colleague.ws.close()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
