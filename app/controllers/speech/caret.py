"""The announcements to a screen reader when the caret moves: the label and the changes of its line, and where it enters or leaves
changed words. The reader itself speaks the characters, without saying which of them are deleted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QTextCursor

from app.user_data.settings import Settings
from app.window.context import Context
from model.message import Message
from model.redline import Clause, Redline, Side
from model.redline.runs import with_offsets
from model.submission.story import redline_of
from widgets.common import announcements
from widgets.common.translation import say
from widgets.editor.editor import Editor

if TYPE_CHECKING:  # loaded when somebody listens
    from model.speech.change_words import ChangeWords, SpokenChange
    from model.speech.spoken_clause import ClauseSpeaker


def words_of(settings: Settings) -> ChangeWords:
    """Where words about changes are spoken on request, also if none are spoken at the caret."""
    return "both" if settings.spoken_changes == "both" else "start"


class CaretState(Struct, frozen=True):
    """The last place of the caret, and what was announced of it."""

    view: str = ""
    """The view of the text, '' before the first place."""
    clauses: Sequence[Clause] = ()
    """The clauses as they were."""
    line: tuple[int, int] = (-1, -1)
    """The block and the line in it."""
    change: SpokenChange | None = None


class CaretSpeech(QObject):
    """Follows the caret of the text and of the note."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._window = window
        self._settings = context.settings
        self._states: dict[Editor, CaretState] = {}
        self._speaker: tuple[Redline, ChangeWords, ClauseSpeaker] | None = None
        for editor in (window.editor, window.note):
            editor.caret_moved.connect(partial(self._follow, editor))

    def speaker(self, editor: Editor) -> ClauseSpeaker:
        """Puts the clauses of an editor into words; made again after each change of the text."""
        from model.speech.spoken_clause import ClauseSpeaker

        redline, words = redline_of(self._session.submission, editor.story), words_of(self._settings.value)
        if self._speaker is None or self._speaker[0] is not redline or self._speaker[1] != words:
            labelling = self._session.labelling(editor.story.proposal)
            self._speaker = redline, words, ClauseSpeaker(redline, labelling, say, words)
        return self._speaker[2]

    def _follow(self, editor: Editor) -> None:
        if not QAccessible.isActive() or self._settings.value.spoken_changes == "off":
            return
        if not editor.isVisible() or not editor.hasFocus():
            return
        from model.speech.change_words import crossing_words, joined

        cursor, clauses = editor.textCursor(), editor.clauses
        place = editor.content.place_at(cursor.position())
        if place.index >= len(clauses):
            return
        clause, before = clauses[place.index], self._states.get(editor, CaretState())
        now = CaretState(editor.view, clauses, _line_of(cursor), _change_at(clause, place.offset))
        self._states[editor] = now
        if before.view and (before.clauses is not clauses or before.view != editor.view):
            return  # the caret was not moved by the user
        if self._window.is_following_list:
            return  # the words of the amendment are said, and those of its line would be said twice
        words: Message | None = None
        if before.line != now.line:
            words = self._of_line(editor, cursor, clause)
        else:
            mark, crossing = self.speaker(editor).mark(clause, place.offset), None
            if editor.view == "markup":
                crossing = crossing_words(before.change, now.change, words_of(self._settings.value))
            words = joined(mark, crossing) if mark is not None and crossing is not None else mark or crossing
        if words is not None:
            announcements.announce(editor, say(words))

    def _of_line(self, editor: Editor, cursor: QTextCursor, clause: Clause) -> Message | None:
        """The label of a clause if its first line was reached, and the changes in the line."""
        from model.speech.change_words import joined

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
    from model.speech.change_words import change_of, whole_change

    if whole_change(clause) is not None:
        return None
    for start, run in with_offsets(clause.runs):
        if start <= offset < start + len(run.text):
            return change_of(run)
    return change_of(clause.end)
