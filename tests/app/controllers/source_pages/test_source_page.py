"""The page that the text was read from, beside the text: it follows the caret, and the caret follows it."""

from __future__ import annotations

import pytest
from msgspec import Struct
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.controllers.source_pages import pictures
from app.window.action_ids import ActionId
from model.errors import FileError
from model.files.source_pages import with_source_pages
from model.formats.amend import Project
from model.message import Message
from model.submission.values import Proposal, Submission
from tests.app.controllers.test_split_view import go
from tests.builders.pages import WIDTH, picture, place, read_pages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PAGES = read_pages()


class Drawn(Struct):
    width: int
    height: int
    scale: float
    data: bytes


class Drawing:
    """Draws pages as the process does; `asked` are the numbers of the pages."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.error: Exception | None = None

    def __call__(self, data: bytes, name: str, page: int, scale: float, turn: int) -> Drawn:
        self.asked.append(page)
        if self.error is not None:
            raise self.error
        image = picture(PAGES, page, round(WIDTH * scale)).convertToFormat(QImage.Format.Format_RGB32)
        return Drawn(image.width(), image.height(), scale, bytes(image.constBits()))


def project() -> Project:
    text = PAGES.texts[0]
    given = Proposal(redline=text, original=text)
    return with_source_pages(Project(Submission(proposals=(given,), language="en")), b"%PDF-", PAGES.places)


@pytest.fixture
def drawing() -> Drawing:
    return Drawing()


@pytest.fixture
def program(open_program, drawing):
    program = open_program()
    program.window.resize(1340, 800)
    program.source_page.draw = drawing
    program.open_submission.show_unsaved(project(), "R75")
    return program


def shown(program, qtbot):
    """The view, with the picture of a page."""
    program.actions[ActionId.SOURCE_PAGE].trigger()
    view = program.source_page.view
    qtbot.waitUntil(lambda: view._paper.scale > 0 and not program.source_page._timer.isActive(), timeout=15_000)
    return view


def caret(program) -> str:
    return program.window.editor.caret.clause().text


def test_the_page_of_the_clause_at_the_caret_is_shown_and_outlined(program, qtbot, drawing):
    view = shown(program, qtbot)
    assert program.actions[ActionId.SOURCE_PAGE].isChecked()
    go(program, "to report")
    qtbot.waitUntil(lambda: view.number == 2)
    qtbot.waitUntil(lambda: drawing.asked[-1] == 2)
    assert view.area.accessibleDescription().startswith("Page 2 of 2. Outlined: to report to the Council")
    go(program, "recalling")
    qtbot.waitUntil(lambda: view.number == 1)
    program.actions[ActionId.SOURCE_PAGE].trigger()
    assert not program.actions[ActionId.SOURCE_PAGE].isChecked()


def test_a_click_on_the_page_and_keys_on_it_move_the_caret(program, qtbot):
    view = shown(program, qtbot)
    view.point_chosen.emit(1, QPointF(100, place(3).top + 2))
    assert caret(program).startswith("that the documents")
    view.area.setFocus()
    QTest.keyClick(view.area, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert caret(program).startswith("sed by the General")
    QTest.keyClick(view.area, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert caret(program).startswith("that the documents")
    QTest.keyClick(view.area, Qt.Key.Key_Return)
    assert program.window.editor.hasFocus()


def test_a_click_with_the_mouse_goes_to_the_clause(program, qtbot):
    view = shown(program, qtbot)
    box = view._paper.rectangle(place(2)).center().toPoint()
    QTest.mouseClick(view._paper, Qt.MouseButton.LeftButton, pos=box)
    assert caret(program) == "recalling"


def test_a_new_clause_is_shown_at_the_one_before_it(program, qtbot):
    view = shown(program, qtbot)
    go(program, "to report")
    program.window.editor.setFocus()
    QTest.keyClick(program.window.editor, Qt.Key.Key_End)
    QTest.keyClick(program.window.editor, Qt.Key.Key_Return)
    QTest.keyClicks(program.window.editor, "new")
    program.source_page.follow()
    assert view.number == 2
    assert program.source_page._outlined[1] == PAGES.texts[0].clauses[7].id


def test_a_text_without_a_pdf_says_so_and_another_document_has_its_own_pages(program, qtbot, drawing):
    view = shown(program, qtbot)
    text = PAGES.texts[0]
    program.open_submission.show_unsaved(Submission(proposals=(Proposal(redline=text),)), "typed")
    program.source_page.follow()
    assert view.area.accessibleDescription().startswith("This text was not read from a PDF.")
    asked = len(drawing.asked)
    view.zoom(1.25)
    qtbot.wait(100)
    assert len(drawing.asked) == asked, "nothing is drawn for a text without pages"
    program.open_submission.show_unsaved(project(), "R75")
    program.source_page.follow()
    qtbot.waitUntil(lambda: len(drawing.asked) > asked, timeout=15_000)


def test_another_text_in_force_is_not_beside_the_pages(program, qtbot):
    view = shown(program, qtbot)
    other = project()
    proposals = (Proposal(redline=PAGES.texts[0], source="another.docx"),)
    program.open_submission.show_unsaved(Project(Submission(proposals=proposals), parts=other.parts), "R75")
    program.source_page.follow()
    assert view.area.accessibleDescription().startswith("This text was not read from a PDF.")


def test_a_page_that_cannot_be_drawn_ends_in_a_sentence(program, qtbot, drawing):
    drawing.error = FileError("R75.pdf", Message.of("it is damaged"))
    program.actions[ActionId.SOURCE_PAGE].trigger()
    view = program.source_page.view
    qtbot.waitUntil(lambda: "it is damaged" in view.area.accessibleDescription(), timeout=15_000)


def test_damaged_places_end_in_a_sentence(program, qtbot):
    given = project()
    broken = Project(given.submission, parts={**given.parts, "pdf/places.json": b"{"})
    program.open_submission.show_unsaved(broken, "R75")
    program.actions[ActionId.SOURCE_PAGE].trigger()
    program.source_page.follow()
    assert "cannot be read" in program.source_page.view.area.accessibleDescription()


def test_few_pictures_are_kept_and_none_is_drawn_twice(program, qtbot, drawing):
    view = shown(program, qtbot)
    for number in (2, 1, 2):
        view.go_to_page(number)
        qtbot.waitUntil(lambda number=number: view._paper._number == number, timeout=15_000)
    assert drawing.asked.count(2) == 1
    assert pictures.KEPT <= 6
