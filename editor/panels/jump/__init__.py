"""Ways to anything by keyboard: the jump field, and the list of all keys."""
