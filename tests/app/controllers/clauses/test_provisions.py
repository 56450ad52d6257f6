"""A treaty text in the window, by menus and keys as a delegate uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.controllers.clauses.provisions import ACTIONS
from app.program import Program
from app.session.sample import treaty_submission
from app.window.action_ids import ActionId
from model.numbering.note_numbers import note_numbers
from model.redline import Status
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.builders.boxes import during
from tests.builders.marked_notes import note_marks_of, with_notes
from tests.builders.submissions import submission
from tests.builders.treaty import marked_treaty, submission_of
from widgets.dialogs import messages
from widgets.dialogs.numbering_customs import NumberingDialog

Key, Modifier = Qt.Key, Qt.KeyboardModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def given():
    return treaty_submission()


@pytest.fixture
def program(active):
    return active


def put(program: Program, number: str, offset: int = 3) -> None:
    program.window.editor.caret.move_to(Place(place_of(program, number), offset))
    program.window.editor.setFocus()


def place_of(program: Program, number: str) -> int:
    labelling = program.session.labelling(1)
    sides = ("base", "draft")
    return next(
        index
        for index, clause in enumerate(program.window.editor.clauses)
        if number in (labelling.number(side, clause.id) for side in sides)
    )


def key(program: Program, name: Key, modifiers: Modifier) -> None:
    QTest.keyClick(program.window.editor, name, modifiers)


def test_a_new_provision_gets_its_number_and_one_undo_takes_it_back(program):
    before = program.session.submission
    put(program, "9.7")
    key(program, Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)
    QTest.keyClicks(program.window.editor, "words")
    place = place_of(program, "9.7A")
    assert program.window.editor.clauses[place].text == "words"
    assert place == place_of(program, "9.7") + 2  # after what continues 9.7
    program.actions[ActionId.UNDO].trigger()
    program.actions[ActionId.UNDO].trigger()
    assert program.session.submission == before


def test_a_struck_provision_is_struck_with_its_continuation(program):
    put(program, "9.17")
    key(program, Key.Key_K, Modifier.ControlModifier | Modifier.ShiftModifier)
    place = place_of(program, "9.17")
    struck = [clause.end.status is Status.DELETED for clause in program.window.editor.clauses[place : place + 3]]
    assert struck == [True, True, False]
    assert program.session.labelling(1).number("draft", program.window.editor.clauses[place].id) is None
    program.actions[ActionId.UNDO].trigger()
    assert program.session.labelling(1).number("draft", program.window.editor.clauses[place].id) == "9.17"


def test_a_continuation_has_no_number(program):
    put(program, "10.1")
    count = len(program.session.labelling(1).numbers)
    key(program, Key.Key_B, Modifier.ControlModifier | Modifier.ShiftModifier)
    QTest.keyClicks(program.window.editor, "more")
    assert program.window.editor.clauses[place_of(program, "10.1") + 1].text == "more"
    assert len(program.session.labelling(1).numbers) == count


def test_the_number_is_asked_for_where_the_rule_gives_none(program, monkeypatch):
    asked = []
    monkeypatch.setattr(messages, "ask_for_text", lambda *given: asked.append(given[3]) or "10.[A1]")
    title = next(index for index, clause in enumerate(program.window.editor.clauses) if clause.text == "General provisions")
    program.window.editor.caret.move_to(Place(title, 0))
    program.window.editor.setFocus()
    key(program, Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert asked
    assert program.session.labelling(1).number("draft", program.window.editor.clauses[title + 1].id) == "10.[A1]"


def test_a_number_set_by_hand_goes_back_to_the_rule(program, monkeypatch):
    put(program, "9.18")
    key(program, Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)
    for given, number in (("9.[B2]", "9.[B2]"), ("", "9.18A")):
        monkeypatch.setattr(messages, "ask_for_text", lambda *_, given=given: given)
        key(program, Key.Key_M, Modifier.ControlModifier | Modifier.ShiftModifier)
        assert place_of(program, number) == place_of(program, "9.18") + 1


def test_the_number_of_the_text_in_force_is_refused_in_one_sentence(program, monkeypatch):
    put(program, "9.3")
    monkeypatch.setattr(messages, "ask_for_text", lambda *_: "9.99")
    key(program, Key.Key_M, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert "never changes" in program.window.statusBar().currentMessage()


def test_a_new_article_follows_the_one_at_the_caret(program):
    before = program.session.submission
    put(program, "9.3")
    program.actions[ActionId.NEW_ARTICLE].trigger()
    QTest.keyClicks(program.window.editor, "Title")
    words = [clause.text for clause in program.window.editor.clauses]
    start = words.index("ARTICLE 9A")
    assert words[start + 1] == "Title"
    assert place_of(program, "9A.1") == start + 2
    assert words[start + 3] == "ARTICLE 10"
    program.actions[ActionId.UNDO].trigger()
    program.actions[ActionId.UNDO].trigger()
    assert program.session.submission == before


def test_an_agenda_item_makes_new_numbers_provisional(program):
    put(program, "9.3")
    key(program, Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)

    chosen = []

    def fill(*shown):
        for dialog in shown:
            if isinstance(dialog, NumberingDialog):
                chosen.append(dialog.instrument)
                dialog.item_line.setText("1.15")
                dialog.accept()
        return []

    during(program.actions[ActionId.NUMBER_CUSTOMS].trigger, fill, program.window)
    assert chosen == ["RR"]
    assert program.session.submission.proposals[0].redline.item == "1.15"
    assert place_of(program, "9.A115") == place_of(program, "9.3") + 1
    program.actions[ActionId.UNDO].trigger()
    assert place_of(program, "9.3A") == place_of(program, "9.3") + 1


def test_actions_are_enabled_only_in_a_text_with_margin_numbers(program):
    assert all(program.actions[id].isEnabled() for id in ACTIONS)
    program.session.load(submission())
    assert not any(program.actions[id].isEnabled() for id in ACTIONS)


@pytest.mark.parametrize(
    ("words", "offered", "number"),
    [
        ("9.1", ["9.1", "9.10"], "9.1"),
        ("9.17", ["9.17"], "9.17"),
        ("10.*", ["10.1", "10.2"], "10.1"),
        ("*.12", ["9.12", "10.12"], "9.12"),
    ],
)
def test_a_provision_is_reached_by_its_number(program, words, offered, number):
    go_to = program.find.go_to
    key(program, Key.Key_G, Modifier.ControlModifier)
    QTest.keyClicks(go_to.line, words)
    assert [entry.text for entry in go_to.offered][: len(offered)] == offered
    QTest.keyClick(go_to.line, Key.Key_Return)
    clause = program.window.editor.caret.clause()
    assert clause is not None
    assert program.session.labelling(1).number("base", clause.id) == number


@pytest.mark.parametrize("words", ["9.99", "77.*"])
def test_an_unknown_number_leads_nowhere_and_is_reported(program, words):
    go_to = program.find.go_to
    key(program, Key.Key_G, Modifier.ControlModifier)
    QTest.keyClicks(go_to.line, words)
    QTest.keyClick(go_to.line, Key.Key_Return)
    assert go_to.isVisible()
    assert words in go_to.state.text()


def test_an_edition_mark_is_set_by_hand_removed_and_again_by_the_rule(program, monkeypatch):
    put(program, "9.9")
    QTest.keyClicks(program.window.editor, "new ")
    id = program.window.editor.clauses[place_of(program, "9.9")].id

    def drafts() -> str | None:
        pair = program.session.labelling(1).marks.borne.get(id)
        return pair.draft.text if pair is not None and pair.draft is not None else None

    assert drafts() == "(WRC-27)"
    asked = []
    for given, wanted in (("WRC-23", "(WRC-23)"), ("-", None), ("", "(WRC-27)"), (None, "(WRC-27)")):
        monkeypatch.setattr(messages, "ask_for_text", lambda *shown, given=given: asked.append(shown[3]) or given)
        program.actions[ActionId.SET_MARK].trigger()
        assert drafts() == wanted
    assert asked == ["(WRC-27)", "(WRC-23)", "-", "(WRC-27)"]
    program.actions[ActionId.UNDO].trigger()
    assert drafts() is None
    monkeypatch.setattr(messages, "ask_for_text", lambda *_: "next year")
    program.actions[ActionId.SET_MARK].trigger()
    assert "not an edition mark" in program.window.statusBar().currentMessage()


def test_the_edition_mark_of_a_footnote_is_set_in_its_pane(program, monkeypatch):
    program.session.load(submission_of(with_notes(marked_treaty("= ARTICLE 9", "9.1 first"), {"c1": {"9.1.1": "note (WRC-12)"}})))
    program.window.show_note(StoryId(1, "fn1"))
    program.window.note.setFocus()
    monkeypatch.setattr(messages, "ask_for_text", lambda *shown: "WRC-23" if shown[3] == "(WRC-12)" else None)
    program.actions[ActionId.SET_MARK].trigger()
    assert note_marks_of(program.session.submission.proposals[0].redline) == {"fn1": [("(WRC-12)", "(WRC-23)")]}
    program.actions[ActionId.UNDO].trigger()
    QTest.keyClicks(program.window.note, "A ")
    assert note_marks_of(program.session.submission.proposals[0].redline) == {"fn1": [("(WRC-12)", "(WRC-27)")]}


def footnotes(program: Program) -> list[str | None]:
    redline = program.session.submission.proposals[0].redline
    return [both.draft for both in note_numbers(redline, program.session.labelling(1).numbers).values()]


@pytest.fixture
def numbered(program, monkeypatch):
    """A window with a footnote to 9.3 that was numbered by hand."""
    put(program, "9.3", 8)
    program.actions[ActionId.FOOTNOTE].trigger()
    QTest.keyClicks(program.window.note, "last")
    monkeypatch.setattr(messages, "ask_for_text", lambda *_: "9.3.5")
    program.actions[ActionId.SET_NUMBER].trigger()
    assert footnotes(program) == ["9.3.5"]
    return program


def test_a_footnote_before_one_with_a_number_is_numbered_by_hand(numbered, monkeypatch):
    before = numbered.session.submission
    asked = []
    monkeypatch.setattr(messages, "ask_for_text", lambda *shown: asked.append(shown[3]) or "9.3.1")
    put(numbered, "9.3", 2)
    numbered.actions[ActionId.FOOTNOTE].trigger()
    QTest.keyClicks(numbered.window.note, "first")
    assert (footnotes(numbered), asked) == (["9.3.1", "9.3.5"], ["9.3.6"])
    monkeypatch.setattr(messages, "ask_for_text", lambda *shown: asked.append(shown[3]) or "9.3.5")
    numbered.actions[ActionId.SET_NUMBER].trigger()
    assert asked[1:] == ["9.3.1"]
    assert "there is a footnote 9.3.5 already" in numbered.window.statusBar().currentMessage()
    for _ in range(2):
        numbered.actions[ActionId.UNDO].trigger()
    assert numbered.session.submission == before


@pytest.mark.parametrize(("answer", "count"), [(None, 1), ("", 2)])
def test_a_footnote_without_a_number_is_inserted_only_if_the_answer_is_empty(numbered, monkeypatch, answer, count):
    monkeypatch.setattr(messages, "ask_for_text", lambda *_: answer)
    put(numbered, "9.3", 2)
    numbered.actions[ActionId.FOOTNOTE].trigger()
    assert footnotes(numbered) == ["9.3.5"]
    assert len(numbered.session.submission.proposals[0].redline.notes) == count
