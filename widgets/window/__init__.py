"""Small parts of the main window: status bar, undo list, settings, manual, bars above the text."""
