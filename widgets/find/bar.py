"""Find and replace: the search and its options, the list of hits, stepping through them and replacing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from model.edits.replace_all import ReplaceAll, Replacement, preview_replacements, replace_hits
from model.edits.transform import by_steps
from model.errors import ClausewrightError, EditError
from model.submission.search import Hit
from model.submission.story import FIRST_TEXT, redline_of
from model.submission.transactions import Selection, Transaction
from widgets.common import announcements
from widgets.common.labels import plain_label
from widgets.common.names import name_place
from widgets.common.store import Change, Store
from widgets.common.tasks import StepRunner, commit_in_parts, run_steps_inline
from widgets.common.translation import GroupedNumber, counted, line_of, say
from widgets.find.form import FindForm
from widgets.find.hits import HitList
from widgets.find.replace_preview import ReplaceDialog
from widgets.find.sliced_search import PlaceOrder, Search
from widgets.theme.design import GAP, TIGHT

LOOK_AFTER = 150
"""Milliseconds after a change of the text until it is searched again."""

LIST_HEIGHT = 180
"""The most pixels that the list of hits takes from the text."""
PART = 250
"""The number of changed clauses that are committed at a time."""


def selection_of_hit(hit: Hit) -> Selection:
    """The characters of a hit as a selection."""
    return Selection(hit.story, (hit.clause, hit.start), (hit.last, hit.stop))


class FindBar(QFrame):
    """Searches the whole submission, in a bar above the text. `caret` returns the selection in the text."""

    went_to = Signal(object)
    """The Selection to show."""
    message = Signal(str)
    much_replaced = Signal()
    """Emitted before all hits are replaced."""
    found = Signal()
    """Other hits are found, or none any more; or the bar has come or gone."""
    closed = Signal()

    def __init__(self, store: Store, caret: Callable[[], Selection | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Find and replace"))
        self._store = store
        self._caret = caret
        self._wanted = 0
        """Steps to take when the search has finished."""
        self._asked = False
        """Whether the user started the search, not a change of the text."""
        self._stale = False
        """Whether the text has changed since the search while the list was hidden."""
        self._at: tuple[Hit, Selection | None] | None = None
        """The hit that was shown last, and the selection in the text then: the text may represent the ends of the hit otherwise,
        at the other side of hidden text."""
        self.in_slices: StepRunner = run_steps_inline
        """Runs long work step by step; replaced by the owner, which can repaint the window meanwhile."""
        self._search = Search(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self.form = FindForm()
        self.list = HitList(self._name)
        self.problem = plain_label("")
        """The reason why the search is impossible."""
        self.problem.setAccessibleName(self.tr("Problem"))
        self.problem.hide()
        self.list.setMaximumHeight(LIST_HEIGHT)
        self.list.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, TIGHT, GAP, TIGHT)
        layout.setSpacing(TIGHT)
        for part in (self.form, self.problem, self.list):
            layout.addWidget(part)
        self._connect()

    def _connect(self) -> None:
        self.form.changed.connect(self._begin)
        self.form.step_asked.connect(self.step)
        self.form.hits.toggled.connect(self.list.setVisible)
        self.form.close_bar.clicked.connect(lambda _checked: self.closed.emit())
        self.form.replace_asked.connect(self.replace_here)
        self.form.replace_all_asked.connect(self.replace_all)
        self.list.chosen.connect(self._go_to)
        self._search.found.connect(self.list.hits.add)
        for signal in (self.list.hits.modelReset, self.list.hits.rowsInserted):
            signal.connect(lambda *_: self.found.emit())
        self._search.finished.connect(self._on_finished)
        self._search.failed.connect(self._on_failed)
        self._store.changed.connect(self._on_changed)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the bar."""
        self._search.stop()
        self._timer.stop()
        self._store.changed.disconnect(self._on_changed)

    # -- looking

    def start(self, words: str = "", *, replacing: bool = False) -> None:
        """Shows the bar, moves the focus to it, and takes over selected words."""
        self.show()
        self.form.start(words, replacing=replacing)
        self._begin()

    @property
    def running(self) -> bool:
        """Whether a search is running or about to start."""
        return self._search.running or self._timer.isActive()

    def _begin(self) -> None:
        self._asked = True
        self._look()

    def _look(self) -> None:
        self._timer.stop()
        self._stale = False
        self.problem.hide()
        self.list.hits.clear()
        query = self.form.query
        if not query.text:
            self._search.stop()
            self.form.show_state("")
            return
        self.form.show_state(self.tr("Looking …"))
        caret = self._caret()
        redline = redline_of(self._store.submission, caret.story if caret is not None else FIRST_TEXT)
        direction = Qt.LayoutDirection.RightToLeft if redline.language == "ar" else Qt.LayoutDirection.LeftToRight
        self.list.setLayoutDirection(direction)
        self._search.start(self._store.submission, query)

    def _on_finished(self) -> None:
        wanted, self._wanted = self._wanted, 0
        asked, self._asked = self._asked, False
        self._show_count()
        if wanted:
            self.step(wanted)
        elif asked and not self.list.hits.hits:
            self.message.emit(self._not_found_sentence())
        elif asked:
            announcements.announce(self.form.words, self.form.state.text())

    def _on_failed(self, sentence: str) -> None:
        self._wanted = 0
        self.problem.setText(sentence)
        self.problem.show()
        self.form.show_state(self.tr("not possible"), wrong=True)
        announcements.announce(self.form.words, sentence)

    def _on_changed(self, change: Change) -> None:
        if self.isVisible() or self._wanted:
            self._timer.start(0 if self._wanted else LOOK_AFTER)
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look()
        self.found.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.found.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints a line under the bar."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Midlight))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())

    def _show_count(self, row: int | None = None) -> None:
        count = len(self.list.hits.hits)
        if row is not None:
            position, all = (f"{GroupedNumber(number):,}" for number in (row + 1, count))
            self.form.show_state(self.tr("{row} of {count}").format(row=position, count=all))
        elif count:
            self.form.show_state(counted("{n:,} hit", "{n:,} hits", count))
        else:
            self.form.show_state(self.tr("none", "hits"), wrong=True)

    def _name(self, hit: Hit) -> str:
        return name_place(self._store, hit.story, hit.clause)

    def _not_found_sentence(self) -> str:
        return self.tr("“{words}” was not found.").format(words=self.form.query.text)

    # -- going

    def step(self, by: int) -> None:
        """Goes to the next hit after the selection (1) or to the previous one (−1); wraps around."""
        if not self.form.query.text:
            return
        if self.running or self._stale:
            self._wanted = by
            if self._stale:
                self._look()
            return
        hits = self.list.hits.hits
        if not hits:
            self.message.emit(self._not_found_sentence())
            return
        row = self._row_behind() if by > 0 else self._row_before()
        if not 0 <= row < len(hits):
            row %= len(hits)
            from_start, from_end = self.tr("Continued from the beginning."), self.tr("Continued from the end.")
            self.message.emit(from_start if by > 0 else from_end)
        self._show_hit(row)

    def _row_behind(self) -> int:
        caret = self._caret()
        if caret is None:
            return 0
        order = PlaceOrder(self._store.submission)
        ends = [order.key(caret.story, *caret.anchor), order.key(caret.story, *caret.caret)]
        row = self.list.hits.row_from(max(ends))
        hits = self.list.hits.hits
        return row + 1 if row < len(hits) and hits[row] == self._selected_hit() else row

    def _row_before(self) -> int:
        caret = self._caret()
        if caret is None:
            return -1
        order = PlaceOrder(self._store.submission)
        return self.list.hits.row_from(min(order.key(caret.story, *caret.anchor), order.key(caret.story, *caret.caret))) - 1

    def _show_hit(self, row: int) -> None:
        self.list.show_row(row)
        self._go_to(self.list.hits.hits[row])
        self._announce_hit(row)

    def _announce_hit(self, row: int) -> None:
        """Lets a screen reader say the place and the words of a hit, and which of all it is: the focus stays in the field."""
        if QAccessible.isActive():
            words = str(self.list.hits.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
            place = announcements.place_of_all(row + 1, len(self.list.hits.hits))
            announcements.announce(self.form.words, line_of((place, words)))

    def _go_to(self, hit: Hit) -> None:
        self._show_count(self.list.currentIndex().row())
        self.went_to.emit(selection_of_hit(hit))
        self._at = (hit, self._caret())

    def _selected_hit(self) -> Hit | None:
        """The hit that is selected in the text."""
        return self._at[0] if self._at is not None and self._at[1] == self._caret() else None

    # -- replacing

    def replace_here(self) -> None:
        """Replaces the selected hit and goes to the next; if none is selected, only goes to the next."""
        caret, query = self._caret(), self.form.query
        hit = self._selected_hit()
        if hit is None:
            self.step(1)
            return
        try:
            reasons = [
                replacement.reason_kept
                for replacement in preview_replacements(self._store.submission, query, self.form.template, [hit])
            ]
            made = replace_hits(self._store.submission, query, self.form.template, self._store.stamp(), [hit])
            if not made.steps:
                if any(reasons):
                    self.message.emit(self.tr("Not replaced: the hit contains a footnote, a picture or deleted text."))
                self.step(1)
                return
            self._wanted = 1
            self._store.commit(replace(made, before=caret))
        except EditError as error:
            self._wanted = 0
            self.message.emit(say(error.message))
            return
        if made.after is not None:
            self.went_to.emit(made.after)

    def replace_all(self) -> None:
        """Shows what replacing all hits would do, and replaces the chosen ones as one step."""
        try:
            replacing = ReplaceAll(self._store.submission, self.form.query, self.form.template)
            if not self.in_slices(replacing.search(), self.tr("Looking …")):
                self.message.emit(self._stopped_sentence())
                return
            found = replacing.replacements
            if not found:
                self.message.emit(self._not_found_sentence())
                return
            changed = tuple(replacement for replacement in found if replacement.reason_kept or replacement.new != replacement.old)
            if not changed:
                self.message.emit(self.tr("Nothing was replaced: every hit has these words already."))
                return
            chosen = self._ask(changed)
            if not chosen:
                return
            made = self._replace(replacing, None if len(chosen) == len(found) else chosen)
        except ClausewrightError as error:
            self.message.emit(say(error.message))
            return
        if made is None:
            self.message.emit(self._stopped_sentence())
            return
        if len(changed) == len(chosen) == 1:
            self.message.emit(self.tr("The only hit was replaced."))
        else:
            self.message.emit(
                counted("{count:,} of {n:,} hit replaced.", "{count:,} of {n:,} hits replaced.", len(changed), count=len(chosen))
            )
        if made.after is not None:
            self.went_to.emit(made.after)

    def _stopped_sentence(self) -> str:
        return self.tr("Stopped; nothing was replaced.")

    def _replace(self, replacing: ReplaceAll, chosen: list[Hit] | None) -> Transaction | None:
        """Replaces hits. Returns None, with nothing changed, if the work was stopped."""
        message, made = self.tr("Replacing …"), list[Transaction]()

        def work() -> Iterator[None]:
            made.append((yield from replacing.make_transaction(self._store.stamp(), chosen)))

        if not self.in_slices(work(), message):
            return None
        self.much_replaced.emit()
        parts = by_steps(replace(made[0], before=self._caret()), PART)
        return made[0] if commit_in_parts(self._store, parts, self.in_slices, message) else None

    def _ask(self, found: tuple[Replacement, ...]) -> list[Hit]:
        dialog = ReplaceDialog(found, self._name, self.window())
        dialog.list.setLayoutDirection(self.list.layoutDirection())
        chosen = dialog.chosen if dialog.exec() else []
        dialog.deleteLater()
        return chosen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def words_to_find(text: str) -> str:
    """The words to search for that a selection suggests: one line of moderate length, otherwise nothing."""
    return text if 0 < len(text) <= 100 and not any(sign in text for sign in "\n\u2029\u2028") else ""
