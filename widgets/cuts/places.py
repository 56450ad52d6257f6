"""The proposals that are printed from the shown treaty text, updated shortly after a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject

from model.submission.story import StoryId, has_text
from model.submission.values import CutSettings
from widgets.common.store import Change, Store
from widgets.common.story_places import StoryPlaces

if TYPE_CHECKING:
    from model.cuts.derive import CutIndex
    from model.cuts.values import Cut


class CutRow(Struct, frozen=True):
    """A proposal, or settings of one that is not printed at present."""

    key: str
    cut: Cut | None
    """None if nothing is printed for the settings."""
    number: str
    """As printed, `EUR/9A2/1`; '' for none."""
    settings: CutSettings
    is_provisional: bool = False
    """Whether its number may still change although the document has one."""


class CutPlaces(StoryPlaces):
    """The proposals that are printed from the shown text, in their order, then settings that belong to none."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(store, parent)
        self.rows: Sequence[CutRow] = ()
        self.index: CutIndex | None = None
        """None if the shown text has no margin numbers."""

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.number, self.index = 1, None
            if self.rows:
                self.follow()  # what was shown is of another text
            else:
                self._timer.start()
        elif change.before != change.after:
            self._timer.start()

    def show(self, number: int) -> None:
        """Follows the text of another proposal."""
        if number != self.number:
            self.index = None
        super().show(number)

    def follow(self) -> None:
        """Derives the proposals from the text as it is now."""
        self._timer.stop()
        rows = self._rows()
        if rows or self.rows:
            self.rows = rows
            self.followed.emit()

    def _rows(self) -> Sequence[CutRow]:
        submission = self._store.submission
        if not has_text(submission, StoryId(self.number)) or not (labelling := self._store.labelling(self.number)).numbers:
            self.index = None
            return ()
        from model.cuts.derive import CutIndex
        from model.cuts.serials import printed_proposals

        proposal = submission.proposals[self.number - 1]
        index = self.index
        self.index = index.update(proposal, labelling) if index is not None else CutIndex.of(proposal, labelling)
        printed = printed_proposals(submission, {self.number: self.index.cuts})
        rows = [
            CutRow(found.cut.key, found.cut, found.number, found.cut.settings, found.is_provisional)
            for found in printed
            if found.cut is not None and found.text == self.number
        ]
        return [*rows, *(CutRow(key, None, "", settings) for key, settings in self.index.unused.items())]
