"""Open a workspace and hold its parts: who writes here, the logs, the courses, the lesson texts."""
