"""The proposals of other parties beside one's own draft: marks in the tree, and a message if an edit collides with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.background import Report, at_work_in_steps, report_of_reader
from app.controllers.consolidation.consolidation import PURPOSE
from app.controllers.consolidation.party_files import read_party_file, read_proposal, warnings_of
from app.window.action_ids import ActionId
from app.window.context import Context
from model.consolidation.changes import length
from model.consolidation.other_proposals import others_on
from model.errors import ClausewrightError
from model.files.consolidation import PartyProposal, with_distinct_names
from model.redline import Redline
from model.submission.story import FIRST_TEXT, redline_of
from widgets.common.foreign_text import isolated
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.common.translation import join_words, say, translate
from widgets.consolidation.parties_dialog import PartyFile
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_texts

if TYPE_CHECKING:
    from model.consolidation.other_proposals import Others

OTHERS = "⚑"
"""The sign in the tree of a clause that other parties change."""
HINT_AFTER = 300
"""Milliseconds after the last edit before its collisions are reported, so that no key waits for them."""


class OtherProposalsController(QObject):
    """Holds the proposals of others on one text of the document, as long as that is the document."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = window
        self._settings = context.settings
        self._others: Others | None = None
        self._story = FIRST_TEXT
        self._base: Redline | None = None
        self._last_hint: tuple[str, tuple[str, ...]] = ("", ())
        """The clause and the names in the last message."""
        self._timer = debounce(self, HINT_AFTER, self._hint)
        context.session.changed.connect(self._on_changed)
        window.proposal_shown.connect(lambda _number: self._show())
        context.actions.connect_to(ActionId.OTHERS, self.ask_and_load)
        context.actions.connect_to(ActionId.FORGET_OTHERS, self.forget)

    # -- what others propose

    def ask_and_load(self) -> None:
        """Asks for the files of others."""
        if not self._session.submission.proposals:
            self._window.tell(self.tr("There is no text here on which others could propose anything."))
            return
        kinds = kinds_of_texts()
        start = self._open_submission.start_folder(PURPOSE)
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Proposals of others"), start, kinds)
        if names:
            self.load([Path(name) for name in names])

    def load(self, paths: list[Path]) -> bool:
        """Shows what files propose on the shown text, instead of earlier ones; changes nothing if one cannot be used."""
        story = self._window.editor.story.text
        base = redline_of(self._session.submission, story).base()

        files: list[PartyFile] = []
        found: list[PartyProposal] = []

        def read(report: Report) -> Others:
            for number, path in enumerate(paths):
                report(number, len(paths), self.tr("Reading {name} …").format(name=path.name))
                files.append(read_party_file(path, report_of_reader(report, number, len(paths))))
                found.append(read_proposal(base, files[-1]))
            message = self.tr("Consolidating …")
            parties = with_distinct_names(found, [path.name for path in paths])
            return others_on(base, parties, lambda: report(len(paths), len(paths), message))

        try:
            others = at_work_in_steps(read, self.tr("Reading …"), self._window)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        if others is None:
            return False
        self._others, self._story, self._base, self._last_hint = others, story, base, ("", ())
        self._settings.keep_folder(PURPOSE, paths[0].absolute().parent)
        self._show()
        message = self.tr("Clauses that others change: {count}; the tree marks them with ⚑.")
        self._window.tell(message.format(count=len(others.touched)))
        if warnings := warnings_of(files, found):
            messages.show_warnings(self._window, warnings)
        return True

    def forget(self) -> None:
        """Shows no longer what others propose."""
        self._others = self._base = None
        self._timer.stop()
        self._show()

    def _show(self) -> None:
        is_shown = self._window.editor.story.text == self._story
        message = sentences(self._others) if self._others is not None and is_shown else {}
        self._window.clause_panel.show_marked(OTHERS, self.tr("Touched by others"), message)

    # -- where an edit collides

    def _on_changed(self, change: Change) -> None:
        if self._others is None:
            return
        if change.transaction is None:
            self.forget()
        else:
            self._timer.start()

    def _hint(self) -> None:
        """Says with whom the paragraph at the caret collides, once until that changes."""
        caret, others = self._window.editor.caret.clause(), self._others
        if caret is None or others is None or self._window.editor.story != self._story:
            return
        redline = redline_of(self._session.submission, self._story)
        if self._base_changed(redline):
            self.forget()
            self._window.tell(self.tr("The text in force has changed by what was accepted; load the proposals of others again."))
            return
        names = others.parties_in_conflict(redline.clauses, caret.id)
        if names and (caret.id, names) != self._last_hint:
            message = self.tr("⚑ Your change here collides with that of {names}.")
            self._window.tell(message.format(names=join_words(map(isolated, names))))
        self._last_hint = caret.id, names

    def _base_changed(self, redline: Redline) -> bool:
        """Whether the base is no longer the one that others were read on; an unchanged one has as many places."""
        return self._base is None or length(redline.clauses) != length(self._base.clauses)


def sentences(others: Others) -> Mapping[str, str]:
    """The changes of others to each clause, in words."""
    words = {
        "changed": translate("Others", "{name} changes it"),
        "deleted": translate("Others", "{name} deletes it"),
        "inserted": translate("Others", "{name} inserts something after it"),
    }
    return {
        id: join_words(words[sign].format(name=isolated(name)) for name, sign in touched)
        for id, touched in others.touched.items()
    }
