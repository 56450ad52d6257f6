"""Capital and small letters: those that a replacement takes over from the words it replaces, and the cycle of Shift+F3."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class LetterCase(StrEnum):
    """A way to write words."""

    LOWER = "lower"
    CAPITALISED = "capitalised"
    """The first letter of each word is a capital."""
    UPPER = "upper"


_FOLLOWING = {
    LetterCase.LOWER: LetterCase.CAPITALISED,
    LetterCase.CAPITALISED: LetterCase.UPPER,
    LetterCase.UPPER: LetterCase.LOWER,
}
_WRITERS: dict[LetterCase, Callable[[str], str]] = {
    LetterCase.LOWER: str.lower,
    LetterCase.CAPITALISED: lambda text: capitalised_words(text.lower()),
    LetterCase.UPPER: str.upper,
}


def with_capitals_of(old: str, new: str) -> str:
    """The replacement of `old`, written as Word writes it: if it is typed in small letters, it begins with a capital where `old`
    does, and is in capitals where all of `old` is. A replacement typed with capitals stays as typed."""
    if new != new.lower():
        return new
    letters = [char for char in old if char.lower() != char.upper()]
    if len(letters) > 1 and all(char == char.upper() for char in letters):
        return new.upper()
    if letters and letters[0] != letters[0].lower():
        return _capitalise(new)
    return new


def next_case(text: str) -> LetterCase:
    """The next way to write words: small letters, a capital at each word, capitals, and so on; mixed ones become small."""
    for case, following in _FOLLOWING.items():
        if text == in_case(text, case):
            return following
    return LetterCase.LOWER


def in_case(text: str, case: LetterCase) -> str:
    """Words written in one way."""
    return _WRITERS[case](text)


def capitalised_words(text: str) -> str:
    """Words that each begin with a capital; an apostrophe does not begin a word."""
    return " ".join(_capitalise(word) for word in text.split(" "))


def _capitalise(text: str) -> str:
    """A text whose first letter is a capital."""
    at = next((index for index, char in enumerate(text) if char.isalpha()), len(text))
    return text[:at] + text[at : at + 1].title() + text[at + 1 :]
