"""Tests of the jump field."""
