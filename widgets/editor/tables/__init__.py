"""Tables of a text and its pictures: where cells stand, their grids, and the way of pointer and caret through them."""
