"""Home and what else a newcomer meets first."""
