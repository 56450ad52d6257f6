"""An open library: its records and its search."""
