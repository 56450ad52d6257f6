"""A robot that does to an editor what hands, input methods, other programs and the clipboard do."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.session import Session
from model.canonical import canonical
from model.editing import Place
from model.redline import Clause, Label, Props, Redline, Run, Style, resolve
from model.submission import Proposal, Submission
from widgets.editor.editor import Editor
from widgets.editor.formats import LOOK
from widgets.projection import VIEWS, Point, units

Key, Modifier = Qt.Key, Qt.KeyboardModifier

TEXTS = {
    "latin": ["recalling", "Resolution 75 (Rev. Dubai, 2018), on the role of ITU;", "", "that ICTs e\u0301volve;", "a"],
    "rtl": ["إذ تضع في اعتبارها", "أن الاتحاد (ITU) يؤدي دوراً مهماً؛", "את ההחלטה 12", "", "وإذ يلاحظ"],
    "mixed": ["认识到 ITU 的作用", "😀 emoji 👨‍👩‍👧 and 𝒜stral", "non\u00a0breaking\u2028line", "אב ab אב", "x\u200fy"],
}
TYPED = ["a", "b", " ", "é", "ш", "ع", "א", "中", "😀", "\u0301", ";"]
PASTED = ["word", "two\nparas", "a\n\nb", "e\u0301\U0001f468\u200d\U0001f469", "", "\n", "a\u2029b\r\nc", "\ufffc\x07"]
MOVES = [Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End]


def document_of(kind: str) -> Submission:
    """A text of one script, every second clause labelled, one in italics."""
    clauses = tuple(
        Clause(
            str(number),
            Props("paragraph", 1, "letter" if number % 2 else "none"),
            (Run(text, style=Style(italic=number == 0)),) if text else (),
            label=Label("abcdefgh"[number] + ")") if number % 2 else None,
        )
        for number, text in enumerate(TEXTS[kind])
    )
    redline = Redline(clauses, language={"rtl": "ar", "latin": "en", "mixed": "zh"}[kind])
    return Submission(proposals=(Proposal("MOD", "1", redline, original=redline),))


class Robot:
    """Acts by a seed; a second editor shows the same text in another view."""

    def __init__(self, kind: str, seed: int, editor: Callable[[Session], Editor]) -> None:
        self.random = random.Random(seed)
        self.opened = document_of(kind)
        self.ticks = 0.0
        self.session = Session(self.opened, "robot", now=lambda: "2024-09-06T09:00:00Z", clock=self._clock)
        self.editor = editor(self.session)
        self.other = editor(self.session)
        self.other.show_story("1", "draft")
        self.base = base_of(self.opened.proposals[0].redline)
        self.log: list[str] = []
        self.actions = [
            *[self.type] * 8,
            *[self.delete] * 5,
            *[self.move] * 5,
            self.select, self.enter, self.enter, self.paste, self.paste, self.cut, self.undo, self.undo, self.redo,
            self.switch, self.compose, self.outside, self.restore, self.jump,
        ]  # fmt: skip

    def _clock(self) -> float:
        self.ticks += self.random.choice([0.1, 0.1, 2])
        return self.ticks

    def key(self, key: Key, modifiers: Modifier = Modifier.NoModifier) -> None:
        QTest.keyClick(self.editor, key, modifiers)

    def act(self) -> None:
        action = self.random.choice(self.actions)
        self.log.append(action.__name__)
        action()

    def type(self) -> None:
        text = self.random.choice(TYPED)
        wanted = self._as_plain_editor(text)
        QTest.sendKeyEvent(QTest.KeyAction.Click, self.editor, Key.Key_unknown, text, Modifier.NoModifier)
        if wanted is not None:
            assert self._draft_and_caret() == wanted, "the draft is not what a plain editor gives"

    def _as_plain_editor(self, text: str) -> tuple[str, int] | None:
        """Draft and caret after typing into a text that knows no tracking; None where a struck clause is typed in."""
        clauses, (a, b) = self.editor.clauses, self.editor.selected()
        if self.editor.view == "base" or any(not clause.is_on("draft") for clause in clauses[a.index : b.index + 1]):
            return None
        if a.index != b.index:
            return None
        draft, _ = self._draft_and_caret()
        low, high = draft_offset(clauses, a), draft_offset(clauses, b)
        return draft[:low] + text + draft[high:], low + len(text)

    def _draft_and_caret(self) -> tuple[str, int]:
        clauses, (_, caret) = self.editor.clauses, self.editor.selected()
        return draft_string(clauses), draft_offset(clauses, caret)

    def delete(self) -> None:
        key = self.random.choice([Key.Key_Backspace, Key.Key_Backspace, Key.Key_Delete])
        self.key(key, self.random.choice([Modifier.NoModifier] * 4 + [Modifier.ControlModifier]))

    def move(self) -> None:
        plain, shift, control = Modifier.NoModifier, Modifier.ShiftModifier, Modifier.ControlModifier
        modifiers = self.random.choice([plain, plain, plain, shift, shift, shift, control])
        for _ in range(self.random.choice([1, 1, 3, 7])):
            self.key(self.random.choice(MOVES), modifiers)

    def jump(self) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(self.random.randrange(self.editor.document().characterCount()))
        cursor.movePosition(QTextCursor.MoveOperation.Left)
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        self.editor.setTextCursor(cursor)

    def select(self) -> None:
        self.jump()
        cursor = self.editor.textCursor()
        steps = self.random.choice([1, 3, 10, 40])
        way = self.random.choice([QTextCursor.MoveOperation.Left, QTextCursor.MoveOperation.Right])
        cursor.movePosition(way, QTextCursor.MoveMode.KeepAnchor, steps)
        self.editor.setTextCursor(cursor)

    def enter(self) -> None:
        self.key(Key.Key_Return, self.random.choice([Modifier.NoModifier, Modifier.NoModifier, Modifier.ShiftModifier]))

    def paste(self) -> None:
        data = QMimeData()
        data.setText(self.random.choice(PASTED))
        self.editor.insertFromMimeData(data)

    def cut(self) -> None:
        self.key(Key.Key_X, Modifier.ControlModifier)
        if self.random.random() < 0.5:
            self.key(Key.Key_V, Modifier.ControlModifier)

    def undo(self) -> None:
        self.session.stack.undo()

    def redo(self) -> None:
        self.session.stack.redo()

    def switch(self) -> None:
        self.editor.show_story("1", self.random.choice(VIEWS))

    def restore(self) -> None:
        self.editor.restore_text()

    def compose(self) -> None:
        for text in self.random.choice([["n", "ni", "你"], ["´"], ["ka", ""]]):
            QApplication.sendEvent(self.editor, QInputMethodEvent(text, []))
            assert self.editor.document().blockCount() == self.editor.projection.count
        if self.random.random() < 0.7:
            event = QInputMethodEvent("", [])
            event.setCommitString(self.random.choice(["你好", "é", "か"]))
            QApplication.sendEvent(self.editor, event)
        else:
            self.move()

    def outside(self) -> None:
        document = self.editor.document()
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
        self.editor.flush()

    # -- what must hold

    def look(self) -> None:
        for editor in (self.editor, self.other):
            look_at(editor)
        redline = self.session.submission.proposals[0].redline
        assert base_of(redline) == self.base, "the base was changed"
        if len(self.log) % 10 == 0:
            assert canonical(redline.clauses) == redline.clauses, "not in canonical form"

    def undo_all(self) -> None:
        while self.session.stack.canRedo():
            self.session.stack.redo()
        done = self.session.submission
        while self.session.stack.canUndo():
            self.session.stack.undo()
        assert self.session.submission == self.opened
        self.look()
        while self.session.stack.canRedo():
            self.session.stack.redo()
        assert self.session.submission == done
        self.look()


def draft_string(clauses: tuple[Clause, ...]) -> str:
    return "".join(clause.text_on("draft") + "\n" * clause.end.status.in_draft for clause in clauses)


def draft_offset(clauses: tuple[Clause, ...], place: Place) -> int:
    """Characters of the draft before a place, paragraph ends counted."""
    offset, seen = len(draft_string(clauses[: place.index])), 0
    for run in clauses[place.index].runs:
        if run.status.in_draft:
            offset += len(run.text[: max(0, place.offset - seen)])
        seen += len(run.text)
    return offset


def base_of(redline: Redline) -> list[tuple[object, ...]]:
    """What the base says; which clause carries it may change."""
    return [(clause.props, clause.label, clause.runs) for clause in resolve(redline, "base").clauses]


def look_at(editor: Editor) -> None:
    """The document must be the model's rendering, characters and formats, and the caret a place of the model."""
    projection, formats = editor.projection, editor.formats
    document = editor.document()
    assert document.blockCount() == projection.count
    block = document.begin()
    for number in range(projection.count):
        assert block.text() == projection.text(number), number
        wanted = formats.block(projection.block_look(number)).property(LOOK)
        assert block.blockFormat().property(LOOK) == wanted, "format of a block"
        shown = []
        parts = block.begin()
        while not parts.atEnd():
            fragment = parts.fragment()
            shown.append((fragment.length(), fragment.charFormat().property(LOOK)))
            parts += 1
        spans = [(units(text), formats.char(look).property(LOOK)) for text, look in projection.spans(number)]
        assert _joined(shown) == _joined(spans), number
        block = block.next()
    cursor = editor.textCursor()
    point = Point(cursor.blockNumber(), cursor.positionInBlock())
    there = projection.point(projection.place(point))
    assert there == point or block_cuts_pair(projection.text(point.block), point.position), "the caret is nowhere"


def block_cuts_pair(text: str, position: int) -> bool:
    before = text.encode("utf-16-le")[: 2 * position]
    return before.decode("utf-16-le", "ignore").encode("utf-16-le") != before


def _joined(parts: list[tuple[int, object]]) -> list[tuple[int, object]]:
    out: list[tuple[int, object]] = []
    for length, look in parts:
        if out and out[-1][1] == look:
            out[-1] = (out[-1][0] + length, look)
        else:
            out.append((length, look))
    return out


