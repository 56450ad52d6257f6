"""What is decided about brackets, by the keyboard: in the list and in the text, each decision one step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from model.layers.combined import base_upon
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission
from tests.builders.boxes import during
from tests.builders.layers import layered
from tests.builders.notation import redline, texts_of
from tests.builders.waiting import settle
from widgets.brackets.dialogs import BlankDialog, OptionDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Modifier = Qt.Key, Qt.KeyboardModifier
CHORD = Modifier.ControlModifier | Modifier.AltModifier | Modifier.ShiftModifier
TEXT = """\
    *considering*
    a)\tthat texts are [short [and clear]];
    b)\tthat others {++[ATU: note] [EUR: regret]++} this,
    *resolves*
    1\tto meet in {--Geneva--}{++[Oxdorf]++};
    2\tto stop.
"""
FORTY = "*resolves*\n" + "".join(
    f"    {number}\tto [go on {number}] and [ATU: note] [EUR: regret] it{';' if number < 20 else '.'}\n"
    for number in range(1, 21)
)


@pytest.fixture
def given() -> Submission:
    return of(TEXT)


def of(text: str) -> Submission:
    made = redline(text)
    return Submission(proposals=(Proposal("MOD", "1", made, original=made),))


def draft(program) -> list[str]:
    return texts_of(program.session.submission.proposals[0].redline, "draft")


def base(program) -> list[str]:
    return texts_of(program.session.submission.proposals[0].redline, "base")


def press(key: Key, modifiers: Modifier = Modifier.NoModifier) -> None:
    """A key goes to what has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def put_caret(program, words: str, by: int = 0, until: int | None = None) -> None:
    editor = program.window.editor
    editor.setFocus()
    clause = next(clause for clause in editor.clauses if words in clause.text)
    index, start = editor.clauses.index(clause), clause.text.index(words)
    editor.caret.move_to(Place(index, start + by), Place(index, start + until) if until is not None else None)


@pytest.fixture
def panel(active):
    """The panel of brackets with the keyboard, opened by its key."""
    active.window.editor.setFocus()
    press(Key.Key_B, CHORD)
    settle(active.window)
    panel = active.brackets.shown.panel
    assert panel.list.hasFocus()
    return panel


def choose_row(panel, words: str) -> None:
    press(Key.Key_Home)
    while words not in panel.list.currentIndex().data():
        press(Key.Key_Down)


def test_enter_chooses_the_option_and_the_next_brackets_follow(active, panel):
    before = base(active)
    choose_row(panel, "ATU")
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert draft(active)[2] == "that others regret this,"
    assert panel.list.hasFocus()
    assert panel.current().span.first == active.window.editor.caret.clause().id
    assert active.window.editor.textCursor().selectedText() == "[Oxdorf]"
    assert base(active) == before
    active.actions["undo"].trigger()
    assert draft(active)[2] == "that others [ATU: note] [EUR: regret] this,"


def test_delete_deletes_and_plus_keeps_the_words(active, panel):
    choose_row(panel, "level 2")
    press(Key.Key_Delete)
    assert draft(active)[1] == "that texts are [short];"
    choose_row(panel, "ATU")
    press(Key.Key_Plus)
    assert draft(active)[2] == "that others note regret this,"


def test_the_button_of_an_option_chooses_it(active, panel):
    choose_row(panel, "ATU")
    settle(active.window)
    button = panel.options.itemWidget(panel.options.topLevelItem(1), 1)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert draft(active)[2] == "that others regret this,"


def test_keys_in_the_text_decide_about_the_brackets_of_the_caret(active):
    put_caret(active, "regret", 2)
    press(Key.Key_C, CHORD)
    assert draft(active)[2] == "that others regret this,"
    put_caret(active, "Oxdorf", 2)
    press(Key.Key_A, CHORD)
    assert draft(active)[4] == "to meet in Geneva;"
    put_caret(active, "and clear", 2)
    press(Key.Key_K, CHORD)
    assert draft(active)[1] == "that texts are [short and clear];"
    put_caret(active, "short", 2)
    press(Key.Key_D, CHORD)
    assert "short" not in draft(active)[1]
    assert active.window.editor.hasFocus()


def test_without_brackets_at_the_caret_a_sentence_says_so(active):
    before = active.session.submission
    put_caret(active, "to stop", 2)
    press(Key.Key_C, CHORD)
    assert active.session.submission is before
    assert "Place the caret in square brackets" in active.window.statusBar().currentMessage()


def test_a_caret_between_two_options_chooses_none(active):
    before = active.session.submission
    put_caret(active, "this,", -1)
    put_caret(active, "[ATU", 0)
    press(Key.Key_C, CHORD)
    assert draft(active)[2] == "that others note this,"
    active.session.stack.undo()
    assert active.session.submission == before


def test_words_and_clauses_are_put_in_brackets(active):
    put_caret(active, "to stop", 0, 7)
    press(Key.Key_P, CHORD)
    assert draft(active)[5] == "[to stop]."
    active.session.stack.undo()
    put_caret(active, "to stop", 1)
    press(Key.Key_P, CHORD)
    assert draft(active)[5] in ("[to stop.]", "[to stop].")


def test_an_option_is_added_by_a_box_that_the_keyboard_fills(active, panel, qtbot):
    choose_row(panel, "ATU")
    press(Key.Key_Insert)
    dialog = active.window.findChild(OptionDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    assert not dialog.accepting.isEnabled()
    QTest.keyClicks(QApplication.focusWidget(), "welcome")
    press(Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "RCC")
    press(Key.Key_Return)
    settle(active.window)
    assert draft(active)[2] == "that others [ATU: note] [EUR: regret] [RCC: welcome] this,"
    assert panel.current().owners == ("ATU", "EUR", "RCC")


def fill_in(words: str) -> Callable[..., list[str]]:
    """Types words into the box of a blank, and accepts."""

    def fill(*shown: QWidget) -> list[str]:
        for dialog in shown:
            assert isinstance(dialog, BlankDialog)
            QTest.keyClicks(dialog.focusWidget(), words)
            QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
        return []

    return fill


BLANKS = of("*resolves*\n    1\tto meet [__] times [or more];\n    2\tto pay [ATU: ten] [EUR: TBD] francs.\n")


@pytest.mark.parametrize("given", [BLANKS])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Plus])
def test_a_blank_is_filled_in_by_a_box_and_the_next_brackets_follow(active, panel, key):
    press(Key.Key_Home)
    _, seen = during(lambda: press(key), fill_in("two"), active.window)
    assert seen == 1
    assert draft(active)[1] == "to meet two times [or more];"
    assert active.window.focusWidget() is panel.list
    assert panel.list.current().kind == "text"
    assert active.window.editor.textCursor().selectedText() == "[or more]"


@pytest.mark.parametrize("given", [BLANKS])
def test_a_blank_among_options_is_filled_in_from_the_text(active):
    put_caret(active, "TBD", 1)
    during(lambda: press(Key.Key_C, CHORD), fill_in("nine"), active.window)
    assert draft(active)[2] == "to pay nine francs."


@pytest.mark.parametrize("given", [BLANKS])
def test_a_box_that_is_closed_fills_in_nothing(active):
    put_caret(active, "__", 1)
    _, seen = during(lambda: press(Key.Key_C, CHORD), lambda *shown: [], active.window)
    assert seen == 1
    assert "[__]" in draft(active)[1]


@pytest.mark.parametrize("given", [BLANKS])
def test_blanks_without_words_are_reported_when_all_brackets_are_stripped(active):
    put_caret(active, "times", 1)
    press(Key.Key_X, CHORD)
    assert "2 blanks have no words yet" in active.window.statusBar().currentMessage()


@pytest.mark.parametrize("given", [BLANKS])
def test_what_is_typed_after_putting_in_brackets_leaves_the_brackets(active):
    put_caret(active, "times", 0, 5)
    press(Key.Key_P, CHORD)
    QTest.keyClicks(active.window.editor, "days")
    assert draft(active)[1] == "to meet [__] [days] [or more];"


def test_the_panel_begins_at_the_brackets_of_the_caret_and_shows_them(active, panel):
    press(Key.Key_Home)
    press(Key.Key_B, CHORD)
    assert not panel.isVisible()
    put_caret(active, "Geneva", 0)
    press(Key.Key_B, CHORD)
    assert panel.list.hasFocus()
    assert active.window.editor.textCursor().selectedText() == "[Oxdorf]"


def test_undoing_in_the_list_chooses_the_brackets_that_are_back(active, panel):
    choose_row(panel, "ATU")
    press(Key.Key_Return)
    assert active.window.editor.textCursor().selectedText() == "[Oxdorf]"
    active.actions["undo"].trigger()
    active.brackets.shown.places.settle()
    assert panel.current().owners == ("ATU", "EUR")
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert draft(active)[2] == "that others regret this,"


def test_an_added_option_is_the_current_one(active, panel):
    choose_row(panel, "ATU")
    made = panel.current()
    active.brackets.add_option(made, "welcome", "RCC")
    assert panel.options.index == 2
    press(Key.Key_Return)
    assert draft(active)[2] == "that others welcome this,"


def test_all_brackets_are_stripped_in_one_step(active):
    before = draft(active)
    put_caret(active, "to stop", 1)
    press(Key.Key_X, CHORD)
    assert not any("[" in text for text in draft(active))
    active.session.stack.undo()
    assert draft(active) == before


@pytest.mark.parametrize("given", [of(FORTY)])
def test_forty_brackets_are_negotiated_down_to_a_clean_text_by_the_keyboard_alone(active, panel):
    assert panel.brackets.total == (40, 0)
    before = base(active)
    press(Key.Key_Home)
    for number in range(20):
        press(Key.Key_Return if number % 2 else Key.Key_Delete)
        press(Key.Key_Right)
        press(Key.Key_Return)
        assert panel.list.hasFocus()
    assert panel.brackets.total == (0, 0)
    assert not any("[" in text or "]" in text for text in draft(active))
    assert draft(active)[2] == "to go on 2 and regret it;"
    assert base(active) == before
    assert "no square brackets left" in active.window.statusBar().currentMessage()
    for _ in range(40):
        active.actions["undo"].trigger()
    active.brackets.shown.places.follow()
    assert len(active.brackets.shown.places.open_texts) == 40


def test_the_text_beside_reads_as_a_party_wishes_and_follows(active, qtbot):
    active.window.editor.setFocus()
    press(Key.Key_W, CHORD)
    pane = active.split_view.pane
    assert pane.parties.currentText() == "ATU"
    assert "that others note this," in pane.text.toPlainText()
    assert "[short [and clear]]" in pane.text.toPlainText()
    pane.parties.setFocus()
    press(Key.Key_Down)
    assert "that others regret this," in pane.text.toPlainText()
    put_caret(active, "that others", 4)
    QTest.keyClicks(active.window.editor, "!")
    qtbot.waitUntil(lambda: "that! others regret this," in pane.text.toPlainText(), timeout=5000)
    active.window.editor.setFocus()
    press(Key.Key_W, CHORD)
    assert pane.isHidden()


def upon_theirs(text: str) -> Submission:
    """A proposal of ours without changes upon theirs."""
    theirs = redline(text)
    return layered(theirs, base_upon(theirs))


@pytest.mark.parametrize(
    "given", [upon_theirs("*resolves*\n    1\tto {--meet--}{++[ATU: NOC] [EUR: sit]++} again [ATU: soon] [EUR: later].\n")]
)
def test_the_text_in_force_is_shown_upon_theirs_if_that_is_chosen(active):
    active.window.editor.setFocus()
    press(Key.Key_W, CHORD)
    assert "to meet again soon." in active.split_view.pane.text.toPlainText()


@pytest.mark.parametrize("given", [of("*resolves*\n    1\tto [go on].\n")])
def test_without_owners_there_are_no_choices_to_look_at(active):
    active.actions["split choices"].trigger()
    assert active.split_view.pane is None
    assert not active.actions["split choices"].isChecked()
    assert "who wants it" in active.window.statusBar().currentMessage()
