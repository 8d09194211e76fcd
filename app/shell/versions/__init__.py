"""Versions: compared, named, released."""
