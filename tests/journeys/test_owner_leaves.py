"""The only owner leaves: the course passes on, with its words, its comments and what is enough."""

from __future__ import annotations

import pytest

from app.flows.courses import outlining
from app.flows.files import own_work
from app.flows.overview.library import everyone
from app.flows.review import commenting, deciding
from app.flows.sharing import syncing
from app.flows.versions import policies, publishing
from app.story.people import Desk
from sync.model.errors import Refused
from sync.model.round_payloads import Policy
from sync.server import operations
from tests.journeys.conftest import Team

TEXT = "# Hive\n\nThe queen lays.\n\nBees dance.\n"


@pytest.fixture
def left(team: Team) -> tuple[Desk, Desk]:
    """A shared course with a comment, an approval asked for, and two who write in it."""
    owner, author = team.join("Owner", "owner"), team.join("Author", "author")
    owner.title = author.title = outlining.begin(owner.ws, "Bees").id
    hive = outlining.add(owner.ws, owner.course, "lesson", "Hive", text=TEXT).nodes[0]
    syncing.share(owner.ws, owner.course)
    policies.set_policy(owner.ws, owner.course, Policy(approvals=1))
    commenting.comment_on_quote(owner.ws, owner.course, hive, "queen", "Which one?")
    team.sync_all()
    return owner, author


def pass_on(team: Team, owner: Desk, to: Desk) -> None:
    """Do what who runs the server does: a new owner, and no access for the one who left."""
    made = operations.invite(team.folder / "server", role="owner", name="Author")
    syncing.connect(to.ws, team.url, made.invite, "Author")
    operations.revoke(team.folder / "server", owner.ws.identity.person)


def test_a_course_passes_on_when_its_only_owner_leaves(team: Team, left: tuple[Desk, Desk]) -> None:
    """Who runs the server makes a member owner of the space; then nothing waits for who left."""
    owner, author = left
    with pytest.raises(Refused, match="Only an owner"):
        policies.set_space_policy(author.ws, author.course.row.space, Policy())

    pass_on(team, owner, author)
    author.sync()

    roles = {one.name: one.role for one in everyone(author.ws, author.course)}
    assert roles == {"Owner": "none", "Author": "owner"}, "the same person, not a second one"
    [thread] = author.threads()
    commenting.resolve(author.ws, author.course, thread.thread, "done", "The only one.")
    publishing.publish(author.ws, author.course)
    [version] = author.course.facts.ordered_versions()
    with pytest.raises(Refused, match="not approved"):
        publishing.release(author.ws, author.course, version)
    policies.set_policy(author.ws, author.course, None)
    policies.set_space_policy(author.ws, author.course.row.space, Policy(approvals=0))
    publishing.release(author.ws, author.course, version)
    assert author.sync()["refused"] == []


def test_what_the_owner_had_not_sent_arrives_as_a_suggestion_in_their_name(
    team: Team, left: tuple[Desk, Desk]
) -> None:
    """The one who goes on reads it, takes it, and it stays their words (G12)."""
    owner, author = left
    [hive] = owner.lessons()
    owner.replace(hive.id, "Bees dance.", "Bees dance at noon.")
    pass_on(team, owner, author)
    author.sync()
    assert owner.sync()["suggested"] == 1
    author.sync()
    [wish] = author.course.facts.suggestions.values()
    assert wish.person == owner.ws.identity.person
    deciding.accept_all(author.ws, author.course, [wish])
    assert "Bees dance at noon." in author.text(hive.id)
    [writer] = own_work.writers_of(author.ws, author.course, hive.id)
    assert (writer.person, writer.share) == (owner.ws.identity.person, 100)
