"""Transport, one sync round, media transfer, live notifications; the only room that imports requests."""
