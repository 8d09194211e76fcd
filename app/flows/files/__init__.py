"""Files come in as a course, and courses go out as files."""
