"""Tests of the laptop's side of a sync, against a real server."""
