"""A course with others: sharing, syncing, and what the server did not take."""
