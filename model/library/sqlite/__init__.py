"""The database of a library: its tables, the only module that uses SQL, and the check for damage."""
