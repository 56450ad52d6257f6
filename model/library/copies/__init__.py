"""Libraries that are only read, from a copy: published ones, and those in a folder without write permission."""
