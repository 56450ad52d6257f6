"""A consolidation while it is worked on: its decisions as undoable steps, its file, its exports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from app.session.clock import utc_now
from app.session.undo_stack import UndoStack
from model.consolidation.matrix import ConsolidatedText, Matrix
from model.consolidation.merge import Decision
from model.files.consolidation_project import ConsolidationWork, as_project, submission_of
from model.files.export import write, write_pages
from model.files.merged_bands import band_faults
from model.files.project_file import new_project_id, save_project
from model.formats.page.comparison_table import compilation
from model.formats.word.writing.export_options import ExportOptions
from model.message import Message
from model.redline import Stamp


class ConsolidationState(QObject):
    """Holds the decisions; whoever shows them follows `changed`.

    work: the consolidation with the decisions that were taken
    board: what the parties propose, paragraph by paragraph
    author: whose decisions these are
    path: the project file that it comes from; None: from none
    id: that of the project file; '': a new one
    """

    changed = Signal()

    def __init__(self, work: ConsolidationWork, board: Matrix, author: str, path: Path | None = None, id: str = "") -> None:
        super().__init__()
        self._work = work
        self._author = author
        self._id = id or new_project_id()
        self._whole: ConsolidatedText | None = None
        self.board = board
        self.path = path
        self.stack = UndoStack(self)

    @property
    def work(self) -> ConsolidationWork:
        """The consolidation with the decisions that are taken."""
        return self._work

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """The decisions that are taken, by the key of their conflict."""
        return self._work.decisions

    @property
    def modified(self) -> bool:
        """Whether decisions would be lost with it."""
        return not self.stack.isClean()

    @property
    def whole(self) -> ConsolidatedText:
        """The text as merged with the decisions that are taken."""
        if self._whole is None:
            self._whole = self.board.whole(self.decisions, utc_now())
        return self._whole

    # -- deciding

    def decide(self, key: str, decision: Decision) -> None:
        """Settles a conflict, by its key."""
        made = replace(decision, stamp=Stamp(self._author, utc_now()))
        if replace(self.decisions.get(key, made), stamp=made.stamp) != made or key not in self.decisions:
            self._push(self.tr("Decide: {place}").format(place=self._place(key)), {**self.decisions, key: made})

    def reopen(self, key: str) -> None:
        """Takes the decision on a conflict back."""
        if key in self.decisions:
            kept = {other: decision for other, decision in self.decisions.items() if other != key}
            self._push(self.tr("Open again: {place}").format(place=self._place(key)), kept)

    def _place(self, key: str) -> str:
        line = self.board.line_of(key)
        return self.board.lines[line].place if line >= 0 else ""

    def _push(self, label: str, decisions: Mapping[str, Decision]) -> None:
        self.stack.push(_Step(self, label, self.decisions, decisions))

    def take(self, decisions: Mapping[str, Decision]) -> None:
        """Sets the decisions. Only steps call it."""
        self._work = replace(self._work, decisions=decisions)
        self._whole = None
        self.changed.emit()

    # -- files: none of these touches a widget, so that they can be done in a thread

    def save(self, path: Path) -> None:
        """Writes it as a project file, which the window of the text opens too."""
        project = as_project(self._work, self.board.found, utc_now(), self._id)
        save_project(project, path, keep_previous=path == self.path)
        self.path = path

    def export_word(self, path: Path) -> tuple[Message, ...]:
        """Writes the merged text as a Word file, with each party as an author; returns what is not in it and what is wrong with
        its frequency bands, a sentence each."""
        date = utc_now()
        merged = submission_of(self._work, self.board.found, date)
        return (*write(merged, path, ExportOptions(date=date)).omitted, *band_faults(merged))

    def export_table(self, path: Path) -> None:
        """Writes the comparison table, as a web page or for Word."""
        printed = compilation(self.board.found, reasons=self._work.reasons, decisions=self.decisions)
        write_pages(printed, path, utc_now())


class _Step(QUndoCommand):
    """From some decisions to others."""

    def __init__(
        self, owner: ConsolidationState, label: str, before: Mapping[str, Decision], after: Mapping[str, Decision]
    ) -> None:
        super().__init__(label)
        self._owner = owner
        self._before = before
        self._after = after

    def undo(self) -> None:
        self._owner.take(self._before)

    def redo(self) -> None:
        self._owner.take(self._after)
