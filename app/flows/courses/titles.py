"""The title in a lesson's text: the line that gave the outline its title follows a rename."""

from __future__ import annotations


def with_title(text: str, old: str, new: str) -> str:
    """Write a new title where the old one stood, and nowhere else; else return the text as it is.

    That is the front matter's title, or the first heading, if it equalled the old title.
    """
    # imported late: of all outline commands only a rename reads Markdown
    from editor.markdown.frontmatter import change
    from editor.markdown.frontmatter import read as read_front_matter
    from editor.markdown.structure import headings

    front = read_front_matter(text)
    if front.title is not None:
        return change(text, "title", new) if front.title == old else text
    found = headings(text)
    if not found or found[0].words != old:
        return text
    lines = text.split("\n")
    line = lines[found[0].line]
    if line.count(old) != 1:
        return text
    lines[found[0].line] = line.replace(old, new)
    return "\n".join(lines)


def title_in(text: str) -> str | None:
    """Read the title that a text gives itself: its front matter's, or its first heading."""
    from editor.markdown.frontmatter import read as read_front_matter
    from editor.markdown.structure import headings

    front = read_front_matter(text)
    if front.title is not None:
        return front.title
    return next((heading.words for heading in headings(text)), None)
