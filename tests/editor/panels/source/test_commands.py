"""Writing commands as before and after: `|` is the caret, `«»` a selection."""

from __future__ import annotations

import pytest

from editor.panels.source import inline_commands as inline
from editor.panels.source import line_commands as lines
from editor.panels.source.around import Around, Change
from editor.panels.source.commands import COMMANDS, Writes
from editor.panels.source.templates import TEMPLATES, footnote, insert_block
from sync.merge.edits import apply


def read(text: str) -> tuple[str, int, int]:
    if "|" in text.replace("\\|", "") and "«" not in text:
        place = text.index("|")
        return text[:place] + text[place + 1 :], place, place
    first, last = text.index("«"), text.index("»")
    return text[:first] + text[first + 1 : last] + text[last + 1 :], first, last - 1


def show(text: str, anchor: int, caret: int) -> str:
    if anchor == caret:
        return f"{text[:caret]}|{text[caret:]}"
    low, high = min(anchor, caret), max(anchor, caret)
    return f"{text[:low]}«{text[low:high]}»{text[high:]}"


def around(text: str, anchor: int, caret: int) -> Around:
    low, high = min(anchor, caret), max(anchor, caret)
    start = text.rfind("\n", 0, low) + 1
    if high > low and text[high - 1] == "\n":
        high -= 1
    end = text.find("\n", high)
    end = len(text) if end < 0 else end
    before = text[: start - 1].rsplit("\n", maxsplit=1)[-1] if start else None
    after = text[end + 1 :].split("\n", maxsplit=1)[0] if end < len(text) else None
    return Around(start, tuple(text[start:end].split("\n")), anchor, caret, before, after)


def after(command: Writes, shown: str) -> str | None:
    text, anchor, caret = read(shown)
    change = command(around(text, anchor, caret))
    if change is None:
        return None
    return show(apply(text, change.edits), change.anchor, change.caret)


INLINE: list[tuple[Writes, str, str | None]] = [
    (inline.bold, "one tw|o three", "one **tw|o** three"),
    (inline.bold, "one **tw|o** three", "one tw|o three"),
    (inline.bold, "«one two»", "**«one two»**"),
    (inline.bold, "**«one two»**", "«one two»"),
    (inline.bold, "« one »two", " **«one»** two"),
    (inline.bold, "a |", "a **|**"),
    (inline.bold, "a **|**", "a |"),
    (inline.bold, "- «one\n- two»", "- **«one**\n- **two»**"),
    (inline.italic, "**«one»**", "***«one»***"),
    (inline.italic, "***«one»***", "**«one»**"),
    (inline.italic, "*«one»*", "«one»"),
    (inline.code, "a «b» c", "a `«b»` c"),
    (inline.struck, "[(X)] «right»", "[(X)] ~~«right»~~"),
    (inline.link, "see «the page»", "see [the page](|)"),
    (inline.link, "see pa|ge", "see [page](|)"),
    (inline.link, "«https://a.example/b»", "[|](https://a.example/b)"),
    (inline.link, "a |", "a [|]()"),
]
LINES: list[tuple[Writes, str, str | None]] = [
    (lines.heading, "one| two", "# one| two"),
    (lines.heading, "# on|e", "## on|e"),
    (lines.heading, "### on|e", "on|e"),
    (lines.bullets, "«one\n\ntwo»", "- «one\n\n- two»"),
    (lines.bullets, "- «one\n- two»", "«one\ntwo»"),
    (lines.bullets, "1. on|e", "- on|e"),
    (lines.numbers, "«one\ntwo\n»x", "1. «one\n2. two\n»x"),
    (lines.numbers, "1. on|e", "on|e"),
    (lines.quote, "«one\n\ntwo»", "> «one\n>\n> two»"),
    (lines.quote, "> on|e", "on|e"),
    (lines.indent, "- a\n- b|", "- a\n  - b|"),
    (lines.indent, "1. a\n2. b|", "1. a\n   2. b|"),
    (lines.outdent, "- a\n  - b|", "- a\n- b|"),
    (lines.outdent, " b|", "b|"),
    (lines.line_up, "one\nt|wo\nthree", "t|wo\none\nthree"),
    (lines.line_up, "one\n«two\nthree»", "«two\nthree»\none"),
    (lines.line_up, "o|ne\ntwo", None),
    (lines.line_down, "o|ne\ntwo\n", "two\no|ne\n"),
    (lines.line_down, "one\nt|wo", None),
    (lines.enter, "- one|", "- one\n- |"),
    (lines.enter, "- one| two", "- one\n- |two"),
    (lines.enter, "- one\n- |", "- one\n|"),
    (lines.enter, "9. one|", "9. one\n10. |"),
    (lines.enter, "- [x] one|", "- [x] one\n- [ ] |"),
    (lines.enter, "  * one|", "  * one\n  * |"),
    (lines.enter, "> one|", "> one\n> |"),
    (lines.enter, "[(X)] one|", "[(X)] one\n[( )] |"),
    (lines.enter, "[[X]] one|", "[[X]] one\n[[ ]] |"),
    (lines.enter, "[[?]] a hint|", "[[?]] a hint\n[[?]] |"),
    (lines.enter, "plain| text", None),
    (lines.enter, "|- one", None),
    (lines.enter, "«one»", None),
]


@pytest.mark.parametrize(("command", "before", "wanted"), INLINE + LINES)
def test_a_command_does_what_it_says(command: Writes, before: str, wanted: str | None) -> None:
    assert after(command, before) == wanted


def test_enter_makes_a_table_row() -> None:
    text = "| a | b |"
    change = lines.enter(around(text, len(text), len(text)))
    assert change is not None
    assert apply(text, change.edits) == "| a | b |\n|  |  |"
    assert change.caret == len(text) + 3


def test_an_address_pasted_over_words_becomes_a_link() -> None:
    text, anchor, caret = read("see «this» page")
    change = inline.link_to(around(text, anchor, caret), "https://a.example")
    assert change is not None
    assert apply(text, change.edits) == "see [this](https://a.example) page"
    assert inline.is_address("https://a.example/x?y=1")
    assert not inline.is_address("two words https://a.example")
    assert not inline.is_address("javascript:alert(1)")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
@pytest.mark.parametrize("shown", ["|", "word|", "one\n/|\ntwo", "one\n\n|\n\ntwo"])
def test_a_template_stands_alone_and_is_ready_to_be_written_over(
    template: object, shown: str
) -> None:
    chosen = next(t for t in TEMPLATES if t is template)
    text, anchor, caret = read(shown)
    change = insert_block(around(text, anchor, caret), chosen)
    result = apply(text, change.edits)
    body = chosen.body.replace("¦", "")
    before, found, behind = result.partition(body)
    assert found
    assert before in ("", "word\n\n", "one\n\n")
    assert behind in ("", "\n\ntwo")
    assert f"¦{result[change.anchor : change.caret]}¦" in chosen.body


def test_footnotes_are_numbered() -> None:
    def add(shown: str) -> tuple[str, Change]:
        text, anchor, caret = read(shown)
        change = footnote(around(text, anchor, caret), text)
        return apply(text, change.edits), change

    text, change = add("one| two\n")
    assert text == "one[^1] two\n\n[^1]: \n"
    assert text[change.caret - 6 : change.caret] == "[^1]: "
    text, _ = add("one[^1] two| three\n\n[^1]: a\n")
    assert text == "one[^1] two[^2] three\n\n[^1]: a\n[^2]: \n"
    text, _ = add("end|")
    assert text == "end[^1]\n\n[^1]: \n"


def test_commands_have_words_and_keys_of_their_own() -> None:
    keys = [command.keys for command in COMMANDS if command.keys]
    assert len(keys) == len(set(keys))
    assert all(command.title for command in COMMANDS)
    names = [command.name for command in COMMANDS] + [template.name for template in TEMPLATES]
    assert len(names) == len(set(names))
