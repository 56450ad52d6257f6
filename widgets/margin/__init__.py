"""The margin beside the text: comments, amendments and problems as cards at their lines, and where they are in the whole text."""
