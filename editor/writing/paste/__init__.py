"""What the clipboard brings from elsewhere, as Markdown: cleaned, with its pictures apart."""
