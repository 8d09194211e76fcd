"""Item models: values in, rows out."""
