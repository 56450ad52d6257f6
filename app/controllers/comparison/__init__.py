"""Comparisons of two texts: what is compared, the window, the files written."""
