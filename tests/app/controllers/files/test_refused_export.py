"""An export that its proof refuses: the step that caused it is named and undone, and another form is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from model.edits.text import delete_range, type_text
from model.errors import EditError, ProofError
from model.files.export import bytes_of
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import DEFAULT_OPTIONS
from model.redline import Status
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.builders.submissions import submission
from widgets.dialogs import messages
from widgets.dialogs.proof import ProofDialog

CULPRIT = "Ω"
REFUSAL = "Proposal 1, recalling/a: the written file reads something else; it was not kept."


@pytest.fixture
def views(program, monkeypatch, tmp_path):
    """The views in which the proof refuses the text of the second of three steps; the window shows the sample."""
    refused = {"markup"}

    def write(submission, kind, options=DEFAULT_OPTIONS):
        texts = (clause.text for proposal in submission.proposals for clause in proposal.redline.clauses)
        if kind.is_proved and options.view in refused and any(CULPRIT in text for text in texts):
            raise ProofError(REFUSAL)
        return bytes_of(submission, kind, options)

    monkeypatch.setattr("model.files.export.bytes_of", write)
    monkeypatch.setattr("model.files.refused_export.bytes_of", write)
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: 0)
    monkeypatch.setattr("app.controllers.files.export.ask_where_to_save", lambda _, title, start, kinds: tmp_path / start.name)
    session = program.session
    for at, word in ((5, "first "), (6, CULPRIT), (7, "last ")):
        session.commit(type_text(session.submission, StoryId(1), Place(at, 0), Place(at, 0), word, session.stamp()))
    return refused


def click(words: str, seen: list[str]) -> None:
    """Presses a button of the next box and keeps its sentences."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        buttons = {button.text().replace("&", ""): button for button in box.buttons()}
        seen.extend([box.text(), box.informativeText(), *sorted(buttons)])
        buttons[words].click()

    QTimer.singleShot(20, press)


def test_the_step_is_named_and_undone(program, views, tmp_path):
    questions, stack, export = [], program.session.stack, program.file_menu.export
    before = program.session.submission
    click("Undo back to before this step", questions)
    assert not export.export(tmp_path / "out.docx")
    refusal, offers, *buttons = questions
    session_name = stack.text(1)
    assert CULPRIT in session_name
    assert refusal == REFUSAL
    assert f"as it was before the step “{session_name}”. That undoes 2 steps, which Redo brings back." in offers
    assert "without tracked changes" in offers
    assert buttons == ["Cancel", "Export without tracked changes …", "Undo back to before this step"]
    assert (stack.index(), stack.count()) == (1, 3)
    assert not (tmp_path / "out.docx").exists()
    assert export.export(tmp_path / "out.docx")
    stack.setIndex(3)
    assert program.session.submission.proposals == before.proposals


def test_the_draft_is_written_instead(program, views, tmp_path):
    questions, before = [], program.session.submission
    click("Export without tracked changes …", questions)
    assert program.file_menu.export.export(tmp_path / "out.docx")
    assert program.session.submission is before
    (path,) = tmp_path.glob("*.docx")
    text = read_word(path.read_bytes(), path.name).submission.proposals[0].redline
    assert any(CULPRIT in clause.text for clause in text.clauses)
    assert {run.status for clause in text.clauses for run in clause.runs} == {Status.KEPT}


@pytest.mark.parametrize("suffix", [".docx", ".xml"])
def test_where_the_draft_is_refused_too_it_is_written_as_text(program, views, tmp_path, suffix):
    views.add("draft")
    questions = []
    click("Export as text …", questions)
    assert program.file_menu.export.export(tmp_path / f"out{suffix}")
    assert questions[2:] == ["Cancel", "Export as text …", "Undo back to before this step"]
    assert "web page or plain text" in questions[1]
    (path,) = tmp_path.glob("*.html")
    assert CULPRIT in path.read_text(encoding="utf-8")
    assert not program.file_menu.export.last.is_for_word


def test_a_refused_draft_leads_to_text(program, views, tmp_path):
    views.add("draft")
    questions = []
    click("Cancel", questions)
    assert not program.file_menu.export.export(tmp_path / "out.docx", "draft")
    assert "Export as text …" in questions
    assert not list(tmp_path.glob("*.docx"))


@pytest.mark.parametrize("stopped", [True, False])
def test_a_search_that_is_stopped_or_fails_leaves_the_other_forms(program, views, tmp_path, monkeypatch, stopped):
    def end(work, message):
        if not stopped:
            raise EditError("that step does not fit")

    monkeypatch.setattr(program.open_submission, "work_in_steps", end)
    questions = []
    click("Cancel", questions)
    assert not program.file_menu.export.export(tmp_path / "out.docx")
    assert questions[2:] == ["Cancel", "Export without tracked changes …"]


def test_a_draft_of_which_nothing_is_left_is_refused_with_what_to_do(program, monkeypatch, tmp_path):
    session, questions = program.session, []
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: questions.append(sentence))
    session.load(submission("to go on\n"))
    session.commit(delete_range(session.submission, StoryId(1), Place(0, 0), Place(0, 8), session.stamp()))
    assert not program.file_menu.export.export(tmp_path / "out.docx", "draft")
    assert questions[0].startswith("Nothing is left of the proposed text")
    assert not (tmp_path / "out.docx").exists()
