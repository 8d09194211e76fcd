"""Tests of editor.panels.asking."""
