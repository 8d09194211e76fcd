"""Numbers of versions, on laptops that meet by post: a forged one takes none from others."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.flows.versions import publishing
from tests.app.flows.post import Laptop, Post


def named(desk: Laptop) -> int:
    return publishing.publish(desk.ws, desk.course)[0].number


def test_a_forged_number_leaves_numbers_to_others(tmp_path: Path) -> None:
    post = Post()
    author, colleague = (
        Laptop(tmp_path / "author", post, "owner"),
        Laptop(tmp_path / "colleague", post),
    )
    post.share(author.ws, {"Why": "# Why\n\nPeers remember.\n"})
    with author.ws, colleague.ws:
        assert named(author) == 1
        author.sync(), colleague.sync()
        [honest] = colleague.course.facts.versions.values()
        forged = msgspec.structs.replace(honest.named, number=2**53 - 1, note="forged")
        colleague.ws.ledger.write(colleague.course.log, forged)
        colleague.sync(), author.sync()
        assert named(author) == 2
        author.sync(), colleague.sync()
        # where the forged one stands, by her own hand, she still names what others take
        assert 2 < (hers := named(colleague)) < 2_000
        colleague.sync(), author.sync()
        assert [v.number for v in author.course.facts.ordered_versions()] == [1, 2, hers]
        assert named(author) == hers + 1
