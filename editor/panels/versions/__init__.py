"""The versions of a course: what differs between two, bringing one back, releasing one."""
