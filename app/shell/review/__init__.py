"""What people say of a course: comments, suggestions, verdicts, overlaps."""
