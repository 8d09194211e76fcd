"""What our Markdown has beyond CommonMark: one rule for markdown-it a file."""
