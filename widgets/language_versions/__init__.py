"""Two language versions of one text, side by side."""
