"""How long a lesson takes to read, and how hard it is."""
