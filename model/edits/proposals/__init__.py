"""Whole proposals: begun, added to a submission, moved to another text in force."""
