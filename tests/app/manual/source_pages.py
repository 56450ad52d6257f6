"""The pages of a PDF in the manual, carried out: doubts that are corrected beside them, and the page beside the text."""

from __future__ import annotations

from model.library.imports.file_reader import Reading
from model.library.texts.identity import library_text
from model.submission.text_corrections import printed_words
from tests.app.controllers.source_pages.test_source_page import Drawing, project
from tests.app.manual.boxes import wait_for
from tests.app.manual.driver import Driver
from tests.builders.library import surveyed
from tests.builders.pages import read_pages
from widgets.library.additions_box import AdditionsBox
from widgets.source_pages.recognition_box import RecognitionBox


def compare_with_pages(hand: Driver) -> None:
    """The box of what was recognised, by its keys."""
    pages = read_pages()
    box = RecognitionBox("R75.pdf", pages, 2, "&Open", hand.program.window)
    box.show()
    box.activateWindow()
    box.list.setFocus()
    wait_for(box.list.hasFocus, "the clauses")
    hand.press("F8", at=box.list)
    assert box.list.currentIndex().row() == 5
    hand.press("Shift+F8", at=box.list)
    assert box.list.currentIndex().row() == 4
    hand.press("Ctrl+J", at=box.list)
    assert len(box.pages.texts[0].clauses) == len(pages.texts[0].clauses) - 1
    hand.press("Ctrl+Z", at=box.list)
    assert box.pages == pages
    hand.press("F9", at=box.list)
    assert box.list.currentIndex().row() == 5
    hand.press_keys("Ctrl+Z", at=box.list)
    assert (box.list.currentIndex().row(), box.pages) == (4, pages)
    hand.press("F2", at=box.list)
    assert box.fields.words.hasFocus()
    cursor = box.fields.words.textCursor()
    cursor.setPosition(len("sed by"))
    box.fields.words.setTextCursor(cursor)
    hand.press("Ctrl+Enter", at=box.fields.words)
    assert [printed_words(clause) for clause in box.pages.texts[0].clauses[4:6]] == ["sed by", "the General Assembly,"]
    box.fields.level.setValue(2)
    box.fields.kind.setCurrentIndex(2)
    box.fields.kind.activated.emit(2)
    assert box.pages.texts[0].clauses[4].props.kind == "heading"
    box.done(0)
    box.deleteLater()
    asked: list[str] = []
    reading = Reading((library_text(pages.texts[0], language="en"),), places=(pages.places,))
    additions = AdditionsBox(
        surveyed(reading), (), (), hand.program.window, check_pages=lambda _, text, __: asked.append(text.name)
    )
    additions.show()
    hand.press("F4", at=additions.list)
    assert asked == ["0.txt"]
    additions.close()
    additions.deleteLater()


def source_page(hand: Driver) -> None:
    """The page beside the text."""
    program = hand.program
    drawing = program.source_page.draw = Drawing()
    program.open_submission.show_unsaved(project(), "R75")
    hand.choose("View > Source page")
    view = program.source_page.view
    wait_for(lambda: bool(drawing.asked), "the picture of the page")
    assert view.isVisible()
    program.source_page.follow()
    hand.press_keys("Ctrl+Down", at=view.area)
    hand.press("Enter", at=view.area)
    assert program.window.focusWidget() is program.window.editor
    program.window.activateWindow()
    wait_for(program.window.isActiveWindow, "the window")
    hand.press("Shift+F11", at=program.window.editor)
    assert not view.isVisible()
    program.source_page.draw = None
