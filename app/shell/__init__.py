"""The window frame, command table, palette, status."""
