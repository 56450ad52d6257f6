"""The bar above the text for references to clauses whose labels have changed or which no longer exist."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.common.foreign_text import direction_marked, isolated, without_sign
from widgets.common.labels import plain_label, set_tooltip
from widgets.theme.colours import mix
from widgets.theme.design import GAP, TIGHT


class ReferenceMessage(Struct, frozen=True):
    """The message about a reference."""

    place: str
    old: str
    new: str
    """The new reference; '' if it cannot be updated."""
    why: str = ""
    """A sentence with the reason why it cannot be updated."""


class ReferenceBar(QFrame):
    """Shows one reference after another, without interrupting."""

    shown = Signal(int)
    """The place of the reference is to be shown in the text."""
    changed = Signal(int)
    left = Signal(int)
    all_changed = Signal(bool)
    """Whether to do so from now on, too."""
    all_left = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("References to clauses"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._rows: list[ReferenceMessage] = []
        self._at = 0
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._words = plain_label("")
        self._words.setWordWrap(True)
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.before = self._button("‹", lambda: self._go(-1), self.tr("Previous reference"))
        self.after = self._button("›", lambda: self._go(1), self.tr("Next reference"))
        self.show_it = self._button(self.tr("S&how"), lambda: self.shown.emit(self._at))
        self.change = self._button(self.tr("Chan&ge"), lambda: self.changed.emit(self._at))
        self.leave = self._button(self.tr("&Leave"), lambda: self.left.emit(self._at))
        self.change_all = self._button(self.tr("Change &all"), lambda: self.all_changed.emit(self.remember.isChecked()))
        self.leave_all = self._button(self.tr("Leave all"), lambda: self.all_left.emit(self.remember.isChecked()))
        self.remember = QCheckBox(self.tr("Until the program &closes"))
        self.remember.setToolTip(self.tr("“Change all” or “Leave all” then applies to later changes too, without asking."))
        head, below = QHBoxLayout(), QHBoxLayout()
        stepping: list[QWidget] = [self.before, self._count, self.after]
        deciding: list[QWidget] = [self.show_it, self.change, self.leave]
        for widget in stepping:
            head.addWidget(widget)
        head.addWidget(self._words, 1)
        for widget in deciding:
            head.addWidget(widget)
        below.addStretch(1)
        for widget in (self.remember, self.change_all, self.leave_all):
            below.addWidget(widget)
        self._below = QWidget()
        below.setContentsMargins(0, 0, 0, 0)
        self._below.setLayout(below)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, TIGHT, GAP, TIGHT)
        layout.setSpacing(TIGHT)
        layout.addLayout(head)
        layout.addWidget(self._below)
        self.hide()

    def _button(self, text: str, do: Callable[[], object], name: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: do())
        if name:
            button.setAccessibleName(name)
            set_tooltip(button, name)
            button.setFixedWidth(28)
        return button

    def show_rows(self, rows: Sequence[ReferenceMessage]) -> None:
        """Shows these references; hides if there are none."""
        focused = self.isAncestorOf(self.window().focusWidget()) if self.window().focusWidget() else False
        self._rows = list(rows)
        self._at = min(self._at, max(len(rows) - 1, 0))
        self.setVisible(bool(rows))
        if rows:
            self._tell()
        elif focused:
            self.closed.emit()

    def start(self) -> None:
        """Moves the focus to the bar."""
        (self.change if self.change.isVisible() else self.show_it).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def rows(self) -> Sequence[ReferenceMessage]:
        """The references that are shown, in order."""
        return self._rows

    def _go(self, by: int) -> None:
        self._at = (self._at + by) % len(self._rows)
        self._tell()
        self.shown.emit(self._at)

    def _tell(self) -> None:
        row = self._rows[self._at]
        old, new, place = isolated(row.old), isolated(row.new), row.place
        if row.new:
            words = self.tr("{place}: “{old}” is now “{new}”.").format(place=place, old=old, new=new)
        else:
            words = self.tr("⚠ {place}: “{old}” — {why}").format(place=place, old=old, why=row.why)
        self._words.setText(direction_marked(words))
        self._words.setAccessibleName(without_sign(words))
        several, fixes = len(self._rows) > 1, sum(1 for reference in self._rows if reference.new)
        self._count.setText(self.tr("{n} of {count}").format(n=self._at + 1, count=len(self._rows)))
        for widget in (self.before, self.after, self._count):
            widget.setVisible(several)
        self.change.setVisible(bool(row.new))
        self._below.setVisible(bool(fixes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints a background between that of the window and that of the selection, so that the bar is visible and readable."""
        roles, palette = QPalette.ColorRole, self.palette()
        QPainter(self).fillRect(self.rect(), mix(palette.color(roles.Window), palette.color(roles.Highlight), 0.16))
