"""The view of a treaty text that shows its proposals with one provision on each side and the headings around them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject

from app.window.action_ids import ActionId
from app.window.context import Context
from widgets.cuts.places import CutPlaces
from widgets.cuts.shown_text import ShownText


class OnlyProposalsController(QObject):
    """Turns the view on and off, and lets it follow the proposals."""

    def __init__(self, context: Context, places: CutPlaces) -> None:
        """`places` are the proposals of the shown text."""
        super().__init__(context.window)
        self._window = context.window
        self._action = context.actions[ActionId.ONLY_PROPOSALS]
        self._places = places
        self._text: ShownText | None = None
        """None before the view is first wanted."""
        self._extra: set[str] = set()
        """The clauses that are shown besides, since the work went on there."""
        context.actions.connect_to(ActionId.ONLY_PROPOSALS, lambda: self.set_on(self._action.isChecked()))
        places.followed.connect(self._follow)
        context.window.editor.story_shown.connect(self._follow)

    @property
    def is_on(self) -> bool:
        """Whether only the proposals are shown."""
        return self._text is not None and self._text.is_on

    def set_on(self, on: bool) -> None:
        """Shows only the proposals, or the whole text again."""
        self._places.settle()
        index = self._places.index
        if on and (index is None or not index.cuts):
            self._action.setChecked(False)
            self._window.tell(self.tr("There are no proposals on provisions here."))
            return
        self._action.setChecked(on)
        self._extra.clear()
        if on and self._text is None:
            self._text = ShownText(self._window.editor)
            self._text.asked.connect(self._show_more)
        if on:
            selection = self._window.editor.caret.selection()
            self._extra.update(self._passages_of([selection.caret[0]] if selection is not None else ()))
            self._follow()
        elif self._text is not None:
            self._text.show_only(None)
        self._window.editor.caret.show()

    def _follow(self) -> None:
        """Shows what belongs to the proposals as they are now; another text is shown whole."""
        if not self._action.isChecked():
            return
        index, story = self._places.index, self._window.editor.story
        if index is None or not index.cuts or story.note or story.proposal != self._places.number:
            self._action.setChecked(False)
            if self._text is not None:
                self._text.show_only(None)
            return
        from model.cuts.derive import with_context, with_headings

        if self._text is not None:
            self._text.show_only(with_headings(index, with_context(index) | self._extra))

    def _show_more(self, ids: Collection[str]) -> None:
        """Shows the provisions of clauses too."""
        self._extra.update(self._passages_of(ids))
        self._follow()

    def _passages_of(self, ids: Collection[str]) -> set[str]:
        """The clauses of the provisions that contain some clauses."""
        index = self._places.index
        if index is None:
            return set()
        places, passages = index.proposal.redline.places, index.passages
        found = {passages.index_of(places[id]) for id in ids if id in places}
        return {*ids, *(clause.id for at in found for clause in passages.all[at].clauses)}
