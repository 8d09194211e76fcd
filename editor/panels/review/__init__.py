"""A version under review: who looks at it, and one's own verdict."""
