"""What the pictures of the page on treaty texts show."""

from __future__ import annotations

from unittest import mock

from PySide6.QtCore import QRect, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox

from model.allocations.services import services
from model.edits.cuts.settings import set_cut_text
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.pictures.manual_stage import Stage, beside_pane
from tests.pictures.scenes import SETTLE
from widgets.dialogs import messages
from widgets.dialogs.allocations import AddServiceDialog

INSERTED = "The Secretariat shall remind such an administration once."
REASONS = "Silence is no agreement before a reminder."
LOW = 560
"""The height in pixels of a window of which the whole side pane is shown."""


def treaty_texts(stage: Stage) -> QImage:
    """The tree and the text of the sample of a treaty, with a new provision and a deleted one."""
    window = stage.window
    window.resize(window.width(), LOW)  # so that the tree shows what is amended
    amend_treaty(stage)
    go_to_provision(stage, "9.16A")
    tree, text = stage.rect_of(window.clause_panel), stage.rect_of(window.editor)
    both = tree.united(text)
    rect = QRect(both.topLeft(), QSize(900, 420))
    if QApplication.isRightToLeft():
        rect.setLeft(text.left())  # the sample is in English: its numbers are on the far side of the text
        rect.setRight(both.right())
    return stage.grab(rect)


def treaty_proposals(stage: Stage) -> QImage:
    """The list of the proposals that are printed from the amended sample, beside its text."""
    session = stage.program.session
    stage.window.resize(stage.window.width(), LOW)
    amend_treaty(stage)
    go_to_provision(stage, "9.13")
    stage.act("keep provision")
    new = clause_of(stage, "9.16A")
    session.commit(set_cut_text(session.submission, 1, new, "reasons", REASONS, session.stamp()))
    go_to_provision(stage, "9.16A")
    stage.act("cuts")
    return beside_pane(stage, stage.window.panes.pane.height())


def treaty_allocations(stage: Stage) -> QImage:
    """The box for a service of the Table of Frequency Allocations."""
    names = sorted(service.names.get(stage.language) or service.names["en"] for service in services())

    def bring_up() -> None:
        QTimer.singleShot(SETTLE // 2, choose_service)
        AddServiceDialog(names, stage.window).exec()

    def choose_service() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, AddServiceDialog)
        box.findChild(QComboBox).setCurrentIndex(0)

    return stage.box(bring_up)


def amend_treaty(stage: Stage) -> None:
    """Opens the sample of a treaty, inserts a provision and deletes another."""
    with mock.patch.object(messages, "ask_to_save", return_value="discard"):
        stage.program.actions["treaty sample"].trigger()
    stage.rest()
    go_to_provision(stage, "9.16")
    stage.act("new provision")
    stage.window.editor.edits.type_text(INSERTED)
    go_to_provision(stage, "9.17")
    stage.act("strike provision")
    stage.rest()


def go_to_provision(stage: Stage, number: str) -> None:
    """Puts the caret into a provision of the sample."""
    id = clause_of(stage, number)
    stage.window.go_to(Selection(StoryId(1), (id, 1), (id, 1)))
    stage.rest()


def clause_of(stage: Stage, number: str) -> str:
    """The clause of the sample with a number in the margin."""
    labelling = stage.program.session.labelling(1)
    return next(clause.id for clause in stage.window.editor.clauses if labelling.number("draft", clause.id) == number)
