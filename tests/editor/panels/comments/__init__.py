"""Tests of editor.panels.comments."""
