"""What the robot does with other texts beside the draft: returned copies in their window, a second text in the split window."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.program import Program
from model.edits import structure, text
from model.errors import EditError
from model.files.project_file import save_project
from model.formats.amend import Project
from model.redline import Run, Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission
from widgets.reading.split_view import SyncedTextView

WITHIN = 60
"""Seconds after which copies that are still being compared are said to be so for ever."""
WORDS = ("", " and more", "é😀", "עברית", "x\ny")
KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Escape)
AUTHOR = Stamp("copy", "2024-09-05T09:00:00Z")


class BesideActions:
    """Works on the texts beside that of one program; the number of the action decides what is done."""

    def __init__(self, program: Program, chance: random.Random, folder: Path, opened: Submission) -> None:
        """`opened` is what was opened, of which copies are made as of what stands there now."""
        self._program = program
        self._chance = chance
        self._folder = folder
        self._opened = opened

    # -- returned copies

    def copies(self) -> None:
        """Shows copies, takes some of what they propose, and leaves them open or not."""
        program, chance = self._program, self._chance
        names = ("A", "B", "\u202eC")[: chance.choice([1, 2, 3])]
        if program.copies.show([(name, self._copy()) for name in names]):
            for _ in range(chance.choice([1, 2, 4])):
                self._settle()
                chance.choice([self._take_cell, self._take_cell, self._take_free, self._step, self._undo])()
            self._settle()
        window = program.copies.window
        if window is not None and chance.random() < 0.8:
            window.close()

    def _copy(self) -> Submission:
        """A copy that somebody worked on."""
        copy = self._chance.choice([self._program.session.submission, self._opened])
        for _ in range(self._chance.choice([0, 1, 3])):
            with suppress(EditError):  # what cannot be struck there, or is struck already
                copy = apply(copy, self._change(copy))
        return copy

    def _change(self, copy: Submission) -> Transaction:
        chance = self._chance
        number = chance.randrange(len(copy.proposals))
        story, clauses = StoryId(number + 1), copy.proposals[number].redline.clauses
        if not clauses:
            return structure.insert_clauses(copy, story, 0, (structure.NewClause(runs=(Run("new"),)),), AUTHOR)
        at = chance.randrange(len(clauses))
        offset = chance.randrange(len(clauses[at].text) + 1)
        match chance.randrange(4):
            case 0:
                return structure.delete_clauses(copy, story, clauses[at].id, AUTHOR)
            case 1:
                stop = min(len(clauses[at].text), offset + 8)
                return text.delete_range(copy, story, Place(at, offset), Place(at, stop), AUTHOR)
            case 2:
                return text.break_paragraph(copy, story, Place(at, offset), Place(at, offset), AUTHOR)
            case _:
                return text.type_text(copy, story, Place(at, offset), Place(at, offset), chance.choice(WORDS), AUTHOR)

    def _settle(self) -> None:
        """Lets the copies be read beside the draft."""
        controller, limit = self._program.copies, time.monotonic() + WITHIN
        QTest.qWait(80)  # the draft is followed a moment later
        while controller._worker is not None:
            QTest.qWait(5)
            assert time.monotonic() < limit, "the copies are compared for ever"

    def _take_cell(self) -> None:
        window = self._program.copies.window
        assert window is not None
        matrix = window.matrix
        rows = matrix.model().rowCount()
        if rows:
            column = self._chance.randrange(matrix.model().columnCount())
            matrix.setCurrentIndex(matrix.model().index(self._chance.randrange(rows), column))
            window.take_cell()

    def _take_free(self) -> None:
        window = self._program.copies.window
        assert window is not None
        window.take_free()

    def _step(self) -> None:
        window = self._program.copies.window
        assert window is not None
        window.step(self._chance.choice([1, -1]))

    def _undo(self) -> None:
        self._program.actions[self._chance.choice(["undo", "redo"])].trigger()

    # -- a second text

    def second_text(self) -> None:
        """Shows the text in force or another language beside the text, works in it, or puts it away."""
        chance = self._chance
        chance.choice([self._toggle, self._toggle, self._keys, self._click, self._language, self._turn])()

    def _toggle(self) -> None:
        self._program.actions["split base"].trigger()

    def _language(self) -> None:
        versions = self._program.language_versions
        if versions.version() is None:
            path = self._folder / "other.amend"
            save_project(Project(self._copy()), path)
            versions.read(path)
        self._program.actions["split language"].trigger()

    def _turn(self) -> None:
        pane = self._program.split_view.pane
        if pane is not None and pane.isVisible():
            pane.turn_asked.emit()

    def _shown(self) -> SyncedTextView | None:
        pane = self._program.split_view.pane
        return pane.text if pane is not None and pane.isVisible() else None

    def _keys(self) -> None:
        shown = self._shown()
        if shown is None:
            return
        shown.setFocus()
        for _ in range(self._chance.choice([1, 3, 6])):
            if not shown.hasFocus():
                return
            QTest.keyClick(shown, self._chance.choice(KEYS))

    def _click(self) -> None:
        shown = self._shown()
        if shown is None:
            return
        viewport = shown.viewport()
        where = QPoint(self._chance.randrange(max(1, viewport.width())), self._chance.randrange(max(1, viewport.height())))
        click = self._chance.choice([QTest.mouseClick, QTest.mouseDClick])
        click(viewport, Qt.MouseButton.LeftButton, pos=where)
