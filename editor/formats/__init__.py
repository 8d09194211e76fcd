"""One file a format, in and out, and one table of them; no Qt, no database."""
