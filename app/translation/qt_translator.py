"""The language of the window: its words and those of Qt, its direction, its dates and numbers."""

from __future__ import annotations

import re
from gettext import NullTranslations
from unicodedata import bidirectional

from PySide6 import QtCore
from PySide6.QtCore import QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.translation.speech import found_in, unusable
from model.message import Message
from resources.catalogues import ENGLISH, PROGRAM, WINDOW, CatalogueError, catalogue, languages
from widgets.common import translation

_VALUE = re.compile(r"&?\{[^{}]*\}")
"""The place of a value in a sentence, with the sign that makes its first letter a key: a mark between the two would be it."""
_OF_QT = re.compile("Q(?!Object$)[A-Z]")
"""Contexts in which Qt asks for words of its own: *Up* is a key there, and a button here."""
OF_QT = "word of Qt"
"""What tells words of Qt from ours in the catalogue of the window."""
CTRL = "Ctrl"
"""The name of the key on all keyboards; Qt's Spanish words call it *Control*."""


class CatalogueTranslator(QTranslator):
    """Translates texts for Qt from two catalogues. A text of ours has one translation in all classes, unless its call gives a
    context; texts of Qt's own classes are left to Qt's translator, except those that it lacks (`words_of_qt`)."""

    def __init__(
        self, window: NullTranslations, program: NullTranslations, parent: QObject | None = None, *, leftwards: bool = False
    ) -> None:
        """In a language that is written `leftwards`, each value in a sentence keeps its own direction: a path or an English name
        would otherwise be split at its signs."""
        super().__init__(parent)
        self._leftwards = leftwards
        self._window = window
        self._program = program

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The words; None if Qt is to ask the next translator."""
        if context == "QShortcut" and sourceText == CTRL:
            return CTRL
        if not sourceText:
            return None
        if _OF_QT.match(context):
            found = found_in(self._window, sourceText, "", OF_QT, n)
            return found if found != sourceText else None
        singular, _, many = sourceText.partition(translation.PLURAL_MARK)
        words = self._program if context == translation.PROGRAM else self._window
        found = found_in(words, singular, many, disambiguation or "", n)
        if not many and found == singular:
            return None
        return _leftwards(found) if self._leftwards else found


def _leftwards(sentence: str) -> str:
    """A sentence with each value in its own direction. One that begins with a value or with Latin letters has a mark before it,
    by which its own direction is known, also within another sentence."""
    directions = {char: bidirectional(char) for char in sentence}
    first = next((char for char in sentence if char == "{" or directions[char] in ("L", "R", "AL")), "")
    isolated = _VALUE.sub("\u2068\\g<0>\u2069", sentence)
    needs_mark = first == "{" or (directions.get(first) == "L" and "AL" in directions.values() and not sentence.startswith("<"))
    return f"\u200f{isolated}" if needs_mark else isolated


def speak(application: QApplication, language: str) -> Message | None:
    """Sets the language of the window, before any of it is made. Returns the reason if it has to stay English."""
    locale = QLocale(languages()[language]["locale"])
    if language == ENGLISH:
        if QLocale.system().language() not in (locale.language(), QLocale.Language.C):
            QLocale.setDefault(locale)
        return None
    try:
        window, program = catalogue(language, WINDOW), catalogue(language, PROGRAM)
    except CatalogueError as error:
        speak(application, ENGLISH)
        return unusable(error)
    leftwards = locale.textDirection() == Qt.LayoutDirection.RightToLeft
    install(application, locale, CatalogueTranslator(window, program, application, leftwards=leftwards))
    return None


def install(application: QApplication, locale: QLocale, translator: QTranslator) -> None:
    """Puts a translator before Qt's own of a locale, and lets dates, numbers and the direction of the window be those of it."""
    qt_translator = QTranslator(application)
    if qt_translator.load(locale, "qtbase", "_", QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(qt_translator)
    application.installTranslator(translator)
    application.setLayoutDirection(locale.textDirection())
    system = QLocale.system()
    if system.language() == locale.language() and system.zeroDigit() == locale.zeroDigit():
        locale = system  # with the customs of the country, but for digits that the texts of the Union do not have
    QLocale.setDefault(locale)
