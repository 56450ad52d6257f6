"""Links of a Word file: shown on hovering, opened by Ctrl+click and the context menu after a question, never otherwise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from model.redline.edit_text import Place
from tests.builders.word import p, parts_of, r, zipped

LINK = "https://www.itu.int/en/x"
BODY = p(
    r("See ") + f'<w:hyperlink r:id="rId71">{r("the portal")}</w:hyperlink>' + r(" and ")
    + f'<w:hyperlink r:id="rId72">{r("this script")}</w:hyperlink>' + r(" and ")
    + f'<w:hyperlink w:anchor="top">{r("above")}</w:hyperlink>' + r(" end.")
)  # fmt: skip
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def opened(open_program, tmp_path, answers):
    parts = parts_of(BODY)
    name = "word/_rels/document.xml.rels"
    more = "".join(
        f'<Relationship Id="{id}" Type="{TYPE}" Target="{target}" TargetMode="External"/>'
        for id, target in (("rId71", LINK), ("rId72", "file:///etc/passwd"))
    )
    parts[name] = parts[name].replace("</Relationships>", more + "</Relationships>")
    path = tmp_path / "links.docx"
    path.write_bytes(zipped(parts))
    program = open_program()
    answers["show_warnings"] = None
    assert program.open_submission.open(path)
    assert [name for name, _ in answers.asked] == ["show_warnings"]  # of the link to a file
    answers.asked.clear()
    del answers["show_warnings"]
    opened_urls: list[str] = []
    program.links._open_url = lambda url, kept=opened_urls: kept.append(url.toString())
    return program, opened_urls


def point_on(program, words: str) -> QPointF:
    editor = program.window.editor
    index = next(n for n, clause in enumerate(editor.clauses) if words in clause.text)
    editor.caret.move_to(Place(index, editor.clauses[index].text.index(words) + 2))
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.NoMove)
    return QPointF(editor.cursorRect(cursor).center()) + QPointF(1, 0)


def test_hovering_tells_the_address(opened):
    program, _ = opened
    editor = program.window.editor
    hint = program.links._hint(editor, point_on(program, "portal"))
    assert len(hint) == 1
    assert LINK in hint[0]
    for words in ("See", "script", "above", "end."):
        assert program.links._hint(editor, point_on(program, words)) == [], words


def test_only_ctrl_and_click_opens_it_and_only_after_a_question(opened, answers):
    program, urls = opened
    viewport, at = program.window.editor.viewport(), point_on(program, "portal").toPoint()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert urls == []
    assert answers.asked == []
    answers["ask_to_open_link"] = False
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    assert answers.asked == [("ask_to_open_link", LINK)]
    assert urls == []
    answers["ask_to_open_link"] = True
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    assert urls == [LINK]
    elsewhere = point_on(program, "script").toPoint()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, elsewhere)
    assert len(urls) == 1


def test_the_menu_here_opens_and_copies_it(opened, answers):
    program, urls = opened
    editor = program.window.editor
    editor.setFocus()
    at = editor.viewport().mapToGlobal(point_on(program, "portal").toPoint())
    menu = QMenu()
    program.links._extend(menu, QPoint(at))
    opens, copies = [action for action in menu.actions() if not action.isSeparator()]
    answers["ask_to_open_link"] = True
    opens.trigger()
    copies.trigger()
    assert urls == [LINK]
    assert QApplication.clipboard().text() == LINK
    QApplication.clipboard().clear()


def test_a_text_without_a_source_has_none(open_program):
    program = open_program()
    assert program.links._hint(program.window.editor, QPointF(80, 40)) == []
