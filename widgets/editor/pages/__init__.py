"""The pages of a text on the screen: their gaps, their lines, and what is painted between them."""
