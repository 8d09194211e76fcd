"""Tests of editor.panels.review."""
