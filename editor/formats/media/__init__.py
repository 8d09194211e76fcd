"""Files that are no text: what they are by content, and what must not leave with them."""
