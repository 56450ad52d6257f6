"""The library: texts in force listed, searched and read."""
