"""A folder of Markdown files and a course, kept equal both ways."""
