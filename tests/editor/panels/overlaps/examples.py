"""Overlaps as the application would pass them."""

from __future__ import annotations

from editor.panels.kit.avatars import Face
from editor.panels.overlaps.values import OverlapItem, Wording
from sync.model.ids import NodeId

ME, AK, RM = Face("me", "Me", me=True), Face("ak", "A. K."), Face("rm", "R. M.")
LESSON = NodeId("l1")

SENTENCE = OverlapItem(
    "o1",
    "both-edited",
    LESSON,
    "Giving useful feedback",
    "It does not work when it is about the person.\n",
    (
        Wording("1", "It does not work when it is about the person’s character.\n", (ME,), "Fri"),
        Wording("2", "It rarely works when it is about the person.\n", (AK,), "Sat"),
    ),
    "It rarely works when it is about the person’s character.\n",
)
THREE = OverlapItem(
    "o2",
    "both-edited",
    LESSON,
    "Giving useful feedback",
    "One two three.\n",
    (
        Wording("1", "One two four.\n", (ME,)),
        Wording("2", "One five three.\n", (AK,)),
        Wording("3", "Zero two three.\n", (RM,)),
    ),
    "Zero five four.\n",
)
MOVED = OverlapItem(
    "o3",
    "removed-moved",
    NodeId("l2"),
    "Curating",
    "Foundations",
    (
        Wording("1", "Practice", (ME,), act="place"),
        Wording("2", "removed", (AK,), act="removed"),
    ),
    "Practice",
)
FOUND = OverlapItem(
    "o4",
    "removed-edited",
    NodeId("l3"),
    "Running a circle",
    "",
    (
        Wording("1", "removed", (AK,), act="removed"),
        Wording("2", "# Running a circle\n", (ME,), act="edited"),
    ),
    "Found",
)
TITLES = OverlapItem(
    "o5",
    "both-renamed",
    NodeId("l4"),
    "Feedback that helps",
    "Feedback",
    (
        Wording("1", "Feedback that helps", (ME,), act="title"),
        Wording("2", "Useful feedback", (AK,), act="title"),
    ),
    "Feedback that helps",
)
SETTLED = OverlapItem(
    "o6",
    "edited-deleted",
    LESSON,
    "Giving useful feedback",
    "Old.\n",
    (Wording("1", "New.\n", (ME,)), Wording("2", "", (AK,))),
    "New.\n",
    settled=True,
)
KEYS = OverlapItem(
    "o7",
    "both-edited",
    NodeId("l7"),
    "Final quiz",
    "[( )] a\n[( )] b\n[( )] c\n",
    (
        Wording("1", "[( )] a\n[(X)] b\n[( )] c\n", (ME,)),
        Wording("2", "[( )] a\n[( )] b\n[(X)] c\n", (AK,)),
    ),
    "[( )] a\n[(X)] b\n[( )] c\n",
)
FILES = OverlapItem(
    "o9",
    "file-apart",
    NodeId(""),
    "media/bee.png",
    "",
    (
        Wording("1", "media/bee.png: 1,204 bytes, 7692c3ad3540, by Me", (ME,), act="file"),
        Wording("2", "media/bee.png: 4,096 bytes, a97b629a5b1d, by A. K.", (AK,), act="file"),
    ),
    "media/bee.png: 4,096 bytes and media/bee (2).png: 1,204 bytes",
)
