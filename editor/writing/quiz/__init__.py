"""Questions as forms: a value that a form shows, written as Markdown and read back."""
