"""Tables of a text and its pictures: the places of cells, their grids, and the caret in them."""
