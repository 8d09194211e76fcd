"""Prose is found where people read it, and nowhere else; every place is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.writing.prose.chunks import chunks, head_of
from editor.writing.prose.stretches import stretches
from editor.writing.prose.words import words

LESSON = """\
---
title: nofront
---
# Heading {#noanchor}

Some `nocode` and [a link](http://no.example/no "With title") and $x^2 nomath$, for $5 or $6.
![a picture](no.png){width=no} [words][nolabel] note[^nonote] <span class="no">inside</span>

[nolabel]: http://no.example

[^nonote]: A footnote.

```python
no = 1

no_more = 2
```

- [ ] a task

      no code in a list

  a paragraph

| head | l’homme |
|:-----|---------|
| cell `no` | isn't |

The question?

<!-- data-score="2" data-no="no" -->
[( )] wrong
    feedback
    twice
[(X)] right
[[?]] hint
***
solution
***

[[notthis]]

[[ one | (two) ]]

$$
no = 3
$$

<!-- no

still no -->

<pre>
no

no
</pre>

> [!NOTE] Title
> quoted
"""


def read(text: str) -> list[str]:
    """Give the words that are prose, and hold each to its place."""
    found = []
    for stretch in stretches(text):
        for at, word in words(stretch.prose):
            start = stretch.start + at
            assert text[start : start + len(word)] == word
            found.append(word)
    return found


def test_prose_is_read_and_nothing_else() -> None:
    expected = (
        "Heading Some and a link With title and for or a picture words note inside A footnote "
        "a task a paragraph head l’homme cell isn't The question wrong feedback twice right hint "
        "solution one two Title quoted"
    )
    assert read(LESSON) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b c3 d", ["d"]),
        ("the naïve café", ["the", "nai\u0308ve".replace("i\u0308", "ï"), "café"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("हिन्दी शब्द", ["हिन्दी", "शब्द"]),
        ("see https://x.example/a-b now", ["see", "now"]),
        ("write me@x.example today", ["write", "today"]),
        ("---\nnot: closed\n\nwords", ["not", "closed", "words"]),
        ("``` \nopen\n\nfence", []),
        ("", []),
    ],
)
def test_edges(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@given(st.lists(st.sampled_from([*LESSON.split("\n"), "", "```", "<!--", "-->", "> x"])))
def test_chunks_are_the_text_and_words_stand_in_their_places(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert text[: head_of(text)] + "".join(chunk for _, chunk in chunks(text)) == text
    assert all(text.startswith(chunk, start) for start, chunk in chunks(text))
    read(text)


def test_the_immense_is_read_in_time() -> None:
    """What took minutes with a careless pattern; a hang here is the failure."""
    for text in ("\n" * 50_000 + "x", "x" * 200_000, "`" * 50_000, "<!--" * 20_000, "$ a" * 50_000):
        read(text)


def test_shared_courses(shared: Path) -> None:
    courses = [p.read_text("utf-8", "replace") for p in (shared / "corpus").rglob("*.md")]
    assert len(courses) > 100
    for text in courses[::7]:
        read(text.replace("\r\n", "\n"))
