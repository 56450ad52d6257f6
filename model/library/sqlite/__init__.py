"""The database of a library: its tables, the one module that speaks SQLite, and what damage is."""
