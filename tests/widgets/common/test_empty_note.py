"""What a list says while it has no rows."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.common.empty_note import EmptyNote
from widgets.common.even_layout import EvenLayout


def test_a_list_says_why_it_is_empty_and_a_button_clears_its_filter(qtbot: QtBot) -> None:
    rows, wanted = ["one", "two"], [""]
    model, view = QStringListModel(rows), QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    note = EmptyNote(view, "There is nothing yet.", "No row matches this filter.", lambda: bool(wanted[0]))

    def show() -> None:
        model.setStringList([row for row in rows if wanted[0] in row])

    def clear() -> None:
        wanted[0] = ""
        show()

    note.cleared.connect(clear)
    view.show()
    assert not note.isVisible()
    wanted[0] = "three"
    show()
    assert note.isVisible()
    assert note.sentence.text() == view.accessibleDescription() == "No row matches this filter."
    QTest.mouseClick(note.clear, Qt.MouseButton.LeftButton)
    assert model.rowCount() == 2
    assert not note.isVisible()
    assert view.accessibleDescription() == ""
    rows.clear()
    show()
    assert note.isVisible()
    assert note.sentence.text() == "There is nothing yet."
    assert not note.clear.isVisible(), "there is no filter"
    view.resize(40, 20)
    assert view.width() == 40, "a list may be smaller than the note"


def test_buttons_have_the_same_width_and_stand_below_each_other(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    layout = EvenLayout(panel)
    buttons = []
    for words in ("Repair", "Repair all", "Ignore", "Show again", "Check"):
        button = QToolButton()
        button.setText(words)
        layout.addWidget(button)
        buttons.append(button)
    panel.resize(300, 200)
    panel.show()
    qtbot.waitUntil(lambda: buttons[-1].y() > 0)
    assert len({button.width() for button in buttons}) == 1
    columns = {button.x() for button in buttons}
    assert 1 < len(columns) < 5
    assert max(button.geometry().right() for button in buttons) >= 300 - len(columns), "they fill the width"
    panel.resize(900, 200)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 1)
    assert len({button.width() for button in buttons}) == 1
