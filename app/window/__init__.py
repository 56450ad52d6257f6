"""The main window, its actions, panels and keys."""
