"""Boxes show names and values of any script letter for letter, at the side at which the window begins."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from widgets.common.foreign_text import direction_marked
from widgets.dialogs.proof import ProofDialog
from widgets.dialogs.small_dialogs import TextChoiceDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def leftwards(qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def done() -> bool:
    return True


def test_values_of_the_proof_stand_beside_their_names_where_the_window_runs_leftwards(leftwards, qtbot):
    rows = [("الموقع", "/tmp/out.xml"), ("التعديلات", "1"), ("التحقق", "قُرئ الملف")]
    dialog = ProofDialog("out.xml", rows, None, done, done)
    qtbot.addWidget(dialog)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert {
        direction_marked("out.xml"),
        direction_marked("/tmp/out.xml"),
        direction_marked("1"),
        direction_marked("قُرئ الملف"),
    } <= set(shown)
    assert direction_marked("1") != "1"


def test_the_texts_of_a_file_are_listed_letter_for_letter(qtbot):
    dialog = TextChoiceDialog("a.xml", ["79/1 Peace & security", "79/2"])
    qtbot.addWidget(dialog)
    assert dialog.list.item(0).text() == "79/1 Peace & security"
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    assert dialog.choice == "all"
