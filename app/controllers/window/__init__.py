"""The window as a whole: settings, zoom and focus, the manual, the user's own name."""
