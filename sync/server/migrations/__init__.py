"""Forward-only steps that bring a server's database to the tables of `schema`."""
