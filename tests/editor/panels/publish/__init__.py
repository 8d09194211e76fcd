"""Tests of editor.panels.publish."""
