"""Tests of editor.panels.versions."""
