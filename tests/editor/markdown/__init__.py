"""What is known about Markdown, tested."""
