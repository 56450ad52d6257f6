"""Edits of tables: new ones, and their rows and columns put in and struck."""
