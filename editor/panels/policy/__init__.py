"""What is enough: the page on which owners set the policy of a course or of its space."""
