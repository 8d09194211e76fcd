"""Bars about what has come in and waits: a large removal, others' words in one's lesson."""
