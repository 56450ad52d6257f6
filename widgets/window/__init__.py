"""Parts of the main window: side pane and arrangement, status bar, undo list, settings, manual, bars above the text."""
