"""The only room that knows SQLite on the laptop: schema, log, texts, search, media, backups."""
