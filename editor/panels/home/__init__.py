"""The first start, home, the library, a new course and the way to a shared space."""
