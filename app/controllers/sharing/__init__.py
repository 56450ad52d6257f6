"""A draft that several people edit at once: sharing it, joining, leaving, and who is there."""
