"""Notes beside a text as the application would pass them."""

from __future__ import annotations

from editor.panels.cards.runs import Run
from editor.panels.comments.values import CommentThread, OverlapNote, SuggestionNote
from editor.panels.kit.avatars import Face
from sync.model.ids import FactId

ME, AK, RM = Face("me", "Me", me=True), Face("ak", "A. K."), Face("rm", "R. M.")

OVERLAP = OverlapNote("o1", "You and A. K. both changed this sentence.", 5)
THREAD = CommentThread(FactId("c1"), RM, "2 h", "Who starts the loop?", "the loop", 30)
OTHER = CommentThread(FactId("c2"), AK, "35 min", "One change, or many?", "one change", 80)
SUGGESTION = SuggestionNote(
    FactId("s1"),
    RM,
    "2 h",
    "“As a reader” is vague.",
    60,
    (Run("gone", "as a reader"), Run("new", "as you read")),
)
LOOSE = CommentThread(FactId("l1"), AK, "14 Oct", "Which hand-out?", "the hand-out", None)
