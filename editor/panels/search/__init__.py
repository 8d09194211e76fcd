"""The page that searches all texts: a field, filters as chips, and what was found by course."""
