"""What the buttons and the block palette write, each taken back by a second press where it can."""
