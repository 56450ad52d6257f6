"""Translation of texts outside a QObject, of numbers of things, and of the sentences of the model. Qt is the door through which
all of them go: it asks the translator that `app` installed, and where there is none they are in English."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from model.message import BETWEEN, Message, english_words, say_with
from widgets.common.foreign_text import isolated

PROGRAM = "program"
"""The name under which sentences of the model are asked for: they have a catalogue of their own."""
PLURAL_MARK = "\x1e"
"""Parts the two English forms of a text about a number of things, which are asked for together."""

translate = QCoreApplication.translate
"""A text in the language of the window: `translate("Comparison", "equal")`; a name first, which nobody looks at, then the text in
English; last, where one English word has two translations, what tells this one from the other."""


def window_language() -> str:
    """The code of the language of the window, for names that the data have in all six."""
    code = QLocale().name().partition("_")[0]
    return code if code != "C" else "en"


def counted(singular: str, many: str, count: int, /, context: str = "", **values: object) -> str:
    """A text about a number of things, with the form of the word that the language has for that number: `counted("{n} word",
    "{n} words", 3)`. English has two, Russian three, Arabic six.

    singular: the English text for one thing
    many: that for other numbers
    count: how many there are, which is the value `{n}` of the text
    context: what tells it from another text of the same words
    **values: other values of the text, by name
    """
    asked = f"{singular}{PLURAL_MARK}{many}"
    found = translate("", asked, context, count)
    if found == asked:
        found = singular if count == 1 else many
    numbers = {name: GroupedNumber(value) if type(value) is int else value for name, value in values.items()}
    return found.format(n=GroupedNumber(count), **numbers)


class GroupedNumber(int):
    """A whole number that `{n:,}` writes as the language of the window does: `1,234`, `1 234`, `12.345`."""

    def __format__(self, spec: str) -> str:
        locale = QLocale()
        if spec != "," or locale.language() == QLocale.Language.C:  # which groups nothing
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
"""Says a message of the model in the language of the window."""


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
