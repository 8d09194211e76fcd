"""Tests of editor.panels.cards."""
