"""The outline of a course: chosen, moved, renamed, grown."""
