"""Square brackets of a text that is being negotiated. They are found as values and decided by edits of a redline; nothing about
them is stored."""
