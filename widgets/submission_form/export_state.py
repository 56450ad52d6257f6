"""The line at the top of the submission form: what is missing for the export, each with a link to its field, or errors in the
text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from widgets.common.foreign_text import without_sign
from widgets.common.translation import join_words, translate

_ERRORS = "errors"
"""The target of the link to the errors; paths of fields contain a slash or are names of fields."""


class ExportState(QLabel):
    """Lists what is missing. The names are those of the program, and the only HTML."""

    field_asked = Signal(str)
    """The path of the field that the user wants to fill in."""
    errors_asked = Signal()
    """The user wants to see the errors."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.LinksAccessibleByKeyboard | flags.LinksAccessibleByMouse)
        self.linkActivated.connect(self._ask)
        self.missing: tuple[str, ...] = ()
        self._errors = 0

    def _ask(self, link: str) -> None:
        if link == _ERRORS:
            self.errors_asked.emit()
        else:
            self.field_asked.emit(link)

    def show_errors(self, count: int) -> None:
        """Shows the number of errors found by the checks, if nothing is missing."""
        self._errors = count
        self.show_missing(self.missing)

    def show_missing(self, paths: Sequence[str]) -> None:
        """Shows what is missing, by the paths of the fields; a name shared by several occurs once."""
        firsts = names_of_missing(paths)
        self.missing = tuple(path for path in paths if path in firsts.values())
        gaps = [(name, path) for path in self.missing for name, at in firsts.items() if at == path]
        if gaps:
            words = translate("ExportState", "⚠ Missing for the export: {fields}")
            text = missing_words(paths)
            shown = words.format(fields=join_words(f'<a href="{path}">{name}</a>' for name, path in gaps))
        elif self._errors:
            words = self.tr("⚠ Nothing is missing, but the checks find errors: {count}")
            text, shown = words.format(count=self._errors), words.format(count=f'<a href="{_ERRORS}">{self._errors}</a>')
        else:
            text = shown = self.tr("✓ Ready for the export")
        if self.text() != shown:
            self.setText(shown)
            self.setAccessibleName(without_sign(text))
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if gaps or self._errors else Qt.FocusPolicy.NoFocus)


def names_of_missing(paths: Sequence[str]) -> dict[str, str]:
    """The names of fields that are missing for the export, each with its path; a name shared by several occurs once."""
    names = {
        "symbol": translate("ExportState", "symbol"),
        "conference": translate("ExportState", "conference"),
        "document": translate("ExportState", "document number"),
        "sources": translate("ExportState", "source"),
        "title": translate("ExportState", "title"),
    }
    return {names[path.rpartition("/")[2]]: path for path in reversed(paths)}


def missing_words(paths: Sequence[str]) -> str:
    """What is missing for the export, in words; '' if nothing is."""
    firsts = names_of_missing(paths)
    names = (name for path in paths for name, first in firsts.items() if first == path)
    words = translate("ExportState", "⚠ Missing for the export: {fields}")
    return words.format(fields=join_words(names)) if paths else ""
