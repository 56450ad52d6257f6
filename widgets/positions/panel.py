"""The panel of positions: counts and filters, the list, and what the chosen position says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QListView,
    QPlainTextEdit,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.submission.position_places import PlacedPosition
from model.submission.position_words import STANCE_WORDS
from widgets.common.empty_note import EmptyNote
from widgets.common.even_layout import EvenLayout
from widgets.common.foreign_text import as_tooltip, isolated
from widgets.common.labels import ElidedLabel
from widgets.common.qt_fixes import LinesDelegate, PassesFocus
from widgets.common.translation import counted
from widgets.positions.model import FACETS, NOBODY, Facet, PositionFilter, PositionModel
from widgets.positions.phrases import parties_line, stance_name
from widgets.theme.design import GAP, TIGHT
from widgets.theme.rows import row_height, set_row_height

Flag = QItemSelectionModel.SelectionFlag
NARROWEST = 72
"""The least width of a filter in pixels."""
KEYS = {Qt.Key.Key_Return: "change", Qt.Key.Key_Enter: "change", Qt.Key.Key_Delete: "remove", Qt.Key.Key_Backspace: "remove"}
"""What keys of the list ask for."""


class PositionList(QListView):
    """A row of two lines for each position; choosing a row shows its place."""

    asked = Signal(str)
    """A key asks for something: one of `KEYS`."""

    def __init__(self, model: PositionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_row_height(self, lines=2)
        self.setModel(model)
        self.setItemDelegate(LinesDelegate(self, TIGHT))
        self.setAccessibleName(self.tr("Positions"))
        self.setUniformItemSizes(True)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumHeight(2 * row_height(self.font()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if plain and key in KEYS and self.currentIndex().isValid():
            self.asked.emit(KEYS[key])
        else:
            super().keyPressEvent(event)


class PositionPanel(PassesFocus):
    """Lists the positions on a proposal and emits what the user wants of them.

    place, words: as in `PositionModel`
    actions: the actions of the window that are shown as buttons
    """

    went_to = Signal(str)
    """The position with a key is to be shown in the text."""
    left_for = Signal(str)
    """The same, and the text gets the focus."""
    change_asked = Signal(str)
    remove_asked = Signal(str)
    marked = Signal(str)
    """The key of the chosen position; '' if none."""

    def __init__(
        self,
        place: Callable[[PlacedPosition], str],
        words: Callable[[PlacedPosition], str],
        actions: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.positions = PositionModel(place, words, self)
        self.list = PositionList(self.positions)
        self.main_part = self.list
        self.count = ElidedLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.filters: dict[Facet, QComboBox] = {facet: QComboBox() for facet in FACETS}
        names = {
            "stance": self.tr("Positions of which stance are shown"),
            "party": self.tr("Positions on which party are shown"),
        }
        for facet, box in self.filters.items():
            box.setAccessibleName(names[facet])
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.setMinimumWidth(NARROWEST)
            box.activated.connect(self._filter)
            box.currentTextChanged.connect(lambda words, box=box: box.setToolTip(as_tooltip(words)))
        self.note = EmptyNote(
            self.list,
            self.tr("No positions yet. Place the caret in a clause or brackets and press Ctrl+Alt+Shift+I."),
            self.tr("No position matches this filter."),
            lambda: any(box.currentIndex() > 0 for box in self.filters.values()),
        )
        self.note.cleared.connect(self._clear_filter)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.details.document().setDocumentMargin(GAP)
        self.details.setAccessibleName(self.tr("What the position says"))
        self.change = self._button(self.tr("Change …"), lambda: self._ask("change"))
        self.remove = self._button(self.tr("Remove"), lambda: self._ask("remove"))
        self._key = ""
        self._lay_out(actions)
        self.list.asked.connect(self._ask)
        self.list.doubleClicked.connect(lambda _index: self.left_for.emit(self.current()))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())

    def _button(self, text: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _lay_out(self, actions: Sequence[QAction]) -> None:
        head, buttons = EvenLayout(), EvenLayout()
        for box in self.filters.values():
            head.addWidget(box)
        buttons.addWidget(self.change)
        buttons.addWidget(self.remove)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(self.list)
        self.parts.addWidget(self.details)
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 1)
        self.parts.setChildrenCollapsible(False)
        for line in (head, buttons):
            line.setContentsMargins(GAP, 0, GAP, 0)
            line.setSpacing(GAP)
        self.count.setContentsMargins(GAP, 0, GAP, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.count)
        layout.addLayout(head)
        layout.addWidget(self.parts, 1)
        layout.addLayout(buttons)

    # -- what is shown

    def follow(self, placed: Sequence[PlacedPosition]) -> None:
        """Shows the positions as they are now."""
        kept = self.current()
        self.list.selectionModel().blockSignals(True)
        self.positions.show(placed)
        for facet, box in self.filters.items():
            self._fill_filter(facet, box)
        self._filter()
        self.list.selectionModel().blockSignals(False)
        total = self.positions.total
        self.count.setText(counted("{n:,} position, never exported", "{n:,} positions, never exported", total))
        for part in (self.count, self.details, self.change, self.remove, *self.filters.values()):
            part.setVisible(bool(total))
        self.note.follow()
        self.choose(kept)

    def _clear_filter(self) -> None:
        for box in self.filters.values():
            box.setCurrentIndex(0)
        self._filter()

    def _fill_filter(self, facet: Facet, box: QComboBox) -> None:
        """Lists the stances or parties with their counts; keeps the choice."""
        every = {"stance": self.tr("All stances"), "party": self.tr("All parties")}[facet]
        counts, chosen = self.positions.counts(facet), box.currentData()
        order = [stance for stance in STANCE_WORDS if stance in counts] if facet == "stance" else sorted(counts)
        rows = [(every, None), *((f"{self._name(facet, value)} ({counts[value]})", value) for value in order)]
        if rows == [(box.itemText(row), box.itemData(row)) for row in range(box.count())]:
            return
        box.clear()
        for text, value in rows:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else 0)
        box.setEnabled(len(rows) > 2)

    def _name(self, facet: Facet, value: str) -> str:
        if facet == "stance":
            return next(stance_name(stance) for stance in STANCE_WORDS if stance == value)
        return self.tr("Without a party") if value == NOBODY else isolated(value)

    def _filter(self) -> None:
        only = PositionFilter(self.filters["stance"].currentData(), self.filters["party"].currentData())
        if only != self.positions.only:
            self.positions.show_only(only)

    def current(self) -> str:
        """The key of the chosen position; '' if there is none."""
        row = self.list.currentIndex().row()
        return self.positions.rows[row].key if 0 <= row < len(self.positions.rows) else ""

    def choose(self, key: str) -> None:
        """Chooses a position without showing it in the text; an unknown key chooses none."""
        row = self.positions.row_of(key)
        index = self.positions.index(row, 0) if row >= 0 else QModelIndex()
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(index)
        self.list.selectionModel().blockSignals(False)
        if index.isValid():
            self.list.selectionModel().select(index, Flag.ClearAndSelect)
            self.list.scrollTo(index)
        self.list.viewport().update()
        self._show_details()

    def _on_chosen(self) -> None:
        self._show_details()
        if self.isVisible() and self.current():
            self.went_to.emit(self.current())

    def _show_details(self) -> None:
        row = self.positions.row_of(self.current())
        position = self.positions.rows[row].position if row >= 0 else None
        lines: list[str] = []
        if position is not None:
            lines += [stance_name(position.stance), parties_line(position), position.details]
            lines += [self.tr("Speaking note: {note}").format(note=position.note)] if position.note else []
            lines += position.links
        self.details.setPlainText("\n".join(filter(None, lines)))
        for button in (self.change, self.remove):
            button.setEnabled(position is not None)
        self.marked.emit(self.current())

    def _ask(self, what: str) -> None:
        if key := self.current():
            (self.change_asked if what == "change" else self.remove_asked).emit(key)
