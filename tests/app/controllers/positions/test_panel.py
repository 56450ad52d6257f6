"""Positions in the window: added and changed by keys, listed, marked in the text, undone; the brief."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.window.action_ids import ActionId
from model.submission.positions import Position
from model.submission.transactions import Selection
from model.submission.values import Submission
from tests.app.controllers.brackets.test_decisions import TEXT, of, put_caret
from tests.app.controllers.test_printing import answer
from tests.builders.notation import texts_of
from tests.builders.waiting import settle
from widgets.positions.dialog import BriefDialog, PositionDialog
from widgets.printing.preview import PreviewDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


@pytest.fixture
def given() -> Submission:
    return of(TEXT)


def known(program) -> list[Position]:
    return list(program.session.submission.proposals[0].positions.values())


def dialog_of(program) -> PositionDialog:
    (dialog,) = [found for found in program.window.findChildren(PositionDialog) if found.isVisible()]
    return dialog


def fill(program, *, stance: str = "red_line", note: str = "", owners: str | None = None) -> None:
    dialog = dialog_of(program)
    dialog.stance.setCurrentIndex(dialog.stance.findData(stance))
    dialog.note.setPlainText(note)
    if owners is not None:
        dialog.owners.setText(owners)
    dialog.accept()
    settle(program.window)


def add(program, words: str, **given: str) -> None:
    put_caret(program, words, 1)
    program.actions[ActionId.POSITION].trigger()
    fill(program, **given)


def quotes(program) -> list[str]:
    return ["".join(anchor.quote for anchor in position.anchors) for position in known(program)]


def test_the_key_takes_a_position_on_what_is_at_the_caret(active) -> None:
    add(active, "EUR", note="No.")
    add(active, "short", note="Perhaps.")
    add(active, "stop", note="Yes.")
    assert quotes(active) == ["[EUR: regret]", "[short [and clear]]", ""]
    assert known(active)[0].owners == ("EUR",)
    assert known(active)[0].stance == "red_line"
    assert [position.note for position in known(active)] == ["No.", "Perhaps.", "Yes."]
    active.actions[ActionId.UNDO].trigger()
    assert len(known(active)) == 2


def test_the_same_key_changes_the_position_that_is_there(active) -> None:
    add(active, "EUR", note="No.")
    add(active, "EUR", note="Well.", stance="acceptable", owners="EUR; CEPT،RCC")
    (position,) = known(active)
    assert (position.note, position.stance, position.owners) == ("Well.", "acceptable", ("EUR", "CEPT", "RCC"))


def test_a_selection_is_what_it_is_about(active) -> None:
    put_caret(active, "others")
    editor = active.window.editor
    place = editor.caret.selected_range()[0]
    clause = editor.clauses[place.index].id
    start = editor.clauses[place.index].text.index("others")
    active.window.go_to(Selection(editor.story, (clause, start), (clause, start + 6)))
    active.actions[ActionId.POSITION].trigger()
    fill(active)
    assert quotes(active) == ["others"]


def test_a_position_that_says_nothing_is_refused_in_a_sentence(active) -> None:
    sentences: list[str] = []
    active.clause_commands.refused.connect(sentences.append)
    put_caret(active, "stop", 1)
    active.actions[ActionId.POSITION].trigger()
    fill(active, stance="")
    assert known(active) == []
    assert sentences == ["a position needs an owner, a stance, some words or a link"]


def test_the_panel_lists_filters_changes_and_removes(active) -> None:
    add(active, "EUR", note="No.")
    add(active, "stop", note="Yes.", stance="wanted", owners="ATU")
    active.actions[ActionId.POSITIONS].trigger()
    settle(active.window)
    panel = active.positions.panel
    assert active.window.panels.in_front("positions")
    lines = [panel.positions.index(row, 0).data() for row in range(panel.positions.rowCount())]
    assert [line.split("\n")[0][:1] for line in lines] == ["✗", "✓"]
    assert "[EUR: regret]" in lines[0]
    panel.list.setFocus()
    QTest.keyClick(panel.list, Key.Key_Home)
    QTest.keyClick(panel.list, Key.Key_Down)
    assert panel.current().key == "p2"
    assert "Yes." in panel.details.toPlainText()
    assert active.window.editor.caret.selection().caret[0] == known(active)[1].anchors[0].clause
    panel.list.setFocus()
    QTest.keyClick(panel.list, Key.Key_Return)
    fill(active, note="Surely.", stance="wanted")
    assert known(active)[1].note == "Surely."
    box = panel.filters.boxes["party"]
    assert [box.itemText(row) for row in range(box.count())] == ["All parties", "ATU (1)", "EUR (1)"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert [row.key for row in panel.positions.rows] == ["p2"]
    panel.choose(panel.positions.rows[0])
    panel.list.setFocus()
    QTest.keyClick(panel.list, Key.Key_Delete)
    settle(active.window)
    assert len(known(active)) == 1


def test_the_keys_go_from_one_to_the_next(active) -> None:
    add(active, "short")
    add(active, "EUR")
    add(active, "stop")
    put_caret(active, "short", -4)
    places = []
    for action in (ActionId.NEXT_POSITION,) * 4 + (ActionId.PREVIOUS_POSITION,):
        active.actions[action].trigger()
        places.append(active.positions.overlays[0].current)
    assert places == ["p1", "p2", "p3", "p1", "p3"]


def test_the_chosen_option_of_the_panel_of_brackets_is_meant(active) -> None:
    active.window.panels.open("brackets")
    settle(active.window)
    panel = active.brackets.shown.panel
    panel.choose(next(made for made in active.brackets.shown.places.open_texts if len(made.options) > 1))
    panel.options.step(1)
    panel.list.setFocus()
    active.actions[ActionId.POSITION].trigger()
    fill(active)
    assert quotes(active) == ["[EUR: regret]"]


def test_the_options_show_the_signs_of_positions_at_once(active) -> None:
    active.window.panels.open("brackets")
    settle(active.window)
    panel = active.brackets.shown.panel
    panel.choose(next(made for made in active.brackets.shown.places.open_texts if len(made.options) > 1))
    panel.list.setFocus()
    active.actions[ActionId.POSITION].trigger()
    fill(active, stance="wanted")
    assert [panel.options.topLevelItem(row).text(0) for row in range(2)] == ["✓ ATU: note", "EUR: regret"]
    active.actions[ActionId.UNDO].trigger()
    assert panel.options.topLevelItem(0).text(0) == "ATU: note"


@pytest.mark.parametrize("given", [of("*resolves*\n    1\tto [go/run/stay];\n")])
def test_a_position_on_one_of_several_words_with_slashes_is_about_that_word(active) -> None:
    add(active, "run", stance="wanted")
    assert quotes(active) == ["run"]
    assert active.brackets.shown.sides() == ("Our positions",)


def test_ctrl_enter_in_a_field_of_several_lines_adds_the_position(active, qtbot) -> None:
    put_caret(active, "short", 1)
    active.actions[ActionId.POSITION].trigger()
    dialog = dialog_of(active)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    dialog.note.setFocus()
    QTest.keyClicks(dialog.note, "One")
    QTest.keyClick(dialog.note, Key.Key_Return)
    QTest.keyClicks(dialog.note, "two.")
    QTest.keyClick(dialog.note, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(active.window)
    assert [position.note for position in known(active)] == ["One\ntwo."]


def test_the_chosen_position_is_marked_only_while_the_panel_is_shown(active) -> None:
    add(active, "short")
    active.window.panels.open("positions")
    settle(active.window)
    panel, overlay = active.positions.panel, active.positions.overlays[0]
    panel.list.choose(0)
    assert overlay.current == "p1"
    active.window.panels.open("brackets")
    settle(active.window)
    assert overlay.current == ""


def test_a_card_leads_to_a_position_on_its_amendment(active) -> None:
    rows = [row for row in active.window.list.amendments.rows if row.parts]
    active.positions.ask_on_amendments(rows[:1])
    assert dialog_of(active).party.text() == rows[0].stamp.author
    fill(active, note="Theirs.")
    assert known(active)[0].note == "Theirs."


def test_marks_are_painted_with_a_sign(active) -> None:
    before = active.window.editor.grab().toImage()
    add(active, "short")
    put_caret(active, "stop", 1)
    assert active.window.editor.grab().toImage() != before
    active.positions.overlays[0].current = "p1"
    active.window.editor.grab()
    (mark,) = [mark for clause in active.window.editor.clauses for mark in active.positions.places.at("", clause.id)]
    assert mark.position.stance == "red_line"


@pytest.mark.parametrize("by_party", [False, True])
def test_the_brief_is_asked_for_and_written(active, tmp_path, monkeypatch, by_party) -> None:
    add(active, "EUR", note="Whisper this.")
    path = tmp_path / "brief.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def act(dialog: BriefDialog) -> None:
        (dialog.by_party if by_party else dialog.by_clause).setChecked(True)
        dialog.save.click()

    answer(BriefDialog, act)
    active.actions[ActionId.BRIEF].trigger()
    page = path.read_text("utf-8")
    assert "Whisper this." in page
    assert "Confidential" in page
    assert ("EUR (1)" in page) is by_party


def test_the_brief_is_shown_to_be_printed(active) -> None:
    add(active, "EUR", note="Whisper this.")
    seen = []
    answer(
        BriefDialog,
        lambda dialog: (answer(PreviewDialog, lambda shown: (seen.append(shown), shown.reject())), dialog.preview.click()),
    )
    active.actions[ActionId.BRIEF].trigger()
    assert seen


def test_without_positions_there_is_no_brief(active) -> None:
    active.actions[ActionId.BRIEF].trigger()
    assert QApplication.activeModalWidget() is None


def test_the_wanted_options_are_those_that_win_first(active) -> None:
    add(active, "EUR", stance="wanted")
    add(active, "and clear", stance="red_line")
    shown = active.brackets.shown
    assert shown.sides() == ("Our positions", "ATU", "EUR")
    text = texts_of(shown.with_choices("Our positions").proposals[0].redline, "draft")
    assert "that others regret this," in text[2]
    assert "[short [and clear]]" in text[1]
    active.actions[ActionId.UNDO].trigger()
    active.actions[ActionId.UNDO].trigger()
    assert shown.sides() == ("ATU", "EUR")
