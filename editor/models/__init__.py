"""Qt item models: values in, rows out."""
