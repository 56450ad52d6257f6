"""The proposals of a treaty text in the window: their list, and what its keys and commands do."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from app.controllers.cuts import CARET_AFTER
from app.window.action_ids import ActionId
from model.edits.notes import remove_note
from model.edits.provisions import set_mark
from model.edits.text import type_text
from model.redline import NOTE, Clause, Label, Note, Props, Run
from model.redline.edit_text import Place
from model.submission.field_forms import MAX_FIELD
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import CutSettings
from tests.builders.room import cut
from tests.builders.submissions import ME
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
    QTest.keyClicks(program.window.editor, "our ")
    qtbot.waitUntil(lambda: panel.current() is not None and panel.current().cut.address == "9.3", timeout=3000)


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


def rows_of(program):
    """The texts of the rows that the tree shows."""
    tree, found = program.window.clause_panel.tree, []

    def walk(parent):
        for row in range(tree.clauses.rowCount(parent)):
            index = tree.clauses.index(row, 0, parent)
            if not tree.isRowHidden(row, parent):
                found.append(index.data().replace("\u2068", "").replace("\u2069", ""))
                walk(index)

    walk(QModelIndex())
    return found


def test_the_tree_shows_a_symbol_that_was_set_by_hand_and_says_so(program):
    go_to(program, "c2")
    program.actions[ActionId.CHANGE_CUT].trigger()
    box = program.window.findChild(CutDialog)
    box.symbol.setCurrentIndex(box.symbol.findData("ADD*"))
    box.accept()
    program.cuts.places.follow()
    model = program.window.clause_panel.tree.clauses
    index = model.index_of("c2")
    assert any(row.startswith("ADD*  9.1A") for row in rows_of(program))
    assert "symbol set by hand; its amendments make it ADD" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "set by hand" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "set by hand" not in model.index_of("c3").data(Qt.ItemDataRole.ToolTipRole)
    program.session.stack.undo()
    program.cuts.places.follow()
    assert any(row.startswith("ADD  9.1A") for row in rows_of(program))
    assert "set by hand" not in model.index_of("c2").data(Qt.ItemDataRole.ToolTipRole)


def test_an_amended_footnote_is_listed_and_gone_to_by_its_number(program, qtbot):
    note = Note(clauses=(Clause("n1", Props(provision=True), (Run("the note"),), number=Label("9.3.1")),))
    clauses = [replace(c, runs=(*c.runs, Run(NOTE, content="fn1"))) if c.id == "c4" else c for c in TEXT.clauses]
    program.session.load(submission_of(replace(TEXT, clauses=tuple(clauses), notes={"fn1": note})))
    program.session.commit(type_text(program.session.submission, StoryId(1, "fn1"), Place(0, 0), Place(0, 0), "So ", ME))
    assert shown(program)[-1] == ("MOD", "9.3.1")
    panel = panel_of(program)
    row = panel.cuts.rows[-1]
    assert "So the note" in panel.cuts.lines(row)[1]
    program.cuts.show(row)
    assert program.window.note.story == StoryId(1, "fn1")
    program.window.note.setFocus()
    program.actions[ActionId.CHANGE_CUT].trigger()
    box = program.window.findChild(CutDialog)
    box.reasons.setPlainText("Clearer.")
    box.accept()
    assert settings_of(program) == {"fn1:n1": CutSettings(reasons="Clearer.")}


def test_the_list_opens_after_a_new_footnote_was_deleted(open_program):
    program = open_program(submission=submission_of(small_treaty("= ARTICLE 9", "9.1 one", "9.2 two")))
    go_to(program, "c1")
    program.actions[ActionId.FOOTNOTE].trigger()
    assert [address for _, address in shown(program)] == ["9.1", "9.1.1"]
    session = program.session
    (key,) = session.submission.proposals[0].redline.notes
    session.commit(remove_note(session.submission, 1, key, session.stamp()))
    program.actions[ActionId.CUTS].trigger()  # before the proposals follow
    panel = program.cuts.panel
    assert len({words for _, words in map(panel.cuts.lines, panel.cuts.rows)}) == 1, "those of the provision, twice"
    program.cuts.places.settle()
    assert not panel.cuts.rows


def test_the_tree_shows_that_only_the_edition_mark_of_a_provision_changes(program):
    change = set_mark(program.session.submission, StoryId(1), "c4", "WRC-23", ME)
    program.session.commit(change)
    program.cuts.places.follow()
    assert shown(program)[-1] == ("MOD", "9.3")
    assert any(row.startswith("MOD  9.3") for row in rows_of(program))
    model = program.window.clause_panel.tree.clauses
    assert "edition mark was set by hand" in model.index_of("c4").data(Qt.ItemDataRole.ToolTipRole)


def test_the_tree_shows_the_proposals_with_one_provision_of_context(program):
    lines = ("= ARTICLE 9", "9.1 one", "9.2 two", "… of it", "+ new", "9.3 three", "9.4 four", "= ARTICLE 10", "10.1 other")
    program.session.load(submission_of(small_treaty(*lines)))
    program.cuts.places.follow()
    program.window.clause_panel.tree.clauses.follow()
    which = program.window.clause_panel.which
    assert len(rows_of(program)) == 9
    which.setCurrentIndex(which.findData("context"))
    shown = [row.removesuffix("  (2)") for row in rows_of(program)]
    assert shown == ["ARTICLE 9", "9.2  two", "of it", "ADD  9.2A  new", "9.3  three"]
    program.session.load(submission_of(small_treaty("9.1 one")))
    program.cuts.places.follow()
    assert which.findData("context") < 0
    assert which.currentIndex() == 0


def test_numbers_of_later_proposals_are_locked_by_a_button(program):
    panel = panel_of(program)
    assert panel.lock.isHidden()
    header = replace(program.session.submission.header, document="9")
    program.session.load(replace(program.session.submission, header=header))
    program.cuts.places.follow()
    assert not panel.lock.isHidden()
    assert all(panel.cuts.lines(row)[0].endswith("(provisional)") for row in panel.cuts.rows)
    panel.lock.click()
    assert not any("provisional" in panel.cuts.lines(row)[0] for row in panel.cuts.rows)
    assert {key: settings.serial for key, settings in settings_of(program).items()} == {"c2": 1, "c3": 2}
    assert panel.lock.isHidden()
    program.session.stack.undo()
    program.cuts.places.follow()
    assert settings_of(program) == {}
    assert not panel.lock.isHidden()


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


@pytest.mark.parametrize("width", [1000, 1500])
def test_a_refused_split_keeps_the_list_and_says_why(active, qtbot, width):
    program = active
    program.window.resize(width, 700)
    panel = panel_of(program)
    panel.choose(panel.cuts.rows[0])
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Minus)
    qtbot.wait(50)  # proves that nothing happens
    assert panel.isVisible()
    assert panel.list.hasFocus()
    assert "has no parts that could be proposals of their own" in program.window.statusBar().currentMessage()


def test_a_refused_change_of_a_proposal_keeps_the_box_with_what_was_typed(active, qtbot):
    program = active
    go_to(program, "c2")
    program.actions[ActionId.CHANGE_CUT].trigger()
    box = program.window.findChild(CutDialog)
    qtbot.waitUntil(box.isActiveWindow)
    QTest.keyClicks(box.agenda, "1.15")
    box.reasons.setPlainText("x" * (MAX_FIELD + 1))
    QTest.keyClick(box.reasons, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box.isVisible()
    assert box.problem.isVisible()
    assert "characters" in box.problem.text()
    assert settings_of(program) == {}
    box.reasons.setPlainText("Because.")
    QTest.keyClick(box.reasons, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not box.isVisible()
    assert settings_of(program) == {"c2": CutSettings(reasons="Because.", agenda="1.15")}
