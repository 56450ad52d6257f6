"""Files of each kind that is read are dropped on the window and on the library."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.window.drag_and_drop import DragAndDrop
from model.formats.office.conversion import CONVERTED
from tests.app.window.test_drag_and_drop import PICTURE, TEXT, drop
from tests.builders.library_window import answered
from tests.builders.pdf import PdfFile, line
from tests.builders.word import docx, p, r

LINES = ("RESOLUTION 71 (Rev. Busan, 2014)", "Strategic plan for the Union", "considering", "a) the purposes of the Union;")
WORD = docx("".join(p(r(words)) for words in LINES))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500)
HTML = f"<!DOCTYPE html><html><body><main>{''.join(f'<p>{words}</p>' for words in LINES)}</main></body></html>"
MHTML = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n'
    f"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://www.itu.int/\r\n\r\n{HTML}\r\n--b--\r\n"
)


def pdf() -> bytes:
    file = PdfFile()
    file.add_page("".join(line(words, y=760 - 40 * at) for at, words in enumerate(LINES)))
    return file.bytes()


def open_document_text() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return out.getvalue()


KINDS = {
    "a.pdf": pdf,
    "a.doc": lambda: OLE,
    "a.odt": open_document_text,
    "a.rtf": lambda: b"{\\rtf1 x}",
    "a.html": HTML.encode,
    "a.mhtml": MHTML.encode,
    "a.docx": lambda: WORD,
}


@pytest.fixture(params=KINDS)
def file(request, tmp_path) -> Iterator[Path]:
    """A file of each kind; what LibreOffice would make of those that it converts is kept already."""
    path = tmp_path / request.param
    path.write_bytes(KINDS[path.name]())
    CONVERTED.keep(path.read_bytes(), WORD)
    yield path
    CONVERTED.clear()


def test_a_dropped_file_is_opened(open_program, file, answers, qtbot):
    answers["show_warnings"] = None
    program = open_program()
    drop(program, program.window.editor.viewport(), file)
    qtbot.waitUntil(lambda: program.open_submission.title == file.name, timeout=20_000)
    assert "purposes of the Union" in program.window.editor.toPlainText()
    assert len(program.session.submission.proposals[0].redline.clauses) == 4


def test_a_file_dropped_on_the_panel_of_the_library_is_added_to_it(open_program, file, answers, qtbot):
    answers["show_warnings"] = None
    program = open_program()
    before = program.session.submission
    program.actions["library panel"].trigger()
    with answered(lambda box: QTest.keyClick(box, Qt.Key.Key_Return)):
        drop(program, program.library.beside.page, file)
        qtbot.waitUntil(lambda: len(program.open_library.texts()) == 1, timeout=20_000)
    assert [text.identity.number for text in program.open_library.texts().values()] == ["71"]
    assert program.session.submission is before


def test_several_files_go_where_each_belongs(open_program, tmp_path, monkeypatch):
    program = open_program()
    opened: list[str] = []
    added: list[list[str]] = []
    monkeypatch.setattr(program.open_submission, "open_or_raise", lambda path: opened.append(path.name))
    drops = program.window.findChild(DragAndDrop)
    monkeypatch.setattr(drops, "_add_to_library", lambda paths: added.append([path.name for path in paths]))
    names = ("a.pdf", "a.zip", "b.html", "b.zip", "c.doc")
    for name in names:
        (tmp_path / name).write_bytes(TEXT.encode())
    picture = tmp_path / "p.pbm"
    picture.write_bytes(PICTURE)
    (tmp_path / "folder").mkdir()
    drop(program, program.window, *(tmp_path / name for name in names), picture, tmp_path / "folder")
    assert opened == ["a.pdf", "b.html", "c.doc"]
    assert added == [["a.zip", "b.zip"]]
    message = program.window.statusBar().currentMessage()
    assert "“p.pbm” is a picture" in message
    assert "“folder” is a folder" in message
