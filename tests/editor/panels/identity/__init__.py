"""Tests of the dialog about another server."""
