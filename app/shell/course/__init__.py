"""One open course: its page, its outline, and the learner's view of it."""
