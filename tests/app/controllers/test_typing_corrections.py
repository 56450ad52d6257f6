"""What is put right while it is typed, in the window: the settings rule it, the user's words are added from the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.user_data.settings import SettingsFile
from model.edits.fields import set_field
from model.formats.notation import parse_submission
from model.redline.edit_text import Place
from model.submission.story import StoryId
from widgets.dialogs.small_dialogs import CorrectionDialog
from widgets.submission_form.text_field import TextField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def type(widget, text: str) -> None:
    for char in text:
        QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, char, Qt.KeyboardModifier.NoModifier)


def at_end(program, of: str) -> int:
    editor = program.window.editor
    index = next(n for n, clause in enumerate(editor.clauses) if of in clause.text)
    editor.caret.move_to(Place(index, len(editor.clauses[index].text)))
    return index


def test_the_settings_rule_what_is_put_right(open_program):
    program = open_program()
    editor = program.window.editor
    index = at_end(program, "recalling") + 1
    editor.caret.move_to(Place(index, 0))
    type(editor, 'teh "x" ')
    assert "the “x” " in editor.clauses[index].text
    program.settings.change(typographic=False, autocorrect=False)
    type(editor, 'teh "y" -- ')
    assert 'teh "y" -- ' in editor.clauses[index].text


def test_a_word_of_the_user_is_added_from_the_text(open_program, tmp_path):
    program = open_program()
    editor = program.window.editor
    index = at_end(program, "recalling") + 1
    editor.caret.move_to(Place(index, 0))
    type(editor, "wg ")
    editor.caret.move_to(Place(index, 2), Place(index, 0))
    program.actions["add correction"].trigger()
    dialog = program.window.findChild(CorrectionDialog)
    assert dialog.typed == "wg"
    dialog.put_field.setText("Working Group")
    dialog.accept()
    assert SettingsFile(tmp_path / "config").value.corrections == {"wg": "Working Group"}
    editor.caret.move_to(Place(index, 3))
    type(editor, "Wg,")
    assert editor.clauses[index].text.startswith("wg Working Group,")


def test_a_word_that_is_none_cannot_be_added(open_program):
    program = open_program()
    program.actions["add correction"].trigger()
    dialog = program.window.findChild(CorrectionDialog)
    button = dialog._buttons.buttons()[0]
    assert not button.isEnabled()
    dialog.typed_field.setText("two words")
    dialog.put_field.setText("x")
    assert not button.isEnabled()
    dialog.typed_field.setText("one")
    assert button.isEnabled()
    dialog.reject()


def test_fields_of_the_form_follow_when_they_get_the_focus(open_program):
    program = open_program()
    program.actions["submission form"].trigger()
    field = next(candidate for candidate in program.window.findChildren(TextField) if candidate.accessibleName() == "Abstract")
    field.setFocus()
    program.typing_corrections._on_focus(None, field)
    type(field, ' "x" ')
    assert program.session.submission.header.abstract.rstrip().endswith(" “x”")


def test_quotes_stay_straight_where_those_of_the_text_in_force_are(open_program):
    program = open_program()
    program.open_submission.show_unsaved(parse_submission('*considering*\na)\tthat "time" is a word;\n', language="en"), "Test")
    editor = program.window.editor
    index = at_end(program, "that")
    type(editor, ' "x" -- teh ')
    assert ' "x" – the ' in editor.clauses[index].text


@pytest.mark.parametrize(("space", "put"), [("", "mot: «deux»; "), ("\u00a0", "mot\u00a0: «\u00a0deux\u00a0»\u00a0; ")])
def test_french_marks_are_typed_as_the_text_in_force_has_them(open_program, space, put):
    program = open_program()
    text = f"*considérant*\na)\tque l'un{space};\nb)\tque{space}: deux,\n"
    program.open_submission.show_unsaved(parse_submission(text, language="fr"), "Test")
    editor = program.window.editor
    index = at_end(program, "que")
    editor.caret.move_to(Place(index, 0))
    type(editor, 'mot : "deux" ; ')
    assert editor.clauses[index].text.startswith(put)
    session = program.session
    session.commit(set_field(session.submission, "proposals/1/symbol", "ADD", session.stamp()))
    assert program.typing_corrections.rules("fr", StoryId(1)).quotes['"'] == ("«", "»")
    session.stack.undo()
    rules = program.typing_corrections.rules("fr")
    assert rules.quotes['"'] == (("«\u00a0", "\u00a0»") if space else ("«", "»"))
