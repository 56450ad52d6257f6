"""Clauses as they are in force beside what is proposed: read, compared, copied, not edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
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

from model.numbering import Labelling, note_marks
from model.pages.columns import segments
from model.redline import ANCHOR, NOTE, OBJECT, PLAIN, Clause, Paragraph, Redline, Run, Side, Status, paragraphs
from widgets.colours import colours
from widgets.directions import isolated
from widgets.editor.formats import Formats
from widgets.projection import FACES, Look
from widgets.store import Change, Store, proposal_number, redline_of

SIDES: tuple[Side, Side] = ("base", "draft")
FOLLOW_AFTER = 90
"""Milliseconds after the last change until the columns follow, so that no key waits for them."""
NARROWEST = 360
"""Pixels; a dock that is first seen beside another is no wider than it must be."""
MOST = 40
"""Rows that are shown of a large selection."""


class TwoColumns(QTextEdit):
    """Shows the chosen clauses of a text on both sides, what one side lacks marked on the other."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._story = "1"
        self._ids: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.setMinimumWidth(NARROWEST)
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Text in force and proposed text of the chosen clauses"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FOLLOW_AFTER)
        self._timer.timeout.connect(self._show)
        store.changed.connect(self._on_changed)

    def close_story(self) -> None:
        """Lets go of the session, which outlives the panel."""
        self._store.changed.disconnect(self._on_changed)

    def show_clauses(self, story: str, ids: Sequence[str]) -> None:
        """Shows clauses of the text of a proposal, by its number."""
        self._story, self._ids = story, tuple(ids)
        self._show()

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._ids = ()
        if self.isVisible():
            self._timer.start()

    def _show(self) -> None:
        self._timer.stop()
        redline, wanted = redline_of(self._store.submission, self._story), set(self._ids)
        parts = [part for part in segments(redline.clauses) if any(clause.id in wanted for clause in part)][:MOST]
        labelling = self._store.labelling(proposal_number(self._story))
        labels = [(labelling.base(each.id), labelling.draft(each.id)) for part in parts for each in part]
        shown = (parts, labels, redline.language)
        if shown == self._shown and not self.document().isEmpty():
            return
        self._shown = shown
        self._fill(redline, labelling, parts)

    def _fill(self, redline: Redline, labelling: Labelling, parts: Sequence[tuple[Clause, ...]]) -> None:
        self.clear()
        rtl = redline.language == "ar"
        table = self._table(len(parts) + 1)
        writer = _Writer(Formats(self.palette(), self.font()), labelling, note_marks(redline), rtl=rtl)
        heads = (self.tr("Text in force"), self.tr("Proposed text"))
        for column, side in enumerate(SIDES):
            at = 1 - column if rtl else column
            writer.write_head(table.cellAt(0, at).firstCursorPosition(), heads[column])
            for row, part in enumerate(parts, 1):
                found = list(paragraphs(part, side))
                cursor = table.cellAt(row, at).firstCursorPosition()
                if found:
                    writer.write(cursor, found, side)
                else:
                    missing = self.tr("(not in the text in force)") if side == "base" else self.tr("(deleted)")
                    writer.write_quietly(cursor, missing)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _table(self, rows: int) -> QTextTable:
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        half = QTextLength(QTextLength.Type.PercentageLength, 50)
        form.setColumnWidthConstraints([half, half])
        form.setHeaderRowCount(1)
        form.setCellPadding(5)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(colours(self.palette()).quiet)
        return QTextCursor(self.document()).insertTable(rows, 2, form)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_shown"):
            self._shown = ()
            self._show()


class _Writer:
    """Writes the paragraphs of one side into a cell."""

    def __init__(
        self,
        formats: Formats,
        labelling: Labelling,
        marks: Mapping[str, tuple[str | None, str | None]],
        *,
        rtl: bool,
    ) -> None:
        self._formats = formats
        self._labelling = labelling
        self._marks = marks
        self._block = QTextBlockFormat()
        self._block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)

    def write_head(self, cursor: QTextCursor, text: str) -> None:
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        form.setForeground(self._formats.colours.text)
        cursor.mergeBlockFormat(self._block)
        cursor.insertText(text, form)

    def write_quietly(self, cursor: QTextCursor, text: str) -> None:
        form = QTextCharFormat()
        form.setForeground(self._formats.colours.quiet)
        cursor.mergeBlockFormat(self._block)
        cursor.insertText(text, form)

    def write(self, cursor: QTextCursor, found: Sequence[Paragraph], side: Side) -> None:
        for number, paragraph in enumerate(found):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block)
            for text, look in (*self._label(paragraph, side), *self._text(paragraph, side)):
                cursor.insertText(text, self._formats.char(look))

    def _label(self, paragraph: Paragraph, side: Side) -> Iterator[tuple[str, Look]]:
        id = paragraph.bearer.id
        base, draft = self._labelling.base(id), self._labelling.draft(id)
        own = base if side == "base" else draft
        if own:
            changed = Status.DELETED if side == "base" else Status.INSERTED
            yield isolated(own), Look(Status.KEPT if base == draft else changed, PLAIN)
            yield "\u2002", Look(Status.KEPT, PLAIN)

    def _text(self, paragraph: Paragraph, side: Side) -> Iterator[tuple[str, Look]]:
        face = paragraph.props.kind if paragraph.props.kind in FACES else ""
        for clause in paragraph.clauses:
            for run in clause.runs:
                if run.status.on(side) and run.text and not (run.content and run.text == ANCHOR):
                    yield self._shown(run, side), Look(run.status, run.style_on(side), bool(run.move), "", face)

    def _shown(self, run: Run, side: Side) -> str:
        if run.content and run.text == NOTE:
            base, draft = self._marks.get(run.content, (None, None))
            return (base if side == "base" else draft) or "*"
        return "▣" if run.content and run.text == OBJECT else run.text.replace("\n", " ")
