"""Translation of texts outside a QObject, of counted things, and of the messages of the model.

All texts are translated by the translators that `app` installs in Qt; without one they are in English."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from model.message import BETWEEN, Message, english_words, say_with
from widgets.common.foreign_text import isolated

PROGRAM = "program"
"""The context of the messages of the model, which have a catalogue of their own."""
PLURAL_MARK = "\x1e"
"""The separator between the two English forms of a text with a count, which are translated together."""

translate = QCoreApplication.translate
"""A text in the language of the window: `translate("Comparison", "equal")`. The first argument is a context that is not used, the
second the English text; a third distinguishes two translations of the same English text."""


def window_language() -> str:
    """The code of the language of the window, for names that the data have in all six languages."""
    code = QLocale().name().partition("_")[0]
    return code if code != "C" else "en"


def counted(singular: str, many: str, count: int, /, context: str = "", **values: object) -> str:
    """A text with a count, in the form that the language has for the number: `counted("{n} word", "{n} words", 3)`. English has
    two forms, Russian three, Arabic six.

    singular: the English text for 1
    many: the English text for other numbers
    count: the number, which is also the value `{n}` of the text
    context: distinguishes texts with the same words
    **values: other values of the text, by name
    """
    asked = f"{singular}{PLURAL_MARK}{many}"
    found = translate("", asked, context, count)
    if found == asked:
        found = singular if count == 1 else many
    numbers = {name: GroupedNumber(value) if type(value) is int else value for name, value in values.items()}
    return found.format(n=GroupedNumber(count), **numbers)


class GroupedNumber(int):
    """A whole number that `{n:,}` formats as the language of the window does: `1,234`, `1 234`, `12.345`."""

    def __format__(self, spec: str) -> str:
        locale = QLocale()
        if spec != "," or locale.language() == QLocale.Language.C:  # which does not group digits
            return super().__format__(spec)
        return locale.toString(int(self))


def join_words(things: Iterable[str]) -> str:
    """The items of a list, with the separator of the language of the window; empty ones are omitted."""
    return translate(PROGRAM, BETWEEN.id, BETWEEN.context).join(filter(None, things))


def _words_of(message: Message) -> str:
    if not message.many:
        return translate(PROGRAM, message.id, message.context)
    asked = f"{message.id}{PLURAL_MARK}{message.many}"
    found = translate(PROGRAM, asked, message.context, message.number)
    return english_words(message) if found == asked else found


say = say_with(_words_of, isolated)
"""The sentence for a message of the model in the language of the window."""


def line_of(parts: Iterable[str]) -> str:
    """The parts of a line about one thing, such as its kind, place and author, with separators; empty parts are omitted."""
    return translate("Lines", ", ", "between the parts of a line").join(filter(None, parts))


def with_label(name: str, words: str) -> str:
    """Words preceded by the name of their subject: `Editor: changed`."""
    return translate("Lines", "{name}: {words}").format(name=name, words=words)


def sentences(messages: Iterable[str]) -> str:
    """Sentences joined as the language of the window joins them, with or without a space; empty ones are omitted."""
    form = translate("Lines", "{text} {sentence}", "sentences")
    text = ""
    for sentence in filter(None, messages):
        text = form.format(text=text, sentence=sentence) if text else sentence
    return text
