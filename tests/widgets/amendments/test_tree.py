"""The old and the new words can be read however narrow the list is."""

from __future__ import annotations

import pytest

from tests.builders.waiting import settle
from tests.widgets.builders import session_on
from widgets.amendments.model import AUTHOR, NEW, OLD, PLACE, REMARK
from widgets.amendments.tree import WIDTHS, AmendmentTree

READABLE = 85
"""Pixels for a word or two."""


@pytest.fixture
def tree(qtbot):
    made = AmendmentTree(session_on("first -cat-+dog+/second"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.amendments.close_story()


def resize(tree: AmendmentTree, width: int) -> None:
    tree.resize(width, 200)
    settle(tree)


@pytest.mark.parametrize("width", [400, 470, 560, 640, 800, 1340])
def test_old_and_new_words_keep_their_room(tree, width):
    resize(tree, width)
    assert min(tree.columnWidth(OLD), tree.columnWidth(NEW)) >= READABLE
    assert sum(map(tree.columnWidth, range(7))) <= tree.viewport().width()
    assert tree.isColumnHidden(REMARK) or tree.columnWidth(REMARK) == WIDTHS[REMARK]


def test_a_column_that_somebody_made_wider_stays_so(tree):
    resize(tree, 1200)
    tree.setColumnWidth(PLACE, 300)
    resize(tree, 700)
    assert tree.columnWidth(PLACE) == 300
    resize(tree, 1200)
    assert tree.columnWidth(AUTHOR) == WIDTHS[AUTHOR]
