"""The names of places: paths of clauses and marks of notes, of every proposal, kept while a text stays the same."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.numbering import note_marks
from model.paths import paths
from model.redline import Redline
from widgets.store import Store, note_key, proposal_number, redline_of


class Places:
    """Names clauses of the submission that the store holds now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, tuple[Redline, dict[str, str]]] = {}

    def paths(self, number: int) -> dict[str, str]:
        """The path of each clause of a proposal, by its id."""
        redline = redline_of(self._store.submission, str(number))
        known = self._known.get(number)
        if known is not None and known[0] is redline:
            return known[1]
        named = paths(redline, self._store.labelling(number)) if redline.clauses else {}
        self._known[number] = (redline, named)
        return named

    def name(self, story: str, clause: str) -> str:
        """The path of a clause, or which note it is in; behind its proposal where there are several."""
        number, key = proposal_number(story), note_key(story)
        if key is None:
            place = self.paths(number).get(clause, "")
        else:
            base, draft = note_marks(redline_of(self._store.submission, story)).get(key, (None, None))
            place = QCoreApplication.translate("Places", "note {mark}").format(mark=draft or base or "*")
        if len(self._store.submission.proposals) < 2:
            return place
        return f"{self._store.submission.proposals[number - 1].number or number}: {place}"
