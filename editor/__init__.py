"""What an author or reviewer sees and touches, and what it knows about Markdown."""
