"""What the user keeps between sessions: settings, own tables, dictionaries."""
