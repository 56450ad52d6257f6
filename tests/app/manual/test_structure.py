"""The page on structure, carried out: keys, tables, the tree, labels, corrections of what was read, references."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu, QWidget

from app.program import Program
from model.edits.proposals.new_proposal import new_resolution
from model.numbering import Labelling
from model.redline import Status, paragraphs
from model.submission.values import Submission
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.source_pages import compare_with_pages, source_page
from tests.app.manual.texts import CALLS, SMALL, clause_with, draft, put_caret, submission_of
from tests.builders.tables import read, tbl, tr
from widgets.clause_tree.call_picker import CallBox
from widgets.dialogs.small_dialogs import NewTableDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
RECALLING = {
    "en": "recalling", "fr": "rappelant", "es": "recordando", "ru": "напоминая", "zh": "忆及", "ar": "إذ يذكّر",
}  # fmt: skip
LETTERS = {"ar": "أبجده"}
GRID = tbl(*(tr(*(f"r{row}c{column}" for column in range(2))) for row in range(2)))


def test_structure(follow: Follow, open_program: Callable[..., Program]) -> None:
    program = open_program(submission=submission_of())
    with follow("30-structure.md", program) as hand:
        hand.section("Structure")
        calls = hand.name("considering"), hand.name("resolves")
        text = "".join(f"*{call}*\none,\n" for call in calls)
        program.open_submission.show_unsaved(submission_of(text, hand.language), "Text")
        assert [clause.text for clause in program.window.editor.clauses if clause.props.kind == "call"] == list(calls)
        hand.section("Keys")
        keys(hand)
        hand.section("Tables")
        tables(hand)
        hand.section("The clause tree")
        tree(hand)
        hand.section("Labels")
        labels(hand)
        hand.section("What was read wrongly")
        again(program)
        put_caret(program, "that others")
        menu = hand.submenu("Clause > Correct what was read")
        hand.choose_called(menu, "This is a &heading")
        assert clause_with(program, "that others").props.kind == "heading"
        assert not program.window.list.amendments.rows
        hand.section("Pages of a PDF")
        compare_with_pages(hand)
        source_page(hand)
        again(program)
        hand.section("Closing marks")
        before = program.settings.value.punctuation
        hand.choose("Clause > Punctuate as ITU does")
        assert program.settings.value.punctuation is not before
        assert program.actions["punctuate"].isChecked() is not before
        program.settings.change(punctuation=True)
        again(program)
        put_caret(program, "that others have none,")
        hand.press_keys("Alt+Shift+Up")
        assert {"that others have none;", "another,"} <= set(draft(program))
        hand.section("References to clauses")
        references(hand)


def again(program: Program, text: str = SMALL, language: str = "en") -> None:
    """Puts a text that is not amended into the window."""
    program.open_submission.show_unsaved(submission_of(text, language), "Text")
    program.window.editor.setFocus()


def tree_rows(program: Program) -> list[str]:
    """The paragraphs of the draft under the introductory phrases, with their labels, deeper ones indented."""
    text = program.session.submission.proposals[0].redline
    label = Labelling.of(text).draft
    return [
        "  " * max(paragraph.props.level - 1, 0) + f"{label(paragraph.bearer.id) or ''} {paragraph.text}".strip()
        for paragraph in paragraphs(text.clauses, "draft")
        if paragraph.props.kind in ("call", "paragraph")
    ]


def keys(hand: Driver) -> None:
    program = hand.program
    again(program)
    put_caret(program, "that texts are short;")
    hand.press("Enter")
    hand.write("new")
    assert "b) new" in tree_rows(program)[2]
    put_caret(program, "that some have items:")
    hand.press_keys("Enter")
    assert tree_rows(program)[4] == "  i)", "the first under an item that has some"
    hand.press("Enter")
    assert tree_rows(program)[4] == "d)", "out of the level"
    again(program)
    put_caret(program, "that others have none,")
    hand.press_keys("Enter")
    label = hand.code("f)").replace("و", "f")
    hand.write(f"{label} ")
    assert "d)" in tree_rows(program)
    hand.press("Ctrl+Z")
    assert program.window.editor.caret.clause().text == f"{label} "
    again(program)
    put_caret(program, "that others have none,", 0)
    hand.press("Tab")
    assert "  iii) that others have none," in tree_rows(program)
    hand.press("Shift+Tab")
    assert "c) that others have none," in tree_rows(program)
    new = new_resolution("en", None, "ATU-1", program.session.stamp())
    program.open_submission.show_unsaved(Submission(proposals=(new,), language="en"), "Text")
    program.window.editor.setFocus()
    put_caret(program, "DRAFT NEW", 3)
    hand.press("Tab")
    assert program.window.editor.textCursor().selectedText() == "[Title of the resolution]"
    hand.press_keys("Tab")
    assert program.window.editor.textCursor().selectedText() == "[…]"
    hand.press("Shift+Tab")
    assert program.window.editor.textCursor().selectedText() == "[Title of the resolution]"
    again(program)
    put_caret(program, "that others", 5)
    deeper, higher = ("Alt+Shift+Right", "Alt+Shift+Left")
    hand.press(deeper)
    assert "  iii) that others have none," in tree_rows(program)
    hand.press(higher)
    assert "c) that others have none," in tree_rows(program)
    put_caret(program, "that others", 5)
    hand.press("Alt+Shift+Up")
    assert "b) that others have none;" in tree_rows(program)
    assert any(clause.end.move or any(run.move for run in clause.runs) for clause in program.window.editor.clauses)
    hand.press("Alt+Shift+Down")
    assert any(line.startswith("c) that others have none") for line in tree_rows(program))
    hand.press("Ctrl+Alt+Up")
    assert "b) that others have none;" in tree_rows(program)
    hand.press("Ctrl+Alt+Down")
    assert any(line.startswith("c) that others have none") for line in tree_rows(program))
    calls_and_joins(hand)


def calls_and_joins(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    again(program)
    put_caret(program, "to stop", 0)
    hand.press("Ctrl+Enter")
    box = picker()
    assert box.list.count() > 1
    hand.write("invites m")
    hand.press_keys("Enter")
    assert editor.caret.clause().text == "invites Member States"
    put_caret(program, "considering", 0)
    hand.press("F2")
    picker()
    hand.write("recalling")
    hand.press_keys("Enter")
    assert tree_rows(program)[0] == "recalling"
    again(program)
    put_caret(program, "to stop.", 0)
    hand.press("Backspace")
    assert "1 to go on;to stop." in tree_rows(program)
    again(program)
    put_caret(program, "to go on;")
    hand.press("Del")
    assert "1 to go on;to stop." in tree_rows(program)
    again(program)
    put_caret(program, "to go on;")
    hand.choose("Clause > Join with the next")
    assert "1 to go on;to stop." in tree_rows(program)
    again(program)
    put_caret(program, "that some have items:", 4)
    hand.press("Ctrl+Shift+Enter")
    hand.write("new")
    assert "c) new" in tree_rows(program)[5]
    put_caret(program, "that some have items:", 4)
    hand.press("Ctrl+Shift+Del")
    assert not any("one of them" in line or "some have items" in line for line in tree_rows(program))
    put_caret(program, "that some have items:", 4)
    hand.press("Ctrl+Shift+R")
    assert "b) that some have items:" in tree_rows(program)


def picker() -> CallBox:
    """The box in which an introductory phrase is chosen."""
    wait_for(lambda: isinstance(QApplication.activePopupWidget(), CallBox), "the introductory phrases")
    box = QApplication.activePopupWidget()
    assert isinstance(box, CallBox)
    return box


def cells(program: Program) -> list[tuple[str, Status]]:
    return [(clause.text, clause.row) for clause in program.window.editor.clauses if clause.cell is not None]


OLD = [(f"r{row}c{column}", Status.KEPT) for row in range(2) for column in range(2)]
NEW = [("", Status.INSERTED)] * 2


def go(program: Program, words: str) -> None:
    editor = program.window.editor
    block = editor.document().begin()
    while not block.text().startswith(words):
        block = block.next()
        assert block.isValid(), words
    editor.setTextCursor(QTextCursor(block))
    editor.setFocus()


def tables(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor

    def anew() -> None:
        program.open_submission.show_unsaved(read(GRID), "Table")

    anew()
    go(program, "r0c0")
    hand.press("Tab")
    assert editor.textCursor().selectedText() == "r0c1"
    hand.press("Shift+Tab")
    assert editor.textCursor().selectedText() == "r0c0"
    hand.press_keys("Down")
    assert editor.caret.clause().text == "r1c0"

    def size(box: QWidget) -> None:
        assert isinstance(box, NewTableDialog)
        hand.press_keys("Enter")

    put_caret(program, "to go on")
    count = len(cells(program))
    hand.press("Ctrl+F12", size)
    assert len(cells(program)) == count + 9
    for key, at in (("Alt+Ins", 2), ("Alt+Shift+Ins", 0)):
        anew()
        go(program, "r0c1")
        hand.press(key)
        assert cells(program) == OLD[:at] + NEW + OLD[at:]
    anew()
    go(program, "r1c1")
    hand.press("Tab")
    assert cells(program) == OLD + NEW
    anew()
    go(program, "r0c0")
    hand.press("Alt+Del")
    assert cells(program)[:2] == [(text, Status.DELETED) for text, _ in OLD[:2]]
    go(program, "r0c0")
    hand.choose_in("&Clause", "Restore what is deleted")
    assert cells(program) == OLD
    for key, at in (("Ctrl+Alt+Ins", 1), ("Ctrl+Alt+Shift+Ins", 0)):
        anew()
        go(program, "r0c0")
        hand.press(key)
        row = ["r0c0", "r0c1"]
        assert [text for text, _ in cells(program)[:3]] == [*row[:at], "", *row[at:]]
    anew()
    go(program, "r0c0")
    hand.press("Alt+Shift+Del")
    assert not any("c0" in text for text in draft(program))
    go(program, "r0c0")
    hand.choose_in("&Clause", "Restore what is deleted")
    assert any("c0" in text for text in draft(program))


def tree(hand: Driver) -> None:
    program, panel, shown = hand.program, hand.program.window.clause_panel, hand.program.window.tree
    language = "ar" if hand.language == "ar" else "en"
    letters = LETTERS.get(language, "abcde")
    items = "".join(f"{letter})\tthat{at};\n" for at, letter in enumerate(letters))
    again(program, f"*{CALLS[language]}*\n{items}", language)
    put_caret(program, "that3;")
    hand.press_keys("Enter")
    hand.write("new")
    old, _, new = hand.code("e → f").split()
    wait_for(lambda: all(f"{label})" in (row_with(program, "that4") or "") for label in (old, new)), "the new label")
    shown.setFocus()
    shown.setCurrentIndex(shown.clauses.index_of(clause_with(program, "that2").id))
    hand.press("Shift+F10")
    wait_for(lambda: QApplication.activePopupWidget() is not None, "the menu of the tree")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert program.actions["delete clause"] in menu.actions()
    hand.close_menus()
    hand.choose_item(panel.which, "Only amended")
    wait_for(lambda: row_with(program, "that1") is None, "only what was amended")
    assert row_with(program, "new") is not None
    hand.choose_item(panel.which, "Only mine")
    wait_for(lambda: row_with(program, "that1") is None, "only what is mine")
    assert row_with(program, "new") is not None
    hand.press_keys("Home", at=panel.which)
    panel.words.setFocus()
    hand.write("that2")
    wait_for(lambda: row_with(program, "that1") is None, "the filter")
    assert row_with(program, "that2") is not None
    panel.words.clear()


def row_with(program: Program, words: str) -> str | None:
    """The row of the tree with some words, where it is seen."""
    view, clause = program.window.tree, clause_with(program, words)
    index = view.clauses.index_of(clause.id)
    if not index.isValid() or view.isRowHidden(index.row(), index.parent()):
        return None
    return str(index.data())


def labels(hand: Driver) -> None:
    program = hand.program
    again(program)
    label = hand.code("b)bis")
    put_caret(program, "that others", 0)

    def write(box: QWidget) -> None:
        assert isinstance(box, QInputDialog)
        line = box.findChild(QLineEdit)
        assert line is not None
        line.selectAll()
        hand.write(label)
        hand.press_keys("Enter")

    hand.choose("Clause > Set label", write)
    assert f"{label} that others have none," in tree_rows(program)
    hand.choose_in("&Clause", "Number it automatically")
    assert "c) that others have none," in tree_rows(program)


def references(hand: Driver) -> None:
    program, language, bar = hand.program, hand.language, hand.program.references.bar
    before, after = hand.code("resolves 8"), hand.code("resolves 9")
    was, now = hand.code("considering c)"), hand.code("recalling c)")
    first, second, third = "أبج" if language == "ar" else "abc"
    items = "".join(f"{number}\ttext {number};\n" for number in range(1, 10))
    resolves = hand.name("resolves")
    text = (
        f"*{CALLS[language]}*\n{first})\tx;\n{second})\ty;\n{third})\tz,\n*{resolves}*\n{items}"
        f"10\tsee {before};\n11\tand {before};\n12\tas in {was}.\n"
    )

    def anew() -> None:
        again(program, text, language)

    def insert() -> None:
        put_caret(program, "text 7;")
        hand.press_keys("Enter")
        program.references.follow()

    menu = hand.submenu("Clause > References to clauses")
    hand.choose_entry(menu, hand.name("References to clauses follow"))
    anew()
    insert()
    assert sum(after in line for line in draft(program)) == 2
    hand.press_keys("Ctrl+Z")
    assert sum(before in line for line in draft(program)) == 2
    put_caret(program, CALLS[language], 0)
    hand.press_keys("F2")
    picker()
    hand.write(RECALLING[language])
    hand.press_keys("Enter")
    assert any(now in line for line in draft(program))
    menu = open_ways(hand)
    hand.choose_entry(menu, hand.name("Reference changes are offered"))
    for single, every, done in (("Change", "Change all", 2), ("Leave", "Leave all", 0)):
        anew()
        insert()
        assert bar.isVisible()
        hand.click(single, within=bar)
        hand.press_button(hand.name(every), within=bar)
        assert not bar.isVisible()
        assert sum(after in line for line in draft(program)) == done
    anew()
    insert()
    hand.click("Until the program closes", within=bar)
    hand.press_button(hand.same("Change all"), within=bar)
    insert()
    assert not bar.isVisible()
    assert sum(after.replace("9", "10") in line for line in draft(program)) == 2
    hand.choose_entry(open_ways(hand), hand.name("References to clauses stay"))
    anew()
    insert()
    assert not bar.isVisible()
    assert sum(before in line for line in draft(program)) == 2
    hand.choose_entry(open_ways(hand), hand.name("Look at references that are out of date"))
    assert bar.isVisible()
    assert len(bar.rows) == 2
    hand.press("Esc")
    assert program.window.editor.hasFocus()
    hand.press("Ctrl+Alt+K")
    assert bar.isAncestorOf(QApplication.focusWidget())


def open_ways(hand: Driver) -> QMenu:
    """The menu that says what is done with references, opened once more."""
    menu, entry = hand.same("Clause > References to clauses").split(" > ")
    return hand.below(hand.open_menu(menu), entry)
