"""The words of a lesson that are read as prose, each at its place."""
