"""The announcements to a screen reader when the caret moves: the label and the changes of its line, and where it enters or leaves
changed words. The reader itself speaks the characters, without saying which of them are deleted."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QTextCursor

from app.user_data.settings import SpokenChanges
from app.window.context import Context
from model.message import Message
from model.redline import Clause, Side
from model.redline.runs import with_offsets
from model.speech.change_words import SpokenChange, change_of, crossing_words, joined, whole_change
from model.speech.spoken_clause import ClauseSpeaker
from model.submission.story import redline_of
from widgets.common import announcements
from widgets.common.translation import say
from widgets.editor.editor import Editor


class CaretState(Struct, frozen=True):
    """Where the caret was last, and what was told of it."""

    clauses: int = 0
    """The identity of the clauses: after a change of the text, the caret has not been moved by the user."""
    line: tuple[int, int] = (-1, -1)
    """The block and the line in it."""
    change: SpokenChange | None = None


class CaretSpeech(QObject):
    """Follows the caret of the text and of the note."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._settings = context.settings
        self._states: dict[Editor, CaretState] = {}
        self._speaker: tuple[object, ClauseSpeaker] | None = None
        for editor in (window.editor, window.note):
            editor.caret_moved.connect(partial(self._follow, editor))

    @property
    def words(self) -> SpokenChanges:
        """Where words about changes are spoken."""
        return self._settings.value.spoken_changes

    def speaker(self, editor: Editor) -> ClauseSpeaker:
        """Puts the clauses of an editor into words; made again after each change of the text."""
        redline, words = redline_of(self._session.submission, editor.story), self.words
        known = (redline, words)
        if self._speaker is None or self._speaker[0] != known:
            labelling = self._session.labelling(editor.story.proposal)
            self._speaker = known, ClauseSpeaker(redline, labelling, say, "both" if words == "both" else "start")
        return self._speaker[1]

    def _follow(self, editor: Editor) -> None:
        if not QAccessible.isActive() or self.words == "off" or not editor.isVisible() or not editor.hasFocus():
            return
        cursor, clauses = editor.textCursor(), editor.clauses
        place = editor.content.place_at(cursor.position())
        if place.index >= len(clauses):
            return
        clause, before = clauses[place.index], self._states.get(editor, CaretState())
        now = CaretState(id(clauses), _line_of(cursor), _change_at(clause, place.offset))
        self._states[editor] = now
        if before.clauses != now.clauses and before.clauses:
            return
        words: Message | None = None
        if before.line != now.line:
            words = self._of_line(editor, cursor, clause)
        elif editor.view == "markup":
            words = crossing_words(before.change, now.change, "both" if self.words == "both" else "start")
        if words is not None:
            announcements.announce(editor, say(words))

    def _of_line(self, editor: Editor, cursor: QTextCursor, clause: Clause) -> Message | None:
        """The label of a clause if its first line was reached, and the changes in the line."""
        speaker, block = self.speaker(editor), cursor.block()
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        first = not line.isValid() or line.lineNumber() == 0
        if editor.view != "markup":
            label = self._label(editor, clause) if first else ""
            return Message.verbatim(label) if label else None
        start, stop = block.position(), block.position() + block.length() - 1
        if line.isValid():
            start += line.textStart()
            stop = min(stop, start + line.textLength())
        places = (editor.content.place_at(start), editor.content.place_at(stop))
        found = [*(speaker.heading(clause) if first else ())]
        found += speaker.changes(clause, places[0].offset, places[1].offset)
        return joined(*found) if found else None

    def _label(self, editor: Editor, clause: Clause) -> str:
        side: Side = "base" if editor.view == "base" else "draft"
        return self._session.labelling(editor.story.proposal).printed_label(side, clause.id)


def _line_of(cursor: QTextCursor) -> tuple[int, int]:
    line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
    return cursor.blockNumber(), line.lineNumber() if line.isValid() else 0


def _change_at(clause: Clause, offset: int) -> SpokenChange | None:
    """The change of the character after an offset; None in a clause that is changed as a whole, which its heading says."""
    if whole_change(clause) is not None:
        return None
    for start, run in with_offsets(clause.runs):
        if start <= offset < start + len(run.text):
            return change_of(run)
    return change_of(clause.end)
