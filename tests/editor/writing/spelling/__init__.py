"""Spelling, tested with the real library and real dictionaries."""
