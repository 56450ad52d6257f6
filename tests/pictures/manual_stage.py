"""The window on the sample for the pictures of the manual, and the parts of it that they show."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QPoint, QRect, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

from app.program import Program
from app.session.recovery import state_folder
from app.session.sample import sample_proposal, sample_text
from app.user_data.settings import config_folder
from model.edits.script.apply import apply_edits
from model.files.project_file import save_project
from model.formats.amend import Project
from model.formats.notation import parse
from model.submission.json_codec import decode
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import Header, Proposal, Submission
from resources import read_text
from tests.builders.waiting import settle
from tests.pictures.scenes import SETTLE, wait
from widgets.dialogs import messages
from widgets.theme.colours import colours

WIDTH = 580
"""The width of a picture in the window of the manual; a wider part is made smaller."""
ROOM = QSize(1366, 768)
STEP, PATIENCE = 50, 30_000
"""Milliseconds between two looks for a box, and until one must be there."""
MARK = 26
"""The diameter of a number on the picture of the window."""


class Stage:
    """The window on the sample for one picture."""

    def __init__(self, language: str) -> None:
        self.language = language
        layout = QSettings("layout.ini", QSettings.Format.IniFormat)
        layout.clear()  # what another picture showed is no part of this one
        self.program = Program(state_folder(), layout, "Ana", config_folder())
        self.program.windows.start_process = lambda command, folder: True
        self.program.settings.change(theme="light", welcome=False, author="Ana")
        self.program.start([])
        self.program.file_menu.open_sample()
        self.window = self.program.window
        self.window.resize(ROOM)
        self.window.activateWindow()
        self.window.editor.setFocus()
        self.rest()

    def rest(self) -> None:
        """Waits until nothing works or moves any more."""
        wait(SETTLE)
        while self.program.open_submission.busy or not self.program.page_view.is_settled:
            wait(50)
        settle(self.window)

    def clause(self, at: int) -> str:
        """The id of a clause of the text in force, which has the same place in each language."""
        base = [clause for clause in self.window.editor.clauses if clause.is_on("base")]
        return base[at].id

    def go_to(self, at: int, offset: int = 0) -> None:
        """Puts the caret into a clause of the text in force."""
        id = self.clause(at)
        self.window.go_to(Selection(StoryId(1), (id, offset), (id, offset)))
        self.rest()

    def rect_of(self, part: QWidget) -> QRect:
        """The place of a part in the window."""
        return QRect(part.mapTo(self.window, QPoint(0, 0)), part.size())

    def grab(self, rect: QRect) -> QImage:
        """The picture of an area of the window."""
        return self.window.grab(rect).toImage()

    def box(self, bring_up: Callable[[], object], size: QSize | None = None) -> QImage:
        """The picture of the box or window that comes up, in a size; it is closed then. RuntimeError if none comes up."""
        taken: list[QImage] = []
        steps = itertools.count()

        def look() -> None:
            tops = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not self.window]
            if not tops or self.program.open_submission.busy or any(isinstance(top, QProgressDialog) for top in tops):
                return
            if (step := next(steps)) == 0 and size is not None:
                tops[-1].resize(size)
            elif step == SETTLE // STEP:
                taken.append(tops[-1].grab().toImage())
                for top in reversed(tops):
                    top.close()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(STEP)
        bring_up()
        for _ in range(PATIENCE // STEP):
            if not taken:
                wait(STEP)
        timer.stop()
        if not taken:
            raise RuntimeError("no box came up")
        return taken[0]

    def act(self, name: str) -> None:
        """Does an action of the window."""
        self.program.actions[name].trigger()
        self.rest()

    def close(self) -> None:
        with mock.patch.object(messages, "ask_to_save", return_value="discard"):
            self.window.close()


def draw_numbers(image: QImage, places: Sequence[QPoint], window: QWidget) -> None:
    """Draws 1, 2, 3 … in discs at some places of the picture of a window."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(window.font())
    font.setPixelSize(16)
    font.setBold(True)
    painter.setFont(font)
    for number, place in enumerate(places, 1):
        disc = QRect(0, 0, MARK, MARK)
        disc.moveCenter(place)
        painter.setPen(Qt.GlobalColor.white)
        painter.setBrush(colours(window.palette()).deleted)
        painter.drawEllipse(disc)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()


def around_caret(stage: Stage, height: int) -> QImage:
    """The text around the caret, from the edge of the page on, with whole lines."""
    editor = stage.window.editor
    middle = editor.viewport().mapTo(stage.window, editor.cursorRect().center())
    place = stage.rect_of(editor.viewport())
    rect = QRect(0, 0, min(700, place.width()), height)
    rect.moveCenter(QPoint(place.center().x(), middle.y()))

    def line_at(y: int) -> QRect:
        return editor.cursorRect(editor.cursorForPosition(QPoint(editor.viewport().width() // 2, y - place.top())))

    rect.setTop(max(place.top() + line_at(rect.top()).top(), place.top()))
    rect.setBottom(min(place.top() + line_at(rect.bottom()).bottom(), place.bottom()))
    return stage.grab(rect)


def beside_pane(stage: Stage, height: int) -> QImage:
    """The side pane from its top, with the text beside it."""
    pane = stage.rect_of(stage.window.panes.pane)
    rect = QRect(0, pane.top(), max(WIDTH, pane.width()), height)
    if QApplication.isRightToLeft():
        rect.moveLeft(pane.left())
    else:
        rect.moveRight(pane.right())
    return stage.grab(rect)


def text_with_cards(stage: Stage, size: QSize) -> QImage:
    """The text around the caret with the cards beside it."""
    pane, editor = stage.rect_of(stage.window.panes.pane), stage.window.editor
    middle = editor.viewport().mapTo(stage.window, editor.cursorRect().center())
    rect = QRect(QPoint(0, min(middle.y() - size.height() // 3, pane.bottom() + 1 - size.height())), size)
    if QApplication.isRightToLeft():
        rect.moveLeft(pane.left())
    else:
        rect.moveRight(pane.right())
    return stage.grab(rect)


def reject(stage: Stage) -> None:
    """Rejects the new editions of what the sample cites, so that there is something to find."""
    for place in (5, 6, 7):
        stage.go_to(place, 2)
        id = stage.clause(place)
        length = len(next(clause for clause in stage.window.editor.clauses if clause.id == id).text)
        stage.window.go_to(Selection(StoryId(1), (id, 0), (id, length)))
        stage.act("reject")


def submission_of(language: str, proposal: dict[str, object]) -> Submission:
    """The sample in a language with other edits."""
    base = parse(read_text(sample_text(language)), language=language)
    header = decode(proposal.pop("header"), Header)
    return apply_edits(Submission(header, (Proposal(redline=base, original=base),), language), proposal)


def parties(language: str, folder: Path) -> list[Path]:
    """Three proposals on the text in force of the sample, as files under the names of the parties."""
    folder.mkdir(exist_ok=True)
    found = []
    for name, left_out, year in (("ARC", (), "2027"), ("ILL", (8, 10), "2028"), ("ATL", (5, 9), "2027")):
        proposal = json.loads(read_text(sample_proposal(language)))
        proposal["edits"] = [edit for at, edit in enumerate(proposal["edits"]) if at not in left_out]
        text = json.dumps(proposal, ensure_ascii=False).replace("2027", year).replace("ARC/", f"{name}/")
        save_project(Project(submission_of(language, json.loads(text))), folder / f"{name}.amend")
        found.append(folder / f"{name}.amend")
    return found
