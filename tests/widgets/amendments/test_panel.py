"""The line over the amendments says what it narrows them to, however little room there is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction

from tests.builders.waiting import settle
from tests.widgets.builders import session_on
from widgets.amendments.panel import AmendmentPanel
from widgets.amendments.tree import AmendmentTree

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize("width", [320, 458, 640, 1340])
def test_filters_are_not_cut_beside_the_buttons(qtbot, width):
    tree = AmendmentTree(session_on("first -cat-+dog+/second"))
    panel = AmendmentPanel(tree, [QAction(text, tree) for text in ("Previous", "Next", "Accept", "Reject")])
    qtbot.addWidget(panel)
    panel.show()
    panel.resize(width, 200)
    settle(panel)
    for box in (panel.authors, panel.kinds):
        assert box.width() >= box.sizeHint().width()
    assert (tree.y() > 2 * panel.kinds.height()) is (width < 500)
    tree.amendments.close_story()
