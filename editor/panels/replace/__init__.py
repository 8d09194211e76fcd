"""Find and replace over a course: every place with what it would become, to be ticked."""
