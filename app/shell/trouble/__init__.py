"""When the store cannot be used as it is: told calmly, mended, brought back."""
