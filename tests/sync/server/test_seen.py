"""What a person has seen is kept for them alone, within bounds, whatever a laptop tells."""

from __future__ import annotations

from sync.model.ids import DeviceId, LogId, NodeId, fresh
from sync.model.seen import SeenUpto
from sync.server.seen import LARGEST
from sync.wire.messages import Answer, Round
from sync.wire.routes import PROTOCOL
from tests.sync.server.conftest import Team
from tests.sync.server.laptops import Laptop
from tests.sync.server.test_rounds import post

DEVICE = DeviceId("a" * 64)


def tell(team: Team, laptop: Laptop, cursor: int | None, **told: SeenUpto) -> Answer:
    desk = laptop.desk
    seen = {LogId(log.removeprefix("log")): upto for log, upto in told.items()}
    said = Round(PROTOCOL, "test", desk.epoch, dict(desk.cursors), [], True, seen, cursor)
    return post(team, laptop, said)


def test_what_was_told_comes_back_joined_and_to_nobody_else(team: Team) -> None:
    owner, colleague = team.owner(), team.member("author")
    log = owner.share_course()
    owner.sync()
    colleague.sync()
    node = NodeId(fresh())
    name = f"log{log}"
    tell(team, owner, 0, **{name: SeenUpto(5, {DEVICE: 3})})
    answer = tell(team, owner, 0, **{name: SeenUpto(4, {DEVICE: 2}, {node: {DEVICE: 4}})})
    assert answer.seen == {log: SeenUpto(5, {DEVICE: 3}, {node: {DEVICE: 4}})}
    assert tell(team, owner, answer.seen_cursor).seen == {}
    assert tell(team, owner, None).seen == {}, "an earlier application"
    assert tell(team, colleague, 0).seen == {}
    again = tell(team, owner, answer.seen_cursor, **{name: SeenUpto(6, {DEVICE: 1}, anew=True)})
    assert again.seen == {log: SeenUpto(6, {DEVICE: 1}, anew=True)}
    assert tell(team, owner, 0).seen[log].anew


def test_the_same_told_again_is_no_change(team: Team) -> None:
    owner = team.owner()
    name = f"log{owner.share_course()}"
    owner.sync()
    upto = SeenUpto(5, {DEVICE: 3})
    first = tell(team, owner, 0, **{name: upto})
    assert tell(team, owner, first.seen_cursor, **{name: upto}).seen_cursor == first.seen_cursor


def test_too_much_and_what_may_not_be_read_are_left_out(team: Team) -> None:
    owner = team.owner()
    log = owner.share_course()
    owner.sync()
    much = {NodeId(f"{n:032x}"): {DEVICE: n} for n in range(LARGEST // 100)}
    small = SeenUpto(1, {DEVICE: 1})
    for told in ({f"log{log}": SeenUpto(1, {}, much)}, {f"log{fresh()}": small}, {"logodd": small}):
        answer = tell(team, owner, 0, **told)
        assert (answer.seen, answer.seen_cursor, answer.you.laptops) == ({}, 0, 1)
    assert tell(team, owner, 0, **{f"log{log}": small}).seen == {log: small}
