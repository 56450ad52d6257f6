"""The language of the interface: which it is, and its words for the command line and for the window."""
