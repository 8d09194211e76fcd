"""Tests of editor.panels.overlaps."""
