"""Courses as they are: the library, their outlines, what their texts say, how they check."""
