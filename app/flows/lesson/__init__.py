"""Write in a lesson: what is typed, half written, pasted, replaced; the ids of its blocks."""
