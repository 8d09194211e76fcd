"""Spelling of prose in one or more languages, with a person's own words."""
