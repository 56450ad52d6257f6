"""Messages in a project file, which a program of any language says in its own: as JSON in an attribute."""

from __future__ import annotations

import json

from model.message import Message, Value, as_json, from_json
from model.text.lazy_regex import late

_PLAIN = late(r"(?:[^{}]|\{\{|\}\}|\{[a-z_0-9]+(?::,)?\})*")
"""Words whose places are filled as those of the program are: a width, or a look into a value, is refused to a file."""


def message_text(message: Message | None) -> str | None:
    """A message as it is stored; None if there is none."""
    return None if message is None else json.dumps(as_json(message), ensure_ascii=False)


def stored_message(text: str, english: str) -> Message | None:
    """The message that was stored beside its English words; None if none was, or if this program does not know it."""
    try:
        return message_in(json.loads(text), english) if text else None
    except (ValueError, RecursionError):
        return None


def message_in(stored: object, english: str) -> Message | None:
    """The same for a value of JSON."""
    try:
        message = from_json(stored)
        return message if _is_plain(message) and str(message) == english else None
    except (ValueError, LookupError, RecursionError):
        return None


def _is_plain(value: Value) -> bool:
    if isinstance(value, Message):
        sound = _PLAIN.fullmatch(value.id) and _PLAIN.fullmatch(value.many)
        return bool(sound) and all(_is_plain(item) for _, item in value.given)
    return all(map(_is_plain, value)) if isinstance(value, tuple) else True
