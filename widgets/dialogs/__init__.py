"""Dialogs that ask and inform. All text in them is plain text."""
