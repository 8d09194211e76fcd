"""The workspace itself: held, examined, backed up, brought back."""
