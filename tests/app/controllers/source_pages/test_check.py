"""What was recognised in a PDF is checked before it is opened, before a proposal begins, and before it goes into the library."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.controllers.library.file_import import _check_pages
from app.controllers.source_pages import pictures
from app.user_data.pdf_corrections import FOLDER
from model.files.opening import OpenedFile, open_document
from model.files.source_pages import source_pages, with_source_pages
from model.formats.amend import Project
from model.library.imports.file_import import FileRead, Survey, WaitingFile, Work, add_chosen, rebuild
from model.library.imports.file_reader import Reading
from model.library.imports.import_preview import found_texts, text_with_corrections
from model.library.store.library import Library
from model.library.texts.identity import library_text
from model.submission.text_corrections import TextCorrection, printed_words
from model.submission.values import Proposal, Submission
from tests.app.controllers.source_pages.test_source_page import Drawing
from tests.builders.pages import read_pages
from widgets.library.additions_box import AdditionsBox
from widgets.source_pages.recognition_box import RecognitionBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PAGES = read_pages()
JOINED = "a)\tthat the documents of the Summit were endor-sed by the General Assembly,"
DATA = b"%PDF-1.7 of a test"


@pytest.fixture(autouse=True)
def drawing(monkeypatch) -> Drawing:
    made = Drawing()
    monkeypatch.setattr(pictures, "_drawing", lambda: made)
    return made


def opened(path: Path) -> OpenedFile:
    """A PDF as the reader returns it."""
    text = PAGES.texts[0]
    submission = Submission(proposals=(Proposal(redline=text, original=text),), language="en")
    places = replace(PAGES.places, source=str(path))
    return OpenedFile(path, "notation", with_source_pages(Project(submission), DATA, places), DATA, places=places)


def in_box(act, seen: list[str]) -> None:
    """Acts on the box of what was recognised when it is shown."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, RecognitionBox):
            QTimer.singleShot(20, look)
            return
        seen.append(box.windowTitle())
        act(box)

    QTimer.singleShot(20, look)


def join_and_accept(box: RecognitionBox) -> None:
    box.fields.join.click()
    box.accept_button.click()


def words(program) -> list[str]:
    return [printed_words(clause) for clause in program.session.submission.proposals[0].redline.clauses]


def test_a_pdf_with_doubts_is_corrected_before_it_is_opened(open_program, tmp_path, monkeypatch):
    program, seen, path = open_program(), [], tmp_path / "R75.pdf"
    monkeypatch.setattr(program.open_submission, "_read", opened)
    in_box(join_and_accept, seen)
    assert program.open_submission.open(path)
    assert seen == ["What was recognised in R75.pdf"]
    assert words(program)[3] == JOINED
    assert not program.session.stack.count(), "no amendment is made"
    kept = source_pages(program.open_submission.persistence.project.parts)
    assert len(kept.corrections[0]) == 1
    target = tmp_path / "R75.amend"
    program.open_submission.persistence.save(program.session.submission, target)
    again = open_document(target)
    assert again.places is None, "a project is not checked again"
    assert printed_words(again.submission.proposals[0].redline.clauses[3]) == JOINED
    assert source_pages(again.project.parts) == kept


def test_cancelling_the_check_keeps_the_open_document(open_program, tmp_path, monkeypatch):
    program, seen = open_program(), []
    before = program.session.submission
    monkeypatch.setattr(program.open_submission, "_read", opened)
    in_box(lambda box: QTest.keyClick(box, Qt.Key.Key_Escape), seen)
    assert not program.open_submission.open(tmp_path / "R75.pdf")
    assert seen
    assert program.session.submission is before


def test_a_confirmed_doubt_does_not_come_again(open_program, tmp_path, monkeypatch):
    program, seen, path = open_program(), [], tmp_path / "R75.pdf"
    monkeypatch.setattr(program.open_submission, "_read", opened)

    def confirm_two(box: RecognitionBox) -> None:
        seen.append(box.head.text())
        for _ in range(2):
            box.confirm.click()
        box.accept_button.click()

    for _ in range(2):
        in_box(confirm_two, seen)
        assert program.open_submission.open(path)
    assert [head.split(":")[0] for head in seen[1::2]] == ["Doubt 1 of 4", "Doubt 3 of 4"]
    assert program.open_submission.open(path), "nothing is doubtful any more"
    assert len(seen) == 4
    kept = source_pages(program.open_submission.persistence.project.parts)
    assert [made.do for made in kept.corrections[0]] == ["confirm"] * 4


def test_corrections_that_cannot_be_kept_are_reported(open_program, tmp_path, monkeypatch):
    program, seen, messages = open_program(), [], []
    monkeypatch.setattr(program.open_submission, "_read", opened)
    program.open_submission.message.connect(messages.append)
    program._folder.mkdir(exist_ok=True)
    (program._folder / FOLDER).write_bytes(b"")
    in_box(join_and_accept, seen)
    assert program.open_submission.open(tmp_path / "R75.pdf")
    assert words(program)[3] == JOINED
    assert "not kept for the next time" in messages[0]


def test_a_pdf_without_doubts_opens_at_once(open_program, tmp_path, monkeypatch):
    program = open_program()
    plain = opened(tmp_path / "R75.pdf")
    plain = replace(plain, places=replace(plain.places, doubts=()))
    monkeypatch.setattr(program.open_submission, "_read", lambda path: plain)
    assert program.open_submission.open(tmp_path / "R75.pdf")
    assert words(program)[3] != JOINED


# -- the library


def read(data: bytes, name: str, report: object = None) -> Reading:
    """The reader of a PDF, as the library calls it."""
    return Reading((library_text(PAGES.texts[0], language="en"),), places=(PAGES.places,))


def survey(library: Library | None = None) -> Survey:
    file = FileRead("R75.pdf", DATA, read(DATA, "R75.pdf"))
    texts = tuple(found_texts(file.reading, 0, "R75.pdf", "0" * 64, library))
    return Survey((WaitingFile.of(file),), texts)


def test_a_text_for_the_library_is_corrected_beside_its_pages(open_program, qtbot):
    program, seen = open_program(), []
    box = AdditionsBox(survey(), (), (), program.window, check_pages=_check_pages)
    qtbot.addWidget(box)
    box.show()
    assert "4 places are doubtful" in box.rows.text_of(0)
    assert "4 doubtful places" in box.rows.cells(0)[1]
    in_box(join_and_accept, seen)
    QTest.keyClick(box.list, Qt.Key.Key_F4)
    assert seen == ["What was recognised in R75.pdf"]
    assert len(box.chosen[0].text_corrections) == 1
    assert "doubtful" not in box.rows.text_of(0)
    in_box(lambda shown: seen.append(printed_words(shown.pages.texts[0].clauses[3])) or shown.reject(), seen)
    box.pages.click()
    assert seen[-1] == JOINED, "what was corrected is there when the box is opened again"
    assert len(box.chosen[0].text_corrections) == 1


def test_a_correction_survives_a_rebuild_of_the_library(tmp_path):
    found = survey()
    made = (
        TextCorrection("join", printed_words(PAGES.texts[0].clauses[4])),
        TextCorrection("words", printed_words(PAGES.texts[0].clauses[0]), to="RESOLUTION 76 (Rev. New Delhi, 2024)"),
    )
    corrected = text_with_corrections(found.texts[0], read(DATA, "").texts[0], made)
    assert corrected.identity.number == "76", "the identity follows the corrected words"
    library = Library.open(tmp_path / "library")
    try:
        add_chosen(library, found, {0: corrected})
        (record,) = library.texts()
        assert (record.identity.number, record.digest) == ("76", corrected.digest)
        report = rebuild(library, Work(read=read))
        assert not report.warnings
        (record,) = library.texts()
        text = library.text(record.id)
        assert (record.identity.number, printed_words(text.redline.clauses[3])) == ("76", JOINED)
        (again,) = found_texts(read(DATA, ""), 0, "R75.pdf", record.source, library)
        assert (again.digest, again.held, again.text_corrections) == (corrected.digest, True, made)

        def other(data: bytes, name: str, report: object = None) -> Reading:
            return Reading((library_text(replace(PAGES.texts[0], clauses=PAGES.texts[0].clauses[:3]), language="en"),))

        report = rebuild(library, Work(read=other))
        assert [str(warning.message) for warning in report.warnings] == [
            "1 correction of its clauses no longer fits what is read; compare the text with the pages."
        ]
    finally:
        library.close()
