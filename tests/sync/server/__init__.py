"""Tests of the shared server, on a real one over the loopback."""
