"""The errors that a user meets. Each is one sentence that names the file, the place in it and the remedy; nothing else
may reach a user.

    ClausewrightError
    ├── FileError        a file that cannot be read or written
    │   └── SeveralTexts   one that can, once a text of it is chosen
    ├── EditError        an edit that cannot be carried out
    └── ProofError       a written file does not say what the document says
"""

from __future__ import annotations

from msgspec.structs import replace

from model.message import Message, Value, as_message
from model.text.lazy_regex import late
from model.text.shortening import shorten_text

_LONGEST = 60
"""Characters of a value that a sentence repeats."""


_LONGEST_VALUE = 80
"""The longest value that an error repeats, in characters; a value may be the whole content of a hostile file."""
_LONGEST_NAME = 400
"""The longest path, or text of another program, in characters."""
_CONTROLS = late("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NAMES = ("path", "text", "folder")
"""The values that are paths or such texts."""


def shorten_value(value: object, longest: int = _LONGEST) -> str:
    """A value as a sentence repeats it: whoever gave it knows it by its beginning."""
    return shorten_text(printable(str(value)), longest)


def printable(text: str) -> str:
    """The text with U+FFFD for each control character, which would steer a terminal or, written out, make a long line."""
    return text if text.isprintable() else _CONTROLS.sub("\ufffd", text)


def abridged_text(text: str, longest: int = _LONGEST_VALUE) -> str:
    """The text without control characters and, if it is longer, without its middle: the end of a path matters too."""
    return _without_middle(printable(text), longest)


def _without_middle(text: str, longest: int) -> str:
    end = longest // 3
    return text if len(text) <= longest else f"{text[: longest - end - 1]}…{text[-end:]}"


def bounded_message(message: Message) -> Message:
    """The message with shortened values, also in the messages inside it, so that no sentence repeats a whole file."""
    given = tuple(
        (name, _without_middle(value, _LONGEST_NAME) if name in _NAMES and isinstance(value, str) else _bounded_value(value))
        for name, value in message.given
    )
    return message if given == message.given else replace(message, given=given)


def _bounded_value(value: Value) -> Value:
    if isinstance(value, Message):
        return bounded_message(value)
    if isinstance(value, tuple):
        return tuple(_bounded_value(part) for part in value)
    if isinstance(value, str):
        return abridged_text(value)
    if type(value) is int and value.bit_length() > 64:
        return "…"  # Python refuses to print very large integers
    return value


class ClausewrightError(Exception):
    """An error in one sentence. `str` gives it in English; an interface translates its `message`."""

    def __init__(self, message: Message | str) -> None:
        self.message = bounded_message(as_message(message))
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class FileError(ClausewrightError):
    """A file cannot be used; the sentence starts with its name."""

    def __init__(self, path: object, reason: Message | str) -> None:
        super().__init__(Message.of("{path}: {reason}", path=str(path), reason=as_message(reason)))
        self.path = path
        self.reason = bounded_message(as_message(reason))


class SeveralTexts(FileError):
    """A file contains several texts, and the caller did not choose one."""

    def __init__(self, path: object, reason: Message, titles: tuple[str, ...]) -> None:
        super().__init__(path, reason)
        self.titles = titles
        """The number and title of each text, in their order."""


class EditError(ClausewrightError):
    """An edit cannot be carried out on this text; nothing was changed."""

    @classmethod
    def of(cls, words: str, /, **values: Value) -> EditError:
        """The error whose sentence is `Message.of` of the same words and values."""
        return cls(Message(words, tuple(values.items())))


class ProofError(ClausewrightError):
    """The file as read back differs from the document at the named place."""
