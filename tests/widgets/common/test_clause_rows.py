"""The rows of the clause tree that appear below a row that had none."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.edits.structure import NewClause, insert_clauses
from model.formats.notation import parse
from model.redline import Props, Run
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from widgets.clause_tree.view import ClauseTree

TEXT = "= One\na)\tthe first,\nb)\tthe second"


@pytest.fixture
def session():
    redline = parse(TEXT, language="en")
    return Session(Submission(proposals=(Proposal(redline=redline, original=redline),)), "me")


@pytest.fixture
def tree(session, qtbot):
    shown = ClauseTree(session)
    qtbot.addWidget(shown)
    shown.resize(300, 300)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.clauses.close_story()


def follow(tree: ClauseTree) -> None:
    tree.clauses.follow()
    QApplication.processEvents()


def insert(session: Session, index: int, props: Props) -> None:
    new = NewClause(props, (Run("that it is new"),))
    session.commit(insert_clauses(session.submission, StoryId(1), index, [new], session.stamp()))


def is_last_row_shown(session: Session, tree: ClauseTree) -> bool:
    row = tree.clauses.index_of(session.submission.proposals[0].redline.clauses[-1].id)
    assert row.parent().parent().isValid()
    return not tree.visualRect(row).isEmpty()


def test_the_first_row_below_one_that_came_with_the_rows_around_it_is_shown(session, tree):
    insert(session, 1, Props("heading"))
    follow(tree)
    insert(session, 4, Props(level=2, scheme="roman"))
    follow(tree)
    assert is_last_row_shown(session, tree)


def test_a_row_that_comes_back_below_one_that_has_no_other_is_shown(session, tree):
    insert(session, 3, Props(level=2, scheme="roman"))
    follow(tree)
    session.stack.undo()
    follow(tree)
    session.stack.redo()
    follow(tree)
    assert is_last_row_shown(session, tree)
