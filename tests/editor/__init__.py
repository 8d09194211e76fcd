"""Tests of the editor, room by room."""
