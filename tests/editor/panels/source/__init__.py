"""The Markdown source: text, places, undo, commands, search."""
