"""The story: two people, two laptops, one course, offline and together again, to a release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.flows.courses import outlining
from app.flows.files import exporting, importing
from app.flows.overlaps import merging
from app.flows.review import commenting, suggesting
from app.flows.sharing import syncing
from app.flows.versions import publishing, reviewing
from app.story.people import Desk, words_of
from app.story.sentences import richest, sentences
from app.story.telling import Telling
from sync.model.ids import NodeId
from sync.server import operations
from sync.server.serving import Embedded

Picture = Callable[[Desk, str, str], Path | None]
"""Take a picture of a person's window: the desk, the page to show, the name of the picture."""

MODULE = "What we learned"
PARAGRAPHS = """## Begin

A lesson is easier to write when one other person has promised to read it this week.

## Keep it short

Keep the first version short, because short lessons get finished and long ones wait.

## Ask

Ask for one thing at a time, and say what kind of answer would help you most.

## Thank

Thank the people who answered by showing them what you changed because of it.

## Look again

Look at the lesson again after a month and take out what nobody needed.
"""


ADDED = {
    "authorfirst": "Ours took a fortnight, unhurried.",
    "colleaguelast": "Newcomers say so too, unprompted.",
    "colleaguemoved": "We rehearsed it twice on the shopfloor.",
    "colleaguesuggests": "That is worthwhile on nightshifts as well.",
}
"""What is written in the story; each sentence has a word that no course is likely to hold."""
REWORDED = {
    "authors": "straightforwardly",
    "colleagues": "unmistakably",
    "authorrewrote": "wholeheartedly",
}


@dataclass
class Cast:
    """Which lessons and sentences of this course play which part."""

    moved: NodeId
    moved_to: str
    shared_lesson: NodeId
    only_author: NodeId
    sentence: str
    first: str
    last: str
    commented: str
    commented_in: NodeId
    suggested: str
    suggested_in: NodeId


class MainJob:
    """Runs the story on throw-away workspaces below `out` and an embedded server."""

    def __init__(
        self, folder: Path, out: Path, telling: Telling, picture: Picture | None = None
    ) -> None:
        self.folder = folder
        self.out = out
        self.telling = telling
        self.picture = picture
        self.typed: set[str] = set()

    def run(self) -> None:
        """Tell it all; raises CheckFailed at the first check that does not hold."""
        server = Embedded(self.out / "server")
        url = server.start()
        try:
            self.author = Desk.sit_down("Author", self.out / "author")
            self.colleague = Desk.sit_down("Colleague", self.out / "colleague")
            try:
                self._bring_in()
                self._meet(url)
                cast = self._cast()
                self._work_apart(cast)
                self._come_together(cast)
                self._settle(cast)
                self._release()
            finally:
                self.author.ws.close()
                self.colleague.ws.close()
        finally:
            server.stop()

    # -- one step each

    def _bring_in(self) -> None:
        told, author = self.telling, self.author
        told.step(f"The author imports the course from “{self.folder.name}”.")
        brought = importing.bring_in(author.ws, self.folder, None, lambda done, of: None)
        author.title = brought.course.id
        self.colleague.title = brought.course.id
        told.check(brought.lessons > 0, f"{brought.lessons} lessons, {brought.media} other files")
        back = self.out / "back"
        exporting.write_out(author.ws, author.course, "folder", back)
        same = all(
            (back / form.path).read_bytes() == (self._root() / form.path).read_bytes()
            for form in author.course.facts.forms.values()
        )
        told.check(same, "exported again, every lesson has the same bytes")
        self._make_room()

    def _root(self) -> Path:
        return self.folder if self.folder.is_dir() else self.folder.parent

    def _make_room(self) -> None:
        """Add what a small course lacks for the story: two modules, three lessons with prose."""
        author = self.author
        modules = [n for n, _ in author.course.outline.walk() if n.kind == "module"]
        for number in range(2 - len(modules)):
            outlining.add(author.ws, author.course, "module", f"{MODULE} {number + 1}")
        texts = {n.id: author.text(n.id) for n in author.lessons()}
        lacking = max(3 - len(texts), 3 - len(richest(texts, 4)))
        if lacking > 0:
            parent = [n for n, _ in author.course.outline.walk() if n.kind == "module"][-1].id
            for number in range(lacking):
                title = f"Note {number + 1}"
                text = f"# {title}\n\n" + PARAGRAPHS.replace("lesson", f"lesson {number + 1}")
                outlining.add(author.ws, author.course, "lesson", title, parent, text=text)
            self.telling.note(f"The author adds {lacking} lessons, so that there is room to work.")

    def _meet(self, url: str) -> None:
        told, author, colleague = self.telling, self.author, self.colleague
        told.step("The author connects to the server, shares the course, and syncs.")
        data = self.out / "server"
        owner = operations.invite(data, role="owner", name="Author")
        other = operations.invite(data, role="author", name="Colleague")
        syncing.connect(author.ws, url, owner.invite, author.name)
        syncing.share(author.ws, author.course)
        done = author.sync()
        told.check(
            author.ws.store.log.waiting_count() == 0, f"{done['sent']} facts sent, none waits"
        )
        told.step("A colleague joins by invite and gets it.")
        syncing.connect(colleague.ws, url, other.invite, colleague.name)
        colleague.sync()
        self._equal("both laptops show the same course")

    def _cast(self) -> Cast:
        author = self.author
        texts = {n.id: author.text(n.id) for n in author.lessons()}
        rich = richest(texts, 4)
        assert len(rich) >= 3, "there is room to work"
        (shared, found), (other, more), (moved, _) = rich[0], rich[1], rich[2]
        outline = author.course.outline
        modules = [n.id for n, _ in outline.walk() if n.kind == "module"]
        parent = outline.nodes[moved].parent
        return Cast(
            moved=moved,
            moved_to=next(m for m in modules if m != parent),
            shared_lesson=shared,
            only_author=other,
            first=found[0].text,
            sentence=found[1].text,
            last=found[-1].text,
            commented_in=other,
            commented=more[0].text,
            suggested_in=other,
            suggested=more[-1].text,
        )

    def _write(self, desk: Desk, lesson: NodeId, old: str, new: str) -> None:
        self.typed |= words_of(new) - words_of(old)
        desk.replace(lesson, old, new)

    def _work_apart(self, cast: Cast) -> None:
        told, author, colleague = self.telling, self.author, self.colleague
        told.step("Both go offline. They edit different paragraphs of one lesson.")
        self._write(author, cast.shared_lesson, cast.first, _longer(cast.first, "authorfirst"))
        self._write(colleague, cast.shared_lesson, cast.last, _longer(cast.last, "colleaguelast"))
        told.step("They edit the same sentence.")
        self._write(author, cast.shared_lesson, cast.sentence, _reworded(cast.sentence, "authors"))
        self._write(
            colleague, cast.shared_lesson, cast.sentence, _reworded(cast.sentence, "colleagues")
        )
        told.step("The author moves a lesson to another module; the colleague writes in it.")
        node = author.course.outline.nodes[cast.moved]
        outlining.move_to_end(author.ws, author.course, node, cast.moved_to)
        written = colleague.text(cast.moved)
        line = sentences(written)[0].text
        self._write(colleague, cast.moved, line, _longer(line, "colleaguemoved"))
        told.step(
            "The colleague comments on a sentence that the author rewrites, and suggests an edit"
        )
        commenting.comment_on_quote(
            colleague.ws, colleague.course, cast.commented_in, cast.commented,
            "Could this be said with an example?",
        )  # fmt: skip
        self._write(
            author, cast.commented_in, cast.commented, _reworded(cast.commented, "authorrewrote")
        )
        wish = _longer(cast.suggested, "colleaguesuggests")
        text = colleague.text(cast.suggested_in)
        suggesting.suggest(
            colleague.ws, colleague.course, cast.suggested_in,
            text.replace(cast.suggested, wish), "It helps to know why.",
        )  # fmt: skip
        told.check(
            author.ws.store.log.waiting_count() > 0 and colleague.ws.store.log.waiting_count() > 0,
            "everything is saved on both laptops and waits to be sent",
        )

    def _come_together(self, cast: Cast) -> None:
        told, author, colleague = self.telling, self.author, self.colleague
        told.step("Both sync.")
        author.sync()
        colleague.sync()
        author.sync()
        self._equal("both laptops show the same texts, outline, comments and overlaps")
        missing = self.typed - author.shown_words()
        told.check(
            not missing, f"each of {len(self.typed)} typed words is present or in an overlap"
        )
        views = author.overlaps()
        told.check(
            [v.lesson for v in views] == [cast.shared_lesson],
            "there is exactly one overlap: the sentence that both changed",
        )
        told.check(
            REWORDED["authors"] in views[0].mine and REWORDED["colleagues"] in views[0].theirs,
            "mine and theirs are told apart",
        )
        node = author.course.outline.nodes[cast.moved]
        told.check(
            node.parent == cast.moved_to and ADDED["colleaguemoved"] in author.text(cast.moved),
            "the moved lesson is in its new module, with what the colleague wrote",
        )
        [placed] = author.threads()
        text = author.text(cast.commented_in)
        told.check(
            placed.is_placed
            and REWORDED["authorrewrote"] in text[placed.spot.start : placed.spot.end],
            "the comment sits on the rewritten sentence",
        )
        self._take("author", author, "overlaps")
        self._take("colleague", colleague, "write")

    def _settle(self, cast: Cast) -> None:
        told, author, colleague = self.telling, self.author, self.colleague
        told.step("A release over the open overlap would be refused, with the way to it.")
        hindrances = publishing.what_hinders_release(author.ws, author.course)
        told.check(
            any(h.lesson == cast.shared_lesson and "confirm" in h.mend for h in hindrances),
            hindrances[0].why if hindrances else "the overlap stands in the way",
        )
        told.step("The author confirms the overlap and accepts the suggestion.")
        [view] = author.overlaps()
        merging.confirm(author.ws, author.course, view, view.merged)
        [wish] = author.course.facts.suggestions.values()
        suggesting.accept(author.ws, author.course, wish)
        told.check(not author.overlaps(), "nothing is left to check")
        told.check(
            ADDED["colleaguesuggests"] in author.text(cast.suggested_in),
            "the suggestion is in the lesson",
        )
        author.sync()
        colleague.sync()
        self._equal("confirmed by one, closed for both")
        told.check(not colleague.overlaps(), "the colleague has nothing to check either")

    def _release(self) -> None:
        told, author, colleague = self.telling, self.author, self.colleague
        told.step("The author publishes a version and asks for review; the colleague approves it.")
        asked = reviewing.people_asked(author.ws, author.course, (colleague.name,))
        named, _ = publishing.publish(author.ws, author.course, "Better together", asked)
        author.sync()
        colleague.sync()
        version = reviewing.version_to_review(colleague.ws, colleague.course, None)
        told.check(version.number == named.number, f"version {named.number} has arrived")
        reviewing.review(colleague.ws, colleague.course, version, "approve", "Good.")
        colleague.sync()
        author.sync()
        version = author.course.facts.versions[version.id]
        told.check(version.state == "approved", "the approval is tied to that version")
        self._give_to_learners(version.id)
        author.sync()
        colleague.sync()
        self._equal("both laptops show the same to the end")
        self._take("author", author, "versions")
        self._take("colleague", colleague, "review")

    def _give_to_learners(self, ident: str) -> None:
        told, author = self.telling, self.author
        told.step("The author releases it and exports HTML.")
        version = next(v for v in author.course.facts.ordered_versions() if v.id == ident)
        hindrances = publishing.what_hinders_release(author.ws, author.course, version)
        for hindrance in hindrances:
            told.note(f"stands in the way: {hindrance.why}")
        publishing.release(author.ws, author.course, version)
        released = author.course.facts.released_version
        told.check(released == version.id, f"learners get version {version.number}")
        site = self.out / "site"
        written = exporting.write_out(
            author.ws, author.course, "html", site, version=str(version.hash)
        )
        told.check((site / "index.html").is_file(), f"{len(written.files)} files in {site}")

    # -- what is used all over

    def _equal(self, words: str) -> None:
        self.telling.check(self.author.everything() == self.colleague.everything(), words)

    def _take(self, who: str, desk: Desk, page: str) -> None:
        if self.picture is None:
            return
        path = self.picture(desk, page, f"{who}-{page}")
        if path is not None:
            self.telling.note(f"picture of the {who}'s window: {path}")


def _longer(sentence: str, word: str) -> str:
    return f"{sentence} {ADDED[word]}"


def _reworded(sentence: str, word: str) -> str:
    words = sentence.split(" ")
    middle = len(words) // 2
    return " ".join([*words[:middle], REWORDED[word], *words[middle + 1 :]])
