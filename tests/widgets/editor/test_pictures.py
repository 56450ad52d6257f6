"""Pictures stand in the text in the size in which they are printed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.formats.word.package.opc_package import picture_file
from model.formats.word.reader import read_word
from model.redline import OBJECT, Run, Status
from model.redline.objects import extent_of
from model.submission.values import Submission
from tests.builders.editor_checks import look_at
from tests.builders.word import p, parts_of, r, relationships, zipped
from widgets.editor.document.character_rects import x_of

RED = QColor(200, 10, 20)


def drawing(width: int, height: int, reference: str = "rId7") -> str:
    """A picture of so many points."""
    return r(
        f'<w:drawing><wp:inline><wp:extent cx="{width * 12700}" cy="{height * 12700}"/><wp:docPr id="1" name="P" descr="Map"/>'
        '<a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{reference}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def png() -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(RED)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def read(content: str, data: bytes | None = None) -> Submission:
    parts = parts_of(p(r("see ") + content + r(".")) + p("end"))
    parts["word/_rels/document.xml.rels"] = relationships({"media/a.png": "image"}).replace("rId1", "rId7")
    parts["word/media/a.png"] = data if data is not None else png()
    types = parts["[Content_Types].xml"]
    assert isinstance(types, str)
    parts["[Content_Types].xml"] = types.replace("<Override", '<Default Extension="png" ContentType="image/png"/><Override', 1)
    return read_word(zipped(parts), "text.docx", language="en").submission


def shown(editors, submission: Submission, width: int = 600):
    editor = editors(Session(submission, "me"))
    editor.resize(width, 400)
    QApplication.processEvents()
    look_at(editor)
    return editor


def size_of(editor) -> tuple[int, int]:
    """The width of the picture and the height of its line."""
    index = next(index for index, clause in enumerate(editor.clauses) if OBJECT in clause.text)
    at = editor.clauses[index].text.index(OBJECT)
    line = editor.document().findBlockByNumber(index).layout().lineForTextPosition(at)
    return round(x_of(line, at + 1) - x_of(line, at)), round(line.height())


def ink(editor) -> bool:
    image = editor.viewport().grab().toImage()
    return any(image.pixelColor(x, y) == RED for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))


def test_a_picture_has_its_size_and_is_seen(editors) -> None:
    editor = shown(editors, read(drawing(90, 60)))
    width, height = size_of(editor)
    assert abs(width - 120) <= 1
    assert 80 <= height <= 86
    assert ink(editor)


def test_one_that_is_too_wide_is_made_smaller_in_proportion(editors) -> None:
    editor = shown(editors, read(drawing(9_000, 3_000)))
    width, height = size_of(editor)
    assert width < editor.viewport().width()
    assert abs(width - 3 * height) < 20


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\nbroken", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_one_that_nothing_can_read_is_a_frame_of_its_size(editors, data) -> None:
    editor = shown(editors, read(drawing(90, 60), data))
    assert abs(size_of(editor)[0] - 120) <= 1
    assert not ink(editor)


def test_one_that_is_struck_is_crossed_out(editors) -> None:
    submission = read(drawing(90, 60))
    proposal = submission.proposals[0]
    runs = [
        [Run(run.text, Status.DELETED, content=run.content) if run.text == OBJECT else run for run in clause.runs]
        for clause in proposal.redline.clauses
    ]
    clauses = tuple(
        replace(clause, runs=tuple(clause_runs)) for clause, clause_runs in zip(proposal.redline.clauses, runs, strict=True)
    )
    struck = replace(proposal, redline=replace(proposal.redline, clauses=clauses))
    plain = shown(editors, submission).viewport().grab().toImage()
    editor = shown(editors, replace(submission, proposals=(struck,)))
    image = editor.viewport().grab().toImage()
    deleted = editor.formats.colours.deleted.rgb()
    crossed = sum(image.pixel(x, y) == deleted != plain.pixel(x, y) for x in range(image.width()) for y in range(image.height()))
    assert crossed > 200


@pytest.mark.parametrize("reference", ["rId7", "rId8", ""])
def test_the_file_is_found_by_its_id(reference: str) -> None:
    submission = read(drawing(90, 60))
    package = submission.sources[submission.proposals[0].source]
    assert (picture_file(package, reference) == png()) is (reference == "rId7")
    assert picture_file(b"", reference) == b""


def test_what_has_no_size_or_is_no_picture_has_none() -> None:
    assert extent_of('<w:drawing><wp:docPr descr="x"/><pic:pic/></w:drawing>') is None
    assert extent_of('<w:drawing><wp:extent cx="0" cy="5"/><pic:pic/></w:drawing>') is None
    assert extent_of('<w:drawing><wp:extent cx="99" cy="5"/><w:txbxContent/></w:drawing>') is None
