"""A language that nobody speaks: each message in brackets, its letters with accents, a third longer. What is seen outside the
brackets did not come through a catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from gettext import NullTranslations

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QFontDatabase
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QProgressDialog,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)

from model.text.symbols import listed_signs
from resources import read_table
from resources.catalogues import languages
from tests.app.window.foreign import indexes
from tests.conftest import ROOT

TEXT = ROOT / "tests/documents/languages/ru.txt"
"""A text whose words are in letters of their own."""
_TRANSLATED = ("instrument", "body", "form", "place", "status", "revised", "verified")
"""Columns of the table of editions that are shown in the language of the window."""
BEGIN, END = "⟦", "⟧"
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_PLAIN = re.compile("[aceinosuyzACEINOSUYZ]")
_KEPT = re.compile(r"(\{[^{}]*\}|%\([a-z_]+\)[sr]|%[sr%]|<[^<>]*>|&\w+;|\(\*[^()]*\);*|;;)")
"""The places of values, markup, and the suffixes of files in a box: the same in every language."""
_WRAPPING = re.compile("<[^<>]*>|[\u2068\u2069]")
"""What a tooltip and a line in two directions have around a text."""
_ROMAN = re.compile(r"[ivxlc]+")
"""Labels of items."""
SAME = set(
    "Clausewright Ctrl Alt Shift Esc Del Enter Tab Return Backspace Ins Home End PgUp PgDown OK PDF Word LibreOffice Microsoft "
    "ITU MOD ADD SUP NOC Akoma Ntoso "
    "PP RA WRC WTDC WTSA WCIT WTPF UNGA ECOSOC UNSC HRC separator".split()
)
"""Words that no language translates; by the last one Qt knows a line in the list of a box, which it does not show."""
Role = Qt.ItemDataRole
_ROLES = (Role.DisplayRole, Role.ToolTipRole, Role.StatusTipRole, Role.AccessibleTextRole, Role.AccessibleDescriptionRole)


def pseudo(text: str) -> str:
    """A message in that language."""
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_ACCENTED) for part in parts[::2]]
    return f"{BEGIN}{''.join(parts)}{'.' * (len(text) // 3)}{END}"


class Pseudo(NullTranslations):
    """Its catalogue: it has every message."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return message if context.startswith("between the ") else pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


def outside(text: str) -> list[str]:
    """The Latin words of a text that did not come out of the catalogue and are not the same in every language: all that stand
    outside brackets, and those in brackets whose letters have no accents, which were put in as a value."""
    depth, left, within = 0, [], []
    for char in re.sub(r"<[^<>]*>", " ", text):
        if char == END and not depth:
            left.clear()  # a part of a message: its sign is shown apart
        depth = max(0, depth + (char == BEGIN) - (char == END))
        left.append(char if not depth else " ")
        within.append(char if depth else " ")
    words = _latin(left) + [word for word in _latin(within) if _PLAIN.search(word)]
    return [word for word in words if word not in SAME and not _ROMAN.fullmatch(word)]


def _latin(chars: Iterable[str]) -> list[str]:
    """The Latin words of a text, without paths, names of files and codes."""
    return re.findall(r"[A-Za-zÀ-ſ]{2,}", re.sub(r"\S*[/\\@.\d]\S*", " ", "".join(chars)))


def shown_texts(*tops: QWidget) -> Iterator[tuple[str, str]]:
    """Every text that is seen, read aloud or shown as a tooltip in some windows, each after the name of its place."""
    for top in tops:
        for widget in (top, *top.findChildren(QWidget)):
            place = f"{type(widget).__name__} {widget.objectName()} of {type(widget.window()).__name__}"
            for text in _of_widget(widget):
                yield place, text
            for action in widget.actions():
                yield from _of_action(action)
        for action in top.findChildren(QAction):
            yield from _of_action(action)


def _of_action(action: QAction) -> Iterator[tuple[str, str]]:
    for text in (action.text(), action.toolTip(), action.statusTip(), action.whatsThis()):
        yield f"the action {action.objectName()}", text


def _of_widget(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    match widget:
        case QAbstractButton() | QLabel():
            yield widget.text()
        case QMenu() | QGroupBox():
            yield widget.title()
        case QDockWidget():
            yield widget.windowTitle()
        case QMainWindow():
            yield widget.statusBar().currentMessage()
        case QTabBar():
            for tab in range(widget.count()):
                yield from (widget.tabText(tab), widget.tabToolTip(tab))
        case QLineEdit() | QTextEdit() | QPlainTextEdit():
            yield widget.placeholderText()
        case QSpinBox():
            yield from (widget.prefix(), widget.suffix(), widget.specialValueText())
        case QProgressDialog():
            yield widget.labelText()
        case QAbstractItemView() | QComboBox() if widget.model() is not None and not isinstance(widget, QHeaderView):
            yield from _of_model(widget.model())


def _of_model(model: object) -> Iterator[str]:
    for index in indexes(model):  # type: ignore[arg-type]
        yield from (text for role in _ROLES if isinstance(text := index.data(role), str))
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())  # type: ignore[attr-defined]
    for section in range(columns):  # a list has no header that is seen
        for role in _ROLES:
            text = model.headerData(section, Qt.Orientation.Horizontal, role)  # type: ignore[attr-defined]
            if isinstance(text, str):
                yield text


def untranslated(*tops: QWidget) -> list[str]:
    """Every place under some windows with words that came out of no catalogue, and those words."""
    return sorted(
        {f"{place}: {' '.join(words)} in {text!r}" for place, text in shown_texts(*tops) if (words := untranslated_words(text))}
    )


def untranslated_words(text: str) -> list[str]:
    """The words of a text that came out of no catalogue and are no data, alone or as a value."""
    bare = _WRAPPING.sub("", text)
    return outside(_values().sub(" ", bare)) if outside(bare) and bare not in data() else []


@cache
def _values() -> re.Pattern[str]:
    latin = [name for name in data() if re.search("[A-Za-z]", name)]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(latin, key=len, reverse=True))) + r")(?!\w)")


@cache
def data() -> frozenset[str]:
    """What the tables and the system call things by: names of faces, of signs, of languages, of places and texts."""
    editions = (cell for row in read_table("tables/editions.tsv") for name, cell in row.items() if name not in _TRANSLATED)
    places = (row["ru"] for row in read_table("tables/places.tsv"))
    signs = (sign.name for sign in listed_signs())
    names = (row["name"] for row in languages().values())
    return frozenset((*QFontDatabase.families(), *editions, *places, *signs, *names, TEXT.stem))


def nothing(found: Sequence[str]) -> None:
    """Fails with what was found."""
    assert not found, "\n".join(sorted(set(found)))
