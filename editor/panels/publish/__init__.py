"""The dialog that names a version: what is new, what to look at first, whom to ask."""
