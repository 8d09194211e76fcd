"""What Enter, Tab, Home, Backspace and signs do while someone writes."""
