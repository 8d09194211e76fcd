"""Tables as grids, tested."""
