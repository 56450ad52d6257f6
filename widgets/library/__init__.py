"""The library: a list of texts in force that can be searched and read."""
