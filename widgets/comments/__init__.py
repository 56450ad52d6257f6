"""Comments on a text: their marks in it, and the panel that lists them."""
