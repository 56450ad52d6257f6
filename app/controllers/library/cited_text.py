"""The text that is cited at a place of the draft: its name and title while the pointer is on the citation, the text itself by a
key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF

from app.controllers.library.open_library import OpenLibrary
from app.window.action_ids import ActionId
from app.window.citation_at import citation_at, cites_at_caret
from app.window.cited_provision import cited_provision
from app.window.context import Context
from model.redline.edit_text import Place
from model.submission.story import language_of, redline_of
from model.submission.transactions import Selection
from model.text.shortening import shorten_text
from widgets.common.foreign_text import isolated_always
from widgets.common.translation import line_of
from widgets.editor.editor import Editor

if TYPE_CHECKING:
    from app.controllers.library.library import LibraryController
    from model.library.store.library_records import LibraryRecord

_SHOWN = 200
"""Characters of a provision that are shown while the pointer is on its number."""


class CitedTextController(QObject):
    """Finds cited texts in the library; without a library it finds nothing."""

    def __init__(self, context: Context, open_library: OpenLibrary, library: Callable[[], LibraryController]) -> None:
        """`library` returns the controller that shows its texts."""
        super().__init__(context.window)
        self._session = context.session
        self._window = context.window
        self._open = open_library
        self._library = library
        for editor in (context.window.editor, context.window.note):
            editor.tooltips.sources.append(partial(self._hint, editor))
        context.actions.connect_to(ActionId.SHOW_CITED, self.show)

    def show(self) -> None:
        """Shows the text that is cited at the caret, or says why it cannot."""
        if self.show_if_held():
            return
        if not self._open.is_used:
            message = self.tr("You have no library yet. Create and fill one with Tools › Library.")
        elif not cites_at_caret(self._session.submission, self._window.focused_editor()):
            message = self.tr("The caret is not in a citation.")
        else:
            message = self.tr("The library does not have the text that is cited here.")
        self._window.tell(message)

    def show_if_held(self) -> bool:
        """Goes to the provision cited at the caret, or shows the text cited there, and says if it is another edition; returns
        whether it can."""
        editor = self._window.focused_editor()
        place = editor.caret.selected_range()[1]
        provision = cited_provision(self._session, editor, place) if editor.hasFocus() else None
        if provision is not None:
            self._window.go_to(Selection(provision.story, (provision.clause, 0), (provision.clause, 0)))
            return True
        held = self.record_at(editor, place) if editor.hasFocus() else None
        if held is not None:
            self._library().show_beside(held)
            if self._is_other_edition(editor, place, held):
                from app.controllers.library.names import name_and_status_of

                message = self.tr("The library does not have the edition that is cited here. It shows {text}.")
                self._window.tell(message.format(text=isolated_always(name_and_status_of(held))))
        return held is not None

    def _is_other_edition(self, editor: Editor, place: Place, held: LibraryRecord) -> bool:
        """Whether the citation at a place names another edition than that of a text."""
        from model.library.texts.editions import is_cited_edition

        citation = citation_at(self._session.submission, editor, place)
        edition = citation.edition if citation is not None else None
        return edition is not None and not is_cited_edition(held.identity, edition)

    def record_at(self, editor: Editor, place: Place) -> LibraryRecord | None:
        """The text of the library that is cited at a place: in the cited edition and the language of the draft if the library
        has it, otherwise in the last edition that it has."""
        if not self._open.is_used:
            return None
        citation = citation_at(self._session.submission, editor, place)
        if citation is None:
            return None
        language = language_of(self._session.submission, editor.story)
        body = citation.body or (self._own_body(editor) if citation.of_this_conference else "")
        found = [
            text
            for text in self._open.texts().values()
            if (text.identity.instrument, text.identity.number.casefold()) == (citation.instrument, citation.number.casefold())
            and body in ("", text.identity.body)
        ]
        from model.library.texts.editions import is_cited_edition, rank

        edition = citation.edition

        def fits(text: LibraryRecord) -> tuple[bool, bool, object]:
            identity = text.identity
            cited = edition is not None and is_cited_edition(identity, edition)
            return identity.language == language, cited, rank(identity)

        return max(found, key=fits, default=None)

    def _own_body(self, editor: Editor) -> str:
        from model.library.texts.identity import named_identity

        return named_identity(redline_of(self._session.submission, editor.story), "draft")[0].body

    def _hint(self, editor: Editor, point: QPointF) -> list[str]:
        if editor.hit_test.place_under(point) is None:
            return []
        return self.sentences_at(editor, editor.hit_test.character_at(point))

    def sentences_at(self, editor: Editor, place: Place) -> list[str]:
        """What is known of the text or provision that is cited at a place."""
        provision = cited_provision(self._session, editor, place)
        if provision is not None:
            words = isolated_always(shorten_text(f"{provision.label} {provision.words}", _SHOWN))
            return [self.tr("{provision} Shift+F1 goes there.").format(provision=words)]
        if not self._open.is_used:
            return []
        held = self.record_at(editor, place)
        if held is None:
            return []
        from app.controllers.library.names import name_and_status_of

        named = isolated_always(line_of((name_and_status_of(held), held.title)))
        if self._is_other_edition(editor, place, held):
            return [self.tr("The library has another edition: {text}. Shift+F1 shows it.").format(text=named)]
        return [self.tr("In the library: {text}. Shift+F1 shows it.").format(text=named)]
