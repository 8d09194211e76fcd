"""Tests of the roof, module by module."""
