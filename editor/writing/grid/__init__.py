"""Tables as grids: each change of a cell, row or column is a small edit of the text."""
