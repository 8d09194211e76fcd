"""Let a rendering be stopped: when its time is over, or when nobody waits for it any more."""

from __future__ import annotations

import time
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from editor.markdown.grammar import rules
from editor.markdown.syntax.prose import prose_plugin


class GivenUp(Exception):
    """A rendering was stopped before its end; what it held is to be made anew."""


class Patience:
    """Says whether to go on. One thread works and asks `check`; any other may call `stop`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = float("inf")
        self._stopped = False

    def begin(self, longest_s: float) -> None:
        """Begin a piece of work that may take so many seconds."""
        self._until = self._clock() + longest_s

    def stop(self) -> None:
        """Stop this work and all that would follow it."""
        self._stopped = True

    def check(self) -> None:
        """Go on, or raise `GivenUp`."""
        if self._stopped or self._clock() > self._until:
            raise GivenUp


def patient_parser(check: Callable[[], None]) -> MarkdownIt:
    """Make a parser that asks `check` at every block and every stretch of words.

    It gives what `grammar.parser` gives. Make one and keep it: rules are remembered by parser.
    """

    def at_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        check()
        return False

    def at_words(state: StateInline, silent: bool) -> bool:
        check()
        return False

    md = rules()
    md.use(prose_plugin)
    md.block.ruler.before("prose", "patience", at_block, {"alt": ["paragraph"]})
    md.inline.ruler.before("text", "patience", at_words)
    return md
