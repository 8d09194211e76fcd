"""Tests of the bars about what waits for a person."""
