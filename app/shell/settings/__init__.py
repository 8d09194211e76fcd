"""What a person chose: settings, keys, look."""
