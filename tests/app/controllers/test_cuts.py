"""The proposals of a treaty text in the window: their list, and what its keys and commands do."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.controllers.cuts import CARET_AFTER
from app.window.action_ids import ActionId
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import CutSettings
from tests.builders.room import cut
from tests.builders.treaty import small_treaty, submission_of
from tests.builders.waiting import settle
from widgets.common.filter_box import FacetBox
from widgets.cuts.dialog import CutDialog

TEXT = small_treaty("= ARTICLE 9", "9.1 one", "+ new", "- 9.2 two", "9.3 three", "9.4 four")


@pytest.fixture
def given():
    return submission_of(TEXT)


def shown(program):
    program.cuts.places.settle()
    return [(row.cut.symbol, row.cut.address) for row in program.cuts.places.rows if row.cut is not None]


def panel_of(program):
    program.actions[ActionId.CUTS].trigger()
    program.cuts.places.follow()
    return program.cuts.panel


def settings_of(program):
    return program.session.submission.proposals[0].cuts


def go_to(program, clause):
    program.window.go_to(Selection(StoryId(1), (clause, 0), (clause, 0)))


def test_the_list_names_symbol_number_and_address(program):
    panel = panel_of(program)
    lines = [panel.cuts.lines(row) for row in panel.cuts.rows]
    assert [first.replace("\u2068", "").replace("\u2069", "") for first, _ in lines] == [
        "ADD 9.1A, XXX/XX/1", "SUP 9.2, XXX/XX/2",
    ]  # fmt: skip
    assert "new" in lines[0][1]


def test_the_list_follows_the_caret_while_the_work_is_in_the_text(program, qtbot):
    panel = panel_of(program)
    panel.choose(panel.cuts.rows[0])
    program.window.editor.setFocus()
    go_to(program, "c3")
    qtbot.waitUntil(lambda: panel.current() == panel.cuts.rows[1], timeout=3000)
    go_to(program, "c4")
    qtbot.wait(2 * CARET_AFTER)
    assert panel.current() == panel.cuts.rows[1]


def test_keys_of_the_list_join_split_and_order(program):
    panel = panel_of(program)
    panel.choose(panel.cuts.rows[0])
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Plus)
    assert shown(program) == [("MOD", "9.1A")]
    QTest.keyClick(panel.list, Qt.Key.Key_Minus)
    assert shown(program) == [("ADD", "9.1A"), ("SUP", "9.2")]
    panel.choose(panel.cuts.rows[0])
    panel.down.click()
    assert shown(program) == [("SUP", "9.2"), ("ADD", "9.1A")]
    program.session.stack.undo()
    program.session.stack.undo()
    program.session.stack.undo()
    assert settings_of(program) == {}
    assert shown(program) == [("ADD", "9.1A"), ("SUP", "9.2")]


def test_a_provision_is_kept_and_released_and_marked_in_the_tree(program):
    go_to(program, "c4")
    program.actions[ActionId.PROPOSE_NO_CHANGE].trigger()
    assert settings_of(program) == {"c4": CutSettings(symbol="NOC", underlined=True)}
    assert shown(program)[-1] == ("NOC", "9.3")
    assert program.window.clause_panel.which.findData("NOC") > 0
    program.actions[ActionId.KEEP_PROVISION].trigger()
    assert settings_of(program) == {"c4": CutSettings(symbol="NOC")}
    program.actions[ActionId.KEEP_PROVISION].trigger()
    assert settings_of(program) == {}
    go_to(program, "c0")
    program.actions[ActionId.KEEP_PROVISION].trigger()
    assert shown(program)[0] == ("NOC", "ARTICLE 9")


def test_the_box_sets_reasons_at_the_provision_of_the_caret(program):
    go_to(program, "c2")
    program.actions[ActionId.CHANGE_CUT].trigger()
    box = program.window.findChild(CutDialog)
    box.reasons.setPlainText("Clearer.")
    box.agenda.setText("1.15")
    box.symbol.setCurrentIndex(box.symbol.findData("ADD*"))
    box.accept()
    assert settings_of(program) == {"c2": CutSettings(symbol="ADD*", reasons="Clearer.", agenda="1.15")}
    assert "Clearer." in panel_of(program).cuts.lines(program.cuts.places.rows[0])[1]


def test_what_was_set_for_a_proposal_that_is_gone_is_listed(program, qtbot):
    submission = program.session.submission
    cuts = {"gone": CutSettings(reasons="Why."), "c4": CutSettings(agenda="7")}
    program.session.load(replace(submission, proposals=(replace(submission.proposals[0], cuts=cuts),)))
    panel = panel_of(program)
    assert [row.key for row in panel.cuts.rows if row.cut is None] == ["gone", "c4"]


def test_keys_go_from_one_proposal_to_the_next(program):
    go_to(program, "c0")
    caret = program.window.editor.caret
    for clause in ("c2", "c3", "c2"):
        program.actions[ActionId.NEXT_CUT].trigger()
        assert caret.selection().caret[0] == clause


def test_without_a_proposal_at_the_caret_a_sentence_says_so(program):
    go_to(program, "c4")
    program.actions[ActionId.JOIN_CUTS].trigger()
    assert "No proposal is here" in program.window.statusBar().currentMessage()
    assert settings_of(program) == {}


def test_a_text_without_margin_numbers_has_no_such_list(open_program):
    program = open_program()
    assert list(program.cuts.places.rows) == []
    assert not program.actions[ActionId.KEEP_PROVISION].isEnabled()


def test_the_first_choice_of_the_filter_is_whole_in_a_language_of_long_words(program):
    panel = panel_of(program)
    (box,) = panel.findChildren(FacetBox)
    box.setItemText(0, "Tous les symboles")
    settle(program.window)
    assert cut(panel, tips=False) == []
