"""The content of `w:body` and of notes: runs, paragraphs, their formats, revision marks and comments."""
