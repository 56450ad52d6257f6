"""The choice of the language of the interface: by `--interface`, else by `CLAUSEWRIGHT_LANGUAGE`, else by the settings, else by
the system. Loads neither Qt nor a catalogue.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TextIO

from msgspec import Struct

from model.message import Message
from resources.catalogues import ENGLISH, languages

VARIABLE = "CLAUSEWRIGHT_LANGUAGE"
OPTION = "--interface"
_WINDOWS = {0x01: "ar", 0x04: "zh", 0x09: "en", 0x0A: "es", 0x0C: "fr", 0x19: "ru"}
"""Languages by the primary identifier of Windows ([MS-LCID])."""
_CONSOLE_LETTERS = 0x52F
"""The last letter of the scripts that the console of Linux has signs for: Latin, Greek, Cyrillic."""
_ASCII = ("C", "POSIX")
"""Locales without other letters. Python takes UTF-8 in them; of a variable that is not set it is right."""


class Choice(Struct, frozen=True):
    """The language of the interface, and why it is not the one that was asked for."""

    language: str = ENGLISH
    problem: Message | None = None
    is_given: bool = False
    """Whether `--interface` gave it: windows that are opened from this one have it too."""


def without_option(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments without `--interface CODE`, and the code, None if there is none. Raises ValueError if no code follows it."""
    rest, found = list(arguments), None
    stop = rest.index("--") if "--" in rest else len(rest)
    for place in reversed(range(stop)):
        argument = rest[place]
        if argument == OPTION:
            if place + 1 >= stop:
                raise ValueError
            found = found or rest[place + 1]
            del rest[place : place + 2]
            stop -= 2
        elif argument.startswith(OPTION + "="):
            found = found or argument.partition("=")[2]
            del rest[place]
            stop -= 1
    return rest, found


def choose_language(option: str | None, setting: Callable[[], str], environment: Mapping[str, str] = os.environ) -> Choice:
    """The language of the interface.

    option: the code given by `--interface`; None if there was none
    setting: gives the code in the settings; '' for the system's
    environment: the variables of the process
    """
    asked = option if option is not None else environment.get(VARIABLE) or setting()
    if not asked:
        return Choice(_first_complete(system_languages(environment)))
    code = _primary(asked)
    if code in languages():
        return Choice(code, is_given=option is not None)
    codes = tuple(languages())
    return Choice(
        problem=Message.of(
            "the interface is not available in {code!r}, so it is in English; the languages are {codes}", code=asked, codes=codes
        )
    )


def for_terminal(choice: Choice, *streams: TextIO) -> Choice:
    """The same language, or English if a terminal cannot show its letters."""
    name = languages()[choice.language]["name"]
    if all(_shows(stream, name) for stream in streams):
        return choice
    from model.lexicon.words import LANGUAGE_NAMES  # which few calls need

    problem = Message.of(
        "this terminal cannot show the letters of {language}, so messages are in English",
        language=LANGUAGE_NAMES[choice.language],
    )
    return Choice(problem=problem)


def _shows(stream: TextIO, name: str) -> bool:
    if not stream.isatty():
        return True
    try:
        name.encode("ascii" if os.environ.get("LC_ALL") in _ASCII else stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return os.environ.get("TERM") != "linux" or all(ord(letter) <= _CONSOLE_LETTERS for letter in name)


def _first_complete(wanted: Sequence[str]) -> str:
    """The first language of the system for which the interface is complete."""
    known = languages()
    return next((code for code in map(_primary, wanted) if code in known and known[code]["complete"] == "yes"), ENGLISH)


def _primary(tag: str) -> str:
    """The language of a tag: `fr` of `fr_CH.UTF-8` and of `fr-CH`."""
    return tag.partition(".")[0].replace("_", "-").partition("-")[0].lower()


def system_languages(environment: Mapping[str, str]) -> list[str]:
    """The languages that the user of this system wants, the first one first."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):
            return [_WINDOWS.get(ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF, ENGLISH)]
        return []
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name, ""))), "")
    if sys.platform == "darwin" and not locale:
        return _languages_of_mac()
    if locale.partition(".")[0] in ("", "C", "POSIX"):
        return []
    return [*filter(None, environment.get("LANGUAGE", "").split(":")), locale]


def _languages_of_mac() -> list[str]:
    """As the system has them: a program that is started from the desktop has no variables."""
    import plistlib
    from pathlib import Path

    with suppress(OSError, ValueError, KeyError, TypeError, plistlib.InvalidFileException):
        preferences = plistlib.loads((Path.home() / "Library/Preferences/.GlobalPreferences.plist").read_bytes())
        return [str(tag) for tag in preferences["AppleLanguages"]]
    return []
