"""A course goes out and comes back: syncing, receipts, asking others in, exports."""
