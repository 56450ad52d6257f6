"""The text that is cited at a place of the draft: its name and title while the pointer rests there, the text itself by a key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF

from app.controllers.library.open_library import OpenLibrary
from app.window.action_ids import ActionId
from app.window.context import Context
from model.redline.edit_text import Place
from widgets.common.foreign_text import apart
from widgets.common.store import proposal_number, redline_of
from widgets.editor.editor import Editor

if TYPE_CHECKING:
    from app.controllers.library.library import LibraryController
    from model.library.held import HeldText
    from model.references.citations import Citation


class CitedTextController(QObject):
    """Answers from the library; where there is none, nothing is looked for."""

    def __init__(self, context: Context, open_library: OpenLibrary, library: Callable[[], LibraryController]) -> None:
        """`library` gives the controller that shows its texts."""
        super().__init__(context.window)
        self._session = context.session
        self._window = context.window
        self._open = open_library
        self._library = library
        for editor in (context.window.editor, context.window.note):
            editor.hints.sources.append(partial(self._hint, editor))
        context.actions.connect_to(ActionId.SHOW_CITED, self.show)

    def show(self) -> None:
        """Shows what is cited where the caret stands, or says why that cannot be."""
        if self.show_if_held():
            return
        if not self._open.used:
            told = self.tr("There is no library yet: Tools, Library opens it, and is where it is filled.")
        elif self._citation(self._window.focused_editor(), self._window.focused_editor().selected()[1]) is None:
            told = self.tr("The caret stands in no citation.")
        else:
            told = self.tr("The library does not have the text that is cited here.")
        self._window.tell(told)

    def show_if_held(self) -> bool:
        """Shows what is cited where the caret stands; whether the library has it."""
        editor = self._window.focused_editor()
        held = self.held_at(editor, editor.selected()[1]) if editor.hasFocus() else None
        if held is not None:
            self._library().show_beside(held)
        return held is not None

    def held_at(self, editor: Editor, place: Place) -> HeldText | None:
        """The text of the library that is cited at a place: in the edition that is cited and the language of the draft where the
        library has it so, else in the last one that it has."""
        if not self._open.used:
            return None
        citation = self._citation(editor, place)
        if citation is None:
            return None
        language = self._language(editor)
        body = citation.body or (self._own_body(editor) if citation.of_this_conference else "")
        found = [
            text
            for text in self._open.texts().values()
            if (text.identity.instrument, text.identity.number.casefold()) == (citation.instrument, citation.number.casefold())
            and body in ("", text.identity.body)
        ]
        from model.library.editions import rank

        edition = citation.edition

        def fits(text: HeldText) -> tuple[bool, bool, object]:
            own = text.identity
            cited = edition is not None and (own.year, own.suffix) == (edition.year, edition.suffix)
            return own.language == language, cited, rank(own)

        return max(found, key=fits, default=None)

    def _citation(self, editor: Editor, place: Place) -> Citation | None:
        from model.references.citation_parser import cite
        from model.submission.search import is_shown

        if place.index >= len(editor.clauses):
            return None
        clause, offset, at = editor.clauses[place.index], 0, 0
        for run in clause.runs:
            inside = min(max(place.offset - at, 0), len(run.text))
            offset += inside if is_shown(run, "draft") else 0
            at += len(run.text)
        text = "".join(run.text for run in clause.runs if is_shown(run, "draft"))
        return next((each for each in cite(text, self._language(editor)) if each.start <= offset <= each.stop), None)

    def _language(self, editor: Editor) -> str:
        submission = self._session.submission
        return redline_of(submission, str(proposal_number(editor.story))).language or submission.language

    def _own_body(self, editor: Editor) -> str:
        from model.library.identity import library_text

        return library_text(redline_of(self._session.submission, str(proposal_number(editor.story)))).identity.body

    def _hint(self, editor: Editor, point: QPointF) -> list[str]:
        if not self._open.used or editor.place_under(point) is None:
            return []
        held = self.held_at(editor, editor.character_at(point))
        if held is None:
            return []
        from app.controllers.library.names import name_of

        named = ", ".join(filter(None, (name_of(held), held.title)))
        return [self.tr("In the library: {text}. Shift+F1 shows it.").format(text=apart(named))]
