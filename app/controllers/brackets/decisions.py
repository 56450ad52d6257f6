"""The decisions about brackets and options: each is one tracked step, after which the next open text is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.controllers.brackets.panel import BracketPanelController
from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.session.clock import utc_now
from app.window.action_ids import BRACKETS_MENU, ActionId
from app.window.context import Context
from model.errors import ClausewrightError
from model.files.kinds import HTML, WORD
from model.storage.data_names import path_in
from model.submission.story import clauses_of
from widgets.common.menu import Menu
from widgets.common.translation import counted, say
from widgets.dialogs import messages
from widgets.dialogs.file_kinds import kinds_of_outputs
from widgets.dialogs.save_place import ask_where_to_save

if TYPE_CHECKING:
    from model.brackets.values import OpenText
    from model.redline import Stamp
    from model.submission.transactions import Transaction
    from model.submission.values import Submission

Decide = Callable[["Submission", "OpenText", "Stamp"], "Transaction"]
"""What is done about an open text."""
OF_KEYS = {
    "choose": ActionId.CHOOSE_OPTION,
    "delete": ActionId.DELETE_OPTIONS,
    "add": ActionId.ADD_OPTION,
    "keep": ActionId.KEEP_OPTIONS,
}
"""The actions that keys of the list ask for."""


class BracketDecisionsController(QObject):
    """Connects the actions on brackets with the chosen open text: that of the panel if it has the keyboard, otherwise that of
    the caret."""

    def __init__(self, context: Context, commands: ClauseCommandsController) -> None:
        """`commands` carry out what is decided."""
        window = context.window
        super().__init__(window)
        self._open_submission = context.open_submission
        self._settings = context.settings
        self._session = context.session
        self._actions = context.actions
        self._window = window
        self._commands = commands
        self.shown = BracketPanelController(context)
        """What the panel and the text show."""
        menu = self._menu = Menu(window.menuBar())
        context.actions.fill_menu(menu, BRACKETS_MENU)
        context.actions[ActionId.BRACKETING].setMenu(menu)
        self.shown.panel_made.connect(lambda panel: panel.asked.connect(self._do))
        connect = context.actions.connect_to
        connect(ActionId.OPTIONS_TABLE, self.ask_and_write_table)
        connect(ActionId.CHOOSE_OPTION, self.choose)
        connect(ActionId.KEEP_OPTIONS, self.keep_all)
        connect(ActionId.DELETE_OPTIONS, self.delete_all)
        connect(ActionId.ACCEPT_NOC, self.accept_no_change)
        connect(ActionId.STRIP_BRACKETS, self.strip)
        connect(ActionId.PUT_IN_BRACKETS, self.put_in_brackets)
        connect(ActionId.ADD_OPTION, self.ask_and_add)

    def _do(self, what: str) -> None:
        self._actions[OF_KEYS[what]].trigger()

    # -- the table

    def ask_and_write_table(self) -> None:
        """Asks for a file and writes the options as a table; a sentence if there is nothing to write."""
        from model.formats.page.options_table import has_open_texts

        if not has_open_texts(self._session.submission):
            self._window.tell(self.tr("There are no square brackets here."))
            return
        start = path_in(Path(self._open_submission.start_folder("export")), self.tr("Options.html", "name of a file"))
        path = ask_where_to_save(self._window, self.tr("Table of options"), start, kinds_of_outputs(HTML, WORD))
        if path is not None:
            self.write_table(path)

    def write_table(self, path: Path) -> bool:
        """Writes the table of the submission; returns whether it was written."""
        from model.files.export import write_pages
        from model.formats.page.options_table import options_table

        submission, message = self._session.submission, self.tr("Writing {name} …").format(name=path.name)
        try:
            self._open_submission.work(lambda: write_pages(options_table(submission, say), path, utc_now()), message)
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        self._settings.keep_folder("export", path.absolute().parent)
        self._window.tell(self.tr("{name} is written.").format(name=path.name))
        return True

    # -- deciding

    def choose(self) -> None:
        """Keeps one option, the chosen one of the panel or that of the caret; the others and the brackets are deleted. A blank is
        filled in."""
        from model.edits.brackets import choose_option

        open_text = self._text_to_decide()
        number = self._option(open_text) if open_text is not None else None
        if open_text is None or number is None:
            return
        if open_text.options[number].kind == "blank":
            self._ask_and_fill(open_text)
        else:
            self._decide(open_text, lambda submission, open_text, stamp: choose_option(submission, open_text, number, stamp))

    def _ask_and_fill(self, open_text: OpenText) -> None:
        """Asks for the words of a blank, and writes them there."""
        from model.edits.brackets import fill_blank
        from widgets.brackets.dialogs import BlankDialog

        in_panel = self.shown.has_focus
        dialog = BlankDialog(self.shown.words_around(open_text), self._window)
        accepted, words = dialog.exec(), dialog.words
        dialog.deleteLater()
        if accepted:  # the window may not have the keyboard again yet
            self._decide(
                open_text, lambda submission, open_text, stamp: fill_blank(submission, open_text, words, stamp), in_panel=in_panel
            )

    def keep_all(self) -> None:
        """Keeps the words of all options; only the brackets are deleted. A blank has none and is filled in."""
        from model.edits.brackets import keep_options

        open_text = self._text_to_decide()
        if open_text is not None and open_text.kind == "blank":
            self._ask_and_fill(open_text)
        else:
            self._decide(open_text, keep_options)

    def delete_all(self) -> None:
        """Deletes the words in the brackets with all options."""
        from model.edits.brackets import delete_options

        self._decide(self._text_to_decide(), delete_options)

    def accept_no_change(self) -> None:
        """Restores the text in force."""
        from model.edits.brackets import accept_text_in_force

        self._decide(self._text_to_decide(), accept_text_in_force)

    def _decide(self, open_text: OpenText | None, decide: Decide, *, in_panel: bool | None = None) -> None:
        """Carries out a decision, then chooses the open text that is next in the list.

        open_text: what is decided; nothing is done if it is None
        decide: the decision
        in_panel: whether the command came from the panel; None if that has the keyboard now
        """
        if open_text is None:
            return
        panel, in_panel = self.shown.panel, self.shown.has_focus if in_panel is None else in_panel
        row = panel.brackets.row_of(open_text) if panel is not None and in_panel else -1
        before = self._session.submission
        self._commands.run(lambda stamp: decide(before, open_text, stamp))
        if self._session.submission is before:
            return
        self.shown.places.settle()
        if panel is not None and in_panel and not panel.choose_from(row):
            self._window.tell(self.tr("There are no square brackets left."))

    def _text_to_decide(self) -> OpenText | None:
        """The open text that is decided about; a sentence if there is none."""
        self.shown.places.settle()
        panel = self.shown.panel
        if panel is not None and self.shown.has_focus:
            open_text = panel.current()
        else:
            open_text = self.shown.at_caret()
        if open_text is None:
            self._window.tell(self.tr("Place the caret in square brackets, or choose them in the panel of brackets."))
        return open_text

    def _option(self, open_text: OpenText) -> int | None:
        """The number of the option that is kept, from 0; a sentence and None if the caret is in none of several."""
        panel = self.shown.panel
        if panel is not None and (self.shown.has_focus or panel.current() == open_text):
            return panel.options.index
        if len(open_text.options) == 1:
            return 0
        number = self.shown.option_at_caret(open_text)
        if number is None:
            self._window.tell(self.tr("Place the caret in the option that you choose."))
        return number

    # -- writing and removing brackets

    def strip(self) -> None:
        """Deletes all brackets of the texts and their notes, and keeps the words."""
        from model.edits.brackets import remove_brackets

        before = self._session.submission
        self.shown.places.settle()
        blanks = sum(option.kind == "blank" for open_text in self.shown.places.open_texts for option in open_text.options)
        self._commands.run(lambda stamp: remove_brackets(before, stamp))
        if self._session.submission is not before and blanks:
            sentence = counted(
                "{n} blank has no words yet. Undo reverts this; fill it in first.",
                "{n} blanks have no words yet. Undo reverts this; fill them in first.",
                blanks,
            )
            self._window.tell(sentence)

    def put_in_brackets(self) -> None:
        """Puts the selected words, or the whole clauses of the target, in brackets."""
        from model.edits.brackets import put_clauses_in_brackets, put_in_brackets

        target, before = self._window.target(), self._session.submission
        if target is None:
            return
        if target.whole or target.start == target.stop:
            ids = target.reached_ids(clauses_of(before, target.story))
            self._commands.run(lambda stamp: put_clauses_in_brackets(before, target.story, ids, stamp))
        else:
            self._commands.run(lambda stamp: put_in_brackets(before, target.story, target.start, target.stop, stamp))

    def ask_and_add(self) -> None:
        """Asks for an option of the chosen open text, and adds it."""
        from widgets.brackets.dialogs import OptionDialog

        open_text = self._text_to_decide()
        if open_text is None:
            return
        owners = [owner for found in self.shown.places.open_texts for owner in found.owners]
        dialog = OptionDialog(self.shown.words(open_text), tuple(dict.fromkeys(owners)), self._window)
        dialog.accepted.connect(lambda: self.add_option(open_text, dialog.words, dialog.owner))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_option(self, open_text: OpenText, words: str, owner: str) -> None:
        """Adds an option to an open text, and chooses that in the panel."""
        from model.edits.brackets import add_option

        before, panel = self._session.submission, self.shown.panel
        self._commands.run(lambda stamp: add_option(before, open_text, words, stamp, owner=owner))
        if self._session.submission is not before and panel is not None and self._window.panels.in_front("brackets"):
            self.shown.places.settle()
            panel.choose(self.shown.places.at(open_text.story, open_text.span.first, open_text.span.start))
            panel.options.step(-1)  # to the new one, which is the last
