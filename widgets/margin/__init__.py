"""The margin beside the text: comments, amendments and problems as cards at their lines, and their places in the whole text."""
