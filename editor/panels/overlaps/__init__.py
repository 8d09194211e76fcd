"""Places that people changed apart: all wordings, what stands now, and the choice."""
