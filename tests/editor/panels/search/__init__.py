"""Tests of the page that searches all texts."""
