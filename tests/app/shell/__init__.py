"""Tests of the real window on a real workspace, offscreen."""
