"""The buttons of boxes bear words alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QStyleFactory

from widgets.common.button_box import WORDS_ALONE, ButtonBox
from widgets.dialogs.messages import SIGNS, message

Buttons = QDialogButtonBox.StandardButton


def test_a_row_has_the_buttons_it_was_asked_for_without_pictures(qtbot):
    box = ButtonBox(Buttons.Ok | Buttons.Cancel)
    qtbot.addWidget(box)
    assert len(box.buttons()) == 2
    assert all(button.icon().isNull() for button in box.buttons())
    hint = QStyleFactory.create("fusion").StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
    box.ensurePolished()
    assert box.style().styleHint(hint, None, box) == 0
    assert box.styleSheet() == WORDS_ALONE


@pytest.mark.parametrize("kind", SIGNS)
def test_a_box_shows_our_sign(qtbot, kind: QMessageBox.Icon):
    box = message(None, kind, "Title", "Sentence.")
    qtbot.addWidget(box)
    assert not box.iconPixmap().isNull()
    box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
    assert all(button.icon().isNull() for button in box.buttons())
