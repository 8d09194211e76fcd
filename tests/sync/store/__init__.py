"""Tests of the store on the laptop, all on real database files."""
