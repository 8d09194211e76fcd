"""Pictures and other files, as the window shows and changes them."""
