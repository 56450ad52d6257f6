"""The submission form in the window: opened by its key, beside the text of the proposal that it shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.session.sample import sample_submission
from model.edits.fields import set_field
from model.formats.amend import Project, project_bytes, read_project
from model.formats.word.export import export_word
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.builders.waiting import settle
from widgets.dialogs import messages

Key, Modifier = Qt.Key, Qt.KeyboardModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def program(active):
    return active


def open_form(program):
    QTest.keyClick(program.window.editor, Key.Key_Return, Modifier.AltModifier)
    assert program.submission_form.form is not None
    return program.submission_form.form


def test_it_is_made_when_it_is_asked_for_and_put_away_by_the_same_key(program):
    before = program.session.submission
    assert program.submission_form.form is None
    form = open_form(program)
    assert program.session.submission == before
    assert form.isVisible()
    assert QApplication.focusWidget() is form.header.first
    QTest.keyClick(form.header.first, Key.Key_Return, Modifier.AltModifier)
    assert not form.isVisible()
    assert program.window.editor.hasFocus()


def test_the_keyboard_goes_to_what_is_missing_for_the_export(program):
    program.window.resize(1000, 480)
    program.session.commit(set_field(program.session.submission, "header/title", "", program.session.stamp()))
    form = open_form(program)
    settle(program.window)
    title = form.header.by_path["header/title"]
    assert QApplication.focusWidget() is title
    assert not title.visibleRegion().isEmpty()


def test_a_second_proposal_is_added_drafted_undone_and_saved(program, monkeypatch):
    monkeypatch.setattr(program.session, "_now", lambda: "2026-11-26T09:00:00Z")  # two seconds are two runs
    form, window = open_form(program), program.window
    form._add("new")
    assert window.editor.story == StoryId(2)
    assert window.editor.toPlainText().startswith("DRAFT NEW RESOLUTION [ARC-1]")
    window.editor.caret.move_to(Place(1, len("[Title of the resolution]")), Place(1, 0))
    QTest.keyClicks(window.editor, "On ships")
    title = program.session.submission.proposals[1].redline.clauses[1]
    assert (title.text, len(title.runs)) == ("On ships", 1)
    assert "On ships" in window.tree.clauses.index(1, 0).data()
    saved = read_project(project_bytes(Project(program.session.submission)), "x").submission
    assert saved.proposals == program.session.submission.proposals
    _, proof = export_word(program.session.submission)
    assert proof.clauses > 50
    while program.session.stack.canUndo():
        program.session.stack.undo()
        QApplication.processEvents()
    assert program.session.submission == sample_submission("en")
    assert window.editor.story == StoryId(1)
    while program.session.stack.canRedo():
        program.session.stack.redo()
    assert program.session.submission.proposals[1].redline.clauses[1].text == "On ships"


def test_window_and_form_show_the_same_proposal(program, qtbot):
    form, window = open_form(program), program.window
    form._add("new")
    window._proposals.setCurrentIndex(0)
    window._proposals.activated.emit(0)
    assert (form.number, window.editor.story, form.proposal.symbol.currentData()) == (1, StoryId(1), "MOD")
    QTest.keyClick(form.proposals.list, Key.Key_Down)
    assert (form.number, window.editor.story) == (2, StoryId(2))
    QTest.mouseClick(form.proposals.up, Qt.MouseButton.LeftButton)
    assert (form.number, window.editor.story, window._proposals.currentIndex()) == (1, StoryId(1), 0)
    assert window.editor.toPlainText().startswith("DRAFT NEW")
    QTest.mouseClick(form.proposals.remove, Qt.MouseButton.LeftButton)
    assert program.session.submission.proposals == sample_submission("en").proposals
    qtbot.waitUntil(lambda: window.list.amendments.rowCount() > 20 and window.tree.clauses.rowCount() > 3, timeout=2000)


def test_a_text_of_a_file_is_suppressed(program, tmp_path, monkeypatch):
    sentences = []
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: sentences.append(sentence))
    form = open_form(program)
    path = tmp_path / "r20.txt"
    path.write_text("# RESOLUTION 20 (Rev. Geneva, 2022)\n## On ships\n*noting*\na)\tthat it is.", encoding="utf-8", newline="\n")
    program.submission_form.add_text(path, "SUP")
    added = program.session.submission.proposals[1]
    assert (added.symbol, added.redline.clauses[1].text, program.window.editor.story) == ("SUP", "On ships", StoryId(2))
    assert form.proposal.symbol.currentData() == "SUP"
    path.write_bytes(b"")
    program.submission_form.add_text(path, "SUP")
    assert len(sentences) == 1
    assert len(program.session.submission.proposals) == 2


def test_a_text_that_is_amended_too_has_the_lines_of_the_conference_in_one_step(program, tmp_path):
    open_form(program)
    path = tmp_path / "r20.txt"
    path.write_text("# RESOLUTION 20 (Rev. Geneva, 2022)\n## On ships\n*noting*\na)\tthat it is.", encoding="utf-8", newline="\n")
    before = program.session.stack.count()
    program.submission_form.add_text(path, "MOD")
    assert program.session.submission.proposals[1].redline.clauses[0].text_on("draft") == "RESOLUTION 20 (Rev. New Delhi, 2024)"
    assert program.session.submission.proposals[0] == sample_submission("en").proposals[0]
    assert program.session.stack.count() == before + 1


def test_a_new_text_is_begun_at_its_title(program):
    open_form(program)._add("new")
    editor = program.window.editor
    assert editor.story == StoryId(2)
    assert editor.textCursor().selectedText() == "[Title of the resolution]"


def test_undo_keys_and_menus_work_from_a_field(program):
    form = open_form(program)
    number = form.header.by_path["header/document"]
    number.setFocus()
    QTest.keyClicks(number, "9")
    assert program.session.submission.header.document.count("9") == 1
    QTest.keyClick(number, Key.Key_Z, Modifier.ControlModifier)
    assert program.session.submission == sample_submission("en")
    assert number.text() == "47"
    text = program.window.editor.toPlainText()
    for name, left in (("select all", "47"), ("copy", "47"), ("cut", ""), ("paste", "47")):
        program.actions[name].trigger()
        assert number.text() == left
    program.window.editor.selectAll()
    number.setFocus()
    QTest.keyClick(number, Key.Key_B, Modifier.ControlModifier)
    assert program.window.editor.toPlainText() == text
    assert program.session.submission.proposals == sample_submission("en").proposals


def test_what_stands_in_the_field_at_work_is_in_the_document(program):
    form = open_form(program)
    number = form.header.by_path["header/addendum"]
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "18")
    assert program.window.isWindowModified()
    assert program.session.submission.header.addendum == "18"


def test_the_labels_keys_are_not_those_of_the_menu_bar(program):
    form = open_form(program)

    def key(text: str) -> str:
        return text[text.index("&") + 1].lower()

    labels = [key(label.text()) for label in form.findChildren(QLabel) if "&" in label.text()]
    menus = [key(action.text()) for action in program.window.menuBar().actions() if isinstance(action, QAction)]
    assert set(labels) & set(menus) == set()


def test_f6_goes_through_the_form_too(program):
    form, window = open_form(program), program.window
    window.list.setFocus()
    passed = []
    for _ in range(4):
        program.actions["next pane"].trigger()
        passed.append(form.isAncestorOf(QApplication.focusWidget()))
    assert passed.count(True) == 1


def test_a_proposal_can_be_added_from_the_menu(program, qtbot):
    program.actions["add proposal"].trigger()
    menu = program.submission_form.form.proposals.menu
    qtbot.waitUntil(menu.isVisible, timeout=1000)
    QTest.keyClick(menu, Qt.Key.Key_N)
    assert [proposal.symbol for proposal in program.session.submission.proposals] == ["MOD", "ADD"]


def test_the_preview_is_shown_beside_the_form_if_there_is_room(program, qtbot):
    program.window.resize(1340, 800)
    open_form(program)
    page = program.submission_form.page
    assert not page.picture.isVisible()
    assert program.window.centralWidget().width() >= 600
    program.actions["pane below"].trigger()
    if not page.isVisible():
        open_form(program)
    qtbot.waitUntil(page.picture.isVisible, timeout=2000)
