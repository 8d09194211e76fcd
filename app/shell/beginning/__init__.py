"""Begin from a template, or from what one kept."""
