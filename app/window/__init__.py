"""The main window, its actions, docks and keys."""
