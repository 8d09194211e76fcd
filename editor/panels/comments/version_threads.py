"""The comments that a version had, resolved ones too: kept with it, to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.panels.cards.filling import empty
from editor.panels.cards.scroll import Page
from editor.panels.cards.tab_order import follow_the_eye
from editor.panels.comments.thread_card import ThreadCard
from editor.panels.comments.values import CommentThread
from editor.panels.kit.arrange import column, row
from editor.panels.kit.buttons import Button, Kind
from editor.panels.kit.frames import Box, Frame
from editor.panels.kit.labels import IconLabel, Label, Voice
from editor.panels.kit.look import Look
from sync.model.language import say, say_many

_HEIGHT, _MOST = 260, 60


@dataclass(frozen=True)
class VersionTalk:
    """What was said of a version: its threads by lesson, each under the lesson's title."""

    version: str
    lessons: tuple[tuple[str, tuple[CommentThread, ...]], ...] = ()

    @property
    def count(self) -> int:
        """How many threads there are."""
        return sum(len(threads) for _, threads in self.lessons)

    @property
    def resolved(self) -> int:
        """How many of them are resolved."""
        return sum(one.closing is not None for _, threads in self.lessons for one in threads)


class VersionThreads(Frame):
    """A line at the foot of the versions page; opened, it shows the threads."""

    def __init__(self, look: Look) -> None:
        super().__init__(Box.FOOT)
        self._look, self._talk = look, VersionTalk("")
        self._told = Label("", Voice.STRONG)
        self._more = Label("", Voice.SMALL, wrap=True)
        self._way = Button(look, say("Show them"), Kind.LINK, small=True)
        self._way.setCheckable(True)
        self._way.chosen.connect(self._toggle)
        head = row(look, IconLabel(look, "message-square", "text2", 16), self._told, gap=9)
        head.addWidget(self._more, 1)
        head.addWidget(self._way)
        self._list = column(look, gap=10, margins=(2, 4, 8, 4))
        self._page = Page(look, self._list, say("Comments of this version"), widest=700)
        self._page.setFixedHeight(look.px(_HEIGHT))
        self._page.hide()
        self.setLayout(column(look, head, self._page, gap=9, margins=(20, 8, 16, 8)))
        self.setAccessibleName(say("Comments of this version"))
        self.hide()

    def show_talk(self, talk: VersionTalk) -> None:
        """Show the threads of another version, or none."""
        if talk == self._talk:
            return
        self._talk = talk
        count, resolved = talk.count, talk.resolved
        self.setVisible(bool(count))
        self._told.say(
            say_many(
                "Version {version} had {count} comment",
                "Version {version} had {count} comments",
                count,
                version=talk.version,
            )
        )
        told = say_many("{count} is resolved by now", "{count} are resolved by now", resolved)
        self._more.say(told if resolved else "")
        if self._page.isVisibleTo(self):
            self._fill()

    def _toggle(self) -> None:
        shown = self._way.isChecked()
        self._way.say(say("Hide them") if shown else say("Show them"))
        if shown:
            self._fill()
        self._page.setVisible(shown)

    def _fill(self) -> None:
        empty(self._list)
        left, cards = _MOST, []
        for title, threads in self._talk.lessons:
            if left <= 0:
                break
            self._list.addWidget(Label(title, Voice.SMALL_STRONG, wrap=True))
            for thread in threads[:left]:
                card = ThreadCard(self._look, thread)
                self._list.addWidget(card)
                cards.append(card)
            left -= len(threads)
        if left < 0:
            told = say_many("{count} more, by command", "{count} more, by command", -left)
            self._list.addWidget(Label(told, Voice.SMALL, wrap=True))
        self._list.addStretch(1)
        follow_the_eye(self._way, *cards)


def of_version(number: str, lessons: Sequence[tuple[str, Sequence[CommentThread]]]) -> VersionTalk:
    """Put threads together by lesson, leaving out lessons without any."""
    return VersionTalk(number, tuple((title, tuple(found)) for title, found in lessons if found))
