"""Clauses as they are in force beside what is proposed: read, compared, copied, not edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from model.numbering import Labelling, note_marks
from model.redline import SIDES, Clause, Paragraph, Redline, Run, Side, Status, paragraphs
from model.redline.segments import segments
from widgets.common.debounce import debounced
from widgets.common.store import Change, Store, proposal_number, redline_of
from widgets.editor.formats import Formats
from widgets.editor.projection import FACES, CharacterLook
from widgets.reading.clause_cells import CellWriter, Piece, is_seen, label_pieces, ruled_table, shown_text

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
        self._timer = debounced(self, FOLLOW_AFTER, self._show)
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
        table = ruled_table(self, len(parts) + 1, (50, 50), padding=5, heads=1)
        writer = _Writer(Formats(self.palette(), self.font()), labelling, note_marks(redline), rtl=rtl)
        heads = (self.tr("Text in force"), self.tr("Proposed text"))
        for column, side in enumerate(SIDES):
            at = 1 - column if rtl else column
            writer.head(table.cellAt(0, at).firstCursorPosition(), heads[column])
            for row, part in enumerate(parts, 1):
                found = list(paragraphs(part, side))
                cursor = table.cellAt(row, at).firstCursorPosition()
                if found:
                    writer.write(cursor, found, side)
                else:
                    missing = self.tr("(not in the text in force)") if side == "base" else self.tr("(deleted)")
                    writer.quietly(cursor, missing)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_shown"):
            self._shown = ()
            self._show()


class _Writer(CellWriter):
    """Writes the paragraphs of one side into a cell."""

    def __init__(
        self,
        formats: Formats,
        labelling: Labelling,
        marks: Mapping[str, tuple[str | None, str | None]],
        *,
        rtl: bool,
    ) -> None:
        super().__init__(formats, rtl=rtl)
        self._labelling = labelling
        self._marks = marks

    def write(self, cursor: QTextCursor, found: Sequence[Paragraph], side: Side) -> None:
        self.lines(cursor, ((*self._label(paragraph, side), *self._text(paragraph, side)) for paragraph in found))

    def _label(self, paragraph: Paragraph, side: Side) -> Iterator[Piece]:
        id = paragraph.bearer.id
        base, draft = self._labelling.base(id), self._labelling.draft(id)
        own = base if side == "base" else draft
        if own:
            changed = Status.DELETED if side == "base" else Status.INSERTED
            yield from label_pieces(own, Status.KEPT if base == draft else changed)

    def _text(self, paragraph: Paragraph, side: Side) -> Iterator[Piece]:
        face = paragraph.props.kind if paragraph.props.kind in FACES else ""
        for clause in paragraph.clauses:
            for run in clause.runs:
                if run.status.on(side) and is_seen(run):
                    yield self._shown(run, side), CharacterLook(run.status, run.style_on(side), bool(run.move), "", face)

    def _shown(self, run: Run, side: Side) -> str:
        base, draft = self._marks.get(run.content, (None, None))
        return shown_text(run, base if side == "base" else draft)
