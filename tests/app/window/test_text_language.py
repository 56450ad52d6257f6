"""Screen readers receive the language of each text, which may be another one than that of the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.program import Program
from app.window.action_ids import ActionId
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from widgets.submission_form.text_field import TextField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def given() -> Submission:
    text = redline("    *considerando*\n    a)\tque {--algo--}{++todo++} está aquí.", language="es")
    return Submission(proposals=(Proposal("MOD", "A/1/1", text),), language="es")


def language(widget: QWidget) -> str:
    """The language that a screen reader receives for a widget."""
    attributes = QAccessible.queryAccessibleInterface(widget).attributesInterface()
    return str(attributes.attributeValue(QAccessible.Attribute.Locale).name())


def test_the_text_names_its_language_and_the_window_keeps_its_own(active: Program) -> None:
    active.actions[ActionId.SUBMISSION_FORM].trigger()
    assert language(active.window.editor) == "es_ES"
    assert language(active.window.menuBar()) == language(active.window) != "es_ES"
    fields = [field for field in active.window.findChildren(TextField) if language(field) == "es_ES"]
    assert {field.accessibleName() for field in fields} >= {"Reasons", "Introduction"}


def test_the_view_in_words_names_the_language_of_the_text(active: Program) -> None:
    active.actions[ActionId.MARKUP_IN_WORDS].trigger()
    assert language(active.words.view) == "es_ES"


def test_another_text_changes_the_language(active: Program) -> None:
    text = redline("    *considérant*\n    a)\tque tout est là.", language="fr")
    active.session.load(Submission(proposals=(Proposal("MOD", "A/1/1", text),), language="fr"))
    assert language(active.window.editor) == "fr_FR"
    active.session.load(Submission(proposals=(Proposal("MOD", "A/1/1", redline("    *a*", language="")),)))
    assert language(active.window.editor) == language(active.window)
