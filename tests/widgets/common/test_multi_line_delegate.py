"""No line of a row is left out because the one above it is of a higher script."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QStyleOptionViewItem

from app.session.session import Session
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from widgets.comments.list import CommentList
from widgets.comments.places import CommentPlaces
from widgets.common.multi_line_delegate import LinesDelegate, line_height
from widgets.comparison.window import ComparisonWindow
from widgets.dialogs.versions import VersionsDialog


@pytest.mark.parametrize("text", ["# renumbering, 忆及 › c\nc) → d)", "c)\n忆及", "忆及\n忆及\nc)"])
def test_a_row_is_as_high_as_its_lines_and_what_the_highest_has_more(text, qtbot):
    shown = QListWidget()
    qtbot.addWidget(shown)
    shown.setItemDelegate(LinesDelegate(shown))
    shown.addItem(text)
    option = QStyleOptionViewItem()
    shown.initViewItemOption(option)
    heights = [line_height(line, option.font) for line in text.split("\n")]
    assert min(heights) >= option.fontMetrics.height()
    hint = shown.itemDelegate().sizeHint(option, shown.indexFromItem(shown.item(0)))
    assert hint.height() >= sum(heights) + max(heights) - min(heights)


def test_every_list_with_rows_of_two_lines_has_that_room(qtbot):
    session = Session(Submission(proposals=(Proposal("MOD", "1", redline("*忆及*\na)\t一；\n", language="zh")),)), "me")
    comments = CommentList(session, CommentPlaces(session))
    versions, comparison = VersionsDialog(list), ComparisonWindow()
    for widget in (comments, versions, comparison):
        qtbot.addWidget(widget)
    lists: list[QAbstractItemView] = [comments, versions.list, comparison.list]
    assert all(isinstance(each.itemDelegate(), LinesDelegate) for each in lists)
