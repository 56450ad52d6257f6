"""Printing from the window: PDF files whole or not at all, previews, printers that are not there."""

from __future__ import annotations

import errno
import os

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QSpinBox

from model.formats.page.blocks import lines_in
from tests.builders.treaty import small_treaty, submission_of
from widgets.printing.choice import PrintChoice, PrintChoiceDialog
from widgets.printing.preview import PreviewDialog


@pytest.fixture
def program(open_program):
    return open_program(author="Jane Doe")


def answer(kind, act, tries=100):
    """Does something with the next dialog of a kind as soon as it is open."""

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        elif tries:
            answer(kind, act, tries - 1)

    QTimer.singleShot(20, look)


def test_a_pdf_says_its_title_and_nobodys_name(program, tmp_path):
    path = tmp_path / "out.pdf"
    assert program.printing.export(path, PrintChoice())
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    title = program.session.submission.header.title
    assert title.encode("utf-16-be").hex().encode() in data.lower() or title.encode("utf-8") in data
    assert b"Jane Doe" not in data


def test_the_action_asks_what_and_where(program, tmp_path, monkeypatch):
    path = tmp_path / "asked"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(path), ""))

    def choose(dialog):
        for button in dialog.findChildren(type(dialog._group.button(0))):
            if "columns" in button.text() and "reasons" not in button.text():
                button.click()
        dialog._amended.click()
        dialog.accept()

    answer(PrintChoiceDialog, choose)
    program.actions["export pdf"].trigger()
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    answer(PrintChoiceDialog, lambda dialog: (seen.append(dialog.choice), dialog.reject()))
    seen = []
    program.actions["print"].trigger()
    assert seen == [PrintChoice("columns", True)]


def test_a_full_disk_leaves_what_was_there(program, tmp_path, monkeypatch, shown_errors):
    path = tmp_path / "out.pdf"
    path.write_bytes(b"old")

    def full(*given):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("model.storage.atomic_write.os.write", full)
    assert not program.printing.export(path, PrintChoice())
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path).count("out.pdf") == 1
    assert "disk is full" in shown_errors[0]


def test_a_pdf_that_is_stopped_is_not_written(program, tmp_path, monkeypatch):
    monkeypatch.setattr(program.open_submission, "work_in_slices", lambda steps, message: next(steps))
    assert not program.printing.export(tmp_path / "out.pdf", PrintChoice())
    assert not (tmp_path / "out.pdf").exists()


def test_no_printer_is_told_in_a_sentence(program, monkeypatch, shown_errors):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    answer(PrintChoiceDialog, QDialog.accept)
    program.actions["print"].trigger()
    assert shown_errors == ["There is no printer on this machine; export as PDF instead."]


def test_pages_go_to_a_printer(program, tmp_path, monkeypatch):
    path = tmp_path / "printed.pdf"

    def choose(dialog):
        dialog.printer().setOutputFileName(str(path))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["one"]))
    monkeypatch.setattr(QPrintDialog, "exec", choose)
    answer(PrintChoiceDialog, QDialog.accept)
    program.actions["print"].trigger()
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support propagateSizeHints", extend=True)
def test_a_printer_that_does_not_begin_is_told(program, tmp_path, shown_errors):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
    assert not program.printing.print(printer, program.printing._lay_out(lambda: program.printing._printout(PrintChoice())))
    assert "does not take the pages" in shown_errors[0]


def test_the_preview_shows_the_pages_and_goes_to_one_by_its_number(program, qtbot):
    seen = []

    def look(dialog):
        number = dialog.picture.findChild(QSpinBox)
        qtbot.waitUntil(lambda: number.maximum() > 1)
        number.selectAll()
        qtbot.keyClicks(number, "2")
        qtbot.keyClick(number, Qt.Key.Key_Return)
        seen.extend([dialog.windowTitle(), dialog.isVisible(), dialog.picture.number])
        dialog.reject()

    answer(PrintChoiceDialog, lambda dialog: (answer(PreviewDialog, look), dialog.accept()))
    program.actions["print preview"].trigger()
    assert seen == ["Print preview", True, 2]


def test_nothing_to_print_is_told(program, shown_errors):
    program.session.load(type(program.session.submission)())
    program.actions["export pdf"].trigger()
    assert shown_errors == ["There is no text to print; open one first."]


def test_a_treaty_text_is_printed_as_its_proposals_or_whole_on_demand(program, tmp_path, qtbot):
    program.session.load(submission_of(small_treaty("= ARTICLE 9", "9.1 one", "9.2 two", "+ new")))

    def words(choice):
        printed = program.printing._printout(choice)
        return [span.text for line in lines_in(printed.blocks) for span in line.spans]

    assert "one" not in words(PrintChoice())
    assert "one" in words(PrintChoice(whole=True))
    assert "one" in words(PrintChoice("draft"))
    seen = []
    answer(PrintChoiceDialog, lambda dialog: (dialog._whole.click(), seen.append(dialog.choice), dialog.reject()))
    program.actions["print"].trigger()
    assert seen == [PrintChoice(whole=True)]


def test_a_resolution_is_not_offered_as_a_whole_treaty_text(program):
    seen = []
    answer(PrintChoiceDialog, lambda dialog: (seen.append(dialog._whole.isVisible()), dialog.reject()))
    program.actions["print"].trigger()
    assert seen == [False]


def test_a_provision_without_a_number_is_reported_before_the_preview(program, shown_errors):
    program.session.load(submission_of(small_treaty("9.1 one", "+ new", "9.1A two")))
    program.printing.preview(lambda: program.printing._printout(PrintChoice()), name="x")
    assert len(shown_errors) == 1
    assert "has no number" in shown_errors[0]
