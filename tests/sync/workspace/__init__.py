"""Tests of the workspace, on real stores."""
