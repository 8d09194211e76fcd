"""Tests of the things that people do."""
