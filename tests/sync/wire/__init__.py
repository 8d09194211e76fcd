"""Tests of the protocol as data."""
