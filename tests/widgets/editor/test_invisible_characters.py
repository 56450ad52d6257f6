"""What has nothing to be seen of itself has a sign: deleted blanks, cells of a table, pictures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.redline import OBJECT, Clause, Redline, Run, Status
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission


def session_of(*clauses: Clause) -> Session:
    text = Redline(clauses)
    return Session(Submission(proposals=(Proposal("MOD", "1", text, original=text),)), "me")


def cells(*places: tuple[int, int, int], text: str = "") -> list[Clause]:
    return [Clause(f"c{number}", cell=place, runs=(Run(text),)) for number, place in enumerate(places)]


def inked(editor, rect: QRect, colour: QColor | None = None) -> bool:
    """Whether a part of the text shows something, of a colour where one is named."""
    image = editor.viewport().grab(rect).toImage()
    ground = editor.palette().base().color().rgb()
    found = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())} - {ground}
    return bool(found) if colour is None else colour.rgb() in found


@pytest.mark.parametrize("word", ["word", "كلمة"])
@pytest.mark.parametrize("end", ["of a line", "of the paragraph", "between words"])
def test_a_struck_blank_is_seen(word, end, editors):
    text = " ".join([word] * 40)
    editor = editors(session_of(Clause("a", runs=(Run(text),)), Clause("b", runs=(Run("end"),))))
    QApplication.processEvents()
    at = {"of a line": editor.document().firstBlock().layout().lineAt(0).textLength() - 1, "of the paragraph": len(text)}
    offset = at.get(end, len(word))
    runs = (Run(text[:offset]), Run(" ", Status.DELETED), Run(text[offset + 1 :]))
    editor = editors(session_of(Clause("a", runs=runs), Clause("b", runs=(Run("end"),))))
    QApplication.processEvents()
    cursor = editor.textCursor()
    cursor.setPosition(editor.content.position_of(Place(0, offset)))
    line = editor.cursorRect(cursor)
    below = QRect(line.left() - 10, line.bottom() - 5, 20, 6)
    assert inked(editor, below, editor.formats.colours.deleted)


def test_a_table_of_empty_cells_is_no_white_page(editors):
    editor = editors(session_of(*cells(*((0, row, column) for row in range(3) for column in range(2))), Clause("z")))
    QApplication.processEvents()
    for view in ("markup", "draft", "base"):
        editor.show_story(StoryId(1), view)
        QApplication.processEvents()
        for number in range(6):
            cursor = editor.textCursor()
            cursor.setPosition(editor.document().findBlockByNumber(number).position())
            line = editor.cursorRect(cursor)
            assert inked(editor, QRect(line.left() - 16, line.top(), 12, line.height())), (view, number)


def test_a_picture_is_drawn_as_its_name(editors):
    content = '<w:drawing><wp:docPr descr="{}" name="P"/><pic:pic/></w:drawing>'

    def width(name: str) -> int:
        editor = editors(session_of(Clause("a", runs=(Run("see "), Run(OBJECT, content=content.format(name)), Run(".")))))
        QApplication.processEvents()
        rects = []
        for offset in (4, 5):
            cursor = editor.textCursor()
            cursor.setPosition(editor.content.position_of(Place(0, offset)))
            rects.append(editor.cursorRect(cursor).left())
        return rects[1] - rects[0]

    assert width("Map") < width("Map of the Region") < width("x" * 80) == width("x" * 90)
