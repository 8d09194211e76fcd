"""Take words out of a course for good: which words, where they stand, what it reaches."""
