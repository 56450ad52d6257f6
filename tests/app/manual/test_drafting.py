"""The page on drafting, carried out: what is seen, deleted and restored, put in, put right, linked, undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTabWidget, QWidget

from app.program import Program
from model.numbering import Labelling
from model.redline import Status
from tests.app.controllers.test_links import BODY, TYPE
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.texts import CALLS, base, clause_with, draft, put_caret, select, submission_of
from tests.builders.word import parts_of, zipped
from widgets.dialogs.small_dialogs import CorrectionDialog, UndoList
from widgets.dialogs.symbols import SymbolsDialog
from widgets.theme.colours import colours
from widgets.window.settings_dialog import SettingsDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CHANGED = """\
    *considering*
    a)\tthat {++somewhat ++}short {--and dull --}texts;
    b)\tthat others,
    c)\tthat the last one
"""
LINK = "https://www.itu.int/en/x"


def test_drafting(follow: Follow, open_program: Callable[..., Program], few_words: None, tmp_path: Path) -> None:
    program = open_program(submission=submission_of(CHANGED))
    with follow("20-drafting.md", program) as hand:
        hand.section("Drafting")
        put_caret(program, "that others,", 0)
        hand.write("and ")
        assert clause_with(program, "that others").runs[0].status is Status.INSERTED
        hand.section("What you see")
        seen(hand)
        hand.section("Deleted text")
        deleted(hand, tmp_path)
        hand.section("Formatting, notes, language")
        put_in(hand)
        hand.section("What is corrected while you type")
        put_right(hand)
        hand.section("Links")
        links(hand, tmp_path)
        hand.section("Copy and paste")
        hand.section("Undo")
        program.open_submission.show_unsaved(submission_of(CHANGED), "Text")
        put_caret(program, "that others,", 0)
        hand.write("first, and then ")
        hand.takes_back("Undo")
        assert "first, that others," in draft(program)
        hand.takes_back("Redo")
        assert "first, and then that others," in draft(program)
        hand.press_keys("Ctrl+Z")
        hand.press_keys("Ctrl+Z")
        assert "that others," in draft(program)
        hand.write("and ")

        def go_back(box: QWidget) -> None:
            assert isinstance(box, UndoList)
            hand.press_keys("Up")
            assert "that others," in draft(program)
            hand.press_keys("Esc")

        hand.choose("Edit > Undo list", go_back)
        hand.section("Find and replace")


def format_of(program: Program, words: str) -> QTextCharFormat:
    """How words of the text are shown."""
    cursor = program.window.editor.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return cursor.charFormat()


def seen(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    hand.click("Markup", within=program.window.bars.views)
    used, lines = colours(editor.palette()), QTextCharFormat.UnderlineStyle
    assert hand.row("underlined, in blue")
    shown = format_of(program, "somewhat ")
    assert (shown.underlineStyle(), shown.foreground().color()) == (lines.SingleUnderline, used.inserted)
    assert used.inserted.blue() > max(used.inserted.red(), used.inserted.green())
    assert hand.row("struck through, in red")
    shown = format_of(program, "and dull")
    assert (shown.fontStrikeOut(), shown.foreground().color()) == (True, used.deleted)
    assert used.deleted.red() > max(used.deleted.blue(), used.deleted.green())
    put_caret(program, "that others,")
    hand.press_keys("Alt+Shift+Up")
    assert hand.row("underlined with dashes, or struck, in green")
    shown = format_of(program, "that others,")
    assert shown.underlineStyle() == lines.DashUnderline or shown.fontStrikeOut()
    assert shown.foreground().color() == used.moved
    assert used.moved.green() > max(used.moved.red(), used.moved.blue())
    assert hand.row("a label struck beside a new one")
    labels = Labelling.of(program.session.submission.proposals[0].redline)
    first = clause_with(program, "somewhat")
    assert (labels.base(first.id), labels.draft(first.id)) == ("a)", "b)")
    assert hand.row("¶ underlined or struck")
    put_caret(program, "that the last", 9)
    hand.press_keys("Enter")
    assert any(clause.end.status is Status.INSERTED for clause in editor.clauses)
    hand.choose("View > Draft")
    put_caret(program, "somewhat")
    hand.write("!")
    assert "somewhat!" in "".join(draft(program))
    hand.choose("View > Text in force")
    before = program.session.submission
    put_caret(program, "and dull")
    hand.write("?")
    assert program.session.submission is before
    program.actions["markup"].trigger()


def deleted(hand: Driver, folder: Path) -> None:
    program, editor = hand.program, hand.program.window.editor
    select(program, "and dull ")
    hand.choose("Clause > Restore what is deleted")
    assert "and dull" in "".join(draft(program))
    program.open_submission.show_unsaved(submission_of(CHANGED), "Text")
    put_caret(program, "that others,")
    hand.choose("Clause > Delete clause")
    assert "that others," not in draft(program)
    assert "that others," in base(program)
    put_caret(program, "somewhat")
    hand.press("Ctrl+Shift+Del")
    assert not any("somewhat" in text for text in draft(program))
    path = folder / f"kept{hand.code('.amend')}"
    assert program.open_submission._save(path)
    program.file_menu.open_sample()
    assert program.open_submission.open(path)
    put_caret(program, "short")
    hand.choose_in("&Clause", "Restore what is deleted")
    assert any("somewhat" in text for text in draft(program))
    put_caret(program, "that others,")
    hand.press("Ctrl+Shift+R")
    assert "that others," in draft(program)
    assert editor.hasFocus()


def put_in(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    program.open_submission.show_unsaved(submission_of(CHANGED), "Text")
    shown = hand.open_menu(hand.name("Format"))
    for id in ("bold", "italic", "underline", "superscript"):
        assert program.actions[id] in shown.actions()
    hand.close_menus()
    select(program, "others")
    program.actions["bold"].trigger()
    assert any(run.style.bold for run in clause_with(program, "others").runs)
    hand.choose("Format > Change case")
    assert clause_with(program, "Others")
    hand.press("Shift+F3")
    assert clause_with(program, "OTHERS")
    shown = hand.open_menu(hand.name("Insert"))
    for id in ("no-break space", "no-break hyphen"):
        assert program.actions[id] in shown.actions()
    hand.close_menus()
    put_caret(program, "that the last")
    hand.press("Ctrl+Shift+Space")
    hand.press("Ctrl+Shift+hyphen")
    assert "that the last\u00a0\u2011 one" in draft(program)

    def look(box: QWidget) -> None:
        assert isinstance(box, SymbolsDialog)
        hand.press_keys("Esc")

    def find(box: QWidget) -> None:
        assert isinstance(box, SymbolsDialog)
        box.search.setFocus()
        hand.write(hand.name("U+2011"))
        wait_for(lambda: box.list.topLevelItemCount() == 1, "the sign of that code")
        hand.press("Enter")
        assert box.isVisible()
        assert "that the last\u00a0\u2011\u2011 one" in draft(program)
        hand.press_keys("Esc")

    hand.choose("Insert > Symbol", look)
    put_caret(program, "\u2011")
    hand.press("Ctrl+Shift+I", find)

    put_caret(program, "that others")
    hand.choose("Insert > Insert footnote")
    assert program.window.note.hasFocus()
    hand.press_keys("Esc")
    assert not program.session.submission.proposals[0].redline.notes
    put_caret(program, "that others")
    program.actions["footnote"].trigger()
    hand.write("A note.")
    notes = program.session.submission.proposals[0].redline.notes
    assert [clause.text for note in notes.values() for clause in note.clauses] == ["A note."]
    hand.press("Esc")
    assert editor.hasFocus()
    hand.choose_in("&Insert", "Edit the footnote here")
    assert program.window.note.hasFocus()
    hand.press_keys("Esc")
    assert editor.hasFocus()
    hand.press("Ctrl+Alt+N")
    assert program.window.note.hasFocus()
    hand.press_keys("Ctrl+Alt+N")
    assert editor.hasFocus()
    hand.press_keys("Backspace")
    assert "\x01" not in "".join(draft(program))
    hand.takes_back("Undo")
    assert "\x01" in "".join(draft(program))


def put_right(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    typed, put = hand.name("teh"), hand.name("the")
    language = "en" if typed == "teh" else hand.language
    call = CALLS[language]
    items = "".join(f"{letter})\tthat{letter};\n" for letter in "abcde")
    program.open_submission.show_unsaved(submission_of(f"*{call}*\n{items}", language), "Text")
    put_caret(program, "thatc;")
    hand.write(f" {typed} ")
    assert editor.caret.clause().text == f"thatc; {put} "
    hand.name("One Undo (Ctrl+Z) brings back what you typed")
    hand.press_keys("Ctrl+Z")
    assert editor.caret.clause().text == f"thatc; {typed} "
    hand.write(f"{hand.name('itu-t')}, ")
    assert editor.caret.clause().text == f"thatc; {typed} {hand.name('ITU-T')}, "
    symbol = hand.name("A/RES/70/125")
    hand.write(f"{symbol} ")
    assert editor.caret.clause().text.endswith(f"{symbol} ")

    def add(box: QWidget) -> None:
        assert isinstance(box, CorrectionDialog)
        box.typed_field.setFocus()
        hand.write("wg")
        box.put_field.setFocus()
        hand.write("Working Group")
        hand.press_keys("Enter")

    hand.choose("Tools > Add to autocorrect", add)
    editor.setFocus()
    hand.write("wg ")
    assert editor.caret.clause().text.endswith("Working Group ")

    def read(box: QWidget) -> None:
        assert isinstance(box, SettingsDialog)
        tabs = box.findChild(QTabWidget)
        assert tabs is not None
        words = hand.name("Typing")
        tabs.setCurrentIndex(next(at for at in range(tabs.count()) if plain(tabs.tabText(at)) == words))
        assert box.field("corrections").value == {"wg": "Working Group"}
        assert box.field("typographic").isVisible()
        assert box.field("autocorrect").isVisible()
        hand.press_keys("Esc")

    hand.choose("Edit > Settings", read)
    label_at_the_head(hand)
    misspelt(hand)


def label_at_the_head(hand: Driver) -> None:
    program = hand.program
    label = hand.name("f)")
    language = "ar" if hand.language == "ar" else "en"
    letters = "أبجده" if language == "ar" else "abcde"
    items = "".join(f"{letter})\tthat{at};\n" for at, letter in enumerate(letters))
    program.open_submission.show_unsaved(submission_of(f"*{CALLS[language]}*\n{items}", language), "Text")
    put_caret(program, "that4;")
    hand.press_keys("Enter")
    hand.write(f"{label} new")
    new = clause_with(program, "new")
    assert new.text == "new"
    assert Labelling.of(program.session.submission.proposals[0].redline).draft(new.id) == label
    assert program.window.statusBar().currentMessage()


def misspelt(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    program.open_submission.show_unsaved(submission_of("*considering*\na)\tthat the others recieve;\n"), "Text")
    program.spelling.follow()
    wait_for(lambda: program.spelling.speller.is_wrong("recieve"), "the dictionary")
    put_caret(program, "recieve", 0)
    hand.press_keys("F7")
    wait_for(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu of the word")
    menu = QApplication.activePopupWidget()
    words = hand.name("Always correct to")
    wait_for(lambda: any(plain(action.text()).startswith(words) for action in menu.actions()), words)
    hand.close_menus()
    assert editor.hasFocus()


def links(hand: Driver, folder: Path) -> None:
    program, editor = hand.program, hand.program.window.editor
    parts, name = parts_of(BODY), "word/_rels/document.xml.rels"
    more = f'<Relationship Id="rId71" Type="{TYPE}" Target="{LINK}" TargetMode="External"/>'
    parts[name] = str(parts[name]).replace("</Relationships>", more + "</Relationships>")
    (folder / "links.docx").write_bytes(zipped(parts))
    assert program.open_submission.open(folder / "links.docx")
    opened: list[str] = []
    program.links._open_url = lambda url: opened.append(url.toString())
    put_caret(program, "the por")
    place = editor.cursorRect().center()
    held = hand.take("key", "Ctrl+click").keys.partition("+")[0]
    assert held == "Ctrl"

    def agree(box: QWidget) -> None:
        hand.click_called("&Open")

    from tests.app.manual.boxes import with_boxes

    with_boxes(
        lambda: QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place), agree
    )
    assert opened == [LINK]
