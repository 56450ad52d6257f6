"""The sentences on what actions do, for tooltips and the status bar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from app.window.action_ids import ActionId
from widgets.common.foreign_text import as_tooltip
from widgets.window.undo_actions import StepAction


def tr(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("ActionHelp", text)


def explain(action: QAction, sentence: str) -> None:
    """Gives an action a tooltip of its name, its key and a sentence, which the status bar says too."""
    name = action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…").rstrip()
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    head = f"{name} ({keys})" if keys else name
    if not isinstance(action, StepAction):  # which names its step itself
        action.setToolTip(as_tooltip(f"{head}\n{sentence}"))
    action.setStatusTip(sentence)


def of_files() -> dict[ActionId, str]:
    """The sentences on files and on the text as a whole."""
    return {
        ActionId.UNDO: tr("Takes back the last step."),
        ActionId.REDO: tr("Does again what was taken back."),
        ActionId.OPEN: tr("Opens a Word file, a text, or a proposal saved before."),
        ActionId.RECENT: tr("The files that were open last."),
        ActionId.SAMPLE: tr("Opens an invented resolution with a proposal, to try things out."),
        ActionId.SAVE: tr("Saves the proposal with everything that belongs to it."),
        ActionId.SAVE_AS: tr("Saves the proposal under another name or in another place."),
        ActionId.TAKE_VERSION: tr("Keeps the proposal as it is now under a name, to go back to or to compare with."),
        ActionId.VERSIONS: tr("Shows the versions kept in the file: compare them, go back to one, remove one."),
        ActionId.TAKE_IN: tr("Adds a copy that a colleague sent back as a version; the draft stays as it is."),
        ActionId.ADD_PROPOSAL: tr("Adds another proposal to the same submission."),
        ActionId.EXPORT: tr("Writes the submission as an ITU-formatted Word file with tracked changes, and proves it."),
        ActionId.EXPORT_CLEAN: tr("Writes the proposed text as a Word file without tracked changes."),
        ActionId.EXPORT_BASE: tr("Writes the text in force as a Word file."),
        ActionId.EXPORT_PDF: tr("Writes the submission as a PDF file."),
        ActionId.PRINT: tr("Prints the submission."),
        ActionId.PRINT_PREVIEW: tr("Shows the pages as they are printed."),
        ActionId.QUIT: tr("Closes the window; unsaved changes are asked about."),
        ActionId.UNDO_LIST: tr("Shows all steps; goes back to any of them, or forward again."),
        ActionId.CUT: tr("Strikes the selected words and puts them on the clipboard."),
        ActionId.COPY: tr("Puts the selected words on the clipboard."),
        ActionId.PASTE: tr("Inserts what is on the clipboard; labels of pasted lists are recognised."),
        ActionId.SELECT_ALL: tr("Selects the whole text."),
        ActionId.FIND: tr("Finds words in the text and in the footnotes."),
        ActionId.REPLACE: tr("Finds words and replaces them by others, as tracked changes."),
        ActionId.FIND_NEXT: tr("Goes to the next place that was found."),
        ActionId.FIND_PREVIOUS: tr("Goes to the previous place that was found."),
        ActionId.GO_TO_CLAUSE: tr("Goes to a clause by its place, such as resolves 1.2."),
        ActionId.COMMANDS: tr("Finds any command by its name."),
        ActionId.SETTINGS: tr("Changes your name, the appearance, typing and checking."),
    }


def of_clauses() -> dict[ActionId, str]:
    """The sentences on clauses, words and footnotes."""
    return {
        ActionId.NEW_CALL: tr("Begins a new block, such as recalling or resolves, where the caret is."),
        ActionId.RENAME: tr("Changes the words that open the block, such as considering into recalling."),
        ActionId.INSERT_CLAUSE: tr("Begins a new clause after this one; later labels follow."),
        ActionId.DELETE_CLAUSE: tr("Strikes the clause with everything under it; later labels follow."),
        ActionId.RESTORE: tr("Puts back what is struck here."),
        ActionId.JOIN: tr("Makes one clause of this one and the next."),
        ActionId.PROMOTE: tr("Moves the clause one level up, such as from i) to b)."),
        ActionId.DEMOTE: tr("Moves the clause one level down, such as from b) to i)."),
        ActionId.MOVE_UP: tr("Moves the clause before the previous one, as a tracked move."),
        ActionId.MOVE_DOWN: tr("Moves the clause behind the next one, as a tracked move."),
        ActionId.LABEL: tr("Gives the clause a label of your own, such as a)bis."),
        ActionId.UNLABEL: tr("Lets the label follow from the place of the clause again."),
        ActionId.MAKE_CALL: tr("Makes the clause open a block, as considering and resolves do."),
        ActionId.MAKE_LETTERED: tr("Makes it an item with a letter: a), b), c)."),
        ActionId.MAKE_NUMBERED: tr("Makes it an item with a number: 1, 2, 3."),
        ActionId.MAKE_PLAIN: tr("Makes it a paragraph without a label."),
        ActionId.MAKE_HEADING: tr("Makes it a heading."),
        ActionId.MAKE_ANNEX: tr("Makes it the heading of an annex."),
        ActionId.CORRECT: tr("Says what a clause is that was read wrongly from the file; no change is tracked."),
        ActionId.FOOTNOTE: tr("Inserts a footnote where the caret is."),
        ActionId.SHOW_FOOTNOTE: tr("Shows the footnote at the caret and lets it be edited."),
        ActionId.PUNCTUATE: tr("Keeps the marks at the ends of items as ITU writes them: semicolon, comma, full stop."),
        ActionId.REFERENCES: tr("What is done with references to clauses whose labels change."),
        ActionId.STALE_REFERENCES: tr("Shows the references to clauses whose labels have changed since."),
        ActionId.BOLD: tr("Makes the selected words bold."),
        ActionId.ITALIC: tr("Makes the selected words italic."),
        ActionId.UNDERLINE: tr("Underlines the selected words."),
        ActionId.SUPERSCRIPT: tr("Raises the selected words."),
        ActionId.NO_BREAK_SPACE: tr("Inserts a space at which no line ends."),
        ActionId.NO_BREAK_HYPHEN: tr("Inserts a hyphen at which no line ends."),
    }


def of_reviewing() -> dict[ActionId, str]:
    """The sentences on amendments, comments and what is found."""
    return {
        ActionId.NEXT_AMENDMENT: tr("Goes to the next amendment."),
        ActionId.PREVIOUS_AMENDMENT: tr("Goes to the previous amendment."),
        ActionId.ACCEPT: tr("Makes the change part of the text in force; of your own amendments you are asked first."),
        ActionId.REJECT: tr("Takes the change back: the text is again as it is in force."),
        ActionId.ACCEPT_ALL: tr("Makes every change part of the text in force; a version is kept."),
        ActionId.REJECT_ALL: tr("Takes every change back; a version is kept."),
        ActionId.OF_AUTHOR: tr("Accepts or rejects everything that one author changed."),
        ActionId.WHO: tr("Says who changed this clause, and chooses these amendments in the list."),
        ActionId.REASON: tr("Says why the change is proposed; the reasons can be gathered for the proposal."),
        ActionId.PRIVATE_NOTE: tr("A note on the change for yourself; it is in no export."),
        ActionId.GATHER_REASONS: tr("Puts the reasons of the amendments into those of the proposal."),
        ActionId.COMMENT: tr("Adds a comment on the selected words; it stays private unless you say otherwise."),
        ActionId.NEXT_COMMENT: tr("Goes to the next comment."),
        ActionId.PREVIOUS_COMMENT: tr("Goes to the previous comment."),
        ActionId.NAME: tr("The name that your changes and comments carry."),
        ActionId.CHECK_NOW: tr("Checks the whole submission against ITU's rules and shows the problems."),
        ActionId.NEXT_PROBLEM: tr("Goes to the next problem."),
        ActionId.PREVIOUS_PROBLEM: tr("Goes to the previous problem."),
        ActionId.EDITIONS: tr("Shows which edition of each cited text is in force, and updates those that are not."),
        ActionId.TERMS: tr("Words that you want written in one way; the check looks after them."),
        ActionId.COMPARE: tr("Shows this text and another beside each other, with every difference."),
        ActionId.CONSOLIDATE: tr("Puts proposals of several parties on one text together, conflict by conflict."),
        ActionId.OTHERS: tr("Shows in the margin what other proposals do to the same clauses."),
        ActionId.FORGET_OTHERS: tr("No longer shows the proposals of others."),
        ActionId.NEW_BASE: tr("Applies the amendments to another text in force, such as a newer edition."),
        ActionId.SPELLING: tr("Underlines words that are in no dictionary."),
        ActionId.NEXT_MISSPELT: tr("Goes to the next word that is in no dictionary."),
    }


def of_the_window() -> dict[ActionId, str]:
    """The sentences on what is shown, and on help."""
    return {
        ActionId.MARKUP: tr("Shows the text with its changes: inserted words underlined, deleted ones struck."),
        ActionId.DRAFT: tr("Shows the text as it would read with all changes."),
        ActionId.BASE: tr("Shows the text in force, without any change; it cannot be edited."),
        ActionId.SUBMISSION_FORM: tr("Symbol, conference, number, source and everything else beside the text."),
        ActionId.AMENDMENTS: tr("Lists every change with author, time and reason."),
        ActionId.COMMENTS: tr("Lists the comments."),
        ActionId.PROBLEMS: tr("Lists what the check found."),
        ActionId.TWO_COLUMNS: tr("Shows the clause as it is in force and as it is proposed beside each other."),
        ActionId.PARALLEL: tr("Shows another language version of the text beside this one."),
        ActionId.NEXT_PANE: tr("Goes to the next part of the window."),
        ActionId.PAGE: tr("Shows the text as wide as a page."),
        ActionId.FOCUS_MODE: tr("Shows nothing but the text; Esc ends it."),
        ActionId.LARGER: tr("Shows the text larger."),
        ActionId.SMALLER: tr("Shows the text smaller."),
        ActionId.NORMAL_SIZE: tr("Shows the text in its normal size."),
        ActionId.MANUAL: tr("Opens the manual."),
        ActionId.SHORTCUTS: tr("Lists all keys."),
        ActionId.FIRST_PAGE: tr("Shows the first page with its ways to begin."),
        ActionId.ABOUT: tr("Version, licence and where the program keeps its files."),
    }


def sentences() -> dict[ActionId, str]:
    """What each action does."""
    return of_files() | of_clauses() | of_reviewing() | of_the_window()
