"""What two people changed apart: shown, settled, and in the way of a release."""
