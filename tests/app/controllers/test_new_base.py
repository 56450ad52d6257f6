"""Moving a proposal to a new base through the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.controllers import new_base
from app.program import Program
from model.files.opening import OpenedFile, open_document
from model.files.source_pages import source_pages, with_source_pages
from model.formats.amend import Project
from model.formats.pdf.places import PdfPlaces, SourcePlace
from model.submission.values import Submission
from tests.builders.submissions import SMALL, submission
from widgets.dialogs import messages
from widgets.dialogs.new_base import NewBaseDialog

MINE = SMALL.replace("short", "{--short--}{++brief++}").replace("to stop", "to {--stop--}{++rest++}")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen platform cannot hold a window to a size, and says so."""


@pytest.fixture
def given():
    return submission(MINE)


def drafted(program: Program) -> list[str]:
    return [clause.text for clause in program.session.submission.proposals[0].redline.draft().clauses]


def test_what_fits_is_moved_and_what_does_not_is_shown_with_both_texts(program, tmp_path, monkeypatch):
    """A version is taken before, and one undo takes everything back."""
    shown: list[NewBaseDialog] = []
    monkeypatch.setattr(NewBaseDialog, "exec", lambda self: shown.append(self) or self.copy())
    edition = tmp_path / "edition.txt"
    edition.write_text(SMALL.replace("to stop", "to end").replace("    ", ""), encoding="utf-8", newline="\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(edition), ""))
    before = program.session.submission
    program.actions["new base"].trigger()
    assert "that texts are brief;" in drafted(program)
    assert "to end." in drafted(program)
    (dialog,) = shown
    assert dialog.list.rowCount() == 1
    assert [dialog.list.item(0, column).text() for column in range(3)] == ["to rest.", "to stop.", "to end."]
    assert "to rest.\tto stop.\tto end.\t" in QApplication.clipboard().text()
    assert program.open_submission.persistence.project.versions[-1].submission == before
    program.actions["undo"].trigger()
    assert program.session.submission == before


def test_another_text_is_refused_in_a_sentence(program, tmp_path, monkeypatch):
    sentences: list[str] = []
    monkeypatch.setattr(messages, "show_error", lambda parent, sentence: sentences.append(sentence))
    other = tmp_path / "other.txt"
    other.write_text("*noting*\na)\tcertain meadows lie fallow,\n", encoding="utf-8", newline="\n")
    before = program.session.submission
    assert not program.new_base.move_to(other)
    assert sentences == ["other.txt: it is not an edition of the amended text; choose another edition of that text"]
    assert program.session.submission == before


def test_a_base_that_was_read_from_a_pdf_brings_its_pages_and_undo_shows_the_old_ones(program, tmp_path, monkeypatch):
    given = submission(SMALL).proposals[0]
    text = given.redline
    places = PdfPlaces("edition.pdf", {clause.id: (SourcePlace(2, 72, 90, 500, 102),) for clause in text.clauses}, page_count=2)

    def open_edition(path: Path, *, report: object) -> OpenedFile:
        project = with_source_pages(Project(Submission(proposals=(given,), language="en")), b"%PDF-", places)
        return OpenedFile(path, "pdf", project, b"%PDF-", places=places)

    monkeypatch.setattr(new_base, "open_document", open_edition)
    assert program.new_base.move_to(tmp_path / "edition.pdf")
    project = program.open_submission.persistence.project
    moved = program.session.submission.proposals[0]
    pages = source_pages(project.parts, moved.source)
    assert pages.name == "edition.pdf"
    assert {clause.id for clause in moved.redline.base().clauses} <= pages.places.keys()
    target = tmp_path / "moved.amend"
    program.open_submission.persistence.save(program.session.submission, target)
    assert source_pages(open_document(target).project.parts, "edition.pdf") == pages
    program.actions["undo"].trigger()
    assert program.session.submission.proposals[0].source != "edition.pdf"
