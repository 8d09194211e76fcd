"""Pasting, tested with what programs put on clipboards."""
