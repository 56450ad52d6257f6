"""A sentence of the model as a value, independent of the language in which it is shown.

    Message.of("{path}: there is no such file", path=path)
    Message.counted("{n} clause was moved", "{n} clauses were moved", len(moved))

The English words identify the message; they are written out whole in the call, and everything variable is a named value in
them. `str` gives the sentence in English. An interface shows it through the function of its language, a `Say`, which `app`
makes from a catalogue and passes on; files store the value (`as_json`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

Value: TypeAlias = "str | int | float | Message | tuple[Value, ...]"
"""A value in a message. A tuple is a list of things; the language supplies the separators."""

_NUMBER = "n"
"""The name of the value by which the form of a message with a number is chosen."""
_VERBATIM = "{text}"


class Message(Struct, frozen=True):
    """A sentence, or an independent part of one: a name, a title."""

    id: str
    """The English words; of a message with a number those for one thing."""
    given: tuple[tuple[str, Value], ...] = ()
    """The values by name."""
    many: str = ""
    """The English words for other numbers than one; '' if the message has no number."""
    context: str = ""
    """Distinguishes it from another message with the same words."""

    @classmethod
    def of(cls, words: str, /, context: str = "", **values: Value) -> Message:
        """A message of English words with values. `context` distinguishes two messages with the same words."""
        return cls(words, tuple(values.items()), "", context)

    @classmethod
    def counted(cls, single: str, many: str, n: int, /, context: str = "", **values: Value) -> Message:
        """A message about a number of things, which is the value `{n}` of its words.

        single: the English words for one thing
        many: the words for other numbers
        n: the number
        context: distinguishes it from another message with the same words
        **values: other values
        """
        return cls(single, ((_NUMBER, n), *values.items()), many, context)

    @classmethod
    def verbatim(cls, text: str) -> Message:
        """Words that are the same in every language: a name, or the words of another program."""
        return cls(_VERBATIM, (("text", text),))

    @property
    def values(self) -> dict[str, Value]:
        """The values by name."""
        return dict(self.given)

    @property
    def number(self) -> int:
        """The number that determines the plural form."""
        number = self.values[_NUMBER]
        assert isinstance(number, int)
        return number

    def __str__(self) -> str:
        return in_english(self)


def first_of(values: Sequence[Value], most: int) -> Value:
    """The first values of a list, and the number of the others."""
    if len(values) <= most:
        return tuple(values)
    return Message.of("{places} and {more} more", places=tuple(values[:most]), more=len(values) - most)


def as_message(words: Message | str) -> Message:
    """The message itself, or a message with a sentence that exists in English only."""
    return words if isinstance(words, Message) else Message.verbatim(words)


Say = Callable[["Message | str"], str]
"""Translates messages into the language of an interface; a plain English sentence stays as it is."""
Found = Callable[[Message], str]
"""The words of a message in a language, with the places of its values still open."""


def say_with(words_of: Found, isolated: Callable[[str], str] = str) -> Say:
    """The function that translates messages into a language.

    words_of: returns the words of a message in that language, or the English ones
    isolated: gives an inserted text its own direction
    """

    def shown(value: Value) -> object:
        if isinstance(value, Message):
            return say(value)
        if isinstance(value, tuple):
            return words_of(BETWEEN).join(str(shown(part)) for part in value)
        if type(value) is int:
            return _Grouped(value, words_of(_THOUSANDS))
        return isolated(value) if isinstance(value, str) else value

    def say(message: Message | str) -> str:
        if isinstance(message, str):
            return message
        values = {name: shown(value) for name, value in message.given}
        try:
            return words_of(message).format_map(values)
        except (LookupError, ValueError, AttributeError):  # a translation with an unknown name
            return english_words(message).format_map(values)

    return say


class _Grouped(int):
    """A whole number that is written with the thousands separator of a language if the message asks for it."""

    _between: str

    def __new__(cls, value: int, between: str) -> _Grouped:
        made = super().__new__(cls, value)
        made._between = between
        return made

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace(",", self._between)


def english_words(message: Message) -> str:
    """The English words of a message, with the places of its values still open."""
    return message.many if message.many and message.number != 1 else message.id


BETWEEN = Message.of(", ", context="between the items of a list")
"""The separator between the items of a list."""
_THOUSANDS = Message.of(",", context="between the thousands of a number")

in_english: Say = say_with(english_words)
"""Says messages in English."""


def as_json(message: Message) -> dict[str, object]:
    """A message as it is stored and printed for other programs: its name, its values."""
    made: dict[str, object] = {"id": message.id, "values": {name: _value_as_json(value) for name, value in message.given}}
    if message.many:
        made["many"] = message.many
    if message.context:
        made["context"] = message.context
    return made


def _value_as_json(value: Value) -> object:
    if isinstance(value, Message):
        return as_json(value)
    return [_value_as_json(part) for part in value] if isinstance(value, tuple) else value


def from_json(stored: object) -> Message:
    """The stored message; ValueError if it is none."""
    match stored:
        case {"id": str(words), "values": Mapping() as values, **more}:
            many, context = more.get("many", ""), more.get("context", "")
            if isinstance(many, str) and isinstance(context, str) and all(isinstance(name, str) for name in values):
                made = Message(words, tuple((name, _value_from_json(value)) for name, value in values.items()), many, context)
                if not many or isinstance(made.values.get(_NUMBER), int):
                    return made
    raise ValueError("this is no message")


def _value_from_json(stored: object) -> Value:
    if isinstance(stored, str | int | float):
        return stored
    if isinstance(stored, Sequence):
        return tuple(_value_from_json(part) for part in stored)
    return from_json(stored)
