"""The window in which proposals of several parties are consolidated."""
