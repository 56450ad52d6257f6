"""The same clause in several texts: groups of nearly equal clauses, and the differences between two of them word by word."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model.redline import Status
from widgets.common.announcements import describe_levels
from widgets.common.empty_state import EmptyState, Offer
from widgets.common.flow_layout import FlowLayout
from widgets.common.foreign_text import as_tooltip, isolated, on_one_line, text_direction
from widgets.common.labels import plain_label
from widgets.theme.colours import colours
from widgets.theme.design import GAP
from widgets.theme.rows import set_row_height

_TWIN = Qt.ItemDataRole.UserRole
Pieces = Sequence[tuple[Status, str]]
"""The words of two clauses: common words, words of the first only, words of the second only."""


class ShownTwin(Struct, frozen=True):
    """A clause that is nearly equal to the first of its group."""

    text: int
    """The id of its text in the library."""
    path: str
    name: str
    """The name of its text."""
    place: str
    words: str
    share: str
    """Their similarity as it is shown: `93 %`."""
    pieces: Pieces = ()


class ShownGroup(Struct, frozen=True):
    """A clause with its twins."""

    kind: str
    """Citation, formula or substance."""
    name: str
    place: str
    words: str
    twins: tuple[ShownTwin, ...]
    share: str = ""
    """The least similarity in the group, as it is shown."""
    text: int = 0
    """The id of its text in the library; 0 for a clause of the draft."""
    path: str = ""


class TwinsPage(QWidget):
    """Shows groups and emits the requests of the user."""

    all_asked = Signal()
    """The twins in the whole library are to be found."""
    here_asked = Signal()
    """The twins of the clause at the caret of the draft are to be found."""
    fill_asked = Signal()
    """The library is to be filled."""
    draft_asked = Signal()
    """The change of that clause is to be drafted for its twins too."""
    opened = Signal(int, str)
    """The id of the text and the path of the clause to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[ShownGroup] = ()
        self._state_text = ""
        self.state = plain_label("")
        self.state.hide()
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of clause"))
        for name, key in (
            (self.tr("Substance"), "substance"),
            (self.tr("Citations"), "citation"),
            (self.tr("Formulas of reports and implementation"), "formula"),
            (self.tr("All clauses"), ""),
        ):
            self.kind.addItem(name, key)
        self.for_caret = QPushButton(self.tr("For the clause at the &caret"))
        self.all = QPushButton(self.tr("In the &whole library"))
        self.draft = QPushButton(self.tr("&Draft the same change for them"))
        for button in (self.for_caret, self.all, self.draft):
            button.setAutoDefault(False)
        self.tree = QTreeWidget()
        set_row_height(self.tree)
        self.tree.setAccessibleName(self.tr("Groups of clauses"))
        self.tree.setHeaderLabels([self.tr("Clause"), self.tr("Text"), self.tr("Place"), self.tr("Similarity")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.differences = QTextEdit()
        self.differences.setReadOnly(True)
        self.differences.setAccessibleName(self.tr("What differs"))
        self._lay_out()
        self.for_caret.clicked.connect(self.here_asked)
        self.all.clicked.connect(self.all_asked)
        self.draft.clicked.connect(self.draft_asked)
        self.kind.currentIndexChanged.connect(self._fill)
        self.tree.currentItemChanged.connect(self._show)
        self.tree.itemActivated.connect(self._open)
        self.offer_draft(False)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Show"))
        label.setBuddy(self.kind)
        line = FlowLayout()
        line.setContentsMargins(GAP, GAP, GAP, 0)
        line.setSpacing(GAP)
        for widget in (self.for_caret, self.all, self.draft, label, self.kind):
            line.addWidget(widget)
        self._contents = QSplitter(Qt.Orientation.Vertical)
        self._contents.addWidget(self.tree)
        self._contents.addWidget(self.differences)
        for part in (self.tree, self.differences):
            part.setFrameShape(QFrame.Shape.NoFrame)
        self.differences.document().setDocumentMargin(GAP)
        self._contents.setChildrenCollapsible(False)
        self._contents.setSizes([500, 160])
        self._contents.hide()
        self.empty = self._make_empty()
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.state.setContentsMargins(GAP, 0, GAP, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(line)
        layout.addWidget(self.state)
        layout.addWidget(self._contents, 1)
        layout.addWidget(self.empty, 1)

    def _make_empty(self) -> EmptyState:
        words = self.tr(
            "Here you find the clauses of other texts that say nearly the same as one of your draft, or as each other, and see "
            "word by word what differs. A change that you made to a clause is drafted for the same clauses of other texts on "
            "request."
        )
        offers = [
            Offer(
                self.tr("Compare the clause at the caret"),
                self.tr("Put the caret into a clause of your draft first; texts in force with the same clause are listed."),
                "crosshair",
                self.here_asked.emit,
            ),
            Offer(
                self.tr("Compare the whole library"),
                self.tr("All clauses in force that say nearly the same are listed in groups. This takes a moment."),
                "library",
                self.all_asked.emit,
            ),
            Offer(
                self.tr("Fill the library"),
                self.tr("The library is empty: there are no other texts yet. The page of the texts offers ways to fill it."),
                "folder-open",
                self.fill_asked.emit,
            ),
        ]
        return EmptyState(self.tr("Same clause elsewhere"), words, offers)

    def show_filled(self, filled: bool) -> None:
        """Says whether the library has texts to compare."""
        for place, shown in enumerate((filled, filled, not filled)):
            self.empty.show_offer(place, shown)
        for button in (self.for_caret, self.all):
            button.setEnabled(filled)

    def show_groups(self, groups: Sequence[ShownGroup], state: str) -> None:
        """Shows groups, and a sentence about them."""
        self._groups, self._state_text = groups, state
        self._fill()

    def offer_draft(self, offered: bool) -> None:
        """Enables or disables drafting the change for the shown twins."""
        self.draft.setEnabled(offered)

    def chosen_twins(self) -> list[ShownTwin]:
        """The selected twins, and all twins of a group whose first clause is selected; all of them if nothing is selected."""
        found = [item.data(0, _TWIN) for item in self.tree.selectedItems()]
        twins = [twin for twin in found if isinstance(twin, ShownTwin)]
        twins += [twin for group in found if isinstance(group, ShownGroup) for twin in group.twins if twin not in twins]
        return twins or [twin for group in self._groups for twin in group.twins]

    def _fill(self) -> None:
        self.tree.clear()
        kind = self.kind.currentData()
        for group in self._groups:
            if kind and group.kind != kind:
                continue
            head = self._item([group.words, group.name, group.place, group.share], group)
            for twin in group.twins:
                head.addChild(self._item([twin.words, twin.name, twin.place, twin.share], twin))
            self.tree.addTopLevelItem(head)
            head.setExpanded(len(self._groups) == 1)
        describe_levels(self.tree)
        shown, text = self.tree.topLevelItemCount(), self._state_text
        if shown < len(self._groups):
            text = self.tr("{found}; {shown} of the kind chosen are shown").format(found=text, shown=shown)
        self.state.setText(text)
        self.state.setVisible(bool(text))
        self._contents.setVisible(bool(self._groups))
        self.empty.setVisible(not self._groups)
        for column in (1, 2, 3):
            self.tree.resizeColumnToContents(column)
        self.tree.setColumnWidth(1, min(self.tree.columnWidth(1), self.tree.viewport().width() // 3))
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)  # which represents its whole group
        else:
            self.differences.clear()

    def _item(self, texts: Sequence[str], value: ShownGroup | ShownTwin) -> QTreeWidgetItem:
        item = QTreeWidgetItem([isolated(on_one_line(text)) for text in texts])
        item.setData(0, _TWIN, value)
        for column in (0, 1):
            item.setToolTip(column, as_tooltip(texts[column]))
        return item

    def _open(self, item: QTreeWidgetItem) -> None:
        value = item.data(0, _TWIN)
        if value is not None and value.text:
            self.opened.emit(value.text, value.path)

    def _show(self, item: QTreeWidgetItem | None) -> None:
        """Shows the words of a twin: words of the first clause only are struck through, words of this one only are underlined."""
        self.differences.clear()
        value = item.data(0, _TWIN) if item is not None else None
        if value is None:
            return
        pieces = value.pieces if isinstance(value, ShownTwin) else [(Status.KEPT, value.words)]
        cursor = QTextCursor(self.differences.document())
        block = cursor.blockFormat()
        block.setLayoutDirection(text_direction(value.words))
        cursor.setBlockFormat(block)
        palette = colours(self.differences.palette())
        for status, words in pieces:
            form = QTextCharFormat()
            if status is Status.DELETED:
                form.setForeground(palette.deleted)
                form.setFontStrikeOut(True)
            elif status is Status.INSERTED:
                form.setForeground(palette.inserted)
                form.setFontUnderline(True)
            cursor.insertText(words, form)
