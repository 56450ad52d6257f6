"""A robot that does to the window what hands, input methods, other programs, menus and the clipboard do.

What it does with a number depends on that number, the seed and the text alone, so that actions can be left out of a run
that failed, to find the few that matter.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from app.program import Program
from app.window.action_ids import CLAUSE_MENU, TEXT_MENU
from model.edits import fields
from model.redline import Clause
from model.redline.edit_text import Place
from model.submission.resolved import VIEWS
from model.submission.story import StoryId
from tests.builders.editor_checks import (
    base_of,
    look_at,
    look_at_amendments,
    look_at_form,
    look_at_pages,
    look_at_shown,
    look_at_tables,
    look_at_tree,
    look_whether_grouped,
)
from tests.builders.mixed_texts import TREATY_KINDS, submission_of
from tests.builders.own_drop import OwnDrop
from tests.soak.beside_actions import BesideActions
from tests.soak.bracket_actions import BracketActions
from tests.soak.card_actions import CardActions
from tests.soak.library_actions import LibraryActions
from tests.soak.page_actions import PageActions
from tests.soak.treaty_actions import TreatyActions
from widgets.common.store import Change
from widgets.dialogs.symbols import SymbolsDialog
from widgets.editor.editor import Editor

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CONTROL = Modifier.NoModifier, Modifier.ShiftModifier, Modifier.ControlModifier

TYPED = ("a", "b", " ", "é", "ш", "ع", "א", "中", "😀", "\u0301", ";", ",", "\u200d", "\u200f")
PASTED = (
    "word", "two\nparas", "a\n\nb", "e\u0301\U0001f468\u200d\U0001f469", "", "\n", "a\u2029b\r\nc", "\ufffc\x07",
    "a)\tone;\nb)\ttwo;\n  i)\tdeeper,", "*resolves*\n1\tto go on.", "ب)\tشيء؛", "\x00\x01\ud800\x1b[0m", "x" * 3000,
)  # fmt: skip
RICH = (
    "<p>one <i>two</i> <b>th<u>ree</u></b></p><p>f<sup>our</sup></p>",
    "<ul><li>a<li>b</ul><script>no()</script><img src='file:///etc/passwd'>",
    "<table><tr><td>x<td>y</table><p>", "not <b even &lt; html &#0; &#xD800;", "",
)  # fmt: skip
SLIPS = (' "ab" ', " teh ", " a--b", " a...", " l'a ", ' "', "' ", " A/RES/70'x ", " «a» ", " reseau,", " recieve. ")
"""What is put right while it is typed, in some language."""
MOVES = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageDown)
MENU = (
    "bold", "italic", "underline", "superscript", "insert clause", "delete clause", "restore", "join", "promote", "demote",
    "move up", "move down", "label", "unlabel", "make call", "make lettered", "make numbered", "make plain", "make heading",
    "make annex", "footnote", "show footnote", "punctuate", "next amendment", "previous amendment", "accept", "reject",
    "reject", "insert row above", "insert row below", "delete row",
    "insert column before", "insert column after", "delete column", "select all", "next pane", "clause tree", "side pane",
    "cards pane", "pane below", "problems", "comments", "amendments", "larger", "smaller", "web layout",
    *VIEWS,
)  # fmt: skip


RESTS_WITHIN = 60
"""Seconds after which pages that are still being made are said to go round in circles."""


class Robot:
    """Works on one text in a window of its own."""

    def __init__(self, kind: str, seed: int, folder: Path, *, thorough: bool = True) -> None:
        self.random = random.Random()
        self.seed = seed
        self._has_bands = kind == "bands"
        self._ticks = 0.0
        layout = QSettings(str(folder / "layout.ini"), QSettings.Format.IniFormat)
        self.program = program = Program(folder / "journals", layout, "robot", folder / "config")
        program.session._now = lambda: "2024-09-06T09:00:00Z"
        program.session._clock = self._clock
        program.windows.start_process = lambda command, folder: True
        program.window.resize(900, 600)
        program.window.show()
        program.open_submission.show_unsaved(submission_of(kind), kind)
        self.editor = program.window.editor
        self.editor.setFocus()
        self.other = Editor(program.session, StoryId(1), "draft")
        self.other.hide()
        program.window.parts.append(self.other)
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        self._tester = QAbstractItemModelTester(program.window.tree.clauses, mode) if thorough else None
        self.opened = program.session.submission
        self._base = self._bases()
        self._faults: list[str] = []
        self._beside = BesideActions(program, self.random, folder, self.opened)
        self._library = LibraryActions(program, self.random, folder)
        self._page = PageActions(program, self.random)
        self._treaty = TreatyActions(program, self.random)
        program.session.changed.connect(self._on_changed)
        self.done = 0
        self.last = ""
        self.actions = [
            *[self.type] * 10, *[self.delete] * 6, *[self.move] * 6, *[self.undo] * 4, *[self.redo] * 3,
            *[self.cards] * 2, *[self.brackets] * 2,
            *[self.enter] * 3, *[self.command] * 8, *[self.paste] * 2, *[self.select] * 2,
            self.tab, self.cut, self.click, self.compose, self.compose, self.outside, self.drop, self.drag, self.note,
            self.row, self.rename, self.drop_rows, self.call, self.reasons, self.jump, self.filter, self.wait,
            self.kind, self.menu_here, self.zoom, self.field, self.start_page, self.tour,
            self.slip, self.slip, self.symbol, self.table,
            self.rest, self.foot, self.copies, self.library, *[self.second_text] * 2,
            *[self.first_page] * 3,
            *[self.treaty] * (8 if kind in TREATY_KINDS else 0),
        ]  # fmt: skip

    def _clock(self) -> float:
        self._ticks += self.random.choice([0.1, 0.1, 2])
        return self._ticks

    def _bases(self) -> list[object]:
        return [base_of(proposal.redline) for proposal in self.program.session.submission.proposals]

    def _on_changed(self, change: Change) -> None:
        """The base may change by what says that it does, and by taking that back."""
        if change.transaction is None or change.transaction.rebases:
            self._base = self._bases()
        elif self._bases() != self._base:
            self._faults.append(f"the base was changed by {change.transaction.kind}")

    # -- a run

    def run(self, numbers: Iterable[int], *, undo: bool = True) -> None:
        """Does what the numbers say, looking after each; then takes all back and does it again."""
        for number in numbers:
            self.act(number)
        if undo:
            self.undo_all()

    def act(self, number: int) -> None:
        self.random.seed(f"{self.seed}:{number}")
        action = self.random.choice(self.actions)
        self.last = action.__name__
        self.done += 1
        action()
        QApplication.processEvents()
        self.look(rarely=self.done % 10 == 0)

    def look(self, *, rarely: bool) -> None:
        window, session = self.program.window, self.program.session
        for editor in (self.editor, self.other, *([window.note] if window.note.clauses else [])):
            look_at(editor)
            look_whether_grouped(editor)
            look_at_tables(editor)
            look_at_shown(editor)
        look_at_tree(window.tree, self.editor.story, self.program)
        assert not self._faults, self._faults
        assert [p.original for p in session.submission.proposals] == [p.original for p in self.opened.proposals]
        if rarely:
            look_at_amendments(self.program)
            for proposal in session.submission.proposals:
                look_at_form(proposal.redline)

    def undo_all(self) -> None:
        self.last = "undo all"
        stack, session = self.program.session.stack, self.program.session
        while stack.canRedo():
            stack.redo()
        done = session.submission
        while stack.canUndo():
            stack.undo()
        assert session.submission == self.opened, "undone to the bottom, the text is not the one that was opened"
        self.look(rarely=True)
        while stack.canRedo():
            stack.redo()
        assert session.submission == done, "redone to the top, the text is not the last one"
        self.look(rarely=True)

    def close(self) -> None:
        self.program.session.stack.setClean()
        self.program.window.close()
        self.other.deleteLater()
        self.program.window.deleteLater()
        QApplication.clipboard().clear()

    # -- keys

    def key(self, key: Key, modifiers: Modifier = NONE) -> None:
        QTest.keyClick(self.focused, key, modifiers)

    @property
    def focused(self) -> Editor:
        return self.program.window.focused_editor()

    def type(self) -> None:
        for _ in range(self.random.choice([1, 1, 2, 5])):
            self._type(self.random.choice(TYPED))

    def slip(self) -> None:
        """Types what is put right."""
        for sign in self.random.choice(SLIPS):
            self._type(sign)

    def _type(self, sign: str) -> None:
        """Types a sign, with which something may be put right or become a label, after what stood there too; one undo brings
        back what was typed."""
        stack = self.program.session.stack
        wanted = self._as_plain_editor(sign)
        QTest.sendKeyEvent(QTest.KeyAction.Click, self.focused, Key.Key_unknown, sign, NONE)
        if wanted is None or self._draft_and_caret() == wanted:
            return
        self.program.session.name_steps()
        message = f"the draft is not what a plain editor gives: {stack.undoText()}"
        assert stack.undoText().startswith(("Autocorrect", "Label")), message
        stack.undo()
        assert self._draft_and_caret() == wanted, "undo does not bring back what was typed"
        if self.random.random() < 0.7:
            stack.redo()

    def symbol(self) -> None:
        """Puts a sign in from the box."""
        self.program.actions["symbol"].trigger()
        for box in self.program.window.findChildren(SymbolsDialog):
            box.search.setText(self.random.choice(["", "arrow", "no-break", "none of these", "zero width", "arabic comma"]))
            QTest.keyClick(box.search, self.random.choice([Key.Key_Return, Key.Key_Down, Key.Key_Escape]))
            box.reject()

    def _as_plain_editor(self, text: str) -> tuple[str, int] | None:
        """Draft and caret after typing into a text that knows no tracking; None if a deleted clause is typed in."""
        editor = self.focused
        clauses, (a, b) = editor.clauses, editor.caret.selected_range()
        if editor.view == "base" or a.index != b.index or not clauses:
            return None
        if any(not clause.is_on("draft") for clause in clauses[a.index : b.index + 1]):
            return None
        draft, _ = self._draft_and_caret()
        low, high = draft_offset(clauses, a), draft_offset(clauses, b)
        return draft[:low] + text + draft[high:], low + len(text)

    def _draft_and_caret(self) -> tuple[str, int]:
        """The last paragraph ends with the text, whether its own end stands or went with the deleted ones after it."""
        clauses, (_, caret) = self.focused.clauses, self.focused.caret.selected_range()
        return draft_string(clauses).removesuffix("\n"), draft_offset(clauses, caret)

    def delete(self) -> None:
        key = self.random.choice([Key.Key_Backspace, Key.Key_Backspace, Key.Key_Delete])
        self.key(key, self.random.choice([NONE] * 4 + [CONTROL]))

    def move(self) -> None:
        modifiers = self.random.choice([NONE, NONE, NONE, SHIFT, SHIFT, CONTROL, CONTROL | SHIFT])
        for _ in range(self.random.choice([1, 1, 3, 7])):
            self.key(self.random.choice(MOVES), modifiers)

    def enter(self) -> None:
        self.key(Key.Key_Return, self.random.choice([NONE, NONE, NONE, SHIFT]))

    def tab(self) -> None:
        if self.random.random() < 0.5:
            self.key(Key.Key_Home)
        self.key(Key.Key_Tab if self.random.random() < 0.6 else Key.Key_Backtab)

    def undo(self) -> None:
        for _ in range(self.random.choice([1, 1, 1, 8])):
            self.program.actions["undo"].trigger()

    def redo(self) -> None:
        for _ in range(self.random.choice([1, 1, 5])):
            self.program.actions["redo"].trigger()

    # -- mouse and caret

    def jump(self) -> None:
        editor = self.focused
        cursor = editor.textCursor()
        cursor.setPosition(self.random.randrange(editor.document().characterCount()))
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        editor.setTextCursor(cursor)
        editor.caret.leave_mark()  # as after a click: keys and clicks never leave it behind an edition mark

    def select(self) -> None:
        self.jump()
        cursor = self.focused.textCursor()
        way = self.random.choice([QTextCursor.MoveOperation.Left, QTextCursor.MoveOperation.Right])
        cursor.movePosition(way, QTextCursor.MoveMode.KeepAnchor, self.random.choice([1, 3, 10, 40, 200]))
        self.focused.setTextCursor(cursor)

    def click(self) -> None:
        window = self.program.window
        viewport = self.random.choice([self.editor, self.editor, window.note, window.tree]).viewport()
        if not viewport.isVisible():
            return
        where = QPoint(self.random.randrange(max(1, viewport.width())), self.random.randrange(max(1, viewport.height())))
        left = Qt.MouseButton.LeftButton
        match self.random.randrange(4):
            case 0:
                QTest.mouseDClick(viewport, left, NONE, where)
            case 1:
                QTest.mouseClick(viewport, left, SHIFT, where)
            case _:
                QTest.mouseClick(viewport, left, NONE, where)

    # -- clipboard, drops, input methods, other programs

    def _data(self) -> QMimeData:
        data = QMimeData()
        chosen = self.random.random()
        if chosen < 0.3:
            data.setHtml(self.random.choice(RICH))
        elif chosen < 0.35:
            data.setData("image/png", b"\x89PNG\r\n\x1a\n")
        elif chosen < 0.4:
            data.setData("text/rtf", rb"{\rtf1 one {\i two} {\b three}\par four\super 2\nosupersub  \'e9 \u1575?}")
        else:
            data.setText(self.random.choice(PASTED))
        return data

    def paste(self) -> None:
        self.focused.insertFromMimeData(self._data())

    def cut(self) -> None:
        self.key(Key.Key_X if self.random.random() < 0.5 else Key.Key_C, CONTROL)
        self.jump()
        if self.random.random() < 0.7:
            self.key(Key.Key_V, CONTROL)

    def drop(self) -> None:
        editor = self.focused
        data, copy = self._data(), Qt.DropAction.CopyAction
        event = QDropEvent(self._somewhere(editor), copy, data, Qt.MouseButton.LeftButton, NONE)
        editor.dropEvent(event)

    def drag(self) -> None:
        """Drops on the text what is selected in it."""
        self.select()
        editor = self.focused
        data = editor.createMimeDataFromSelection()
        way = self.random.choice([Qt.DropAction.MoveAction, Qt.DropAction.CopyAction])
        editor.dropEvent(OwnDrop(self._somewhere(editor), way, data, editor))

    def _somewhere(self, editor: Editor) -> QPointF:
        viewport = editor.viewport()
        return QPointF(self.random.randrange(max(1, viewport.width())), self.random.randrange(max(1, viewport.height())))

    def compose(self) -> None:
        editor = self.focused
        for text in self.random.choice([["n", "ni", "你"], ["´"], ["ka", ""], ["日", "日本", "日"]]):
            QApplication.sendEvent(editor, QInputMethodEvent(text, []))
            assert editor.document().blockCount() == editor.projection.count
        match self.random.randrange(4):
            case 0:
                self.move()
            case 1:
                self.undo()
            case _:
                event = QInputMethodEvent("", [])
                event.setCommitString(self.random.choice(["你好", "é", "か", "ab\ncd"]), *self.random.choice([(0, 0), (-1, 1)]))
                QApplication.sendEvent(editor, event)

    def outside(self) -> None:
        document = self.focused.document()
        cursor = QTextCursor(document)
        cursor.setPosition(self.random.randrange(document.characterCount()))
        for _ in range(self.random.choice([1, 1, 3])):
            match self.random.randrange(4):
                case 0:
                    cursor.insertText(self.random.choice(TYPED))
                case 1:
                    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 5)
                    cursor.removeSelectedText()
                case 2:
                    cursor.insertBlock()
                case 3:
                    cursor.insertHtml("<b>bold</b>")
        self.focused.flush()

    # -- menus, tree, form

    def command(self) -> None:
        name = self.random.choice(MENU)
        self.last = name
        self.program.actions[name].trigger()

    def table(self) -> None:
        """Puts a table in where the caret is."""
        size = self.random.choice([None, (1, 1, 1), (2, 3, 0), (3, 2, 1)])
        self.program.clause_commands.insert_table(lambda: size)

    def kind(self) -> None:
        """Makes the clause another one by the box of the bar."""
        kinds = self.program.window.bars.kinds.choice
        kinds.activated.emit(self.random.randrange(kinds.count()))

    def menu_here(self) -> None:
        """Opens the menu of what is here, which is short."""
        menu = self.program.menus.menu_of(self.random.choice([TEXT_MENU, CLAUSE_MENU]))
        assert sum(1 for action in menu.actions() if not action.isSeparator()) <= 12
        menu.deleteLater()

    def zoom(self) -> None:
        """Moves the slider of the status bar."""
        QTest.keyClick(self.program.view_comfort.zoom.slider, self.random.choice([Key.Key_Left, Key.Key_Right]))

    def field(self) -> None:
        """Types into a field of the submission form, and goes back into the text."""
        self.program.window.panels.open("submission")
        form = self.program.submission_form.form
        form.show_field(
            self.random.choice(["header/title", "header/document", "header/abstract", "proposals/1/reasons"]), focus=True
        )
        focused = QApplication.focusWidget()
        if form.isAncestorOf(focused):
            QTest.keyClicks(focused, self.random.choice(["ATU", "35 ", "on a subject"]))
        self.editor.setFocus()

    def note(self) -> None:
        """Goes into a note, or back into the text."""
        story, window = self.editor.story, self.program.window
        notes = sorted(self.program.session.submission.proposals[story.proposal - 1].redline.notes)
        if notes and self.random.random() < 0.6:
            window.show_note(StoryId(story.proposal, self.random.choice(notes)))
            window.note.setFocus()
        else:
            self.editor.setFocus()

    def _choose_row(self) -> bool:
        tree = self.program.window.tree
        count = len(self.editor.clauses)
        if not tree.clauses.follows:
            tree.clauses.follow()
        if count:
            tree.setCurrentIndex(self._row_at(self.random.randrange(count)))
            tree.setFocus()
        return bool(count)

    def _row_at(self, clause: int) -> QModelIndex:
        """The row of a clause by its index in the text."""
        return self.program.window.tree.clauses.index_of(self.editor.clauses[clause].id)

    def row(self) -> None:
        tree = self.program.window.tree
        if self._choose_row():
            keys = (Key.Key_Delete, Key.Key_Insert, Key.Key_Left, Key.Key_Right, Key.Key_Down, Key.Key_Return)
            QTest.keyClick(tree, self.random.choice(keys))
            if self.random.random() < 0.5:
                self.command()
        self.editor.setFocus()

    def rename(self) -> None:
        tree = self.program.window.tree
        if self._choose_row() and tree.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            tree.clauses.setData(tree.currentIndex(), self.random.choice(["noting", "", "recalling further", "x\u2029y"]))
        self.editor.setFocus()

    def drop_rows(self) -> None:
        tree, count = self.program.window.tree, len(self.editor.clauses)
        if not self._choose_row():
            return
        rows = [self._row_at(self.random.randrange(count)) for _ in range(self.random.choice([1, 1, 2]))]
        under = self.random.choice([QModelIndex(), self._row_at(self.random.randrange(count))])
        row = self.random.randrange(-1, tree.clauses.rowCount(under) + 1)
        data = tree.clauses.mimeData(rows)
        tree.clauses.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, under)
        self.editor.setFocus()

    def call(self) -> None:
        found = self.program.clause_commands.calls_here()
        if found is not None:
            target, offered = found
            self.program.clause_commands.insert_call(target, self.random.choice([*offered[:3], "my own"]))

    def reasons(self) -> None:
        session = self.program.session
        words = self.random.choice(["", "because", "ولأن"])
        session.commit(fields.set_field(session.submission, "proposals/1/reasons", words, session.stamp()))

    def cards(self) -> None:
        """Does something with the cards beside the text."""
        CardActions(self.program, self.random).act()
        self.editor.setFocus()

    def brackets(self) -> None:
        """Does something with brackets and options."""
        BracketActions(self.program, self.random).act()
        self.editor.setFocus()

    def copies(self) -> None:
        """Does something with returned copies."""
        self._beside.copies()
        self.program.window.activateWindow()  # or keys would be meant for the other window, where that is still open
        self.editor.setFocus()

    def library(self) -> None:
        """Does something with the library."""
        self._library.act()
        self.program.window.activateWindow()
        self.editor.setFocus()

    def second_text(self) -> None:
        """Does something with the text beside the text."""
        self._beside.second_text()
        self.editor.setFocus()

    def filter(self) -> None:
        panel = self.program.window.tree.parent()
        panel.which.setCurrentIndex(self.random.randrange(3))
        panel.apply()
        panel.which.setCurrentIndex(0)
        panel.apply()

    def work_on_proposals(self) -> None:
        """From now on only works on words, often while only the proposals of a treaty text are shown."""
        words = (self.type, self.delete, self.move, self.enter, self.undo, self.redo, self.paste, self.select, self.cut)
        self.actions = [*words * 3, self.click, self.click, self.jump, self.note, self.wait, *[self.only_proposals] * 6]

    def only_proposals(self) -> None:
        """Shows the proposals of a treaty text alone, or the whole text again."""
        self.program.actions["only proposals"].trigger()
        self.random.choice([self.move, self.type, self.delete, self.undo])()

    def start_page(self) -> None:
        """Covers the text with the start page and goes back to it, by keys."""
        program = self.program
        program.actions["start page"].trigger()
        page = program.start_page.page
        assert page is not None
        assert page.isVisible()
        for _ in range(self.random.randrange(4)):
            QTest.keyClick(QApplication.focusWidget() or page, self.random.choice([Key.Key_Tab, Key.Key_Down]))
        QTest.keyClick(page, Key.Key_Escape)
        assert not page.isVisible()
        assert program.actions["export"].isEnabled()

    def tour(self) -> None:
        """Asks for the tour beside the text, which gets a window of its own: nothing happens to this one."""
        self.program.actions["tour"].trigger()

    def rest(self) -> None:
        """Lets the pages follow, and looks whether they begin where the print preview has them begin."""
        if self.editor.composing:  # where there was nothing to undo, an input method is at work still, and pages wait for it
            QApplication.sendEvent(self.editor, QInputMethodEvent("", []))
        pages = self.program.page_view
        pages.find()
        limit = time.monotonic() + RESTS_WITHIN
        while not pages.is_settled:
            QTest.qWait(5)
            assert time.monotonic() < limit, "the pages never come to rest"
        look_at_pages(self.program)

    def first_page(self) -> None:
        """Works on what is around the text."""
        self._page.act()

    def treaty(self) -> None:
        """Does something with provisions and the proposals on them, or with frequency bands."""
        self.last = self._treaty.act(bands=self._has_bands)
        self.editor.setFocus()

    def foot(self) -> None:
        """Clicks at a note at the foot of a page."""
        stories = [strip.source for gap in self.editor.pages.gaps.between(0, 10**6) for _, strip in gap.page.foot]
        if not stories:
            return
        story = StoryId.parse(self.random.choice(stories))
        rect = self.editor.pages.note_rect(story)
        if rect is not None:
            bar = self.editor.verticalScrollBar()
            bar.setValue(round(bar.value() + rect.top() - 100))
            rect = self.editor.pages.note_rect(story)
            if rect is not None:
                QTest.mouseClick(self.editor.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())

    def wait(self) -> None:
        """Lets the timers run by which views follow."""
        QTest.qWait(200)


def draft_string(clauses: Sequence[Clause]) -> str:
    return "".join(clause.text_on("draft") + "\n" * clause.end.status.in_draft for clause in clauses)


def draft_offset(clauses: Sequence[Clause], place: Place) -> int:
    """Characters of the draft before a place, paragraph ends counted."""
    offset, seen = len(draft_string(clauses[: place.index])), 0
    for run in clauses[place.index].runs:
        if run.status.in_draft:
            offset += len(run.text[: max(0, place.offset - seen)])
        seen += len(run.text)
    return offset
