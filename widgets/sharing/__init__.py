"""The colleagues who share a draft: a row in the status bar, a panel, marks in the text; and the box that asks first."""
