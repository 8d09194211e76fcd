"""Tests of the page of what is new."""
