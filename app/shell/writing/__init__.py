"""The lesson being written, and what helps in writing it."""
