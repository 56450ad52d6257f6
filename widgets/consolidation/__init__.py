"""The window in which the proposals of several parties are consolidated."""
