"""Find courses, lessons, people and words."""
