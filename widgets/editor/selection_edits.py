"""The edits at the selection of a view: typing, pasting, deleting."""

from __future__ import annotations

from collections.abc import Callable

from model.errors import EditError
from model.redline.edit_text import Place
from model.submission.transaction_kinds import TransactionKind
from widgets.common.store import TYPING, MergeKey
from widgets.common.translation import say, translate
from widgets.editor import clipboard
from widgets.editor.document.foreign_edit_guard import MOST_BLOCKS, ForeignEdit
from widgets.editor.document.selections import Pair
from widgets.editor.intents import Intents
from widgets.editor.view import StoryView


class SelectionEdits:
    """Carries out intents on the selection of a view, and moves its caret."""

    def __init__(self, view: StoryView, intents: Intents, prepare: Callable[[], None], refuse: Callable[[str], None]) -> None:
        """
        view: the view
        intents: makes and commits the transactions
        prepare: called before each edit; what else changes the document must have ended
        refuse: called with a sentence if an edit is not possible
        """
        self._view = view
        self._prepare = prepare
        self.intents = intents
        self.refuse = refuse

    def apply(self, intent: Callable[[Pair], Place | None]) -> None:
        """Carries out an intent on the selection, and moves the caret to the place that it returns."""
        self._prepare()
        if self._view.view == "base":
            self.refuse(
                translate("Editor", "The text in force is only read; amend it in the views Markup (Ctrl+1) and Draft (Ctrl+2).")
            )
            return
        try:
            caret = intent(self._view.caret.selected_range())
        except EditError as error:
            self.refuse(say(error.message))
            return
        if caret is not None:
            self._view.caret.move_to(caret)

    def type_text(self, text: str, merge: MergeKey = TYPING, *, by_key: bool = False) -> None:
        """Replaces the selection by text; successive steps of one `merge` are one for undo."""
        text = clipboard.clean_text(text)
        if text:
            self.apply(lambda at: self.intents.type(at, text, merge, by_key=by_key))

    def put_text(self, text: str) -> None:
        """Replaces the selection by a text of any number of paragraphs."""
        paragraphs = clipboard.paragraphs_of(text)
        if any(paragraphs) or len(paragraphs) > 1:
            self.apply(lambda at: self.intents.paste(at, clipboard.plain_foreign(paragraphs), TransactionKind.PASTE))

    def cut_text(self) -> None:
        """Copies the selection and deletes it, if there is one."""
        if self._view.textCursor().hasSelection():
            self._view.copy()
            self.apply(self.intents.delete)

    def repeat(self, edit: ForeignEdit) -> None:
        """Carries out what changed the document by another way as an ordinary edit."""
        projection = self._view.projection
        start, stop = projection.place(edit.start), projection.place(edit.stop)
        if stop.index - start.index > MOST_BLOCKS:
            self.refuse(translate("Editor", "A change of too many clauses by another program was refused."))
            return
        text = clipboard.plain_foreign(clipboard.paragraphs_of(edit.text))
        self.apply(lambda _: self.intents.put((start, stop), text, TransactionKind.EDIT_FROM_OUTSIDE))
