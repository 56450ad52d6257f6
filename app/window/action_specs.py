"""The actions of the window, one row each, in the order of the menus: text, keys, icon and the sentence that says what it does.

To add an action, add its name to `ActionId` and its row to a menu; a controller connects it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from app.window.action_ids import SEPARATOR, Entry
from app.window.action_ids import ActionId as Id
from widgets.common.actions import Keys

Standard = QKeySequence.StandardKey
tr = partial(QCoreApplication.translate, "Actions")


class ActionSpec(NamedTuple):
    """What an action shows."""

    id: Id
    text: str
    keys: tuple[Keys, ...]
    help: str
    """One sentence for the tooltip and the status bar; empty for an entry of a submenu that explains itself."""
    icon: str
    """The name of its shape in `resources/icons/lucide.svg`; empty if it has none."""
    short: str
    """Its name in the toolbar; empty if that is the text."""
    checkable: bool
    group: str
    """The name of the group of which one action at a time is checked; empty if it is in none."""


class MenuSpec(NamedTuple):
    """A menu of the window."""

    title: str
    entries: Sequence[ActionSpec | Entry]
    """Rows, names of actions that have their row in another menu, and separators."""
    others: Sequence[ActionSpec] = ()
    """Actions for submenus, which controllers fill."""

    @property
    def specs(self) -> list[ActionSpec]:
        """The rows of the menu and of its submenus."""
        return [*(entry for entry in self.entries if isinstance(entry, ActionSpec)), *self.others]


def row(
    id: Id, text: str, *keys: Keys, help: str = "", icon: str = "", short: str = "", checkable: bool = False, group: str = ""
) -> ActionSpec:
    """The row of an action.

    id: its id, also its object name
    text: its text in menus, with the mnemonic
    *keys: its shortcuts, the first one shown
    help: its tooltip and status tip
    icon: the name of its icon
    short: its text in the tool bar, if that differs
    checkable: whether it has a check mark
    group: its exclusive group, if any
    """
    return ActionSpec(id, text, keys, help, icon, short, checkable, group)


def _file() -> MenuSpec:
    return MenuSpec(tr("&File"), [
        row(Id.NEW, tr("&New proposal …"), Standard.New, icon="file-plus",
            help=tr("Asks what is proposed, on which text and where, and leads to the text.")),
        row(Id.OPEN, tr("&Open …"), Standard.Open, icon="folder-open",
            help=tr("Opens a Word file, a text, or a proposal saved before.")),
        row(Id.RECENT, tr("Open &recent"), icon="clock", help=tr("The files that were open last.")),
        row(Id.SAMPLE, tr("Open t&he sample"), icon="graduation-cap",
            help=tr("Opens an invented resolution with a proposal, to try things out.")),
        SEPARATOR,
        row(Id.SAVE, tr("&Save"), Standard.Save, icon="save", help=tr("Saves the proposal with everything that belongs to it.")),
        row(Id.SAVE_AS, tr("Save &as …"), Standard.SaveAs, "Ctrl+Shift+S", "F12",
            help=tr("Saves the proposal under another name or in another place.")),
        row(Id.SEND_COPY, tr("Save a cop&y to send …"), "Ctrl+Alt+Shift+S",
            help=tr("Shows what the document contains besides its text, and saves a copy without what you do not want to send.")),
        SEPARATOR,
        row(Id.TAKE_VERSION, tr("Ta&ke a version …"), "Ctrl+Alt+S", icon="camera",
            help=tr("Keeps the proposal as it is now under a name, to go back to or to compare with.")),
        row(Id.VERSIONS, tr("&Versions …"), "Ctrl+Alt+H", icon="history",
            help=tr("Shows the versions kept in the file: compare them, go back to one, remove one.")),
        row(Id.TAKE_IN, tr("Add a returned f&ile as a version …"), icon="file-input",
            help=tr("Adds a copy that a colleague sent back as a version; the draft stays as it is.")),
        row(Id.COMBINE, tr("Com&bine returned copies …"), icon="files",
            help=tr("Shows copies that colleagues sent back beside the draft, clause by clause; each is kept as a version.")),
        row(Id.ADD_PROPOSAL, tr("Add a proposa&l …"), icon="copy-plus", help=tr("Adds another proposal to the same submission.")),
        SEPARATOR,
        row(Id.EXPORT, tr("&Export to Word …"), "Ctrl+E", icon="file-up", short=tr("Export", "verb"),
            help=tr("Writes the submission as an ITU-formatted Word file with tracked changes, and proves it.")),
        row(Id.EXPORT_CLEAN, tr("Export the &draft, untracked …"),
            help=tr("Writes the proposed text as a Word file without tracked changes.")),
        row(Id.EXPORT_BASE, tr("Export the &text in force …"), help=tr("Writes the text in force as a Word file.")),
        row(Id.EXPORT_AKOMA_NTOSO, tr("Export as Ako&ma Ntoso …"), "Ctrl+Alt+Shift+E",
            help=tr("Writes the submission with its changes as Akoma Ntoso, the XML in which the United Nations publish "
                    "resolutions.")),
        row(Id.EXPORT_PDF, tr("Export as PD&F …"), help=tr("Writes the submission as a PDF file.")),
        row(Id.LAST_EXPORT, tr("Last e&xport"), help=tr("Opens the file that was exported last, or the folder that it lies in.")),
        SEPARATOR,
        row(Id.PRINT, tr("&Print …"), Standard.Print, icon="printer", help=tr("Prints the submission.")),
        row(Id.PRINT_PREVIEW, tr("Print previe&w …"), "Ctrl+Alt+P", icon="scan-eye",
            help=tr("Shows the pages as they are printed.")),
        SEPARATOR,
        row(Id.QUIT, tr("&Quit"), Standard.Quit, help=tr("Closes the window; unsaved changes are asked about.")),
    ], [
        row(Id.OPEN_EXPORT, tr("&Open in Word"), icon="external-link",
            help=tr("Opens the exported file in the program for Word files.")),
        row(Id.SHOW_EXPORT, tr("Show &folder"), icon="folder-open", help=tr("Shows the folder of the exported file.")),
        row(Id.COPY_EXPORT, tr("&Copy path"), icon="copy", help=tr("Puts the path of the exported file on the clipboard.")),
    ])  # fmt: skip


def _edit() -> MenuSpec:
    return MenuSpec(tr("&Edit"), [
        row(Id.UNDO, tr("&Undo"), icon="undo-2", short=tr("Undo"), help=tr("Takes back the last step.")),
        row(Id.REDO, tr("&Redo"), icon="redo-2", short=tr("Redo"), help=tr("Does again what was taken back.")),
        row(Id.UNDO_LIST, tr("Undo &list …"), icon="list-restart",
            help=tr("Shows all steps; goes back to any of them, or forward again.")),
        SEPARATOR,
        row(Id.CUT, tr("Cu&t"), Standard.Cut, icon="scissors",
            help=tr("Strikes the selected words and puts them on the clipboard.")),
        row(Id.COPY, tr("&Copy"), Standard.Copy, icon="copy", help=tr("Puts the selected words on the clipboard.")),
        row(Id.PASTE, tr("&Paste"), Standard.Paste, icon="clipboard-paste",
            help=tr("Inserts what is on the clipboard; labels of pasted lists are recognised.")),
        row(Id.SELECT_ALL, tr("Select &all"), Standard.SelectAll, icon="text-select", help=tr("Selects the whole text.")),
        SEPARATOR,
        row(Id.FIND, tr("&Find …"), Standard.Find, icon="search", help=tr("Finds words in the text and in the footnotes.")),
        row(Id.REPLACE, tr("R&eplace …"), "Ctrl+H", icon="replace",
            help=tr("Finds words and replaces them by others, as tracked changes.")),
        row(Id.FIND_NEXT, tr("Find &next"), "F3", help=tr("Goes to the next place that was found.")),
        row(Id.FIND_PREVIOUS, tr("Find pre&vious"), "Shift+F3", help=tr("Goes to the previous place that was found.")),
        row(Id.GO_TO_CLAUSE, tr("&Go to clause …"), "Ctrl+G", "F5", icon="crosshair",
            help=tr("Goes to a clause by its place, such as resolves 1.2.")),
        SEPARATOR,
        row(Id.COMMANDS, tr("Co&mmands …"), "Ctrl+Shift+P", icon="command", help=tr("Finds any command by its name.")),
        row(Id.SETTINGS, tr("&Settings …"), Standard.Preferences, "Ctrl+,", icon="settings",
            help=tr("Changes your name, the appearance, typing and checking.")),
    ])  # fmt: skip


def _clause() -> MenuSpec:
    return MenuSpec(tr("&Clause"), [
        row(Id.NEW_CALL, tr("&New introductory phrase …"), "Ctrl+Enter", icon="text-quote",
            help=tr("Begins a new block, such as recalling or resolves, where the caret is.")),
        row(Id.RENAME, tr("Rename &the introductory phrase"), "F2", icon="pencil-line",
            help=tr("Changes the words that open the block, such as considering into recalling.")),
        row(Id.INSERT_CLAUSE, tr("&Insert clause after"), "Ctrl+Shift+Enter", icon="between-horizontal-start", short=tr("Insert"),
            help=tr("Begins a new clause after this one; later labels follow.")),
        row(Id.DELETE_CLAUSE, tr("&Delete clause"), "Ctrl+Shift+Del", icon="trash-2", short=tr("Delete"),
            help=tr("Strikes the clause with everything under it; later labels follow.")),
        row(Id.RESTORE, tr("&Restore what is deleted"), "Ctrl+Shift+R", icon="rotate-ccw", short=tr("Restore"),
            help=tr("Puts back what is struck here.")),
        row(Id.JOIN, tr("&Join with the next"), icon="fold-vertical", help=tr("Makes one clause of this one and the next.")),
        SEPARATOR,
        row(Id.PROMOTE, tr("&Promote"), "Alt+Shift+Left", icon="list-indent-decrease",
            help=tr("Moves the clause one level up, such as from i) to b).")),
        row(Id.DEMOTE, tr("De&mote"), "Alt+Shift+Right", icon="list-indent-increase",
            help=tr("Moves the clause one level down, such as from b) to i).")),
        row(Id.MOVE_UP, tr("Move &up"), "Alt+Shift+Up", "Ctrl+Alt+Up", icon="arrow-up",
            help=tr("Moves the clause before the previous one, as a tracked move.")),
        row(Id.MOVE_DOWN, tr("Mo&ve down"), "Alt+Shift+Down", "Ctrl+Alt+Down", icon="arrow-down",
            help=tr("Moves the clause behind the next one, as a tracked move.")),
        SEPARATOR,
        row(Id.LABEL, tr("Set &label …"), "Ctrl+Shift+L", icon="tag",
            help=tr("Gives the clause a label of your own, such as a)bis.")),
        row(Id.UNLABEL, tr("Number it &automatically"), help=tr("Lets the label follow from the place of the clause again.")),
        SEPARATOR,
        row(Id.MAKE_CALL, tr("Make it an introdu&ctory phrase"), icon="text-quote",
            help=tr("Makes the clause open a block, as considering and resolves do.")),
        row(Id.MAKE_LETTERED, tr("Make it a) l&ettered"), icon="list", help=tr("Makes it an item with a letter: a), b), c).")),
        row(Id.MAKE_NUMBERED, tr("Make it 1 num&bered"), icon="list-ordered",
            help=tr("Makes it an item with a number: 1, 2, 3.")),
        row(Id.MAKE_PLAIN, tr("Make it unlabelled te&xt"), icon="pilcrow", help=tr("Makes it a paragraph without a label.")),
        row(Id.MAKE_HEADING, tr("Make it a &heading"), icon="heading", help=tr("Makes it a heading.")),
        row(Id.MAKE_ANNEX, tr("Make it an annex headin&g"), icon="paperclip", help=tr("Makes it the heading of an annex.")),
        row(Id.CORRECT, tr("Correct &what was read"), icon="wrench",
            help=tr("Says what a clause is that was read wrongly from the file; no change is tracked.")),
        SEPARATOR,
        row(Id.PUNCTUATE, tr("Punctuate as ITU doe&s"), checkable=True,
            help=tr("Keeps the marks at the ends of items as ITU writes them: semicolon, comma, full stop.")),
        row(Id.REFERENCES, tr("Re&ferences to clauses"), icon="link",
            help=tr("What is done with references to clauses whose labels change.")),
    ], [
        row(Id.REFERENCES_FOLLOW, tr("References to clauses &follow"), group="references"),
        row(Id.REFERENCES_ASK, tr("Reference changes are &offered"), group="references"),
        row(Id.REFERENCES_LEAVE, tr("References to clauses &stay"), group="references"),
        row(Id.STALE_REFERENCES, tr("Look at references that are out of &date"), "Ctrl+Alt+K", icon="unlink",
            help=tr("Shows the references to clauses whose labels have changed since.")),
        row(Id.READ_CALL, tr("This is an introdu&ctory phrase")),
        row(Id.READ_LEVEL_1, tr("This is a paragraph of level &1")),
        row(Id.READ_LEVEL_2, tr("This is a paragraph of level &2")),
        row(Id.READ_LEVEL_3, tr("This is a paragraph of level &3")),
        row(Id.READ_HEADING, tr("This is a &heading")),
        row(Id.READ_ANNEX, tr("This is an anne&x heading")),
        row(Id.READ_NUMBER, tr("This is the &number line")),
        row(Id.READ_TITLE, tr("This is the &title")),
        row(Id.READ_HISTORY, tr("Thi&s is the adoption line")),
        row(Id.READ_OPENING, tr("This is the &opening line")),
        row(Id.READ_LABEL, tr("Where the &label ends …")),
    ])  # fmt: skip


def _insert() -> MenuSpec:
    return MenuSpec(tr("&Insert", "menu"), [
        row(Id.FOOTNOTE, tr("Insert &footnote"), "Ctrl+Alt+F", icon="asterisk",
            help=tr("Inserts a footnote where the caret is.")),
        row(Id.SHOW_FOOTNOTE, tr("Edit the f&ootnote here"), "Ctrl+Alt+N", icon="panel-bottom", checkable=True,
            help=tr("Shows the footnote at the caret and lets it be edited.")),
        Id.COMMENT,
        SEPARATOR,
        row(Id.SYMBOL, tr("&Symbol …"), "Ctrl+Shift+I", icon="omega",
            help=tr("Inserts a sign that is on no key, found by its name.")),
        row(Id.INSERT_TABLE, tr("Insert &table …"), "Ctrl+F12", icon="table",
            help=tr("Inserts a table behind the paragraph of the caret, tracked as new rows.")),
        SEPARATOR,
        row(Id.NO_BREAK_SPACE, tr("&No-break space"), "Ctrl+Shift+Space", help=tr("Inserts a space at which no line ends.")),
        row(Id.NO_BREAK_HYPHEN, tr("No-break &hyphen"), "Ctrl+_", help=tr("Inserts a hyphen at which no line ends.")),
    ])  # fmt: skip


def _format() -> MenuSpec:
    return MenuSpec(tr("F&ormat"), [
        row(Id.BOLD, tr("&Bold"), Standard.Bold, icon="bold", help=tr("Makes the selected words bold.")),
        row(Id.ITALIC, tr("&Italic"), Standard.Italic, icon="italic", help=tr("Makes the selected words italic.")),
        row(Id.UNDERLINE, tr("&Underline"), Standard.Underline, icon="underline", help=tr("Underlines the selected words.")),
        row(Id.SUPERSCRIPT, tr("&Superscript"), "Ctrl+Shift++", icon="superscript", help=tr("Raises the selected words.")),
    ])  # fmt: skip


def _table() -> MenuSpec:
    return MenuSpec(tr("T&able"), [
        Id.INSERT_TABLE,
        SEPARATOR,
        row(Id.INSERT_ROW_ABOVE, tr("Insert row &above"), "Alt+Shift+Ins", icon="panel-top-dashed",
            help=tr("Inserts an empty row above the row of the caret.")),
        row(Id.INSERT_ROW_BELOW, tr("Insert row &below"), "Alt+Ins", icon="panel-bottom-dashed",
            help=tr("Inserts an empty row below the row of the caret.")),
        row(Id.DELETE_ROW, tr("&Delete row"), "Alt+Del", icon="list-minus",
            help=tr("Strikes the rows of the selection; a row that is only inserted goes.")),
        SEPARATOR,
        row(Id.INSERT_COLUMN_BEFORE, tr("Insert column be&fore"), "Ctrl+Alt+Shift+Ins", icon="panel-left-dashed",
            help=tr("Inserts an empty column before the column of the caret.")),
        row(Id.INSERT_COLUMN_AFTER, tr("Insert &column after"), "Ctrl+Alt+Ins", icon="panel-right-dashed",
            help=tr("Inserts an empty column after the column of the caret.")),
        row(Id.DELETE_COLUMN, tr("D&elete column"), "Alt+Shift+Del", icon="grid-2x2-x",
            help=tr("Strikes the columns of the selection; a column that is only inserted goes.")),
    ])  # fmt: skip


def _review() -> MenuSpec:
    return MenuSpec(tr("&Review"), [
        row(Id.TRACK, tr("&Track changes"), "Ctrl+Shift+E", "Ctrl+Shift+C", checkable=True,
            help=tr("Is always on: a proposal is what its tracked changes say.")),
        SEPARATOR,
        row(Id.NEXT_AMENDMENT, tr("&Next amendment"), "F8", icon="circle-chevron-right", short=tr("Next", "amendment"),
            help=tr("Goes to the next amendment.")),
        row(Id.PREVIOUS_AMENDMENT, tr("&Previous amendment"), "Shift+F8", icon="circle-chevron-left",
            short=tr("Previous", "amendment"), help=tr("Goes to the previous amendment.")),
        SEPARATOR,
        row(Id.ACCEPT, tr("&Accept"), "Ctrl+Shift+A", icon="check",
            help=tr("Makes the change part of the text in force; of your own amendments you are asked first.")),
        row(Id.REJECT, tr("&Reject"), "Ctrl+Shift+J", icon="x",
            help=tr("Takes the change back: the text is again as it is in force.")),
        row(Id.ACCEPT_ALL, tr("Accept a&ll"), icon="check-check",
            help=tr("Makes every change part of the text in force; a version is kept.")),
        row(Id.REJECT_ALL, tr("Re&ject all"), icon="list-x", help=tr("Takes every change back; a version is kept.")),
        row(Id.OF_AUTHOR, tr("Accept or reject all of an a&uthor …"), icon="user-check",
            help=tr("Accepts or rejects everything that one author changed.")),
        SEPARATOR,
        row(Id.WHO, tr("&Who changed this clause"), "Ctrl+Alt+W", icon="user-search",
            help=tr("Says who changed this clause, and chooses these amendments in the list.")),
        row(Id.REASON, tr("R&eason of the amendment …"), "Ctrl+Alt+R", icon="lightbulb",
            help=tr("Says why the change is proposed; the reasons can be gathered for the proposal.")),
        row(Id.PRIVATE_NOTE, tr("Private n&ote on the amendment …"), "Ctrl+Alt+Shift+N", icon="sticky-note",
            help=tr("A note on the change for yourself; it is in no export.")),
        row(Id.GATHER_REASONS, tr("&Gather the reasons for the proposal"),
            help=tr("Puts the reasons of the amendments into those of the proposal.")),
        SEPARATOR,
        row(Id.COMMENT, tr("&Insert comment"), "Ctrl+Alt+M", "Ctrl+Alt+C", icon="message-square-plus",
            help=tr("Adds a comment on the selected words; it stays private unless you say otherwise.")),
        row(Id.NEXT_COMMENT, tr("Ne&xt comment"), "F9", help=tr("Goes to the next comment.")),
        row(Id.PREVIOUS_COMMENT, tr("Previous &comment"), "Shift+F9", help=tr("Goes to the previous comment.")),
        SEPARATOR,
        row(Id.NAME, tr("&Your name …"), icon="user-pen", help=tr("The name that your changes and comments carry.")),
    ])  # fmt: skip


def _tools() -> MenuSpec:
    return MenuSpec(tr("&Tools"), [
        row(Id.CHECK_NOW, tr("Chec&k everything now"), "Ctrl+F7", icon="clipboard-check", short=tr("Check all"),
            help=tr("Checks the whole submission against ITU’s rules and shows the problems.")),
        row(Id.NEXT_PROBLEM, tr("Next pro&blem"), "F4", help=tr("Goes to the next problem.")),
        row(Id.PREVIOUS_PROBLEM, tr("Pre&vious problem"), "Shift+F4", help=tr("Goes to the previous problem.")),
        row(Id.EDITIONS, tr("&Editions of what is cited …"), "Ctrl+Alt+E", icon="library-big", short=tr("Editions"),
            help=tr("Shows which edition of each cited text is in force, and updates those that are not.")),
        row(Id.TERMS, tr("Your &terms …"), icon="book-a",
            help=tr("Words that you want written in one way; the check looks after them.")),
        SEPARATOR,
        row(Id.LIBRARY, tr("Librar&y …"), "Ctrl+Alt+Y", icon="library",
            help=tr("Opens the library: texts in force to search, read, compare, cite and begin proposals on, offline.")),
        row(Id.SHOW_CITED, tr("Sho&w what is cited"), "Shift+F1",
            help=tr("Shows the text that is cited where the caret stands, from the library.")),
        SEPARATOR,
        row(Id.COMPARE, tr("&Compare with …"), "Ctrl+Alt+D", icon="file-diff",
            help=tr("Shows this text and another beside each other, with every difference.")),
        row(Id.CONSOLIDATE, tr("Consoli&date proposals …"), "Ctrl+Alt+L", icon="combine",
            help=tr("Puts proposals of several parties on one text together, conflict by conflict.")),
        row(Id.OTHERS, tr("Show what &others propose …"), "Ctrl+Alt+X", icon="users",
            help=tr("Shows in the margin what other proposals do to the same clauses.")),
        row(Id.FORGET_OTHERS, tr("&Forget what others propose"), help=tr("No longer shows the proposals of others.")),
        row(Id.NEW_BASE, tr("A&pply the proposal to another text in force …"),
            help=tr("Applies the amendments to another text in force, such as a newer edition.")),
        SEPARATOR,
        row(Id.SPELLING, tr("Check &spelling"), icon="spell-check", checkable=True,
            help=tr("Underlines words that are in no dictionary.")),
        row(Id.NEXT_MISSPELT, tr("Next m&isspelt word"), "F7", help=tr("Goes to the next word that is in no dictionary.")),
        row(Id.ADD_CORRECTION, tr("Add to &autocorrect …"), help=tr("Adds a word that is to be put right whenever it is typed.")),
    ])  # fmt: skip


def _view() -> MenuSpec:
    return MenuSpec(tr("&View"), [
        row(Id.MARKUP, tr("&Markup"), "Ctrl+1", icon="file-pen-line", group="views",
            help=tr("Shows the text with its changes: inserted words underlined, deleted ones struck.")),
        row(Id.DRAFT, tr("&Draft"), "Ctrl+2", icon="file-text", group="views",
            help=tr("Shows the text as it would read with all changes.")),
        row(Id.BASE, tr("&Text in force"), "Ctrl+3", icon="landmark", group="views",
            help=tr("Shows the text in force, without any change; it cannot be edited.")),
        SEPARATOR,
        row(Id.SUBMISSION_FORM, tr("S&ubmission form"), "Alt+Enter", icon="clipboard-list",
            help=tr("Symbol, conference, number, source and everything else beside the text.")),
        row(Id.AMENDMENTS, tr("&Amendments"), "Ctrl+Alt+A", icon="list-checks",
            help=tr("Lists every change with author, time and reason.")),
        row(Id.COMMENTS, tr("Comme&nts"), "Ctrl+Alt+O", icon="messages-square", help=tr("Lists the comments.")),
        row(Id.PROBLEMS, tr("Pro&blems"), "Ctrl+Alt+B", icon="triangle-alert", help=tr("Lists what the check found.")),
        row(Id.SPLIT_BASE, tr("Te&xt in force beside the text"), "Ctrl+Alt+T", icon="columns-2",
            help=tr("Shows the text in force as a second text beside this one.")),
        row(Id.SPLIT_LANGUAGE, tr("Othe&r language beside the text"), "Ctrl+Alt+Shift+T", icon="languages",
            help=tr("Shows another language version as a second text beside this one.")),
        row(Id.PARALLEL, tr("Ot&her language version"), "Ctrl+Alt+G",
            help=tr("Lists what of another language version is not carried over to this text.")),
        row(Id.LIBRARY_PANEL, tr("Librar&y beside the text"), "Ctrl+Alt+Shift+Y",
            help=tr("Shows or hides the library beside the text.")),
        SEPARATOR,
        row(Id.ARRANGE_ANEW, tr("Panels as at &first"),
            help=tr("Puts the panels where they stood when the program was first started.")),
        row(Id.CARDS, tr("&Cards beside the text"), help=tr("Chooses which cards stand beside the text.")),
        row(Id.GO_TO_CARD, tr("Go to the card and bac&k"), "Alt+F12",
            help=tr("Goes to the card of the words at the caret, or back to the text.")),
        row(Id.NEXT_PANE, tr("Next &pane"), "F6", help=tr("Goes to the next part of the window.")),
        row(Id.PAGE, tr("Pa&ge"), "Ctrl+4", icon="file", checkable=True, help=tr("Shows the text as wide as a page.")),
        row(Id.FOCUS_MODE, tr("Focus m&ode"), Standard.FullScreen, "F11", icon="maximize", checkable=True,
            help=tr("Shows nothing but the text; Esc ends it.")),
        SEPARATOR,
        row(Id.LARGER, tr("&Larger"), Standard.ZoomIn, "Ctrl+=", icon="zoom-in", help=tr("Shows the text larger.")),
        row(Id.SMALLER, tr("&Smaller"), Standard.ZoomOut, icon="zoom-out", help=tr("Shows the text smaller.")),
        row(Id.NORMAL_SIZE, tr("&100 %"), "Ctrl+0", help=tr("Shows the text in its normal size.")),
    ], [
        row(Id.CARDS_ALL, tr("&All cards"), group="cards",
            help=tr("Shows comments, amendments and problems as cards beside their lines.")),
        row(Id.CARDS_COMMENTS, tr("Cards of &comments only"), group="cards",
            help=tr("Shows comments alone as cards beside their lines.")),
        row(Id.CARDS_NONE, tr("&No cards"), group="cards", help=tr("Shows no cards; signs in the margin open them.")),
    ])  # fmt: skip


def _window() -> MenuSpec:
    return MenuSpec(tr("&Window"), [
        row(Id.NEW_WINDOW, tr("&New window"), icon="app-window", help=tr("Opens a second window, for another document.")),
        row(Id.CLOSE_WINDOW, tr("&Close this window"), "Ctrl+W", help=tr("Closes the window; unsaved changes are asked about.")),
        SEPARATOR,
    ])  # fmt: skip


def _help() -> MenuSpec:
    return MenuSpec(tr("&Help"), [
        row(Id.MANUAL, tr("&Manual"), Standard.HelpContents, "F1", icon="circle-question-mark", help=tr("Opens the manual.")),
        row(Id.SHORTCUTS, tr("&Keyboard shortcuts"), "Ctrl+F1", icon="keyboard", help=tr("Lists all keys.")),
        row(Id.START_PAGE, tr("&Start page"), icon="house", help=tr("Shows the start page with its ways to begin.")),
        row(Id.TOUR, tr("&Three-minute tour"), icon="compass",
            help=tr("Shows in eight steps, on the sample, where everything is.")),
        SEPARATOR,
        row(Id.ABOUT, tr("&About Clausewright"), icon="info", help=tr("Version, licence and where the program keeps its files.")),
    ])  # fmt: skip


def menus() -> list[MenuSpec]:
    """The menus of the window, in the language that is installed."""
    return [_file(), _edit(), _clause(), _insert(), _format(), _table(), _review(), _tools(), _view(), _window(), _help()]
