"""The preview, the full and the light one by the same tests."""
