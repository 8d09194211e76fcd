"""Pieces that panels about people's words share: marked text, cards to choose, short forms."""
