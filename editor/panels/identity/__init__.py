"""The dialog that says that another server answered than the one that is known."""
