"""Tests of a workspace: who writes, what is woven, what is found."""
