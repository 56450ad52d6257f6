"""Two texts side by side, row by row, with their differences."""
