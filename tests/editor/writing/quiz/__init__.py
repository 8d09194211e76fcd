"""Questions as forms, tested."""
