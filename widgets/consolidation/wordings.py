"""A clause as it is in force, as each party proposes it, and as it is merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor, QTextTable
from PySide6.QtWidgets import QTextEdit, QWidget

from model.consolidation.matrix import ConsolidatedText, Matrix, MatrixRow
from model.numbering import Labelling, label_spans, note_marks
from model.redline import PLAIN, Clause, Redline, Run, Status
from widgets.common.foreign_text import direction_marked, isolated, set_text_language
from widgets.consolidation.phrases import names_of
from widgets.editor.document.formats import Formats
from widgets.editor.document.projection import FACES, CharacterLook
from widgets.reading.clause_cells import CellWriter, Piece, is_visible, label_pieces, ruled_table, text_of_run
from widgets.theme.design import GAP

WHO = 22
"""The width for the names in per cent."""
END = "¶"
_TURNING = dict.fromkeys((0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069), "\ufffd")
"""Direction marks of foreign text that would change the text around it."""


class Wordings(QTextEdit):
    """Shows all wordings of the current clause, each once with the parties that propose it. They can be read and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Matrix, MatrixRow, ConsolidatedText | None] | None = None
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(GAP)
        self.setAccessibleName(self.tr("Wordings of the chosen clause"))

    def show_line(self, board: Matrix, line: MatrixRow, whole: ConsolidatedText | None) -> None:
        """Shows a line of a matrix with its merged wording; without one, the base is the draft that was copied."""
        if self._shown is not None and all(
            shown is other for shown, other in zip(self._shown, (board, line, whole), strict=True)
        ):
            return
        self._shown = board, line, whole
        self._fill(board, line, whole)

    def _fill(self, board: Matrix, line: MatrixRow, whole: ConsolidatedText | None) -> None:
        self.clear()
        edit = QTextCursor(self.document())
        edit.beginEditBlock()  # the table is laid out once
        self._write_all(board, line, whole)
        edit.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_all(self, board: Matrix, line: MatrixRow, whole: ConsolidatedText | None) -> None:
        parties, cells = board.found.parties, line.row.cells
        written = [(party, cell) for party, cell in enumerate(cells) if cell.sign and cell.like < 0]
        formats = Formats(self.palette(), self.font())
        rtl = board.found.base.language == "ar"
        set_text_language(self, board.found.base.language)
        first = 1 if whole is None else 2
        table = self._table(len(written) + first)
        writer = _Writer(formats, board.found.base, board.labelling, rtl=rtl)
        if whole is None:
            self._write(table, 0, self.tr("Draft before"), board.base(line), writer, self.tr("(not in the draft)"))
        else:
            whole_writer = _Writer(formats, whole.redline, whole.labelling, rtl=rtl)
            self._write(table, 0, self.tr("Text in force"), board.base(line), writer, self.tr("(not in the text in force)"))
            self._write(table, 1, self.tr("Merged"), board.merged_text(line, whole), whole_writer, self.tr("(nothing)"))
        for row, (party, cell) in enumerate(written, first):
            alike = [other for other, candidate in enumerate(cells) if other == party or candidate.like == party]
            self._write(table, row, names_of(parties, alike), cell.clauses, writer, self.tr("(deleted)"))
        still = [party for party, cell in enumerate(cells) if not cell.sign]
        lines = [self.tr("No change: {names}").format(names=names_of(parties, still))] if still else []
        if line.row.beside:
            lines.append(self.tr("‖ Side by side: {names}").format(names=names_of(parties, line.row.beside)))
        for party in range(len(parties)):
            if reasons := board.reasons(line, party):
                words = self.tr("Reasons of {name}: {reasons}")
                lines.append(words.format(name=names_of(parties, [party]), reasons=isolated(" ".join(reasons.split()))))
        if lines:
            cursor = QTextCursor(self.document())
            cursor.movePosition(QTextCursor.MoveOperation.End)
            writer.quietly(cursor, direction_marked("\u2028".join(lines)))

    def show_nothing(self) -> None:
        """Clears the list."""
        self._shown = None
        self.clear()

    def _write(self, table: QTextTable, row: int, who: str, clauses: Sequence[Clause], writer: _Writer, missing: str) -> None:
        rtl = writer.rtl
        writer.head(table.cellAt(row, 1 if rtl else 0).firstCursorPosition(), who)
        cursor = table.cellAt(row, 0 if rtl else 1).firstCursorPosition()
        if clauses:
            writer.clauses(cursor, clauses)
        else:
            writer.quietly(cursor, missing)

    def _table(self, rows: int) -> QTextTable:
        rtl = self._shown is not None and self._shown[0].found.base.language == "ar"
        widths = (100 - WHO, WHO) if rtl else (WHO, 100 - WHO)
        return ruled_table(self, rows, widths, padding=4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        shown = getattr(self, "_shown", None)
        if shown is not None and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fill(*shown)


class _Writer(CellWriter):
    """Writes clauses with their changes into a cell."""

    def __init__(self, formats: Formats, redline: Redline, labelling: Labelling, *, rtl: bool) -> None:
        super().__init__(formats, rtl=rtl)
        self._labelling = labelling
        self._marks = note_marks(redline)

    def clauses(self, cursor: QTextCursor, clauses: Sequence[Clause]) -> None:
        self.lines(cursor, ((*self._label(clause), *self._text(clause)) for clause in clauses))

    def _label(self, clause: Clause) -> Iterator[Piece]:
        old_number, new_number = self._labelling.number("base", clause.id), self._labelling.number("draft", clause.id)
        for status, text in label_spans(old_number, new_number, "decimal"):
            yield from label_pieces(text, status)
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
                yield from label_pieces(text, status)

    def _text(self, clause: Clause) -> Iterator[Piece]:
        face = clause.props.kind if clause.props.kind in FACES else ""
        for run in clause.runs:
            if is_visible(run):
                yield self._text_of(run), CharacterLook(run.status, run.style, bool(run.move), "", face)
        if clause.end.status is not Status.KEPT and any(run.status is not clause.end.status for run in clause.runs if run.text):
            yield END, CharacterLook(clause.end.status, PLAIN)

    def _text_of(self, run: Run) -> str:
        base, draft = self._marks.get(run.content, (None, None))
        return text_of_run(run, draft or base).translate(_TURNING)
