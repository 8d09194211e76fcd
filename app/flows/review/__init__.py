"""What people say of a course, and what becomes of it: comments, suggestions, verdicts."""
