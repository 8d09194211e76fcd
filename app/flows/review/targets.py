"""Find what a comment may be about: a block, a picture, an option of a quiz, or plain words."""

from __future__ import annotations

from collections.abc import Iterator

from editor.markdown.document import Document
from editor.markdown.fingerprints import blocks
from editor.markdown.mentions import mentions
from editor.markdown.quizzes import quizzes_of
from sync.model.errors import BadInput, NotFound
from sync.model.language import mark, say
from sync.model.payloads import About

Span = tuple[int, int]
_NONE = {
    "words": mark("The words “{quote}” are not in this lesson today."),
    "block": mark("No block of this lesson has the words “{quote}” today."),
    "picture": mark("No picture of this lesson is called “{quote}” today."),
    "option": mark("No option of a quiz in this lesson has the words “{quote}” today."),
}
_SEVERAL = {
    "words": mark("The words “{quote}” stand {count} times in this lesson."),
    "block": mark("{count} blocks of this lesson have the words “{quote}”."),
    "picture": mark("{count} pictures of this lesson are called “{quote}”."),
    "option": mark("{count} options in this lesson have the words “{quote}”."),
}


def spans(text: str, about: About) -> list[Span]:
    """List the blocks, pictures or options of a text, in code points."""
    if about == "block":
        return [(one.start, one.end) for one in blocks(text) if one.text.strip()]
    if about == "picture":
        return [(one.start, one.end) for one in mentions(text) if one.kind == "image"]
    return list(_options(text)) if about == "option" else []


def span_of(text: str, about: About, quote: str) -> Span:
    """Find the one that has the words `quote`; raise NotFound where none or several do."""
    if not quote.strip():
        raise BadInput(
            say("The quote is empty."),
            mend=say("Give the words to comment on."),
            safe=say("Nothing was changed."),
        )
    if quote not in text:  # a shell may have put its own line ends into what it was given
        quote = quote.replace("\r\n", "\n").replace("\r", "\n")
    if about == "words":
        found = list(_everywhere(text, quote))
    else:
        found = [(start, end) for start, end in spans(text, about) if quote in text[start:end]]
        found = [s for s in found if text[slice(*s)].strip() == quote.strip()] or found
    if not found:
        raise NotFound(
            say(_NONE[about], quote=quote[:80]),
            mend=say("Quote them exactly; “coursefolk cat” shows the text."),
            safe=say("Nothing was changed."),
        )
    if len(found) > 1:
        raise NotFound(
            say(_SEVERAL[about], quote=quote[:80], count=len(found)),
            mend=say("Quote more of the sentence."),
            safe=say("Nothing was changed."),
        )
    return found[0]


def around(text: str, start: int, end: int) -> dict[About, Span]:
    """Tell what stands at a place of a text: its block, and the picture or option that it is in."""
    found: dict[About, Span] = {}
    kinds: tuple[About, ...] = ("block", "picture", "option")
    for about in kinds:
        for low, high in spans(text, about):
            if low <= start and end <= high:
                found[about] = (low, high)
    return found


def _everywhere(text: str, quote: str) -> Iterator[Span]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + len(quote))


def _options(text: str) -> Iterator[Span]:
    """Give the line of each option of each quiz, without the spacing before it."""
    document = Document(text)
    starts = document.starts
    for quiz in quizzes_of(document):
        for number in range(quiz.line, len(document.lines)):
            line = document.lines[number]
            if not line.strip():
                break
            option = line.lstrip(" \t-*+")  # an option may stand in a list
            if option.startswith(("[(", "[[")) and "[[?]]" not in line:
                low = starts[number] + len(line) - len(option)
                yield low, starts[number] + len(line.rstrip())
