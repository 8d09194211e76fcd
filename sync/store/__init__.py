"""The only room that knows SQLite on the laptop: schema, log, working texts, projections, search, media, backups."""
