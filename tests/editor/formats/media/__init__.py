"""Tests of what files of a course are by content, and of what is taken out of them."""
