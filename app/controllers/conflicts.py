"""The conflicts that a merge left, shown as cards at every opening until they are decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import EditError
from model.submission.conflicts import PROPOSAL
from model.submission.story import StoryId
from model.submission.transactions import Selection
from model.submission.values import conflict_count
from widgets.common.tasks import debounce
from widgets.common.translation import say
from widgets.dialogs import messages

if TYPE_CHECKING:
    from model.edits.merging.conflicts import Decision
    from model.merging.conflict_texts import OpenConflict
    from model.submission.conflicts import MergeConflict
    from widgets.conflicts.panel import ConflictCard, ConflictPanel

FOLLOW_AFTER = 120
"""Milliseconds after a change until the cards follow."""


class ConflictsController(QObject):
    """Connects the conflicts of the open submission with their panel."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self.panel: ConflictPanel | None = None
        """None before it is first seen."""
        self._known: tuple[object, ...] = ()
        """The conflicts as they were counted last."""
        self._timer = debounce(self, FOLLOW_AFTER, self._follow)
        self._window.panels.add("conflicts", self.tr("Conflicts"), self._make_panel, ActionId.CONFLICTS, passing=True)
        self._window.panels.changed.connect(self._show)
        context.session.changed.connect(lambda _change: self._timer.start())
        context.open_submission.opened.connect(self._on_opened)

    def _make_panel(self) -> ConflictPanel:
        from widgets.conflicts.panel import ConflictPanel

        self.panel = panel = ConflictPanel()
        panel.decided.connect(self.decide)
        panel.went_to.connect(self._go_to)
        panel.follow(self._cards())
        return panel

    def _on_opened(self) -> None:
        self._follow()
        if conflict_count(self._session.submission):
            self._window.panels.open("conflicts")

    def _follow(self) -> None:
        submission = self._session.submission
        conflicts = (submission.conflicts, *(proposal.conflicts for proposal in submission.proposals))
        if any(conflicts) or any(self._known):
            count = conflict_count(submission)
            self._window.panels.keep_offered("conflicts", on=bool(count))
            self._window.panels.show_count("conflicts", count)
            self._show()
        self._known = conflicts

    def _show(self) -> None:
        if self.panel is not None and self._window.panels.in_front("conflicts"):
            self.panel.follow(self._cards())

    def _cards(self) -> list[ConflictCard]:
        from model.merging.conflict_texts import open_conflicts

        return [self._card(found) for found in open_conflicts(self._session.submission)]

    def _card(self, found: OpenConflict) -> ConflictCard:
        from model.edits.merging.conflicts import decisions_of
        from model.merging.conflict_texts import title_of, wordings
        from widgets.conflicts.panel import ConflictCard

        ways: dict[Decision, tuple[str, str]] = {
            "present": (self.tr("Keep the present"), self.tr("Keeps what is in the document.")),
            "other": (self.tr("Take the other"), self.tr("Puts the other wording into the document.")),
            "both": (self.tr("Both"), self.tr("Puts the other wording after that of the document.")),
            "options": (self.tr("Options"), self.tr("Puts both wordings in square brackets, to be negotiated.")),
        }
        title = say(title_of(found, self._session.submission))
        before, present, other = wordings(found.conflict)
        if found.conflict.name == PROPOSAL:
            present, other = self.tr("The proposal stays, as one copy amends it."), self.tr("The proposal is removed.")
        choices = tuple([(way, *ways[way]) for way in decisions_of(found.conflict)])
        return ConflictCard((found.number, found.key), title, present, other, before, self._headings(found.conflict), choices)

    def _headings(self, conflict: MergeConflict) -> tuple[str, str]:
        """The words above both wordings. A shared draft has no other copy, but colleagues."""
        from model.merging.conflict_texts import authors_of

        author, other_author = authors_of(conflict)
        present = self.tr("In the document, by {name}").format(name=author) if author else self.tr("In the document")
        if other_author:
            return present, self.tr("By {name}").format(name=other_author)
        if self._open_submission.sharing is not None:
            return present, self.tr("The other wording")
        return present, self.tr("In the other copy")

    def decide(self, name: tuple[int, str], way: Decision) -> None:
        """Decides a conflict, as one step that can be undone; says why if that is not possible."""
        from model.edits.merging.conflicts import decide_conflict

        if self._session.refusal:
            self._window.tell(self._session.refusal)
            return
        try:
            made = decide_conflict(self._session.submission, *name, way, self._session.stamp())
            self._session.commit(made)
        except EditError as error:
            messages.show_error(self._window, say(error.message))
            return
        self._follow()
        if not conflict_count(self._session.submission):
            self._window.tell(self.tr("All conflicts are decided."))

    def _go_to(self, name: tuple[int, str]) -> None:
        """Shows a conflict in the text."""
        from model.merging.conflict_texts import first_clause

        number, key = name
        if not number:
            return
        proposal = self._session.submission.proposals[number - 1]
        conflict = proposal.conflicts.get(key)
        clause = first_clause(proposal.redline, conflict) if conflict is not None else ""
        if conflict is not None and clause:
            self._window.go_to(Selection(StoryId(number, conflict.note), (clause, 0), (clause, 0)))
