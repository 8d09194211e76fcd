"""The rules whose findings two people can make together, though neither made one alone.

By name, so that who finds none of them loads no parser; a test holds the names against the rules.
"""

from __future__ import annotations

IN_TEXT = frozenset(
    {
        "broken-table",
        "dead-anchor",
        "doubled-address",
        "doubled-note",
        "duplicate-id",
        "empty-link",
        "front-matter",
        "missing-footnote",
        "no-right-answer",
        "open-code",
        "open-comment",
        "open-formula",
        "open-solution",
        "same-options",
        "table-row",
        "too-few-options",
        "two-right-answers",
        "unclear-order",
        "uneven-pairs",
    }
)
"""Those that two texts of one lesson make together."""
BETWEEN = frozenset({"dead-anchor", "dead-link", "dead-picture"})
"""Those about what leads from a lesson to another, or to a file."""
ONLY_MERGED = frozenset({"missing-address", "other-heading", "swallowed-words", "taken-words"})
"""Those that are nothing to look at where one person wrote it so."""
