"""Margin numbers beside the text of a treaty: where they are painted, how insertions and deletions look, what they cost."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from app.session.session import Session
from model.edits.provisions import set_number
from model.redline import Redline
from model.redline.edit_text import Place
from model.submission.story import StoryId
from tests.builders.treaty import small_treaty, submission_of
from widgets.editor.margin_numbers import MarginNumbers, number_of
from widgets.editor.view_comfort import Comfort

TEXT = small_treaty("= ARTICLE 9", "9.1 first words", "… more", "+ new words", "- 9.2 old words", "19.117 last words")
ARABIC = small_treaty("= المادة 9", "9.1 كلمات", "… كلمات", "+ كلمات", "- 9.2 كلمات", "19.117 كلمات")


def numbers_in(editor, session) -> list[tuple[str | None, str | None] | None]:
    labelling = session.labelling(1)
    found = (number_of(editor.projection, labelling, block) for block in range(editor.projection.count))
    return [number and (number.base, number.draft) for number in found]


def painted(editor, session) -> list[tuple[str, float, bool, bool]]:
    """What is written, with its left edge and whether it is underlined and struck through."""
    written, directions = [], set()

    class Painter(QPainter):
        def drawText(self, at: QPointF, text: str) -> None:
            directions.add(self.layoutDirection())
            written.append((text, at.x(), self.font().underline(), self.font().strikeOut()))

    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = Painter(image)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    numbers = MarginNumbers(editor.document(), lambda: editor.formats)
    numbers.paint(painter, editor.projection, session.labelling(1), range(editor.projection.count), QPointF())
    painter.end()
    assert directions <= {Qt.LayoutDirection.LeftToRight}  # 5.[A12] is the same in a window from right to left
    return written


def shown(editors, text: Redline, *, page: bool):
    session = Session(submission_of(text), "me")
    editor = editors(session)
    editor.show_comfort(Comfort(page=page))
    return editor, session


def test_each_view_shows_its_numbers(editors):
    editor, session = shown(editors, TEXT, page=False)
    assert numbers_in(editor, session) == [None, ("9.1",) * 2, None, (None, "9.1A"), ("9.2", None), ("19.117",) * 2]
    editor.show_story(editor.story, "draft")
    assert numbers_in(editor, session) == [None, ("9.1",) * 2, None, ("9.1A",) * 2, ("19.117",) * 2]
    editor.show_story(editor.story, "base")
    assert numbers_in(editor, session) == [None, ("9.1",) * 2, None, ("9.2",) * 2, ("19.117",) * 2]


@pytest.mark.parametrize("page", [False, True])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_numbers_stand_beside_the_text_and_are_marked_by_lines(page, language, editors):
    text = replace(ARABIC, language="ar") if language == "ar" else TEXT
    editor, session = shown(editors, text, page=page)
    written = painted(editor, session)
    assert [(words, underlined, struck) for words, _, underlined, struck in written] == [
        ("9.1", False, False), ("9.1A", True, False), ("9.2", False, True), ("19.117", False, False),
    ]  # fmt: skip
    line = editor.document().findBlockByNumber(1).layout()
    rect = line.lineAt(0).naturalTextRect().translated(line.position())
    edges = [at for _, at, _, _ in written]
    assert (min(edges) > rect.right()) if language == "ar" else (max(edges) < rect.left()), (edges, rect)


def test_a_number_takes_no_place_in_the_text(editors):
    editor, _ = shown(editors, TEXT, page=False)
    texts = [editor.document().findBlockByNumber(place).text() for place in (1, 3)]
    assert texts == ["first words", "new words\ufffc"], "an object shows the edition mark"


def test_a_number_that_changes_is_painted_again(editors, monkeypatch):
    editor, session = shown(editors, TEXT, page=False)
    asked = []
    monkeypatch.setattr(type(editor.viewport()), "update", lambda *_: asked.append(1), raising=False)
    session.commit(set_number(session.submission, StoryId(1), "c3", "9.[A12]", session.stamp()))
    assert numbers_in(editor, session)[3] == (None, "9.[A12]")
    assert asked


def test_a_new_provision_without_a_number_has_a_question_mark(editors):
    editor, session = shown(editors, small_treaty("= ARTICLE 9", "+ new", "9.1 old"), page=False)
    assert numbers_in(editor, session) == [None, (None, "?"), ("9.1", "9.1")]
    editor.show_story(editor.story, "base")
    assert numbers_in(editor, session) == [None, ("9.1", "9.1")]


def test_a_letter_computes_no_number(editors, monkeypatch):
    editor, session = shown(editors, TEXT, page=False)
    numbers = session.labelling(1).numbers
    editor.caret.move_to(Place(3, 3))
    QTest.keyClicks(editor, "abc")
    assert editor.clauses[3].text == "newabc words"
    assert session.labelling(1).numbers is numbers
