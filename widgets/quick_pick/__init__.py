"""Lists to choose from by typing: commands, clauses."""
