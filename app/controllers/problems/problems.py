"""The problems in the window: their panel, the ways to their places, repairs, what is ignored, the question before an export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.controllers.problems.live_preflight import LivePreflightController
from app.controllers.submission_form import SubmissionFormController
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError, FileError
from model.submission.transactions import Transaction
from widgets.common.announcements import announce
from widgets.common.foreign_text import as_caption, as_tooltip
from widgets.common.translation import counted, say, with_label
from widgets.dialogs import messages
from widgets.problems.marks import ProblemMarks

if TYPE_CHECKING:
    from model.library.queries.library_lookup import LibraryLookup
    from model.preflight.finding import Finding
    from model.preflight.report import Places
    from model.preflight.terms import Terms
    from model.redline import Stamp
    from model.references.editions import EditionRow
    from model.submission.values import Submission
    from widgets.problems.panel import ProblemPanel

SHOWN = 5
"""Errors that the question before an export names."""
MOST = 2
"""Problems that the menu of one place offers something for."""
WIDEST = 80
"""Per cent of the width of the screen that the text of an entry of a menu takes."""


class ProblemsController(QObject):
    """Connects the preflight with the window.

    commands: the commands on clauses, which carry repairs out
    submission_form: the submission form, where a place may lie
    config: the folder of the user's list of terms
    rows: gives the editions that the user added
    parallel: gives the second language version; None if there is none
    questions: gives what the library knows
    """

    def __init__(
        self,
        context: Context,
        commands: ClauseCommandsController,
        submission_form: SubmissionFormController,
        config: Path,
        rows: Callable[[], Iterable[EditionRow]],
        parallel: Callable[[], Submission | None],
        questions: Callable[[], LibraryLookup],
    ) -> None:
        actions, window = context.actions, context.window
        super().__init__(window)
        self._session = context.session
        self._actions = actions
        self._commands = commands
        self._window = window
        self._submission_form = submission_form
        self._config = config
        self._terms: Terms | None = None
        self._places: Places | None = None
        self.panel: ProblemPanel | None = None
        """None before it is first seen."""
        self.live_preflight = LivePreflightController(context, lambda: self.terms.newer, rows, parallel, questions)
        self.live_preflight.followed.connect(self._follow)
        self.marks = [ProblemMarks(editor) for editor in (window.editor, window.note)]
        window.parts.append(self.live_preflight)
        title, action = self.tr("Problems"), ActionId.PROBLEMS
        window.panels.add("problems", title, self._make_panel, action)
        submission_form.errors_asked.connect(self._show_errors)
        actions.connect_to(ActionId.NEXT_PROBLEM, lambda: self._step(1))
        actions.connect_to(ActionId.PREVIOUS_PROBLEM, lambda: self._step(-1))
        actions.connect_to(ActionId.CHECK_NOW, self.check_all)
        actions.connect_to(ActionId.TERMS, self.edit_terms)
        window.menu_opens.connect(self._extend)

    def _make_panel(self) -> ProblemPanel:
        from widgets.problems.panel import ProblemPanel
        from widgets.problems.places import place_of_finding

        others = [self._actions[id] for id in (ActionId.CHECK_NOW, ActionId.TERMS)]
        self.panel = panel = ProblemPanel(lambda finding: place_of_finding(self._session, finding), self.repair_text, others)
        panel.went_to.connect(self._show)
        panel.left_for.connect(self._show_and_stay)
        panel.repair_asked.connect(self.repair)
        panel.ignore_asked.connect(self.ask_and_ignore)
        panel.stop_ignoring_asked.connect(self._stop_ignoring)
        self._follow()
        return panel

    def _follow(self) -> None:
        self._places = None
        ignored, context = self._session.submission.ignored, self.live_preflight.context
        open_ones = [finding for finding in self.live_preflight.findings if finding.key not in ignored]
        lines = context.by_clause if context is not None else {}
        for marks in self.marks:
            marks.show(open_ones, lines)
        self._window.panels.show_count("problems", len(open_ones))
        self._submission_form.show_errors(sum(finding.severity == "error" for finding in open_ones))
        if self.panel is not None:
            self.panel.problems.show(self.live_preflight.findings, self._session.submission.ignored)
            self.panel.follow()

    def repair_text(self, finding: Finding) -> str:
        """The repair that is offered for a problem in words, or nothing."""
        from model.preflight.report import Places

        if self._places is None and self.live_preflight.context is not None:
            self._places = Places(self.live_preflight.context)
        return self._places.offered_words(finding, say) if self._places is not None else ""

    def _open_panel(self) -> ProblemPanel:
        self._window.panels.open("problems")
        assert self.panel is not None
        return self.panel

    # -- going there

    def _step(self, by: int) -> None:
        """Goes to the next of the shown problems (1), or to the one before (−1), from the caret."""
        from widgets.problems.stepping import ProblemOrder

        panel = self._open_panel()
        if not self.live_preflight.finish() or self.live_preflight.context is None:
            return
        order = ProblemOrder(self.live_preflight.context, panel.problems.rows)
        found = order.beside(self._window.focused_editor().caret.selection(), panel.table.current(), by)
        if found is None:
            self._window.tell(self.tr("There is no problem to go to."))
            return
        finding, round_the_end = found
        if round_the_end:
            self._window.tell(self.tr("Continued from the other end of the text."))
        panel.go_to(finding)
        announce(panel.table, panel.problems.line_of(finding))

    def _show(self, finding: Finding) -> None:
        from widgets.problems.places import selection_of_finding

        form = self._submission_form.form
        if finding.fault.field:
            if form is not None and form.isVisible():
                form.show_field(finding.fault.field)
            return
        selection = selection_of_finding(self._session, finding)
        if selection is not None:
            if self._window.editor.view == "base":
                self._actions[ActionId.MARKUP].trigger()
            self._window.go_to(selection)

    def _show_and_stay(self, finding: Finding) -> None:
        window, field = self._window, finding.fault.field
        if field:
            window.panels.open("submission")
            form = self._submission_form.form
            if form is None or not form.show_field(field, focus=True):
                window.tell(self.tr("This is not a field of the form: {message}.").format(message=say(finding.fault.message)))
            return
        self._show(finding)
        editor = window.note if finding.fault.story.note else window.editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _extend(self, menu: QMenu, at: QPoint) -> None:
        """Puts what can be done about the marked words at a place of the text at the head of its menu."""
        editor = self._window.focused_editor()
        place = editor.viewport().mapFromGlobal(at)
        if not editor.hasFocus() or not editor.viewport().rect().contains(place):
            return
        found = self.marks[editor is self._window.note].at(editor.hit_test.cursor_at(place.toPointF()))
        head = menu.actions()[0]
        for finding in found[:MOST]:
            offered = [
                (self.tr("Problem: {message}").format(message=say(finding.fault.message)), partial(self.show_in_panel, finding))
            ]
            if finding.fault.repairable:
                words = self.tr("Repair: {words}").format(words=self.repair_text(finding))
                offered.append((words, partial(self.repair, [finding])))
            offered.append((self.tr("Ignore here …"), partial(self.ask_and_ignore, [finding])))
            for text, do in offered:
                action = QAction(as_caption(elide(menu, text)), menu)
                action.setToolTip(as_tooltip(text))
                action.triggered.connect(lambda _checked, do=do: do())
                menu.insertAction(head, action)
            parted = QAction(menu)
            parted.setSeparator(True)
            menu.insertAction(head, parted)

    def show_in_panel(self, finding: Finding) -> None:
        """Shows a problem in the panel, whatever else the panel shows."""
        panel = self._open_panel()
        if finding not in panel.problems.rows:
            panel.show_only(None)
        if finding in panel.problems.rows:
            panel.table.choose(panel.problems.rows.index(finding))
            panel.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is done

    def check_all(self) -> None:
        """Checks everything again, including the proof of export, and shows the findings."""
        panel = self._open_panel()
        try:
            self.live_preflight.check_all()
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return
        panel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.tell(self.tr("Checked, including the proof of export."))

    def repair(self, findings: Iterable[Finding]) -> None:
        """Carries out what findings offer, as one tracked and undoable step."""
        from model.edits.repairs import repair_findings

        self._change(findings, lambda now, stamp: repair_findings(self._session.submission, now, stamp))

    def ask_and_ignore(self, findings: list[Finding]) -> None:
        """Asks why problems are meant to be so, and ignores them from then on."""
        from model.edits.repairs import ignore
        from widgets.dialogs.small_dialogs import RemarkDialog

        about = say(findings[0].fault.message)
        if len(findings) > 1:
            about = counted("{n} problem: {about}", "{n} problems, the first: {about}", len(findings), about=about)
        use = self.tr("Say why this is intended. The file keeps it with your name; you can undo it in the panel.")
        dialog = RemarkDialog(self.tr("Ignore here"), about, use, "", self._window)
        if dialog.exec():
            reason = dialog.text
            self._commands.run(lambda stamp: ignore(self._session.submission, findings, reason, stamp))
        dialog.deleteLater()

    def _stop_ignoring(self, findings: list[Finding]) -> None:
        from model.edits.repairs import stop_ignoring

        self._commands.run(lambda stamp: stop_ignoring(self._session.submission, findings, stamp))

    def _change(self, findings: Iterable[Finding], make: Callable[[list[Finding], Stamp], Transaction]) -> None:
        """Applies repairs at the current places of findings: the text may have changed since they were found."""
        from model.preflight.finding import with_unique_keys

        keys = {finding.key for finding in findings}
        if not self.live_preflight.finish():
            return
        now = [finding for finding in with_unique_keys(self.live_preflight.findings, keys) if finding.key in keys]
        if not now:
            self._window.tell(self.tr("That problem no longer exists."))
            return
        self._commands.run(lambda stamp: make(now, stamp))

    # -- before an export

    def may_export(self) -> bool:
        """Whether an export goes on. If there are errors, the user is asked and can look at them."""
        if not self.live_preflight.finish():
            return False
        ignored = self._session.submission.ignored
        errors = [row for row in self.live_preflight.findings if row.severity == "error" and row.key not in ignored]
        if not errors:
            return True
        from widgets.problems.places import place_of_finding

        lines = [with_label(place_of_finding(self._session, finding), say(finding.fault.message)) for finding in errors[:SHOWN]]
        if len(errors) > SHOWN:
            lines.append(counted("and {n} more", "and {n} more", len(errors) - SHOWN))
        answer = messages.ask_about_errors(self._window, len(errors), lines)
        if answer == "look":
            self._show_errors()
        return answer == "export"

    def _show_errors(self) -> None:
        panel = self._open_panel()
        panel.show_only("error")
        panel.table.choose(0)
        panel.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- terms

    @property
    def terms(self) -> Terms:
        """The user's list, read when it is first asked for."""
        if self._terms is None:
            from app.user_data.user_tables import load_terms

            self._terms, unused = load_terms(self._config)
            if unused:
                self._window.tell(say(unused))
        return self._terms

    def edit_terms(self) -> None:
        """Lets the user write down terms with a newer form."""
        from app.user_data.user_tables import load_terms
        from widgets.dialogs.terms import TermsDialog

        self._terms, unused = load_terms(self._config)
        dialog = TermsDialog(self._terms, say(unused) if unused else "", self._window)
        dialog.accepted.connect(lambda: self._keep_terms(dialog.terms))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep_terms(self, terms: Terms) -> None:
        from app.user_data.user_tables import keep_terms

        try:
            keep_terms(self._config, terms)
            self._terms = terms
        except FileError as error:
            messages.show_error(self._window, say(error.message))
        self.live_preflight.start()


def elide(menu: QMenu, text: str) -> str:
    """A text as far as an entry of a menu can be wide on its screen."""
    room = menu.screen().availableSize().width() * WIDEST // 100
    return menu.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
