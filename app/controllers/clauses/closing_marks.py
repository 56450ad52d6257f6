"""Reports in the status bar on closing marks that an edit changes out of sight."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.window.context import Context
from model import edits
from model.redline.edit_text import Place
from model.submission.story import StoryId
from widgets.common.names import name_place
from widgets.common.store import Change
from widgets.common.translation import counted


class ClosingMarkReports(QObject):
    """Reports the first item whose closing mark changed out of sight, and their number."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._window = context.window
        self._session.changed.connect(self._on_changed)
        self._window.parts.append(self)

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the window."""
        self._session.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if change.origin != "edit" or change.transaction is None:
            return
        changes = edits.punctuation.changed_marks(change.transaction)
        hidden = [changed for changed in changes if not self._is_seen(changed[0], changed[1])]
        if not hidden:
            return
        story, clause, mark = hidden[0]
        place = name_place(self._session, story, clause)
        sentence = self.tr("Out of sight: {place} now ends in “{mark}”.").format(place=place, mark=mark)
        if len(hidden) > 1:
            sentence = counted(
                "Out of sight: {place} now ends in “{mark}”, and {n} other item has a new closing mark.",
                "Out of sight: {place} now ends in “{mark}”, and {n} other items have a new closing mark.",
                len(hidden) - 1, place=place, mark=mark,
            )  # fmt: skip
        self._window.tell(sentence)

    def _is_seen(self, story: StoryId, clause: str) -> bool:
        """Whether the end of a clause is in the visible part of the editor."""
        editor = self._window.editor
        index = next((at for at, candidate in enumerate(editor.clauses) if candidate.id == clause), None)
        if editor.story != story or index is None:
            return False
        cursor = editor.textCursor()
        cursor.setPosition(editor.content.position_of(Place(index, len(editor.clauses[index].text))))
        return editor.viewport().rect().contains(editor.cursorRect(cursor).center())
