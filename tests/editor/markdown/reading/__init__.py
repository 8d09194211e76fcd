"""Reading time and reading level, tested."""
