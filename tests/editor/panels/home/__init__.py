"""Tests of editor.panels.home."""
