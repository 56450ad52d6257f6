"""One clause at a time on a screen that a whole room reads: both sides in large type, the next clause by a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QFont, QFontInfo, QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget

from model.formats.page.blocks import Line, Span
from model.formats.page.clause_pairs import ClausePairs
from model.redline import Status
from widgets.common.accessible_rows import PaintedPart
from widgets.common.foreign_text import direction_marked
from widgets.common.labels import plain_label
from widgets.common.translation import say
from widgets.theme.colours import Colours, colours
from widgets.theme.design import PAGE, REGULAR, SECTION, SEMIBOLD
from widgets.theme.fonts import typeface
from widgets.theme.themes import palette_of

SIZES = (14, 18, 22, 26, 30, 36, 42, 50, 60, 72)
"""The sizes of type that the keys choose, in points."""
_FIRST_SIZE = 4
_KEYS = Qt.Key
_UNDERLINES = QTextCharFormat.UnderlineStyle


class ClauseScreen(PaintedPart, QWidget):
    """Shows one part of a text; keys lead to the next ones, change the size and the colours, and end it."""

    spoken_role = QAccessible.Role.Window
    all_asked = Signal()
    """All clauses are wanted, or the amended ones alone again."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, dark: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("One clause at a time"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pairs: ClausePairs | None = None
        self.number = 0
        """The number of the part that is shown, from 0."""
        self._size = _FIRST_SIZE
        self._dark = dark
        self.place = plain_label("")
        self.heads = (QLabel(self.tr("Text in force")), QLabel(self.tr("Proposed text")))
        self.sides = (QTextEdit(), QTextEdit())
        self._hint = plain_label(
            self.tr("Space: next · Backspace: previous · + and −: size · D: dark · A: all clauses · Esc: end")
        )
        columns = QHBoxLayout()
        for head, side in zip(self.heads, self.sides, strict=True):
            side.setReadOnly(True)
            side.setFrameShape(QTextEdit.Shape.NoFrame)
            side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            side.setAccessibleName(head.text())
            column = QVBoxLayout()
            column.addWidget(head)
            column.addWidget(side, 1)
            columns.addLayout(column, 1)
        columns.setSpacing(PAGE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE, SECTION, PAGE, SECTION)
        layout.addWidget(self.place)
        layout.addLayout(columns, 1)
        layout.addWidget(self._hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._colour()

    def show_pairs(self, pairs: ClausePairs, number: int) -> None:
        """Shows a part of a text, by its number from 0; the last one if there are fewer."""
        self._pairs = pairs
        self.number = max(0, min(number, len(pairs.parts) - 1))
        rtl = pairs.text.labels.redline.language == "ar"
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        edge = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        for label in (self.place, self._hint, *self.heads):  # beside their texts, whatever the language of the window
            label.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._show()

    @property
    def clause(self) -> str:
        """The id of the first clause that is shown; '' if there is none."""
        pairs = self._pairs
        return pairs.parts[self.number][0].id if pairs is not None and pairs.parts else ""

    def step(self, by: int) -> None:
        """Goes to another part."""
        if self._pairs is not None and 0 <= self.number + by < len(self._pairs.parts):
            self.number += by
            self._show()

    def zoom(self, by: int) -> None:
        """Makes the type larger or smaller."""
        self._size = max(0, min(self._size + by, len(SIZES) - 1))
        self._show()

    def turn_dark(self) -> None:
        """Changes between dark type on a light background and light type on a dark one."""
        self._dark = not self._dark
        self._colour()
        self._show()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obeys the keys of the hint."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        act = self._acts().get((event.key(), shift)) or self._acts().get((event.key(), None))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _acts(self) -> Mapping[tuple[int, bool | None], Callable[[], object]]:
        """What keys do, with Shift, without it, or (None) either way; the arrows follow the direction of the text."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        forward, back = (_KEYS.Key_Left, _KEYS.Key_Right) if rtl else (_KEYS.Key_Right, _KEYS.Key_Left)
        last = len(self._pairs.parts) - 1 if self._pairs is not None else 0
        acts: dict[tuple[int, bool | None], Callable[[], object]] = {
            (_KEYS.Key_Space, False): partial(self._read_on, 1),
            (_KEYS.Key_Space, True): partial(self._read_on, -1),
            (_KEYS.Key_PageDown, None): partial(self._read_on, 1),
            (_KEYS.Key_PageUp, None): partial(self._read_on, -1),
            (_KEYS.Key_Home, None): lambda: self.step(-self.number),
            (_KEYS.Key_End, None): lambda: self.step(last - self.number),
            (_KEYS.Key_Plus, None): partial(self.zoom, 1),
            (_KEYS.Key_Equal, None): partial(self.zoom, 1),
            (_KEYS.Key_Minus, None): partial(self.zoom, -1),
            (_KEYS.Key_0, None): lambda: self.zoom(_FIRST_SIZE - self._size),
            (_KEYS.Key_D, None): self.turn_dark,
            (_KEYS.Key_A, None): self.all_asked.emit,
            (_KEYS.Key_Escape, None): self.close,
        }
        acts |= {(key, None): partial(self.step, 1) for key in (_KEYS.Key_Down, forward)}
        return acts | {(key, None): partial(self.step, -1) for key in (_KEYS.Key_Up, _KEYS.Key_Backspace, back)}

    def closeEvent(self, event: object) -> None:
        """Reports that the screen is closed."""
        self.closed.emit()

    def _read_on(self, by: int) -> None:
        """Scrolls a clause that is longer than the screen; at its end goes to the next part."""
        moved = False
        for side in self.sides:
            bar = side.verticalScrollBar()
            before = bar.value()
            bar.setValue(before + by * bar.pageStep())
            moved = moved or bar.value() != before
        if not moved:
            self.step(by)

    # -- what is shown

    def _colour(self) -> None:
        palette = palette_of("dark" if self._dark else "light")
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        used = colours(palette)
        self._colours: Colours = used
        for widget in (self.place, self._hint, *self.heads, *self.sides):
            widget.setPalette(palette)
            widget.setStyleSheet(f"background: {used.background.name()}; color: {used.text.name()}; border: none")
        self.setStyleSheet(f"ClauseScreen {{ background: {used.background.name()} }}")

    def _show(self) -> None:
        pairs = self._pairs
        size = SIZES[self._size]
        for label, points in ((self.place, size * 0.7), *((head, size * 0.6) for head in self.heads), (self._hint, 11)):
            label.setFont(self._typeface(max(points, 10), SEMIBOLD if label in self.heads else REGULAR))
        if pairs is None or not pairs.parts:
            self.place.setText(self.tr("The text is empty."))
            for side in self.sides:
                side.clear()
            return
        count = self.tr("{number} of {count}").format(number=self.number + 1, count=len(pairs.parts))
        place = direction_marked(say(pairs.place(self.number)))
        self.place.setText(f"{place} · {count}")
        for side, lines in zip(self.sides, pairs.sides(self.number), strict=True):
            self._write(side, lines, size)

    def _write(self, side: QTextEdit, lines: Sequence[Line], size: int) -> None:
        side.clear()
        cursor = QTextCursor(side.document())
        block = QTextBlockFormat()
        block.setLayoutDirection(self.layoutDirection())
        block.setBottomMargin(size / 2)
        cursor.setBlockFormat(block)
        for number, line in enumerate(lines):
            if number:
                cursor.insertBlock(block)
            for span in (*line.label, *line.spans):
                cursor.insertText(span.text.replace("\t", "  "), self._format(span, size))
        side.moveCursor(QTextCursor.MoveOperation.Start)

    def _typeface(self, points: float, weight: int) -> QFont:
        return typeface(self.font(), points / QFontInfo(self.font()).pointSizeF(), weight)

    def _format(self, span: Span, size: int) -> QTextCharFormat:
        """The format of a span: deleted text is struck through, inserted underlined, moved underlined with dashes."""
        out = QTextCharFormat()
        font = self._typeface(size, SEMIBOLD if span.style.bold else REGULAR)
        font.setItalic(span.style.italic)
        out.setFont(font)
        used, status = self._colours, span.status
        out.setForeground(used.text)
        if span.style.underline:
            out.setUnderlineStyle(_UNDERLINES.SingleUnderline)
        if status is not Status.KEPT:
            colour = used.moved if span.moved else used.inserted if status is Status.INSERTED else used.deleted
            out.setForeground(colour)
            out.setFontWeight(QFont.Weight.DemiBold)
        if status is Status.INSERTED:
            out.setUnderlineStyle(_UNDERLINES.DashUnderline if span.moved else _UNDERLINES.SingleUnderline)
        if status is Status.DELETED:
            out.setFontStrikeOut(True)
        return out
