"""The only room that makes threads."""
