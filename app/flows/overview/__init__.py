"""What is here: the courses, one lesson with all that stands beside it, what is new."""
