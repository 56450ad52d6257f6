"""Viewports made in Python, and rows of several lines."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QListWidget,
    QStyleOptionViewItem,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.session.session import Session
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from widgets.comments.list import CommentList
from widgets.comments.places import CommentPlaces
from widgets.common.qt_fixes import LinesDelegate, give_viewport, line_height
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
    assert all(isinstance(view.itemDelegate(), LinesDelegate) for view in lists)


def looks_of(viewport: QWidget) -> dict[str, object]:
    """What a widget is like in everything that could differ."""
    attributes = {str(attribute): viewport.testAttribute(attribute) for attribute in Qt.WidgetAttribute}
    return {
        **attributes,
        "roles": (viewport.backgroundRole(), viewport.foregroundRole(), viewport.autoFillBackground()),
        "input": (viewport.acceptDrops(), viewport.hasMouseTracking(), viewport.focusPolicy(), viewport.contextMenuPolicy()),
        "cursor": viewport.cursor().shape(),
        "name": viewport.objectName(),
        "place": viewport.geometry(),
    }


@pytest.mark.parametrize("kind", [QTextEdit, QTreeView, QListWidget])
def test_it_is_like_the_one_that_qt_makes(qtbot: QtBot, kind: type[QAbstractScrollArea]) -> None:
    qts, given = kind(), kind()
    give_viewport(given)
    for area in (qts, given):
        qtbot.addWidget(area)
        area.resize(300, 200)
        area.show()
        area.grab()
    assert given.viewport().focusProxy() is given
    assert looks_of(given.viewport()) == looks_of(qts.viewport())


def test_a_text_is_laid_out_for_it(qtbot: QtBot) -> None:
    text = QTextEdit()
    qtbot.addWidget(text)
    give_viewport(text)
    assert text.document().documentLayout().paintDevice() is text.viewport()
