"""Versions of a course: named, released, compared, brought back."""
