"""What is worth a look in a lesson: a list below its text."""
