"""Lists to pick from by typing: commands, clauses."""
