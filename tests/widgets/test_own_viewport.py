"""A viewport made in Python, beside the one that Qt makes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QListWidget, QTextEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from widgets.common.own_viewport import give_viewport


def looks_of(viewport: QWidget) -> dict[str, object]:
    """What a widget is like in everything that could differ."""
    attributes = {str(each): viewport.testAttribute(each) for each in Qt.WidgetAttribute}
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
