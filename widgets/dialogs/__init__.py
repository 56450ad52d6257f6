"""The boxes that ask and tell. All text in them is plain text."""
