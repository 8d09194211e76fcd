"""What buttons and the palette write, tested."""
