"""The errors that a user meets. Each is one sentence that names the file, the place in it and the remedy; nothing else
may reach a user.

    ClausewrightError
    ├── FileError        a file that cannot be read or written
    │   └── SeveralTexts   one that can, once a text of it is chosen
    ├── EditError        an edit that cannot be carried out
    └── ProofError       a written file does not say what the document says
"""

from __future__ import annotations

from model.message import Message, as_message

_LONGEST = 60
"""Characters of a value that a sentence repeats."""


def shortened(value: object) -> str:
    """A value as a sentence repeats it: whoever gave it knows it by its beginning."""
    text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class ClausewrightError(Exception):
    """An error told in one sentence. `str` gives it in English; an interface says its `message`."""

    def __init__(self, message: Message | str) -> None:
        super().__init__(message)
        self.message = as_message(message)

    def __str__(self) -> str:
        return str(self.message)


class FileError(ClausewrightError):
    """A file cannot be used; the sentence starts with its name."""

    def __init__(self, path: object, reason: Message | str) -> None:
        super().__init__(Message.of("{path}: {reason}", path=str(path), reason=as_message(reason)))
        self.path = path
        self.reason = as_message(reason)


class SeveralTexts(FileError):
    """A file holds several texts, and it was not said which one is read."""

    def __init__(self, path: object, reason: Message, titles: tuple[str, ...]) -> None:
        super().__init__(path, reason)
        self.titles = titles
        """The number and title of each text, in their order."""


class EditError(ClausewrightError):
    """An edit cannot be carried out on this text; nothing was changed."""


class ProofError(ClausewrightError):
    """The file as read back differs from the document at the named place."""
