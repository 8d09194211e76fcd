"""Widgets, each by what it shows and what it tells."""
