"""The window as a whole: context menus, the clipboard, settings, zoom and focus, the manual, the user's name."""
