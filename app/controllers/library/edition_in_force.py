"""The remedies for a proposal on an edition that is not in force: it is applied to the edition of the library or of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.library.open_library import OpenLibrary
from app.window.context import Context
from model.errors import ClausewrightError
from widgets.common.foreign_text import isolated_always
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.margin.open_card import CardAct

if TYPE_CHECKING:
    from app.controllers.new_base import NewBaseController
    from model.library.store.library_records import LibraryRecord
    from model.library.texts.values import TextIdentity
    from model.preflight.finding import Finding
    from model.references.editions import Editions


class EditionInForce(QObject):
    """Offers the edition in force for a proposal on another one."""

    def __init__(
        self,
        context: Context,
        open_library: OpenLibrary,
        known: Callable[[], Editions],
        new_base: Callable[[], NewBaseController],
    ) -> None:
        """
        known: the editions by which a text in force is judged
        new_base: returns the controller that applies a proposal to another text in force
        """
        super().__init__(context.window)
        self._session = context.session
        self._window = context.window
        self._open = open_library
        self._known = known
        self._new_base = new_base

    def remedies(self, finding: Finding) -> Sequence[CardAct]:
        """The command for a problem of this kind; none for another problem, and if the text has been abrogated."""
        from model.library.queries.library_lookup import ABROGATED
        from model.library.texts.editions import edition_name
        from model.library.texts.identity import named_identity
        from model.library.texts.status import newer_edition
        from model.preflight.library_texts import BASE_SUPERSEDED

        if finding.rule != BASE_SUPERSEDED:
            return ()
        proposal = self._session.submission.proposals[finding.fault.story.proposal - 1]
        identity = named_identity(proposal.redline, "base")[0]
        newest = newer_edition(identity, self._known().rows(*identity.key))
        if newest is not None and newest.status == ABROGATED:
            return ()
        held = self._record_in_force(identity)
        if held is None:
            return (
                CardAct(
                    self.tr("Choose its file …"),
                    lambda: self._new_base().ask_and_move(),
                    self.tr("The edition in force is not in the library: choose its file, and this proposal is applied to it."),
                ),
            )
        edition = isolated_always(edition_name(held.identity, held.identity.language))
        return (
            CardAct(
                self.tr("Use {edition}").format(edition=edition),
                partial(self._apply, held),
                self.tr("Take the edition in force from the library and apply this proposal to it; Undo reverts this."),
            ),
        )

    def _record_in_force(self, identity: TextIdentity) -> LibraryRecord | None:
        """The edition in force of a text in the library, in its language."""
        from model.library.texts.editions import rank

        same = (
            text
            for text in self._open.texts().values()
            if (text.identity.key, text.identity.language) == (identity.key, identity.language)
        )
        later = (text for text in same if text.status == "in_force" and rank(text.identity) > rank(identity))
        return max(later, key=lambda text: rank(text.identity), default=None)

    def _apply(self, held: LibraryRecord) -> None:
        from app.controllers.library.names import name_of

        try:
            path = self._open.copy_at_work(held, self._window)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return
        self._new_base().move_to(path, name_of(held))
