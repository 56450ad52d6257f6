"""The box of what was recognised in a PDF: its clauses beside the pages, with what is doubtful, and fields to correct it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from model.errors import EditError
from model.files.read_pages import ReadPages
from model.formats.pdf.places import Doubt
from model.redline import Clause
from model.submission.text_corrections import CorrectionKind, TextCorrection, occurrence, own_words
from widgets.common.announcements import announce
from widgets.common.box_layout import box_column, scroll_area
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import direction_marked, on_one_line
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.sizes import digit_width, resize_to_fit
from widgets.common.translation import counted, say, sentences
from widgets.dialogs.messages import message
from widgets.source_pages.correction_fields import CorrectionFields
from widgets.source_pages.page_view import SourcePageView
from widgets.source_pages.places import clause_at
from widgets.source_pages.recognised_rows import SIGN, RecognisedClause, RecognisedRows, label_of
from widgets.theme.design import GAP, NONE
from widgets.theme.rows import set_list_style

NEXT, PREVIOUS, CONFIRM = "F8", "Shift+F8", "F9"
WIDTHS = 4, 19
"""Digits of the first two columns."""


class RecognisedView(QTreeView):
    """The rows; F2 goes to the words, Enter too."""

    words_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.words_asked.emit()
        else:
            super().keyPressEvent(event)


class RecognitionBox(QDialog):
    """Shows what was recognised and lets the user correct it; `pages` is the result.

    name: that of the file
    pages: what was read from it
    page_count: the number of its pages
    accept: the words of the button that ends the corrections
    """

    def __init__(self, name: str, pages: ReadPages, page_count: int, accept: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What was recognised in {name}").format(name=name))
        resize_to_fit(self, 1240, 820)
        self._done = [pages]
        """The states after each correction."""
        self._corrected: list[tuple[str, int]] = []
        """For each correction, the id of the clause at which it was made, and the doubt that was reached last."""
        self._doubt = -1
        """The doubt that was reached last, by its place; −1 if none was."""
        self.rows = RecognisedRows(self)
        self.list = RecognisedView()
        self.fields = CorrectionFields()
        self.view = SourcePageView()
        self.view.show_document(page_count)
        self.head = plain_label("")
        self.previous = QPushButton(self.tr("Pre&vious doubt"))
        self.next = QPushButton(self.tr("&Next doubt"))
        self.confirm = QPushButton(self.tr("&Right as it is"))
        self.undo = QPushButton(self.tr("&Undo"))
        self._buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button: QPushButton = self._buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self._dress()
        self._lay_out()
        self._connect()
        self._show_done("")
        self.list.setCurrentIndex(self.rows.index(0, SIGN))  # otherwise the focus chooses it later
        if self.pages.places.doubts:
            self._go_to_open_doubt()
        self.list.setFocus()

    @property
    def pages(self) -> ReadPages:
        """What was read, as it was corrected."""
        return self._done[-1]

    def _dress(self) -> None:
        view = self.list
        set_list_style(view, self.rows)
        view.setAccessibleName(self.tr("Clauses"))
        for column, digits in enumerate(WIDTHS):
            view.header().resizeSection(column, round(digits * digit_width(view.font())))

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(NONE, NONE, NONE, NONE)
        column.setSpacing(GAP)
        below = scroll_area(self.fields)
        below.setMaximumHeight(self.fields.sizeHint().height() + GAP)
        below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        below.setMinimumWidth(self.fields.minimumSizeHint().width() + below.verticalScrollBar().sizeHint().width())
        column.addWidget(self.list, 1)
        column.addWidget(below, 2)
        panes = QSplitter()
        panes.setChildrenCollapsible(False)
        for pane in (left, self.view):
            panes.addWidget(pane)
        for at in range(panes.count()):
            panes.setStretchFactor(at, 1)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.head, 1)
        for button in (self.previous, self.next, self.confirm):
            button.setAutoDefault(False)
            line.addWidget(button)
        foot = QHBoxLayout()
        foot.setContentsMargins(NONE, GAP, NONE, NONE)
        self.undo.setAutoDefault(False)
        foot.addWidget(self.undo)
        self._buttons.setContentsMargins(NONE, NONE, NONE, NONE)
        foot.addWidget(self._buttons, 1)
        layout = box_column(self)
        layout.addLayout(line)
        layout.addWidget(panes, 1)
        layout.addLayout(foot)
        self.head.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        set_tooltip(self.previous, PREVIOUS)
        set_tooltip(self.next, NEXT)
        set_tooltip(self.confirm, CONFIRM)

    def _connect(self) -> None:
        fields = self.fields
        keys: tuple[tuple[str | QKeySequence.StandardKey, Callable[[], object]], ...] = (
            (NEXT, partial(self.step, 1)),
            (PREVIOUS, partial(self.step, -1)),
            (CONFIRM, self._confirm),
            ("Alt+Shift+Left", partial(self._change_level, -1)),
            ("Alt+Shift+Right", partial(self._change_level, 1)),
            ("Ctrl+J", self._join),
            (QKeySequence.StandardKey.Undo, self.take_back),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.next.clicked.connect(partial(self.step, 1))
        self.previous.clicked.connect(partial(self.step, -1))
        self.confirm.clicked.connect(self._confirm)
        self.undo.clicked.connect(self.take_back)
        self.list.words_asked.connect(fields.words.setFocus)
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._follow())
        fields.kind_chosen.connect(lambda kind: self._correct("kind", to=kind, level=self._level() or 1))
        fields.level_chosen.connect(lambda level: self._correct("level", level=level))
        fields.label_entered.connect(lambda label: self._correct("label", to=label))
        fields.words_entered.connect(lambda words: self._correct("words", to=words))
        fields.split_asked.connect(lambda at: self._correct("split", at=at))
        fields.join_asked.connect(self._join)
        fields.other_asked.connect(self._read_otherwise)
        self.view.step_asked.connect(self._step_clause)
        self.view.chosen.connect(self.list.setFocus)
        self.view.point_chosen.connect(self._go_to_point)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field enters what was typed there; only on a button it ends the box."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(self.focusWidget(), QPushButton):
            event.accept()
            return
        super().keyPressEvent(event)

    # -- what is shown

    def _current(self) -> RecognisedClause | None:
        index: QModelIndex = self.list.currentIndex()
        return self.rows.rows[index.row()] if 0 <= index.row() < len(self.rows.rows) else None

    def _show_done(self, id: str) -> None:
        """Shows the texts as they are, at a clause."""
        pages = self.pages
        self.rows.show_texts(pages.texts, pages.places.doubts, pages.settled)
        self.undo.setEnabled(len(self._done) > 1)
        for button in (self.previous, self.next, self.confirm):
            button.setEnabled(bool(pages.places.doubts))
        row = self.rows.row_of(id)
        if row >= 0:
            self._go_to_row(row)
        self._follow()

    def _go_to_row(self, row: int) -> None:
        index = self.rows.index(row, SIGN)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _follow(self) -> None:
        """Shows the clause of the current row in the fields and on its page."""
        row = self._current()
        clause = row.clause if row is not None else None
        doubts = self.rows.doubts_of(clause.id) if clause is not None else ()
        other = next((doubt.instead for doubt in doubts if doubt.instead and clause is not None and _has(clause, doubt)), "")
        self.fields.show_clause(clause, in_note=row is not None and row.in_note, other=other)
        if clause is not None:
            words = on_one_line(" ".join(filter(None, (label_of(clause), own_words(clause)[:80]))))
            reached = self._reached()
            shown = [reached.place] if reached is not None and reached.clause == clause.id else [doubt.place for doubt in doubts]
            self.view.show_places(self.pages.places.places.get(clause.id, ()), words, shown)
        self._show_head(clause.id if clause is not None else "")

    def _reached(self) -> Doubt | None:
        """The doubt that was reached last."""
        doubts = self.pages.places.doubts
        return doubts[self._doubt] if 0 <= self._doubt < len(doubts) else None

    def _show_head(self, id: str, problem: str = "") -> None:
        """Shows which doubt the current clause has, and how many there are; or why a correction is impossible."""
        doubts = self.pages.places.doubts
        reached = self._reached()
        if reached is not None and reached.clause in ("", id):
            place = self.tr("Doubt {number} of {count}: {reason}").format(
                number=self._doubt + 1, count=len(doubts), reason=say(reached.reason)
            )
        else:
            place = counted("{n} place is doubtful.", "{n} places are doubtful.", len(doubts)) if doubts else ""
        done = sum(map(self.pages.is_settled, doubts))
        count = counted("{n} of them is settled.", "{n} of them are settled.", done) if done else ""
        nothing = "" if doubts else self.tr("Nothing is doubtful. Compare the clauses with the pages.")
        self.head.setText(direction_marked(problem or sentences((place, nothing, count))))

    # -- going about

    def step(self, by: int) -> None:
        """Goes to the next doubt (1) or the previous one (−1), from the last to the first."""
        self.fields.gather()
        doubts = self.pages.places.doubts
        if not doubts:
            return
        self._go_to_doubt((self._doubt + by) % len(doubts) if self._doubt >= 0 else (0 if by > 0 else len(doubts) - 1))

    def _go_to_open_doubt(self) -> None:
        """Goes to the next doubt that is not settled, or to the next one if all are."""
        doubts = self.pages.places.doubts
        places = [(self._doubt + by) % len(doubts) for by in range(1, len(doubts) + 1)]
        self._go_to_doubt(next((at for at in places if not self.pages.is_settled(doubts[at])), places[0]))

    def _go_to_doubt(self, at: int) -> None:
        self._doubt = at
        doubt = self.pages.places.doubts[at]
        row = self.rows.row_of(doubt.clause)
        if row >= 0:
            self._go_to_row(row)
            self._follow()
        else:
            self.view.show_places((), "", (doubt.place,))
            self.view.go_to_page(doubt.place.page)
            self._show_head("")
        announce(self.list, self.head.text())

    def _step_clause(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        if 0 <= row < len(self.rows.rows):
            self._go_to_row(row)

    def _go_to_point(self, page: int, point: QPointF) -> None:
        row = self.rows.row_of(clause_at(self.pages.places.places, page, point.x(), point.y()))
        if row >= 0:
            self._go_to_row(row)

    # -- corrections

    def _level(self) -> int:
        row = self._current()
        return row.clause.props.level if row is not None else 0

    def _change_level(self, by: int) -> None:
        if self.fields.level.isEnabled() and self._level() + by >= 1:
            self._correct("level", level=self._level() + by)

    def _join(self) -> None:
        self.fields.gather()
        self._correct("join")

    def _read_otherwise(self) -> None:
        """Replaces the doubtful words by their other reading."""
        row = self._current()
        for doubt in self.rows.doubts_of(row.clause.id) if row is not None else ():
            if row is not None and doubt.instead and _has(row.clause, doubt):
                self._correct("words", to=own_words(row.clause).replace(doubt.words, doubt.instead, 1))
                return

    def _correct(self, do: CorrectionKind, *, to: str = "", level: int = 0, at: int = 0) -> None:
        """Makes a correction of the clause that the fields show, or says why it is impossible."""
        id = self.fields.shown
        at_row = self.rows.row_of(id)
        if at_row < 0:
            return
        row = self.rows.rows[at_row]
        words, nth = occurrence(self.pages.texts[row.text], id)
        try:
            pages = self.pages.correct(row.text, TextCorrection(do, words, nth, at=at, to=to, level=level))
        except EditError as error:
            self._follow()
            self._report(self.tr("Not corrected: {reason}.").format(reason=say(error.message)))
            return
        before = self.rows.rows[at_row - 1].clause.id if do == "join" else id
        self._done.append(pages)
        self._corrected.append((id, self._doubt))
        self._show_done(before)

    def _confirm(self) -> None:
        """Settles the doubt that is shown as right, and goes to the next one that is not settled."""
        self.fields.gather()
        row, doubt = self._current(), self._reached()
        id = row.clause.id if row is not None else ""
        if doubt is None or doubt.clause not in ("", id):
            doubt = next(iter(self.rows.doubts_of(id)), None)
        if doubt is None or self.pages.is_settled(doubt):
            nothing, settled = self.tr("Nothing is doubtful in this clause."), self.tr("This doubt is settled.")
            self._report(nothing if doubt is None else settled)
            return
        try:
            pages = self.pages.confirm(doubt)
        except EditError as error:
            self._report(say(error.message))
            return
        self._done.append(pages)
        self._corrected.append((id, self._doubt))
        self._show_done(id)
        if pages.is_doubtful:
            self._go_to_open_doubt()

    def _report(self, problem: str) -> None:
        """Shows and announces why nothing was done."""
        self._show_head(self.fields.shown, problem)
        announce(self.list, problem)

    def take_back(self) -> None:
        """Undoes the last correction."""
        if len(self._done) > 1:
            self._done.pop()
            id, self._doubt = self._corrected.pop()
            self._show_done(id)
            reached = self._reached()
            if reached is not None and not reached.clause:
                self._go_to_doubt(self._doubt)

    def _accept(self) -> None:
        self.fields.gather()
        self.accept()

    def reject(self) -> None:
        """Closes the box without its corrections, and asks before if there are some."""
        self.fields.gather()
        count = len(self._done) - 1
        if not count or self._is_discarded(count):
            super().reject()

    def _is_discarded(self, count: int) -> bool:
        lost = counted("{n} correction would be lost.", "{n} corrections would be lost.", count)
        box = message(self, QMessageBox.Icon.Question, self.tr("Discard the corrections"), lost)
        discard = box.addButton(self.tr("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is discard


def _has(clause: Clause, doubt: Doubt) -> bool:
    """Whether a clause still has the doubtful words."""
    return bool(doubt.words) and doubt.words in own_words(clause)
