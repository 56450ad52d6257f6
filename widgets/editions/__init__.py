"""The editions of what a text cites: its citations, the table, rows of the user's own."""
