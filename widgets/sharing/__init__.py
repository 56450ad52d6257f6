"""The people who share a draft: the row in the status bar, the panel, the marks in the text, the box that asks first."""
