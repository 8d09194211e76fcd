"""The dialog that asks people for a review: whom and why each, until when, what to look at."""
