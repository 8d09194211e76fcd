"""Transport, one sync round, media, live notice; the only room that imports requests."""
