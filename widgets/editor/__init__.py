"""The editor: a QTextEdit as a view of a redline. Intents go out, patches come in."""
