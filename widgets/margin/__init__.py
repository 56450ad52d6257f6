"""Comments, amendments and problems as cards at the heights of their lines, and their places in the whole text."""
