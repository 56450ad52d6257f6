"""Edits of tables: new tables, and inserted and deleted rows and columns."""
