"""Whole stories of people who work apart and meet again."""
