"""Forms over the real editor: what they write, what arrives meanwhile, what goes back."""
