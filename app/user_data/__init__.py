"""User data kept between sessions: settings, own tables, dictionaries."""
