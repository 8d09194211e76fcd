"""The page of settings: how things look, the keys, where things are kept, and about the program."""
