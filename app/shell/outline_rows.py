"""Turn a course at a glance into the rows of its outline."""
