"""The problems that the preflight found: their list, what is said of one, their marks in the text."""
