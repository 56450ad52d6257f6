"""The errors that a user meets. Each is one sentence that names the file, the place in it and the remedy; nothing else
may reach a user.

    ClausewrightError
    ├── FileError        a file that cannot be read or written
    ├── EditError        an edit that cannot be carried out
    └── ProofError       a written file does not say what the document says
"""

from __future__ import annotations


class ClausewrightError(Exception):
    """An error told in one sentence."""


class FileError(ClausewrightError):
    """A file cannot be used; the sentence starts with its name."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class EditError(ClausewrightError):
    """An edit cannot be carried out on this text; nothing was changed."""


class ProofError(ClausewrightError):
    """The file as read back differs from the document at the named place."""
