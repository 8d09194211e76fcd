"""Jump, search, replace."""
