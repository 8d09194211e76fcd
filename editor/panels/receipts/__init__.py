"""What each sync brought in and sent out."""
