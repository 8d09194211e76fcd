"""Tests of editor.panels.receipts."""
