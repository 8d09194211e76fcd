"""The checks, each with a hit and a miss."""
