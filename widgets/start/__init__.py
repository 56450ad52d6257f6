"""The start page of the program, and the tour of the window."""
