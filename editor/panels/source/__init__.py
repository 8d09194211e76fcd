"""The Markdown source of one lesson: written, highlighted, marked, searched, undone."""
