"""What is painted of a tree when labels move."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.edits import structure
from model.formats.notation import parse
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from widgets.clause_tree.view import ClauseTree

TEXT = "considering\n" + "\n".join(f"{letter})\tthat item {letter} is here;" for letter in "abcdefgh") + "\nresolves\n1\tto go."


class Watcher(QObject):
    """Gathers what is painted of a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = QRect()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.painted = self.painted.united(event.rect())
        return False


def test_rows_under_others_are_painted_anew_when_their_labels_move(qtbot) -> None:
    redline = parse(TEXT)
    session = Session(Submission(proposals=(Proposal(redline=redline, original=redline),)), "me")
    tree = ClauseTree(session)
    qtbot.addWidget(tree)
    tree.resize(300, 132)  # the last call stands below
    tree.show()
    qtbot.waitExposed(tree)
    QApplication.processEvents()
    row = tree.visualRect(tree.clauses.index_of(session.submission.proposals[0].redline.clauses[4].id))
    watcher = Watcher()
    tree.viewport().installEventFilter(watcher)
    first = session.submission.proposals[0].redline.clauses[1].id
    session.commit(structure.delete_clauses(session.submission, StoryId(1), first, session.stamp()))
    tree.clauses.follow()
    QApplication.processEvents()
    assert watcher.painted.contains(row)
    tree.clauses.close_story()
