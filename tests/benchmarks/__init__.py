"""Speed and memory against other ways, printed as JSON lines by `make bench`."""
