"""The look, in every theme."""
