"""Comments on a text: their marks in the text, and the panel that lists them."""
