"""An author and two reviewers of one course, on laptops that meet by post."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.flows.lesson import writing
from app.flows.versions import publishing, reviewing
from app.flows.versions.approved import Approved, approved_by
from sync.model.ids import NodeId, PersonId
from sync.model.review import Version
from tests.app.flows.post import Laptop, Post

WHY = "# Why\n\nPeers remember.\n\nThey know the words.\n\n- one\n- two\n"
QUIZ = "# Quiz\n\nWhich helps most?\n\n[( )] Nice!\n[(X)] Step 2 is hard\n[( )] Great\n\nThe end.\n"
Desks = tuple[Laptop, Laptop, Laptop]


@contextmanager
def three_desks(folder: Path) -> Iterator[Desks]:
    """Let an author and two reviewers, of whom one may write, sit down at one course."""
    post = Post()
    author = Laptop(folder / "author", post, "owner")
    made = (
        author,
        Laptop(folder / "colleague", post),
        Laptop(folder / "reviewer", post, "reviewer"),
    )
    post.share(author.ws, {"Why": WHY, "Quiz": QUIZ})
    meet(*made)
    yield made
    for one in made:
        one.ws.close()


def meet(*desks: Laptop) -> None:
    """Let all take what the others have."""
    for _ in range(2):
        for one in desks:
            one.sync()


def me(desk: Laptop) -> PersonId:
    """Name the person at a desk."""
    return desk.ws.identity.person


def lesson(desk: Laptop, title: str) -> NodeId:
    """Find a lesson by its title."""
    return next(node.id for node in desk.course.outline.lessons() if node.title == title)


def edit(desk: Laptop, title: str, old: str, new: str) -> None:
    """Change words of a lesson."""
    node = lesson(desk, title)
    today = desk.ws.lessons.today(desk.course.log, node)
    assert old in today.text
    writing.edit(desk.ws, desk.course, node, today.text.replace(old, new, 1))


def name(desk: Laptop) -> Version:
    """Name a version."""
    publishing.publish(desk.ws, desk.course)
    return desk.course.facts.ordered_versions()[-1]


def approve(desk: Laptop, version: Version) -> None:
    """Approve a version."""
    reviewing.review(desk.ws, desk.course, version, "approve")


def stands(desk: Laptop, version: Version, person: PersonId | None = None) -> Approved:
    """Tell how far somebody has approved a version."""
    here = desk.course.facts.versions[version.id]
    return approved_by(desk.ws, desk.course, here, person or me(desk))


def left(found: Approved) -> list[tuple[str, str]]:
    """List what they have still to approve."""
    return [(one.title, one.words) for one in found.left]
