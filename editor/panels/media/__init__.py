"""The files of a course: seen, described, replaced, shrunk and taken out."""
