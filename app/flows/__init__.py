"""One module per thing a person does; each returns Changes."""
