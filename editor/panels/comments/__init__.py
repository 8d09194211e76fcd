"""Comments, suggestions and overlaps beside the text, and comments whose text is gone."""
