"""The sentences of the model and of the command line in a language."""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations

from msgspec import Struct

from model.message import Message, Say, in_english, say_with
from resources.catalogues import ENGLISH, PROGRAM, CatalogueError, catalogue


class Speech(Struct, frozen=True):
    """The language of the command line."""

    language: str = ENGLISH
    say: Say = in_english
    words: Callable[[str], str] = str
    """The same for words without values, such as the help: their braces mean nothing."""
    problem: Message | None = None
    """Why it is English, if another language was asked for."""


def speech_in(language: str) -> Speech:
    """The sentences of the program in a language; in English, with the reason, if its catalogue cannot be used."""
    if language == ENGLISH:
        return Speech()
    try:
        words = catalogue(language, PROGRAM)
    except CatalogueError as error:
        return Speech(problem=unusable(error))
    return Speech(language, say_by(words), words.gettext)


def say_by(words: NullTranslations) -> Say:
    """The function that translates messages by a catalogue. Values are not isolated by direction marks: a terminal shows them."""

    def words_of(message: Message) -> str:
        return found_in(words, message.id, message.many, message.context, message.number if message.many else 0)

    return say_with(words_of)


def found_in(words: NullTranslations, singular: str, many: str, context: str, number: int) -> str:
    """The words of a catalogue for a message, in English if it has none.

    words: the catalogue
    singular: the English words, of a message about a number those for one thing
    many: those for other numbers; '' if there is no number
    context: what tells it from a message of the same words
    number: how many there are
    """
    if many:
        return words.npgettext(context, singular, many, number) if context else words.ngettext(singular, many, number)
    return words.pgettext(context, singular) if context else words.gettext(singular)


def unusable(error: CatalogueError) -> Message:
    """Why the interface is in English."""
    return Message.of("this catalogue of the interface cannot be used, so it is in English: {reason}", reason=str(error))
