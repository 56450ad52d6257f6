"""The start page: recent documents, and ways to start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from widgets.common.labels import plain_label
from widgets.start.language_button import LanguageButton
from widgets.start.recent_list import RecentEntry, RecentList
from widgets.start.start_card import HIGHEST, StartAction, StartCard
from widgets.theme.design import BODY, GAP, PAGE, SECTION, SEMIBOLD, TIGHT, TITLE
from widgets.theme.fonts import typeface

NARROW, MIDDLE = 720, 960
"""Widths in pixels: below the first the list is below the cards, below the second at most three cards are in a row, else four."""
WIDEST = 1080
"""The greatest width of what is on the page; below it, two cards with pictures beside their words are in a row, else three."""
FEW = 2
"""The number of recent documents that are above the cards, so that no part of the page is empty."""
UNBOUNDED = 16777215
"""The height of a widget without a limit, as Qt has it."""
ENGLISH_ALONE = {"en": "English"}


class StartPage(QWidget):
    """Covers the window below its menus until a document is chosen; the covered parts are disabled meanwhile.

    actions: the ways to start
    window: the window that the page covers
    again: whether the page is shown at every start
    languages: the names of the interface languages in themselves, by their codes
    language: the code of the present one
    """

    file_asked = Signal(str)
    drop_asked = Signal(str)
    again_set = Signal(bool)
    """Whether to show the page at the next start."""
    language_asked = Signal(str)
    """The code of the language in which the window is to be."""
    left = Signal()
    """The user wants to return to the document behind the page."""

    def __init__(
        self,
        actions: Sequence[StartAction],
        window: QMainWindow,
        *,
        again: bool = True,
        languages: Mapping[str, str] = ENGLISH_ALONE,
        language: str = "en",
    ) -> None:
        super().__init__(window)
        self._window = window
        self._resting: list[QWidget] = []
        self.may_leave = False
        """Whether there is a document behind the page."""
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)  # not the cursor of the borders of panels below
        self.setAccessibleName(self.tr("Start page"))
        self.language = LanguageButton(languages, language)
        self.language.chosen.connect(self.language_asked)
        self.files = RecentList()
        self.buttons = [StartCard(action) for action in actions]
        self._arrangement: tuple[int, bool, bool] | None = None
        """The number of columns of cards, and whether there are no, or a few, recent documents."""
        self.again = QCheckBox(self.tr("Show this page at every start"))
        self.again.setChecked(again)
        self.again.toggled.connect(self.again_set)
        self._lay_out()
        self.files.opened.connect(self.file_asked)
        self.files.dropped.connect(self._drop)
        window.installEventFilter(self)
        self._fit()
        self.hide()

    def _lay_out(self) -> None:
        head = QLabel(self.tr("Clausewright"))
        head.setFont(typeface(head.font(), TITLE, SEMIBOLD))
        about = plain_label(self.tr("Amend an ITU text as in Word; what you change becomes tracked changes in ITU’s form."))
        names = QVBoxLayout()
        names.setSpacing(TIGHT)
        names.addWidget(head, 0, Qt.AlignmentFlag.AlignLeft)  # its letters run from left to right in either direction of the page
        names.addWidget(about)
        top = QHBoxLayout()
        top.setSpacing(SECTION)
        top.addLayout(names, 1)
        top.addWidget(self.language, 0, Qt.AlignmentFlag.AlignTop)
        label, begin = QLabel(self.tr("Recent documents")), QLabel(self.tr("Begin"))
        for heading in (label, begin):
            heading.setFont(typeface(heading.font(), BODY, SEMIBOLD))
            heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        label.setBuddy(self.files)
        self.recent = QWidget()
        left = QVBoxLayout(self.recent)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(GAP)
        left.addWidget(label)
        left.addWidget(self.files, 1)
        self._rows = QVBoxLayout()
        self._right = QVBoxLayout()
        self._right.setSpacing(GAP)
        self._right.addWidget(begin)
        self._right.addLayout(self._rows, 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(PAGE)
        self._columns.addWidget(self.recent, 5)
        self._columns.addLayout(self._right, 4)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        whole = self._whole = QVBoxLayout(inside)
        whole.addStretch(1)
        whole.addLayout(top)
        whole.addLayout(self._columns, 100)
        whole.addWidget(self.again)
        whole.addStretch(2)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidget(middle)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _arrange(self) -> None:
        """Places the cards below a few recent documents or beside many; without any, the pictures are above their words."""
        narrow, count = self.width() < NARROW, self.files.count()
        alone, few = not count, 0 < count <= FEW and not narrow
        wide = self.width() >= (WIDEST if few else MIDDLE)
        columns = 1 if narrow or not (alone or few) else 2 + wide if few else 3 + wide
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.BottomToTop if narrow else ways.TopToBottom if few else ways.LeftToRight)
        rows = max(self.files.sizeHintForRow(0), 0) * min(count, 4)
        self.files.setMinimumHeight(rows if narrow or few else 0)
        self.files.setMaximumHeight(rows if few else UNBOUNDED)
        highest = len(self.buttons) * (HIGHEST + GAP) + PAGE
        self.recent.setMaximumHeight(UNBOUNDED if narrow else rows + PAGE + GAP if few else highest)
        self.recent.setVisible(not alone)
        if self._arrangement == (columns, alone, few):
            return
        self._arrangement = columns, alone, few
        while (line := self._rows.takeAt(0)) is not None:
            row = line.layout()
            while row is not None and row.takeAt(0) is not None:
                pass
        spacing = TIGHT if columns == 1 else GAP if few else SECTION
        self._rows.setSpacing(spacing)
        edge, between = (GAP, GAP) if columns == 1 else (PAGE, SECTION if few else PAGE)
        self._whole.setContentsMargins(PAGE, edge, PAGE, spacing)
        self._whole.setSpacing(between)
        for cards in in_rows(self.buttons, columns):
            beside = QHBoxLayout()
            beside.setSpacing(SECTION)
            for card in cards:
                card.show_picture(self.buttons, above=alone and not narrow, large=few)
                beside.addWidget(card, 1)
            self._rows.addLayout(beside)

    # -- what is shown

    def show_entries(self, entries: Sequence[RecentEntry]) -> None:
        """Shows the recent documents."""
        self.files.show_entries(entries)
        self._arrange()

    def _drop(self, key: str) -> None:
        self._arrange()
        if not self.files.count():
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.drop_asked.emit(key)

    # -- coming and going

    def open(self, *, may_leave: bool) -> None:
        """Covers the window."""
        self.may_leave = may_leave
        bar = self._window.menuBar()
        for child in self._window.children():
            if isinstance(child, QWidget) and not child.isWindow() and child not in (self, bar) and child.isEnabled():
                child.setEnabled(False)
                self._resting.append(child)
        self._fit()
        self.show()
        self.raise_()
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_page(self) -> None:
        """Uncovers the window."""
        self.hide()
        for child in self._resting:
            if isValid(child):  # parts of the window that were replaced since are deleted only with the next events
                child.setEnabled(True)
        self._resting.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.may_leave:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return False

    def _fit(self) -> None:
        bar = self._window.menuBar()
        top = bar.height() if not bar.isNativeMenuBar() and bar.isVisibleTo(self._window) else 0
        self.setGeometry(0, top, self._window.width(), self._window.height() - top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def in_rows(cards: Sequence[StartCard], columns: int) -> Iterator[Sequence[StartCard]]:
    """The cards of each row: as few rows as hold them, filled as evenly as possible, so that none has an empty place."""
    rows = -(-len(cards) // columns)
    start = 0
    for row in range(rows):
        stop = start + len(cards) // rows + (row < len(cards) % rows)
        yield cards[start:stop]
        start = stop
