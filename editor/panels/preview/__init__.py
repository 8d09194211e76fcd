"""The lesson as learners see it: the full preview, the light one, and the page they share."""
