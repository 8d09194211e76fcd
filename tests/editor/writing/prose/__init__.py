"""The prose of a lesson, tested."""
