"""The QTextDocument that shows a story: its blocks, their formats and its patches."""
