"""Texts written back into the package that they were read from."""
