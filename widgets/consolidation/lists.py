"""The lists of a consolidation: agreements, decisions, and amendments that do not fit the base."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from model.consolidation.conflicts import ProposedChange
from model.consolidation.matrix import Matrix
from model.consolidation.merge import Decision
from widgets.common.foreign_text import as_tooltip
from widgets.common.translation import say, with_label
from widgets.consolidation.matrix import MatrixModel
from widgets.consolidation.phrases import also_words, decided_words, names_of, quote
from widgets.theme.rows import set_row_height

LINE = Qt.ItemDataRole.UserRole


class LineList(QListWidget):
    """Sentences, each about a line of the matrix; Enter or a double click goes to that line."""

    wanted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_row_height(self)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setLayoutMode(QListWidget.LayoutMode.Batched)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(self._want)

    def _want(self, item: QListWidgetItem) -> None:
        if item.data(LINE) is not None:
            self.wanted.emit(item.data(LINE))

    def add(self, sentence: str, line: int = -1) -> None:
        """Adds a sentence about a line of the matrix; −1 for none."""
        item = QListWidgetItem(sentence)
        item.setData(LINE, line)
        item.setToolTip(as_tooltip(sentence))
        self.addItem(item)

    def lines(self) -> int:
        """The number of sentences in the list."""
        return sum(self.item(row).data(LINE) is not None for row in range(self.count()))

    def add_nothing(self, sentence: str) -> None:
        """Shows why the list is empty."""
        item = QListWidgetItem(sentence)
        item.setForeground(self.palette().placeholderText())
        self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._want(item)
            return
        super().keyPressEvent(event)

    def show_agreements(self, board: Matrix, matrix: MatrixModel) -> None:
        """Lists the changes that several parties propose in common."""
        self.clear()
        for proposed in board.found.agreed_changes:
            self.add(*self._agreement(board, matrix, proposed))
        for number, conflict in enumerate(board.found.conflicts, start=1):
            for proposed in conflict.proposed:
                if len(proposed.parties) > 1:
                    text, line = self._agreement(board, matrix, proposed)
                    self.add(self.tr("{change} (in conflict {number})").format(change=text, number=number), line)
        if not self.count():
            self.add_nothing(self.tr("No two parties propose the same."))

    def _agreement(self, board: Matrix, matrix: MatrixModel, proposed: ProposedChange) -> tuple[str, int]:
        line = board.place_of(proposed)
        place = matrix.place(board.lines[line]) if line >= 0 else ""
        old, new = board.words_of(proposed)
        names = names_of(board.found.parties, proposed.parties)
        if proposed.change.sort not in ("text", "row"):
            what = also_words([proposed.change])
        elif old and new:
            what = self.tr("{old} becomes {new}").format(old=quote(old), new=quote(new))
        else:
            what = (self.tr("deletes {words}") if old else self.tr("inserts {words}")).format(words=quote(old or new))
        return f"{place} — {with_label(names, what)}", line

    def show_decisions(self, board: Matrix, matrix: MatrixModel, decisions: Mapping[str, Decision]) -> None:
        """Lists the decisions, each with its reason."""
        self.clear()
        for key in board.conflicts:
            decision, line = decisions.get(key), board.line_of(key)
            if decision is None:
                continue
            place = matrix.place(board.lines[line]) if line >= 0 else ""
            message = f"{place} — {decided_words(board, key, decision)}"
            message += f": {quote(decision.text)}" if decision.kind == "own" else ""
            self.add(f"{message} — {decision.reason}" if decision.reason else message, line)
        if not self.count():
            self.add_nothing(self.tr("Nothing is decided yet."))

    def show_left(self, board: Matrix) -> None:
        """Lists the changes of proposals that do not fit the base, and citations of what other proposals delete."""
        self.clear()
        for citation in board.found.struck_citations:
            others = names_of(board.found.parties, citation.by)
            what = self.tr("cites provision {number}, which {others} would delete: {words}").format(
                number=citation.number, others=others, words=quote(citation.words)
            )
            self.add(with_label(names_of(board.found.parties, [citation.party]), what))
        for left in board.found.left:
            name = names_of(board.found.parties, [left.party])
            text = with_label(name, f"{quote(left.old or left.new)} — {say(left.reason)}")
            self.add(with_label(text, quote(left.now)) if left.now else text)
        if not self.count():
            self.add_nothing(self.tr("Every change fits the text in force."))
