"""Quotes, dashes and slips are put right as keys type them; one undo brings back what was typed, a second takes it away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.redline import Status
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from model.text.typing_corrections import rules_of
from tests.builders.editor_checks import look_at
from tests.builders.notation import redline

TEXT = """
    *considering*
    a)	one teh;
    b)	two,
    """


class TypedText:
    """An editor in which keys type after the last words."""

    def __init__(self, editors, language: str = "en", text: str = TEXT) -> None:
        value = redline(text, language=language)
        self.session = Session(Submission(proposals=(Proposal("MOD", "1", value, original=value),), language=language), "me")
        self.editor = editors(self.session)
        self.editor.edits.intents.typing.rules = lambda language, _story: rules_of(language, signs=True, words=True)
        self.go(len(self.editor.clauses) - 1)

    def go(self, index: int) -> None:
        self.editor.caret.move_to(Place(index, len(self.editor.clauses[index].text)))

    def type(self, text: str) -> None:
        for char in text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.editor, Qt.Key.Key_unknown, char, Qt.KeyboardModifier.NoModifier)

    def undo(self) -> str:
        self.session.stack.undo()
        return self.last

    @property
    def last(self) -> str:
        return self.editor.clauses[-1].text


def test_a_quote_is_put_right_and_one_undo_brings_it_back(editors):
    typed = TypedText(editors)
    typed.type(' "go"')
    assert typed.last == "two, “go”"
    look_at(typed.editor)
    assert typed.undo() == 'two, “go"'
    assert typed.editor.caret.selected_range()[0].offset == len(typed.last)
    typed.type("x ")
    assert typed.last == 'two, “go"x ', "what was taken back is left alone"
    for _ in range(2):
        typed.undo()
    assert typed.undo() == 'two, "'
    assert typed.undo() == "two, "
    assert typed.undo() == "two,"


def test_a_word_is_put_right_behind_its_end(editors):
    typed = TypedText(editors)
    typed.type(" teh")
    assert typed.last == "two, teh"
    typed.type(" ")
    assert typed.last == "two, the "
    assert typed.editor.caret.selected_range()[0].offset == len(typed.last)
    typed.session.name_steps()
    assert typed.session.stack.undoText().startswith("Autocorrect")
    assert typed.undo() == "two, teh "
    typed.type("ITU ")
    assert typed.last == "two, teh ITU "
    look_at(typed.editor)


def test_a_word_that_backspace_changed_is_put_right_too(editors):
    typed = TypedText(editors)
    typed.type(" tehx")
    QTest.keyClick(typed.editor, Qt.Key.Key_Backspace)
    typed.type(",")
    assert typed.last == "two, the,"
    typed.undo()
    QTest.keyClick(typed.editor, Qt.Key.Key_Backspace)
    typed.type(",")
    assert typed.last == "two, teh,", "undo has said that it stays"


@pytest.mark.parametrize("sign", [" ", ",", "-"])
def test_the_text_in_force_is_left_alone(editors, sign):
    typed = TypedText(editors)
    typed.editor.caret.move_to(Place(1, len("one teh")))
    typed.type(sign)
    assert typed.editor.clauses[1].text == f"one teh{sign};"
    assert all(run.status in (Status.KEPT, Status.INSERTED) for run in typed.editor.clauses[1].runs)


def test_what_is_pasted_or_composed_is_left_alone(editors):
    typed = TypedText(editors)
    data = QMimeData()
    data.setText(' "teh" -- teh')
    typed.editor.insertFromMimeData(data)
    typed.type(" ")
    assert typed.last == 'two, "teh" -- teh '
    event = QInputMethodEvent("", [])
    event.setCommitString('teh "')
    QApplication.sendEvent(typed.editor, event)
    typed.type(" ")
    assert typed.last == 'two, "teh" -- teh teh " '
    typed.editor.edits.type_text('"')
    assert typed.last.endswith(' "'), "a sign that was chosen is the one that was chosen"


def test_a_caret_that_was_moved_ends_what_was_typed(editors):
    typed = TypedText(editors)
    typed.type(" teh")
    QTest.keyClick(typed.editor, Qt.Key.Key_Left)
    QTest.keyClick(typed.editor, Qt.Key.Key_Right)
    typed.type(" ")
    assert typed.last in ("two, the ", "two, teh ")
    typed.type(" -")
    typed.go(1)
    typed.go(2)
    typed.type("-")
    assert typed.last.endswith("–"), "the caret is where it was"
    typed.type(" -")
    typed.editor.caret.move_to(Place(2, 1))
    typed.type("-")
    assert typed.last.startswith("t-wo")


def test_right_to_left_and_languages_of_their_own_signs(editors):
    text = """
        *وإذ يضع في اعتباره*
         أ )	واحد،
        """
    typed = TypedText(editors, "ar", text)
    typed.type(' "كلمة"')
    assert typed.last.endswith(" “كلمة”")
    look_at(typed.editor)
    french = TypedText(editors, "fr")
    french.type(' "mot" ')
    assert french.last == "two, «mot» "
    look_at(french.editor)


def test_a_struck_letter_between_keeps_it_from_being_put_right(editors):
    typed = TypedText(editors)
    typed.type(" te")
    typed.editor.caret.move_to(Place(1, len("one te")))
    typed.type("h ")
    assert typed.editor.clauses[1].text == "one teh h;"


def test_without_rules_nothing_is_put_right(editors):
    typed = TypedText(editors)
    typed.editor.edits.intents.typing.rules = lambda language, story: None
    typed.type(' "teh" -- ')
    assert typed.last == 'two, "teh" -- '
