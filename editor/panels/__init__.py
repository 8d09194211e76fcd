"""Widgets: take values, emit intentions in the author's words."""
