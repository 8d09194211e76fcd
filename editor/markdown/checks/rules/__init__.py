"""The rules of checking, one a file: each finds, says why, and where it can mends."""
