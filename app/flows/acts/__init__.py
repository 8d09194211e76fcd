"""What a person did beside typing, taken back as one step, also after a restart."""
