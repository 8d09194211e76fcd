"""What keys do while someone writes, tested."""
