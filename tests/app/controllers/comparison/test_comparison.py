"""Comparing from the window: what is chosen, what is taken into the draft, what is written, and messages if that fails."""

from __future__ import annotations

import threading

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from app.controllers.comparison import comparison
from app.controllers.comparison.compared_texts import BASE, DRAFT, TextKey
from app.controllers.window.help import chapters, topic_of
from model.edits.structure import delete_clauses, move_clauses
from model.edits.text import set_format, type_text
from model.files.opening import open_document
from model.formats.notation import print_submission
from model.redline import Status
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from tests.app.window.test_accessible import nameless
from tests.app.window.test_tab_order import unreached, walked
from tests.builders.notation import redline
from widgets.dialogs.versions import VersionsDialog

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = """\
RESOLUTION 7
*considering*
a)\tthat small islands need help from their neighbours;
b)\tthat telecommunications evolve {--quickly--}{++slowly++} in every region;
{++c)\tthat nothing of this was ever said;++}{++¶++}
{--c--}{++d++})\tthat the Council adopted a plan for continuity of services,
*resolves*
1\tto go on with the studies
"""


def submission_of(text: str) -> Submission:
    found = redline(text)
    return Submission(proposals=(Proposal("MOD", "X/1", found, original=found.base()),), language="en")


@pytest.fixture
def given():
    return submission_of(TEXT)


def opened(program, qtbot, first=BASE, second=DRAFT):
    program.comparison.open(first, second)
    return settled(program, qtbot)


def settled(program, qtbot):
    """The window when its comparison is that of the draft as it stands."""
    qtbot.waitUntil(lambda: program.comparison._compared is not None and program.comparison._is_fresh())
    return program.comparison.window


def drafts(program) -> list[str]:
    text = program.session.submission.proposals[0].redline.draft()
    return [clause.text for clause in text.clauses]


def test_the_menu_compares_the_draft_with_the_text_in_force(program, qtbot):
    qtbot.keyClick(program.window.editor, Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.AltModifier)
    window = settled(program, qtbot)
    kinds = [change.amendment.kind for change in window.changes.differences]
    assert kinds == [amendment.kind for amendment in amendments(program.session.submission.proposals[0].redline)]
    assert nameless(window) == []
    assert topic_of(window.view) == "comparing"
    assert "comparing" in chapters()
    assert window._state.text() == "Clauses: 1 inserted, 1 changed, 1 renumbered"


def test_a_clause_that_the_draft_moves_is_moved_whatever_became_of_its_words(program, qtbot):
    session = program.session
    clauses = session.submission.proposals[0].redline.clauses
    session.commit(move_clauses(session.submission, StoryId(1), clauses[2].id, 5, session.stamp()))
    clauses = session.submission.proposals[0].redline.clauses
    index = next(place for place, clause in enumerate(clauses) if clause.end.move and clause.end.status is Status.INSERTED)
    start, stop = Place(index, 0), Place(index, len(clauses[index].text) - 5)
    session.commit(type_text(session.submission, StoryId(1), start, stop, "that quite others are", session.stamp()))
    kinds = [change.amendment.kind for change in opened(program, qtbot).changes.differences]
    assert kinds.count("move") == 1
    swapped = [change.amendment.kind for change in opened(program, qtbot, DRAFT, BASE).changes.differences]
    assert swapped.count("move") == 1


def test_hidden_formats_are_not_on_paper_and_the_choice_is_remembered(program, qtbot, tmp_path):
    session = program.session
    span = [(session.submission.proposals[0].redline.clauses[0].id, 0, 5)]
    session.commit(set_format(session.submission, StoryId(1), span, lambda style: replace(style, bold=True), session.stamp()))
    window = opened(program, qtbot)
    window.one_column.trigger()
    assert not window.shows_formats
    assert not program.settings.value.compared_formats
    page = tmp_path / "a.html"
    assert program.comparison.files.export(page)
    assert 'class="restyled"' not in page.read_text("utf-8")
    window.hidden_formats.click()
    assert program.settings.value.compared_formats
    assert program.comparison.files.export(page)
    assert 'class="restyled"' in page.read_text("utf-8")


def test_what_is_taken_is_tracked_and_undone(program, qtbot):
    window = opened(program, qtbot)
    window.view.setFocus()
    before = program.session.submission
    qtbot.keyClick(window.view, Qt.Key.Key_Return, CONTROL)
    assert "that telecommunications evolve quickly in every region;" in drafts(program)
    clause = program.session.submission.proposals[0].redline.clauses[3]
    assert [run.status for run in clause.runs] == [Status.KEPT]
    window = settled(program, qtbot)
    assert len(window.changes.differences) == 2
    qtbot.keyClick(window.view, Qt.Key.Key_Z, CONTROL)
    assert program.session.submission == before
    settled(program, qtbot)
    qtbot.waitUntil(lambda: len(window.changes.differences) == 3)


def test_swapped_it_takes_from_the_other_side(program, qtbot):
    window = opened(program, qtbot)
    qtbot.keyClick(window.view, Qt.Key.Key_X, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: program.comparison._compared.first == DRAFT)
    assert window.names == ("Draft", "Text in force")
    qtbot.keyClick(window.view, Qt.Key.Key_F8)
    qtbot.keyClick(window.view, Qt.Key.Key_Return, CONTROL | SHIFT)
    assert "that nothing of this was ever said;" not in drafts(program)


def test_a_renumbering_alone_cannot_be_taken(program, qtbot):
    window = opened(program, qtbot)
    before = program.session.submission
    window.list.setCurrentIndex(window.changes.index(2))
    qtbot.keyClick(window.view, Qt.Key.Key_Return, CONTROL)
    assert program.session.submission is before
    assert "order of the clauses" in window.statusBar().currentMessage()


def test_without_the_draft_nothing_is_taken_and_it_says_why(program, qtbot):
    window = opened(program, qtbot, BASE, TextKey("proposal", "1"))
    before = program.session.submission
    qtbot.keyClick(window.view, Qt.Key.Key_Return, CONTROL)
    assert program.session.submission is before
    assert "Neither text is the draft" in window.statusBar().currentMessage()


def test_a_version_is_compared_from_the_dialog_of_versions(program, qtbot, monkeypatch):
    program.file_menu.versions.take_version("yesterday")
    submission = program.session.submission
    island = submission.proposals[0].redline.clauses[2].id
    program.session.commit(delete_clauses(submission, StoryId(1), island, program.session.stamp()))
    monkeypatch.setattr(VersionsDialog, "exec", lambda dialog: dialog._compare.click())
    program.file_menu.versions.show("yesterday")
    window = settled(program, qtbot)
    assert window.names == ("Version “yesterday”", "Draft")
    assert [change.amendment.kind for change in window.changes.differences if change.sort == "text"] == ["deletion"]


def test_a_file_is_compared_and_kept_in_the_list(program, qtbot, tmp_path, monkeypatch):
    other = tmp_path / "other.txt"
    other.write_text(print_submission(submission_of(TEXT.replace("go on with", "end"))), "utf-8", newline="\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    window = opened(program, qtbot, DRAFT, DRAFT)
    assert window._state.text() == "No difference"
    window.second.setCurrentIndex(window.second.count() - 1)
    window.second.activated.emit(window.second.currentIndex())
    qtbot.waitUntil(lambda: program.comparison._compared.second == TextKey("file", str(other)))
    assert window.names == ("Draft", "other.txt")
    assert [(change.amendment.old, change.amendment.new) for change in window.changes.differences] == [("go on with", "end")]


def test_what_cannot_be_compared_is_said_and_what_was_shown_stays(program, qtbot, tmp_path, answers):
    answers["show_error"] = None
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK nothing")
    window = opened(program, qtbot)
    shown = window.view.aligned
    program.comparison.compare(DRAFT, TextKey("file", str(broken)))
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert "broken.docx" in answers.asked[0][1]
    assert window.view.aligned is shown
    assert window.names == ("Text in force", "Draft")


def test_a_long_comparison_can_be_stopped(program, qtbot, monkeypatch):
    window = opened(program, qtbot)
    shown, go_on, ended = window.view.aligned, threading.Event(), threading.Event()
    made = comparison.compare_texts

    def slow(*given):
        work = made(*given)

        def run(report):
            go_on.wait(20)
            found = work(report)
            ended.set()
            return found

        return run

    monkeypatch.setattr(comparison, "compare_texts", slow)
    program.comparison.compare(DRAFT, BASE)
    qtbot.waitUntil(window.stop.isVisible)
    qtbot.mouseClick(window.stop, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(ended.is_set)
    qtbot.wait(100)  # what was found is on its way from the thread, and must not be shown
    assert window.view.aligned is shown
    assert window.view.isVisible()
    assert window.names == ("Text in force", "Draft")


@pytest.mark.parametrize("suffix", [".docx", ".html", ".amend", ".txt"])
def test_it_is_exported(program, qtbot, tmp_path, suffix):
    window = opened(program, qtbot)
    path = tmp_path / f"out{suffix}"
    assert program.comparison.files.export(path)
    if suffix == ".html":
        page = path.read_text("utf-8")
        assert "Text in force" in page
        assert "<ins>slowly</ins>" in page.replace("<span>", "").replace("</span>", "")
        return
    read = open_document(path).submission.proposals[0].redline
    assert [clause.text for clause in read.draft().clauses] == drafts(program)
    window.close()


def test_it_is_written_as_a_pdf_with_the_names_of_the_texts(program, qtbot, tmp_path):
    opened(program, qtbot)
    assert program.printing.write_pdf(tmp_path / "out.pdf", program.comparison.files.printed_pages)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_f8_stays_in_the_window_that_has_the_focus(program, qtbot):
    window = opened(program, qtbot)
    caret = program.window.editor.textCursor().position()
    qtbot.keyClick(window.view, Qt.Key.Key_F8)
    assert window.list.currentIndex().row() == 1
    assert program.window.editor.textCursor().position() == caret
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_another_document_closes_the_window(program, qtbot):
    window = opened(program, qtbot)
    program.open_submission.show_unsaved(submission_of(TEXT), "another")
    assert not window.isVisible()
    assert QApplication.activeModalWidget() is None


def test_a_file_without_a_known_ending_is_asked_for_one(program, qtbot, tmp_path, answers):
    answers["show_error"] = None
    opened(program, qtbot)
    assert not program.comparison.files.export(tmp_path / "out.pages")
    assert "does not end in" in answers.asked[0][1]
    assert not list(tmp_path.glob("out*"))


def test_tab_reaches_every_control_of_the_window(program, qtbot):
    window = opened(program, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=1000)
    assert unreached(window, walked(window)) == []


def test_the_file_that_is_compared_is_not_overwritten(program, qtbot, tmp_path, answers):
    answers["show_error"] = None
    other = tmp_path / "other.txt"
    other.write_text(print_submission(submission_of(TEXT.replace("go on with", "end"))), "utf-8", newline="\n")
    before = other.read_bytes()
    program.comparison.open(DRAFT, TextKey("file", str(other)))
    qtbot.waitUntil(lambda: program.comparison._compared is not None)
    assert not program.comparison.files.export(other)
    assert "would be overwritten" in answers.asked[-1][1]
    assert other.read_bytes() == before
