"""Tests of editor.panels.policy."""
