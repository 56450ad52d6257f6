"""Quotes, dashes and slips are put right in fields as in the text; one undo brings back what was typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.submission.conferences import conferences
from model.submission.values import Header, Submission
from model.text.typing_corrections import rules_of
from widgets.submission_form.form import SubmissionForm
from widgets.submission_form.line_field import LineField
from widgets.submission_form.text_field import TextField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=["number", "abstract"])
def field(request, qtbot):
    """A field of the form with its session, and how its value is read."""
    session = Session(Submission(Header(), language="fr"), "me")
    form = SubmissionForm(session, conferences())
    qtbot.addWidget(form)
    form.show()
    kind = LineField if request.param == "number" else TextField
    found = next(widget for widget in form.findChildren(kind) if request.param in widget.accessibleName().lower())
    found.autocorrect_by(lambda: rules_of("fr", signs=True, words=True))
    form.activateWindow()
    found.setFocus()
    yield session, found, found.text
    QApplication.clipboard().clear()


def type(field, text: str) -> None:
    for char in text:
        QTest.sendKeyEvent(QTest.KeyAction.Click, field, Qt.Key.Key_unknown, char, Qt.KeyboardModifier.NoModifier)


def test_it_is_put_right_and_one_undo_brings_it_back(field):
    session, typed, text = field
    type(typed, 'Le "reseau')
    assert text() == "Le «reseau"
    type(typed, " ")
    assert text() == "Le «réseau "
    session.stack.undo()
    assert text() == "Le «reseau "
    type(typed, "x ")
    assert text() == "Le «reseau x "
    while text().startswith("Le «"):
        session.stack.undo()
    assert text() == 'Le "'
    session.stack.undo()
    assert text() in ("Le ", "")


def test_what_is_pasted_is_left_alone(field):
    _, typed, text = field
    data = QMimeData()
    data.setText('un "reseau')
    QApplication.clipboard().setMimeData(data)
    QTest.keyClick(typed, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    type(typed, " ")
    assert text() == 'un "reseau '


def test_backspace_goes_on(field):
    _, typed, text = field
    type(typed, "reseaux")
    QTest.keyClick(typed, Qt.Key.Key_Backspace)
    type(typed, ", \U0001f600 reseau ")
    assert text() == "réseau, \U0001f600 reseau "
