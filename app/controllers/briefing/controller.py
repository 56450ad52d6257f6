"""Excerpts of amended clauses for a briefing, and one clause at a time on the screen of the chair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.session.clock import utc_now
from app.window.action_ids import ActionId
from app.window.context import Context
from model.errors import ClausewrightError
from model.files.kinds import HTML, WORD
from model.formats.page.blocks import LineNumbers
from model.formats.page.briefing import BriefingChoice, briefing
from model.submission.position_words import position_lines
from model.submission.story import StoryId, language_of
from widgets.common.tasks import debounce
from widgets.common.translation import say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs
from widgets.dialogs.save_place import ask_where_to_save
from widgets.editor.line_numbers import LineNumberOverlay
from widgets.theme.colours import colours, luminance

if TYPE_CHECKING:
    from app.controllers.printing import PrintingController
    from model.formats.page.blocks import Printout
    from widgets.briefing.screen import ClauseScreen

FOLLOWED_AFTER = 120
"""Milliseconds after a change of the text until the screen shows it."""
_DARK = 0.18
_LINE_NUMBERS: Mapping[ActionId, LineNumbers] = {ActionId.LINES_BY_PAGE: "page", ActionId.LINES_THROUGH: "continuous"}


class BriefingController(QObject):
    """Asks what an excerpt shows, previews and writes it; opens the screen and keeps it up to date."""

    def __init__(self, context: Context, printing: Callable[[], PrintingController]) -> None:
        """`printing` returns the controller of printing, which shows the preview."""
        super().__init__(context.window)
        self._session = context.session
        self._open_submission = context.open_submission
        self._window = context.window
        self._settings = context.settings
        self._printing = printing
        self._choice = BriefingChoice()
        self.screen: ClauseScreen | None = None
        """None while it is closed."""
        self._only_amended = True
        self._timer = debounce(self, FOLLOWED_AFTER, self._follow)
        context.session.changed.connect(self._timer.start)
        self.line_numbers = LineNumberOverlay(context.window.editor)
        self._actions = context.actions
        for id, how in _LINE_NUMBERS.items():
            context.actions.connect_to(id, partial(self._number_lines, id, how))
        if context.settings.value.line_numbers:
            self._show_line_numbers(context.settings.value.line_numbers)
        context.actions.connect_to(ActionId.EXCERPT, self.ask_and_write)
        context.actions.connect_to(ActionId.SCREEN, self.open_screen)
        context.window.parts.append(self)

    def close_story(self) -> None:
        """Closes the screen and disconnects from the session, which outlives the window."""
        self._session.changed.disconnect(self._timer.start)
        if self.screen is not None:
            self.screen.close()

    # -- excerpts

    def ask_and_write(self) -> None:
        """Asks what the excerpt shows and where it is saved, and writes it."""
        from model.edits.review import all_parties
        from widgets.briefing.choice import ExcerptDialog

        if not self._session.submission.proposals:
            messages.show_error(self._window, self.tr("There is no text to show; open one first."))
            return
        dialog = ExcerptDialog(self._choice, all_parties(self._session.submission), self._window)
        name = self.tr("{name} (excerpt)").format(name=self._open_submission.saved_stem)

        def preview() -> None:
            printed = self.find_excerpt(dialog.choice, dialog.parties)
            if printed is not None:
                self._printing().preview(lambda: printed, dialog, name=name)

        dialog.preview_asked.connect(preview)
        accepted = dialog.exec()
        choice, parties = dialog.choice, dialog.parties
        dialog.deleteLater()
        if not accepted:
            return
        self._choice = replace(choice, confidential=False)  # never chosen by itself the next time
        start = Path(self._open_submission.start_folder("export")) / f"{name}.html"
        path = ask_where_to_save(self._window, self.tr("Save the excerpt"), start, kinds_of_outputs(HTML, WORD))
        if path is not None:
            self.write(path, choice, parties)

    def find_excerpt(self, choice: BriefingChoice, parties: tuple[str, ...] = ()) -> Printout | None:
        """The excerpt; None, and the reason is reported, if there is nothing to show."""
        from model.edits.review import split_by_party

        submission = self._session.submission

        def find() -> Printout:
            return briefing(split_by_party(submission, parties), choice, lambda position: position_lines(position, say))

        try:
            return self._open_submission.work(find, self.tr("Collecting the clauses …"))
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return None

    def write(self, path: Path, choice: BriefingChoice, parties: tuple[str, ...] = ()) -> bool:
        """Writes the excerpt as a web page or a Word file; returns whether it is written."""
        from model.files.export import write_pages

        printed = self.find_excerpt(choice, parties)
        if printed is None:
            return False
        try:
            message = self.tr("Writing {name} …").format(name=path.name)
            self._open_submission.work(lambda: write_pages(printed, path, utc_now()), message)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("export", path.absolute().parent)
        self._window.tell(self.tr("{name} is written.").format(name=path.name))
        return True

    # -- line numbers

    def _number_lines(self, id: ActionId, how: LineNumbers) -> None:
        """Numbers lines in a way, or no longer if its entry is not checked, here and in later windows."""
        chosen = how if self._actions[id].isChecked() else ""
        self._settings.change(line_numbers=chosen)
        self._show_line_numbers(chosen)

    def _show_line_numbers(self, chosen: LineNumbers) -> None:
        for id, how in _LINE_NUMBERS.items():
            self._actions[id].setChecked(how == chosen)
        self.line_numbers.show(chosen)

    # -- the screen

    def open_screen(self) -> None:
        """Shows the clause of the caret on the whole of a screen: on another one than the window's if there is one."""
        from widgets.briefing.screen import ClauseScreen

        if not self._session.submission.proposals:
            self._window.tell(self.tr("There is no text to show; open one first."))
            return
        if self.screen is None:
            dark = luminance(colours(self._window.palette()).background) < _DARK
            screen = self.screen = ClauseScreen(self._window, dark=dark)
            screen.all_asked.connect(self._show_other_clauses)
            screen.closed.connect(self._forget)
            present = self._window.screen()
            others = [other for other in QGuiApplication.screens() if other is not present]
            screen.setGeometry((others[0] if others else present).geometry())
        caret = self._window.focused_editor().caret.clause()
        self._show(caret.id if caret is not None else "")
        self.screen.showFullScreen()
        self.screen.setFocus()

    def _show(self, clause: str) -> None:
        """Shows the part of a clause, by its id."""
        from model.formats.page.clause_pairs import ClausePairs

        number = self._window.editor.story.proposal
        submission = self._session.submission
        if self.screen is None or not 0 < number <= len(submission.proposals):
            return
        proposal, language = submission.proposals[number - 1], language_of(submission, StoryId(number))
        pairs = ClausePairs.of(proposal, self._session.labelling(number), language, only_amended=self._only_amended)
        self.screen.show_pairs(pairs, pairs.number_of(clause))

    def _show_other_clauses(self) -> None:
        self._only_amended = not self._only_amended
        if self.screen is not None:
            self._show(self.screen.clause)

    def _follow(self) -> None:
        if self.screen is not None:
            self._show(self.screen.clause)

    def _forget(self) -> None:
        self.screen = None
