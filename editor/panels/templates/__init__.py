"""One's own templates and snippets as a page: used, renamed, taken out."""
