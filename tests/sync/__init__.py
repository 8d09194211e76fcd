"""Tests of the ground, room by room."""
