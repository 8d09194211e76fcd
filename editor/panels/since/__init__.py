"""What changed in a course since the person was last here."""
