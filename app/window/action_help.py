"""The sentences on what actions do, for tooltips and the status bar."""

from __future__ import annotations

from textwrap import wrap

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from app.window.action_ids import ActionId
from widgets.common.actions import bare_name
from widgets.window.undo_actions import StepAction

translate = QCoreApplication.translate
WIDEST = 60
"""Characters of a line in a tooltip."""


def explain(action: QAction, sentence: str) -> None:
    """Gives an action a tooltip of its name, its key and a sentence, which the status bar says too."""
    name = bare_name(action.text())
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    head = f"{name} ({keys})" if keys else name
    if not isinstance(action, StepAction):  # which names its step itself
        lines = wrap(sentence, WIDEST) if len(sentence) > WIDEST else [sentence]  # most are short, and `wrap` is slow
        action.setToolTip("\n".join((head, *lines)))
    action.setStatusTip(sentence)


def of_files() -> dict[ActionId, str]:
    """The sentences on files and on the text as a whole."""
    return {
        ActionId.UNDO: translate("ActionHelp", "Takes back the last step."),
        ActionId.REDO: translate("ActionHelp", "Does again what was taken back."),
        ActionId.OPEN: translate("ActionHelp", "Opens a Word file, a text, or a proposal saved before."),
        ActionId.RECENT: translate("ActionHelp", "The files that were open last."),
        ActionId.SAMPLE: translate("ActionHelp", "Opens an invented resolution with a proposal, to try things out."),
        ActionId.SAVE: translate("ActionHelp", "Saves the proposal with everything that belongs to it."),
        ActionId.SAVE_AS: translate("ActionHelp", "Saves the proposal under another name or in another place."),
        ActionId.SEND_COPY: translate(
            "ActionHelp",
            "Shows what the document contains besides its text, and saves a copy without what you do not want to send.",
        ),
        ActionId.TAKE_VERSION: translate(
            "ActionHelp", "Keeps the proposal as it is now under a name, to go back to or to compare with."
        ),
        ActionId.VERSIONS: translate(
            "ActionHelp", "Shows the versions kept in the file: compare them, go back to one, remove one."
        ),
        ActionId.TAKE_IN: translate(
            "ActionHelp", "Adds a copy that a colleague sent back as a version; the draft stays as it is."
        ),
        ActionId.NEW: translate("ActionHelp", "Asks what is proposed, on which text and where, and leads to the text."),
        ActionId.COMBINE: translate(
            "ActionHelp", "Shows copies that colleagues sent back beside the draft, clause by clause; each is kept as a version."
        ),
        ActionId.LAST_EXPORT: translate("ActionHelp", "Opens the file that was exported last, or the folder that it lies in."),
        ActionId.OPEN_EXPORT: translate("ActionHelp", "Opens the exported file in the program for Word files."),
        ActionId.SHOW_EXPORT: translate("ActionHelp", "Shows the folder of the exported file."),
        ActionId.COPY_EXPORT: translate("ActionHelp", "Puts the path of the exported file on the clipboard."),
        ActionId.ADD_PROPOSAL: translate("ActionHelp", "Adds another proposal to the same submission."),
        ActionId.EXPORT: translate(
            "ActionHelp", "Writes the submission as an ITU-formatted Word file with tracked changes, and proves it."
        ),
        ActionId.EXPORT_CLEAN: translate("ActionHelp", "Writes the proposed text as a Word file without tracked changes."),
        ActionId.EXPORT_BASE: translate("ActionHelp", "Writes the text in force as a Word file."),
        ActionId.EXPORT_AKOMA_NTOSO: translate(
            "ActionHelp",
            "Writes the submission with its changes as Akoma Ntoso, the XML in which the United Nations publish resolutions.",
        ),
        ActionId.EXPORT_PDF: translate("ActionHelp", "Writes the submission as a PDF file."),
        ActionId.PRINT: translate("ActionHelp", "Prints the submission."),
        ActionId.PRINT_PREVIEW: translate("ActionHelp", "Shows the pages as they are printed."),
        ActionId.QUIT: translate("ActionHelp", "Closes the window; unsaved changes are asked about."),
        ActionId.UNDO_LIST: translate("ActionHelp", "Shows all steps; goes back to any of them, or forward again."),
        ActionId.CUT: translate("ActionHelp", "Strikes the selected words and puts them on the clipboard."),
        ActionId.COPY: translate("ActionHelp", "Puts the selected words on the clipboard."),
        ActionId.PASTE: translate("ActionHelp", "Inserts what is on the clipboard; labels of pasted lists are recognised."),
        ActionId.SELECT_ALL: translate("ActionHelp", "Selects the whole text."),
        ActionId.FIND: translate("ActionHelp", "Finds words in the text and in the footnotes."),
        ActionId.REPLACE: translate("ActionHelp", "Finds words and replaces them by others, as tracked changes."),
        ActionId.FIND_NEXT: translate("ActionHelp", "Goes to the next place that was found."),
        ActionId.FIND_PREVIOUS: translate("ActionHelp", "Goes to the previous place that was found."),
        ActionId.GO_TO_CLAUSE: translate("ActionHelp", "Goes to a clause by its place, such as resolves 1.2."),
        ActionId.COMMANDS: translate("ActionHelp", "Finds any command by its name."),
        ActionId.SETTINGS: translate("ActionHelp", "Changes your name, the appearance, typing and checking."),
    }


def of_clauses() -> dict[ActionId, str]:
    """The sentences on clauses, words and footnotes."""
    return {
        ActionId.NEW_CALL: translate("ActionHelp", "Begins a new block, such as recalling or resolves, where the caret is."),
        ActionId.RENAME: translate("ActionHelp", "Changes the words that open the block, such as considering into recalling."),
        ActionId.INSERT_CLAUSE: translate("ActionHelp", "Begins a new clause after this one; later labels follow."),
        ActionId.DELETE_CLAUSE: translate("ActionHelp", "Strikes the clause with everything under it; later labels follow."),
        ActionId.RESTORE: translate("ActionHelp", "Puts back what is struck here."),
        ActionId.JOIN: translate("ActionHelp", "Makes one clause of this one and the next."),
        ActionId.PROMOTE: translate("ActionHelp", "Moves the clause one level up, such as from i) to b)."),
        ActionId.DEMOTE: translate("ActionHelp", "Moves the clause one level down, such as from b) to i)."),
        ActionId.MOVE_UP: translate("ActionHelp", "Moves the clause before the previous one, as a tracked move."),
        ActionId.MOVE_DOWN: translate("ActionHelp", "Moves the clause behind the next one, as a tracked move."),
        ActionId.LABEL: translate("ActionHelp", "Gives the clause a label of your own, such as a)bis."),
        ActionId.UNLABEL: translate("ActionHelp", "Lets the label follow from the place of the clause again."),
        ActionId.MAKE_CALL: translate("ActionHelp", "Makes the clause open a block, as considering and resolves do."),
        ActionId.MAKE_LETTERED: translate("ActionHelp", "Makes it an item with a letter: a), b), c)."),
        ActionId.MAKE_NUMBERED: translate("ActionHelp", "Makes it an item with a number: 1, 2, 3."),
        ActionId.MAKE_PLAIN: translate("ActionHelp", "Makes it a paragraph without a label."),
        ActionId.MAKE_HEADING: translate("ActionHelp", "Makes it a heading."),
        ActionId.MAKE_ANNEX: translate("ActionHelp", "Makes it the heading of an annex."),
        ActionId.CORRECT: translate(
            "ActionHelp", "Says what a clause is that was read wrongly from the file; no change is tracked."
        ),
        ActionId.FOOTNOTE: translate("ActionHelp", "Inserts a footnote where the caret is."),
        ActionId.SHOW_FOOTNOTE: translate("ActionHelp", "Shows the footnote at the caret and lets it be edited."),
        ActionId.PUNCTUATE: translate(
            "ActionHelp", "Keeps the marks at the ends of items as ITU writes them: semicolon, comma, full stop."
        ),
        ActionId.REFERENCES: translate("ActionHelp", "What is done with references to clauses whose labels change."),
        ActionId.STALE_REFERENCES: translate("ActionHelp", "Shows the references to clauses whose labels have changed since."),
        ActionId.BOLD: translate("ActionHelp", "Makes the selected words bold."),
        ActionId.ITALIC: translate("ActionHelp", "Makes the selected words italic."),
        ActionId.UNDERLINE: translate("ActionHelp", "Underlines the selected words."),
        ActionId.SUPERSCRIPT: translate("ActionHelp", "Raises the selected words."),
        ActionId.NO_BREAK_SPACE: translate("ActionHelp", "Inserts a space at which no line ends."),
        ActionId.NO_BREAK_HYPHEN: translate("ActionHelp", "Inserts a hyphen at which no line ends."),
        ActionId.INSERT_TABLE: translate("ActionHelp", "Inserts a table behind the paragraph of the caret, tracked as new rows."),
        ActionId.INSERT_ROW_ABOVE: translate("ActionHelp", "Inserts an empty row above the row of the caret."),
        ActionId.INSERT_ROW_BELOW: translate("ActionHelp", "Inserts an empty row below the row of the caret."),
        ActionId.DELETE_ROW: translate("ActionHelp", "Strikes the rows of the selection; a row that is only inserted goes."),
        ActionId.INSERT_COLUMN_BEFORE: translate("ActionHelp", "Inserts an empty column before the column of the caret."),
        ActionId.INSERT_COLUMN_AFTER: translate("ActionHelp", "Inserts an empty column after the column of the caret."),
        ActionId.DELETE_COLUMN: translate(
            "ActionHelp", "Strikes the columns of the selection; a column that is only inserted goes."
        ),
    }


def of_reviewing() -> dict[ActionId, str]:
    """The sentences on amendments, comments and what is found."""
    return {
        ActionId.TRACK: translate("ActionHelp", "Is always on: a proposal is what its tracked changes say."),
        ActionId.NEXT_AMENDMENT: translate("ActionHelp", "Goes to the next amendment."),
        ActionId.PREVIOUS_AMENDMENT: translate("ActionHelp", "Goes to the previous amendment."),
        ActionId.ACCEPT: translate(
            "ActionHelp", "Makes the change part of the text in force; of your own amendments you are asked first."
        ),
        ActionId.REJECT: translate("ActionHelp", "Takes the change back: the text is again as it is in force."),
        ActionId.ACCEPT_ALL: translate("ActionHelp", "Makes every change part of the text in force; a version is kept."),
        ActionId.REJECT_ALL: translate("ActionHelp", "Takes every change back; a version is kept."),
        ActionId.OF_AUTHOR: translate("ActionHelp", "Accepts or rejects everything that one author changed."),
        ActionId.WHO: translate("ActionHelp", "Says who changed this clause, and chooses these amendments in the list."),
        ActionId.REASON: translate(
            "ActionHelp", "Says why the change is proposed; the reasons can be gathered for the proposal."
        ),
        ActionId.PRIVATE_NOTE: translate("ActionHelp", "A note on the change for yourself; it is in no export."),
        ActionId.GATHER_REASONS: translate("ActionHelp", "Puts the reasons of the amendments into those of the proposal."),
        ActionId.COMMENT: translate(
            "ActionHelp", "Adds a comment on the selected words; it stays private unless you say otherwise."
        ),
        ActionId.NEXT_COMMENT: translate("ActionHelp", "Goes to the next comment."),
        ActionId.PREVIOUS_COMMENT: translate("ActionHelp", "Goes to the previous comment."),
        ActionId.NAME: translate("ActionHelp", "The name that your changes and comments carry."),
        ActionId.CHECK_NOW: translate("ActionHelp", "Checks the whole submission against ITU’s rules and shows the problems."),
        ActionId.NEXT_PROBLEM: translate("ActionHelp", "Goes to the next problem."),
        ActionId.PREVIOUS_PROBLEM: translate("ActionHelp", "Goes to the previous problem."),
        ActionId.EDITIONS: translate(
            "ActionHelp", "Shows which edition of each cited text is in force, and updates those that are not."
        ),
        ActionId.TERMS: translate("ActionHelp", "Words that you want written in one way; the check looks after them."),
        ActionId.COMPARE: translate("ActionHelp", "Shows this text and another beside each other, with every difference."),
        ActionId.CONSOLIDATE: translate(
            "ActionHelp", "Puts proposals of several parties on one text together, conflict by conflict."
        ),
        ActionId.OTHERS: translate("ActionHelp", "Shows in the margin what other proposals do to the same clauses."),
        ActionId.FORGET_OTHERS: translate("ActionHelp", "No longer shows the proposals of others."),
        ActionId.NEW_BASE: translate("ActionHelp", "Applies the amendments to another text in force, such as a newer edition."),
        ActionId.LIBRARY: translate(
            "ActionHelp", "Opens the library: texts in force to search, read, compare, cite and begin proposals on, offline."
        ),
        ActionId.LIBRARY_PANEL: translate("ActionHelp", "Shows or hides the library beside the text."),
        ActionId.SHOW_CITED: translate("ActionHelp", "Shows the text that is cited where the caret stands, from the library."),
        ActionId.SPELLING: translate("ActionHelp", "Underlines words that are in no dictionary."),
        ActionId.NEXT_MISSPELT: translate("ActionHelp", "Goes to the next word that is in no dictionary."),
    }


def of_the_window() -> dict[ActionId, str]:
    """The sentences on what is shown, and on help."""
    return {
        ActionId.MARKUP: translate(
            "ActionHelp", "Shows the text with its changes: inserted words underlined, deleted ones struck."
        ),
        ActionId.DRAFT: translate("ActionHelp", "Shows the text as it would read with all changes."),
        ActionId.BASE: translate("ActionHelp", "Shows the text in force, without any change; it cannot be edited."),
        ActionId.SUBMISSION_FORM: translate(
            "ActionHelp", "Symbol, conference, number, source and everything else beside the text."
        ),
        ActionId.AMENDMENTS: translate("ActionHelp", "Lists every change with author, time and reason."),
        ActionId.COMMENTS: translate("ActionHelp", "Lists the comments."),
        ActionId.PROBLEMS: translate("ActionHelp", "Lists what the check found."),
        ActionId.SPLIT_BASE: translate("ActionHelp", "Shows the text in force as a second text beside this one."),
        ActionId.SPLIT_LANGUAGE: translate("ActionHelp", "Shows another language version as a second text beside this one."),
        ActionId.PARALLEL: translate("ActionHelp", "Lists what of another language version is not carried over to this text."),
        ActionId.CARDS: translate("ActionHelp", "Chooses which cards stand beside the text."),
        ActionId.CARDS_ALL: translate("ActionHelp", "Shows comments, amendments and problems as cards beside their lines."),
        ActionId.CARDS_COMMENTS: translate("ActionHelp", "Shows comments alone as cards beside their lines."),
        ActionId.CARDS_NONE: translate("ActionHelp", "Shows no cards; signs in the margin open them."),
        ActionId.GO_TO_CARD: translate("ActionHelp", "Goes to the card of the words at the caret, or back to the text."),
        ActionId.ARRANGE_ANEW: translate("ActionHelp", "Puts the panels where they stood when the program was first started."),
        ActionId.SYMBOL: translate("ActionHelp", "Inserts a sign that is on no key, found by its name."),
        ActionId.ADD_CORRECTION: translate("ActionHelp", "Adds a word that is to be put right whenever it is typed."),
        ActionId.NEW_WINDOW: translate("ActionHelp", "Opens a second window, for another document."),
        ActionId.CLOSE_WINDOW: translate("ActionHelp", "Closes the window; unsaved changes are asked about."),
        ActionId.TOUR: translate("ActionHelp", "Shows in eight steps, on the sample, where everything is."),
        ActionId.NEXT_PANE: translate("ActionHelp", "Goes to the next part of the window."),
        ActionId.PAGE: translate("ActionHelp", "Shows the text as wide as a page."),
        ActionId.FOCUS_MODE: translate("ActionHelp", "Shows nothing but the text; Esc ends it."),
        ActionId.LARGER: translate("ActionHelp", "Shows the text larger."),
        ActionId.SMALLER: translate("ActionHelp", "Shows the text smaller."),
        ActionId.NORMAL_SIZE: translate("ActionHelp", "Shows the text in its normal size."),
        ActionId.MANUAL: translate("ActionHelp", "Opens the manual."),
        ActionId.SHORTCUTS: translate("ActionHelp", "Lists all keys."),
        ActionId.START_PAGE: translate("ActionHelp", "Shows the start page with its ways to begin."),
        ActionId.ABOUT: translate("ActionHelp", "Version, licence and where the program keeps its files."),
    }


def sentences() -> dict[ActionId, str]:
    """What each action does."""
    return of_files() | of_clauses() | of_reviewing() | of_the_window()
