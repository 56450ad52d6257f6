"""The buttons of boxes bear words alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

from widgets.common.button_box import ButtonBox
from widgets.dialogs.messages import SIGNS, message
from widgets.theme.icons import icon

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Buttons = QDialogButtonBox.StandardButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_row_has_the_buttons_it_was_asked_for_without_pictures(qtbot):
    box = ButtonBox(Buttons.Ok | Buttons.Cancel)
    qtbot.addWidget(box)
    assert len(box.buttons()) == 2
    assert all(button.icon().isNull() for button in box.buttons())
    for button in box.buttons():
        button.setIcon(icon("save"))  # as a desktop does
    box.show()
    assert all(button.icon().isNull() for button in box.buttons())


@pytest.mark.parametrize("kind", SIGNS)
def test_a_box_shows_our_sign(qtbot, kind: str):
    box = message(None, QMessageBox.Icon[kind], "Title", "Sentence.")
    qtbot.addWidget(box)
    assert not box.iconPixmap().isNull()
    box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
    assert all(button.icon().isNull() for button in box.buttons())
