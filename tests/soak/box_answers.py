"""The answers of the robot to boxes: lines are typed into them, and they are accepted or cancelled."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit

from widgets.dialogs import messages
from widgets.dialogs.allocations import AddServiceDialog, SplitBandDialog, TableNotesDialog

ANSWERS = ("a)bis", "", "1", "words", "3.1", "\u202ex", "9.2A", "(WRC-27)", "2490", None)
"""Lines that are typed into boxes; None cancels."""
ANSWERS_OF = {
    SplitBandDialog: ("2490", "2500", "2600"),
    AddServiceDialog: ("", "5.150", "5.410 5.149A"),
    TableNotesDialog: ("", "5.150", "5.150 5.410"),
}
"""Lines for boxes that refuse most others; their choices stay as they are."""


def answer_boxes(patch: Callable[[object, str, object], None], chance: random.Random) -> None:
    """Answers the boxes that nobody is there to close, messages and dialogs; `patch` is called as `setattr`."""
    for name in dir(messages):
        if name.startswith(("ask_", "show_")):
            patch(messages, name, lambda *_args, **_more: None)
    patch(messages, "ask_for_text", lambda *_args, **_more: chance.choice(ANSWERS))
    patch(messages, "ask_to_accept_own", lambda *_args, **_more: True)
    patch(QDialog, "exec", lambda dialog: answer_dialog(dialog, *_choose_answer(dialog, chance)))


def _choose_answer(dialog: QDialog, chance: random.Random) -> tuple[str | None, bool]:
    """The answer to a dialog, and whether it is also typed into choices."""
    usual = ANSWERS_OF.get(type(dialog), ())
    return (chance.choice(usual), False) if usual and chance.random() < 0.7 else (chance.choice(ANSWERS), True)


def answer_dialog(dialog: QDialog, words: str | None, choices: bool = True) -> int:
    """The result of a dialog that is shown, into whose fields words are typed, and that is accepted; None cancels it.

    choices: also types them into fields of choices
    """
    dialog.open()
    QApplication.processEvents()
    for field in dialog.findChildren(QLineEdit):
        if choices or not isinstance(field.parent(), QComboBox):
            field.setText(words or "")
    for field in dialog.findChildren(QPlainTextEdit):
        field.setPlainText(words or "")
    QApplication.processEvents()
    if words is None:
        dialog.reject()
    else:
        dialog.accept()
    if dialog.isVisible():  # it was refused, and says why
        dialog.reject()
    QApplication.processEvents()
    return dialog.result()
