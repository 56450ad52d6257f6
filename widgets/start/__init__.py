"""The page with which the program starts, and the tour of the window."""
