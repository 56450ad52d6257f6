"""The rows of what is to be added to the library: each text with its outcome, which depends on the omitted ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from model.library.imports.file_import import FileMessage, Survey
from model.library.imports.import_preview import FoundText, ImportPreview, outcome_message, preview_import
from model.library.store.library_records import LibraryRecord
from model.library.texts.citing import cited_name
from model.message import Message
from model.references.editions import EditionRow
from widgets.common import announcements
from widgets.common.foreign_text import as_tooltip, isolated, isolated_always, on_one_line
from widgets.common.names import language_names
from widgets.common.translation import counted, line_of, say, sentences
from widgets.editions.states import body_name

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
TOP = QModelIndex()
TEXT, OUTCOME, BODY, LANGUAGE, FILE, TITLE = range(6)


class AdditionsModel(QAbstractTableModel):
    """The texts in the order in which they were read, each with a box to omit it; then the files that cannot be used."""

    chosen_changed = Signal()

    def __init__(
        self, found: Survey, held: Sequence[LibraryRecord], rows: Sequence[EditionRow], parent: QObject | None = None
    ) -> None:
        """The outcomes depend on the contents of the library and on the editions in its lists of contents.

        found: what was read
        held: the texts of the library
        rows: the editions in its lists of contents
        """
        super().__init__(parent)
        self._files = found.files
        self._texts = list(found.texts)
        self._refused: Sequence[FileMessage] = found.report.refused
        self._warnings: dict[str, list[Message]] = {}
        for warning in found.report.warnings:
            self._warnings.setdefault(warning.file, []).append(warning.message)
        self._held = held
        self._rows = rows
        self._languages = dict(language_names())
        self._chosen = {*range(len(self._texts))}
        self._corrected: set[int] = set()
        """The corrected rows; they can be corrected again even if they have become equal to a text in the library."""
        self._foreseen: Sequence[ImportPreview] = ()
        self._foresee()
        self._chosen = {row for row in self._chosen if self._foreseen[row].outcome != "there"}

    # --- what is chosen -----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Mapping[int, FoundText]:
        """The texts to be added, by their numbers in what was read."""
        return {row: self._texts[row] for row, preview in enumerate(self._foreseen) if preview.goes_in}

    @property
    def offered(self) -> int:
        """The number of texts that can be added."""
        return sum(preview.outcome != "there" for preview in self._foreseen)

    @property
    def refused(self) -> int:
        """The number of files that cannot be used."""
        return len(self._refused)

    def text(self, row: int) -> FoundText | None:
        """The text of a row whose recognition can be corrected; None for known texts, lists and other files."""
        if row in self._corrected or (self._can_go_in(row) and not self._texts[row].is_list):
            return self._texts[row]
        return None

    def has_pages(self, row: int) -> bool:
        """Whether the text of a row can be corrected beside the pages that it was read from."""
        return self._can_go_in(row) and self._texts[row].has_pages

    def correct(self, row: int, text: FoundText) -> None:
        """Replaces a recognised text by its correction."""
        self._texts[row] = text
        self._corrected.add(row)
        self._show_anew()

    def choose(self, rows: Iterable[int], *, wanted: bool) -> None:
        """Chooses or omits texts."""
        meant = {row for row in rows if self._can_go_in(row)}
        self._chosen = self._chosen | meant if wanted else self._chosen - meant
        self._show_anew()

    def choose_all(self, *, wanted: bool) -> None:
        """Chooses all texts that can be added, or omits all."""
        self.choose(range(len(self._texts)), wanted=wanted)

    def is_chosen(self, row: int) -> bool | None:
        """Whether a text is to be added; None if it cannot be."""
        return row in self._chosen if self._can_go_in(row) else None

    def _can_go_in(self, row: int) -> bool:
        return row < len(self._texts) and self._foreseen[row].outcome != "there"

    def _foresee(self) -> None:
        self._foreseen = preview_import(self._texts, self._chosen, self._held, self._rows)

    def _show_anew(self) -> None:
        self._foresee()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.chosen_changed.emit()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._texts) + len(self._refused)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> str | None:
        if role != Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Text"), self.tr("Result"), self.tr("Body"), self.tr("Language"), self.tr("File"),
            self.tr("Title"),
        )[section]  # fmt: skip

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if index.column() == TEXT and self._can_go_in(index.row()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        row, column = index.row(), index.column()
        match role:
            case Role.DisplayRole:
                return isolated(on_one_line(self.cells(row)[column]))
            case Role.AccessibleTextRole:
                words = line_of(self.cells(row)) if column == TEXT else self.cells(row)[column]
                return announcements.with_tick(on_one_line(words), self.data(index, Role.CheckStateRole))
            case Role.ToolTipRole:
                words = self._path(row) if column == FILE else self.cells(row)[column]
                return as_tooltip("\n".join((words, *self.warnings(row))))
            case Role.CheckStateRole if column == TEXT and self._can_go_in(row):
                return Qt.CheckState.Checked if row in self._chosen else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid() or not self._can_go_in(index.row()):
            return False
        self.choose([index.row()], wanted=Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def warnings(self, row: int) -> list[str]:
        """The warnings about the file of a row: what was omitted or not understood, a sentence each."""
        if row >= len(self._texts):
            return []
        return [say(message) for message in self._warnings.get(self._files[self._texts[row].file].name, [])]

    def text_of(self, row: int) -> str:
        """The outcome of a row, and the warnings about its file."""
        cells = self.cells(row)
        fate = self.tr("{name}: {outcome}.").format(name=isolated_always(cells[TEXT]), outcome=cells[OUTCOME])
        return sentences((fate, self.doubts(row), *self.warnings(row)))

    def doubts(self, row: int) -> str:
        """How many places of a text are doubtful that was read from pages, in a sentence; '' if none is."""
        if not self.has_pages(row) or not self._texts[row].doubts or self._texts[row].text_corrections:
            return ""
        return counted(
            "{n} place is doubtful; compare it with its page (F4).",
            "{n} places are doubtful; compare them with their pages (F4).",
            self._texts[row].doubts,
        )

    def _path(self, row: int) -> str:
        """The folder of the file of a row."""
        if row >= len(self._texts):
            return self._refused[row - len(self._texts)].file
        return self._files[self._texts[row].file].name

    def cells(self, row: int) -> tuple[str, ...]:
        """The texts of a row, column by column."""
        if row >= len(self._texts):
            message = self._refused[row - len(self._texts)]
            why = self.tr("cannot be used: {reason}").format(reason=say(message.reason or message.message))
            name = PurePath(message.file).name
            return name, why, "", "", name, ""
        text, outcome = self._texts[row], say(outcome_message(self._texts[row], self._foreseen[row]))
        if self.doubts(row):
            outcome = line_of((outcome, counted("{n} doubtful place", "{n} doubtful places", text.doubts)))
        if text.is_list:
            return self.tr("List of contents"), outcome, "", "", text.name, ""
        identity = text.identity
        name = cited_name(identity, identity.language) if identity.number else self.tr("without a number")
        language = self._languages.get(identity.language, identity.language)
        return name, outcome, body_name(identity.body), language, text.name, text.text.title
