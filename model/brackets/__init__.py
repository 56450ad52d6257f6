"""Square brackets of a text that is being negotiated: found as values, decided as edits of a redline. Nothing of it is stored."""
