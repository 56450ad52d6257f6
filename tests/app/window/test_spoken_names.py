"""Nothing that a screen reader speaks has markup, the sign of a mnemonic, or a sign before its words; combo boxes are named."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QWidget

from tests.app.window.test_accessible import DIALOGS, PANELS
from tests.builders.boxes import during

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
SIGN = re.compile(r"[^\w\s\"“«‘(\[{<…\u2066-\u2069]+\s")
MORE_PANELS = ("cards pane", "brackets", "conflicts", "positions", "cuts", "sharing", "screen reader")


def faults(top: QWidget) -> list[str]:
    """What is wrong in the names and descriptions of the visible widgets under a widget."""
    found = []
    labelled = {label.buddy() for label in top.findChildren(QLabel) if label.buddy() is not None}
    for widget in (top, *top.findChildren(QWidget)):
        interface = QAccessible.queryAccessibleInterface(widget)
        if widget.objectName().startswith("qt_") or isinstance(widget, QMenu) or not widget.isVisibleTo(top) or not interface:
            continue
        name, description = (interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description))
        # On Linux, the name of a combo box is its chosen entry.
        unnamed = isinstance(widget, QComboBox) and widget not in labelled and not widget.accessibleDescription()
        wrong = (
            "<p" in name + description, re.search(r"&\w", name), SIGN.match(name), SIGN.match(description), unnamed,
        )  # fmt: skip
        if any(wrong):
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: {name} | {description}")
    return found


def test_what_is_spoken_in_the_window_is_plain(open_program):
    program = open_program()
    known = {id.value for id in program.actions.ids}
    for name in (*PANELS, *(name for name in MORE_PANELS if name in known)):
        if not program.actions[name].isChecked():
            program.actions[name].trigger()
        QApplication.processEvents()
        assert faults(program.window) == [], name


@pytest.mark.parametrize("name", DIALOGS)
def test_what_is_spoken_in_a_dialog_is_plain(open_program, name: str):
    program = open_program()
    found, seen = during(
        program.actions[name].trigger, lambda *tops: [part for top in tops for part in faults(top)], program.window
    )
    assert found == []
    assert seen
