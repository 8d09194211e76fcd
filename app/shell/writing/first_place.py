"""Where one begins to write in a lesson that was not left anywhere yet."""

from __future__ import annotations

from editor.markdown.frontmatter import end_of

_LONGEST_FACTS = 20_000


def where_to_begin(text: str) -> int:
    """Give the place below the title of a lesson that has nothing else yet, else its first words.

    Facts about a lesson stand above them, and would be broken by what is typed there at once.
    """
    lines = text[:_LONGEST_FACTS].split("\n")
    begin = sum(len(line) + 1 for line in lines[: end_of(lines)])
    rest = text[begin : begin + _LONGEST_FACTS]
    if len(rest) == _LONGEST_FACTS and not rest.strip("\n"):
        return begin
    begin += len(rest) - len(rest.lstrip("\n"))
    title = text[begin : begin + _LONGEST_FACTS].strip()
    if title.startswith("#") and "\n" not in title:
        return len(text)
    return min(begin, len(text))
