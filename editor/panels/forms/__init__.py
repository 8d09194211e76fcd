"""Forms for people who know no Markdown: what they fill in is written into the lesson at once."""
