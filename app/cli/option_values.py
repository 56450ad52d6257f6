"""Numbers and dates among the arguments of a verb; an impossible one is refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from model.errors import ClausewrightError, shorten_value
from model.message import Message
from model.text.lazy_regex import late

LAST_TEXT = 1_000_000_000
"""The largest number that a text of a library can have."""
_DIGITS = late(r"[0-9]{1,15}")
_DAY = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = late(r"[1-9][0-9]{3}")


class UsageError(ClausewrightError):
    """The arguments of a command are wrong."""


def text_number(text: str) -> int:
    """The number of a text of a library. UsageError if no text can have it."""
    if _DIGITS.fullmatch(text) is None or not 0 < int(text) <= LAST_TEXT:
        raise UsageError(
            Message.of(
                "“{number}” is not the number of a text; `clausewright library list` shows them", number=shorten_value(text)
            )
        )
    return int(text)


def number_up_to(most: int) -> Callable[[str], int]:
    """A function that reads a number from 1 to `most`; it raises UsageError for anything else."""
    return number_between(1, most)


def number_between(least: int, most: int) -> Callable[[str], int]:
    """A function that reads a number in a range; it raises UsageError for anything else."""

    def number(text: str) -> int:
        if _DIGITS.fullmatch(text) is None or not least <= int(text) <= most:
            raise UsageError(
                Message.of(
                    "“{number}” is not a number from {least} to {most}; correct it",
                    number=shorten_value(text),
                    least=least,
                    most=most,
                )
            )
        return int(text)

    return number


def day(text: str) -> str:
    """A day, `2024-10-15`; '' if none is given. UsageError if there is no such day."""
    if text and not _is_day(text):
        raise UsageError(Message.of("“{date}” is not a date; write it like 2024-10-15", date=shorten_value(text)))
    return text


def day_or_year(text: str) -> str:
    """A day or a year, `2024-10-15` or `2024`; '' if none is given. UsageError if there is no such day or year."""
    if text and not (_is_day(text) or _YEAR.fullmatch(text)):
        raise UsageError(Message.of("“{date}” is not a date; write it like 2024-10-15 or 2024", date=shorten_value(text)))
    return text


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and date.fromisoformat(text).year >= 1000
    except ValueError:  # the 30th of February
        return False
