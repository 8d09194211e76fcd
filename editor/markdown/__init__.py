"""Markdown knowledge without Qt: render, incremental render, quizzes, outline, checks."""
