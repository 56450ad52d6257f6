"""Whole files: opened, compared, consolidated, returned, exported."""
