"""The shared server: routes, access, log storage, media on disk."""
