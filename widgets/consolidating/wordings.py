"""A clause as it is in force, as each party wants it, and as it is merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from model.consolidate.board import Board, Line, Whole
from model.numbering import Labelling, note_marks
from model.redline import ANCHOR, NOTE, OBJECT, PLAIN, Clause, Redline, Run, Status
from widgets.colours import colours
from widgets.consolidating.words import names_of
from widgets.directions import isolated
from widgets.editor.formats import Formats
from widgets.projection import FACES, Look

WHO = 22
"""Per cent of the width for the names."""
END = "¶"
_TURNING = dict.fromkeys((0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069), "\ufffd")
"""Signs of foreign text that would turn what stands beside it."""


class Wordings(QTextEdit):
    """Shows the chosen clause, each wording once with all who want it: read, compared, copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Board, Line, Whole] | None = None
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Wordings of the chosen clause"))

    def show_line(self, board: Board, line: Line, whole: Whole) -> None:
        """Shows a line of a board, with what the text as merged says there."""
        if self._shown is not None and all(one is other for one, other in zip(self._shown, (board, line, whole), strict=True)):
            return
        self._shown = board, line, whole
        self._fill(board, line, whole)

    def _fill(self, board: Board, line: Line, whole: Whole) -> None:
        self.clear()
        edit = QTextCursor(self.document())
        edit.beginEditBlock()  # the table is laid out once
        self._write_all(board, line, whole)
        edit.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_all(self, board: Board, line: Line, whole: Whole) -> None:
        parties, cells = board.found.parties, line.row.cells
        said = [(party, cell) for party, cell in enumerate(cells) if cell.sign and cell.like < 0]
        formats = Formats(self.palette(), self.font())
        rtl = board.found.base.language == "ar"
        table = self._table(len(said) + 2)
        base, merged = board.base(line), board.merged(line, whole)
        writer = _Writer(formats, board.found.base, board.labelling, rtl=rtl)
        whole_writer = _Writer(formats, whole.redline, whole.labelling, rtl=rtl)
        self._write(table, 0, self.tr("Text in force"), base, writer, self.tr("(not in the text in force)"))
        self._write(table, 1, self.tr("Merged"), merged, whole_writer, self.tr("(nothing)"))
        for row, (party, cell) in enumerate(said, 2):
            alike = [other for other, one in enumerate(cells) if other == party or one.like == party]
            self._write(table, row, names_of(parties, alike), cell.clauses, writer, self.tr("(deleted)"))
        still = [party for party, cell in enumerate(cells) if not cell.sign]
        if still:
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            writer.quietly(cursor, self.tr("No change: {names}").format(names=names_of(parties, still)))

    def show_nothing(self) -> None:
        self._shown = None
        self.clear()

    def _write(
        self, table: QTextTable, row: int, who: str, clauses: Sequence[Clause], writer: _Writer, missing: str
    ) -> None:
        rtl = writer.rtl
        writer.head(table.cellAt(row, 1 if rtl else 0).firstCursorPosition(), who)
        cursor = table.cellAt(row, 0 if rtl else 1).firstCursorPosition()
        if clauses:
            writer.clauses(cursor, clauses)
        else:
            writer.quietly(cursor, missing)

    def _table(self, rows: int) -> QTextTable:
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        widths = [QTextLength(QTextLength.Type.PercentageLength, part) for part in (WHO, 100 - WHO)]
        rtl = self._shown is not None and self._shown[0].found.base.language == "ar"
        form.setColumnWidthConstraints(widths[::-1] if rtl else widths)
        form.setCellPadding(4)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(colours(self.palette()).quiet)
        return QTextCursor(self.document()).insertTable(rows, 2, form)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        shown = getattr(self, "_shown", None)
        if shown is not None and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fill(*shown)


class _Writer:
    """Writes clauses with their marks into a cell."""

    def __init__(self, formats: Formats, redline: Redline, labelling: Labelling, *, rtl: bool) -> None:
        self.rtl = rtl
        self._formats = formats
        self._labelling = labelling
        self._marks = note_marks(redline)
        self._block = QTextBlockFormat()
        self._block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)

    def head(self, cursor: QTextCursor, text: str) -> None:
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        form.setForeground(self._formats.colours.text)
        cursor.mergeBlockFormat(self._block)
        cursor.insertText(text, form)

    def quietly(self, cursor: QTextCursor, text: str) -> None:
        form = QTextCharFormat()
        form.setForeground(self._formats.colours.quiet)
        cursor.mergeBlockFormat(self._block)
        cursor.insertText(text, form)

    def clauses(self, cursor: QTextCursor, clauses: Sequence[Clause]) -> None:
        for number, clause in enumerate(clauses):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block)
            for text, look in (*self._label(clause), *self._text(clause)):
                cursor.insertText(text, self._formats.char(look))

    def _label(self, clause: Clause) -> Iterator[tuple[str, Look]]:
        base = self._labelling.base(clause.id) or (clause.label.text if clause.label else None)
        draft = self._labelling.draft(clause.id) if base is None or clause.own_label is None else clause.own_label.text
        if clause.end.status is Status.DELETED:
            draft = base
        if base == draft or not draft:
            spans = [(base or "", clause.end.status)]
        else:
            spans = [(base or "", Status.DELETED), (draft, Status.INSERTED)]
        for text, status in spans:
            if text:
                yield isolated(text), Look(status, PLAIN)
                yield "\u2002", Look(Status.KEPT, PLAIN)

    def _text(self, clause: Clause) -> Iterator[tuple[str, Look]]:
        face = clause.props.kind if clause.props.kind in FACES else ""
        for run in clause.runs:
            if run.text and not (run.content and run.text == ANCHOR):
                yield self._shown(run), Look(run.status, run.style, bool(run.move), "", face)
        if clause.end.status is not Status.KEPT and any(run.status is not clause.end.status for run in clause.runs if run.text):
            yield END, Look(clause.end.status, PLAIN)

    def _shown(self, run: Run) -> str:
        if run.content and run.text == NOTE:
            base, draft = self._marks.get(run.content, (None, None))
            return draft or base or "*"
        return "▣" if run.content and run.text == OBJECT else run.text.replace("\n", " ").translate(_TURNING)
