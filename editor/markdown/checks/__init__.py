"""What can be wrong with a lesson or a course: one theme a file, one table of rules."""
