"""Brackets and options in the window: their panel, their marks, what is decided about them."""
