"""The actions of the window, one row each, in the order of the menus: text, keys, icon and the sentence that says what it does.

To add an action, add its name to `ActionId` and its row to a menu; a controller connects it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from app.window.action_ids import SEPARATOR
from app.window.action_ids import ActionId as Id
from app.window.clause_specs import clause_menu
from app.window.file_specs import file_menu
from app.window.menu_spec import MenuSpec, Submenu, row

Standard = QKeySequence.StandardKey
tr = partial(QCoreApplication.translate, "Actions")


def _edit() -> MenuSpec:
    return MenuSpec(tr("&Edit"), [
        row(Id.UNDO, tr("&Undo"), icon="undo-2", short=tr("Undo"), help=tr("Undoes the last step.")),
        row(Id.REDO, tr("&Redo"), icon="redo-2", short=tr("Redo"), help=tr("Repeats the step that was undone.")),
        row(Id.UNDO_LIST, tr("Undo &list …"), icon="list-restart",
            help=tr("Shows all steps and lets you return to any of them.")),
        SEPARATOR,
        row(Id.CUT, tr("Cu&t"), Standard.Cut, icon="scissors",
            help=tr("Deletes the selected words and copies them to the clipboard.")),
        row(Id.COPY, tr("&Copy"), Standard.Copy, icon="copy", help=tr("Copies the selected words to the clipboard.")),
        row(Id.PASTE, tr("&Paste"), Standard.Paste, icon="clipboard-paste",
            help=tr("Inserts the contents of the clipboard; labels of pasted lists are recognised.")),
        row(Id.SELECT_ALL, tr("Select &all"), Standard.SelectAll, icon="text-select", help=tr("Selects the whole text.")),
        SEPARATOR,
        row(Id.FIND, tr("&Find …"), Standard.Find, icon="search", help=tr("Finds words in the text and in the footnotes.")),
        row(Id.REPLACE, tr("R&eplace …"), "Ctrl+H", icon="replace",
            help=tr("Finds words and replaces them with others, as tracked changes.")),
        row(Id.FIND_NEXT, tr("Find &next"), "F3", help=tr("Goes to the next match.")),
        row(Id.FIND_PREVIOUS, tr("Find pre&vious"), "Ctrl+Shift+G", help=tr("Goes to the previous match.")),
        row(Id.GO_TO_CLAUSE, tr("&Go to clause …"), "Ctrl+G", "F5", icon="crosshair",
            help=tr("Goes to a clause by its place, such as resolves 1.2, or to a provision by its number.")),
        row(Id.FIRST_PAGE, tr("F&irst page"), "Ctrl+Alt+Home",
            help=tr("Goes to the first page above the text, to fill in its fields.")),
        SEPARATOR,
        row(Id.COMMANDS, tr("Co&mmands …"), "Ctrl+Shift+P", icon="command", help=tr("Finds any command by its name.")),
        row(Id.SETTINGS, tr("&Settings …"), Standard.Preferences, "Ctrl+,", icon="settings",
            help=tr("Lets you change your name, the appearance, typing and checking.")),
    ])  # fmt: skip


def _insert() -> MenuSpec:
    return MenuSpec(tr("&Insert", "menu"), [
        row(Id.FOOTNOTE, tr("Insert &footnote"), "Ctrl+Alt+F", icon="asterisk", help=tr("Inserts a footnote at the caret.")),
        row(Id.SHOW_FOOTNOTE, tr("Edit the f&ootnote here"), "Ctrl+Alt+N", icon="panel-bottom", checkable=True,
            help=tr("Opens the footnote at the caret for editing.")),
        Id.COMMENT,
        SEPARATOR,
        row(Id.SYMBOL, tr("&Symbol …"), "Ctrl+Shift+I", icon="omega",
            help=tr("Inserts a character that is not on the keyboard, found by its name.")),
        row(Id.INSERT_TABLE, tr("Insert &table …"), "Ctrl+F12", icon="table",
            help=tr("Inserts a table after the current paragraph, tracked as new rows.")),
        SEPARATOR,
        row(Id.NO_BREAK_SPACE, tr("&No-break space"), "Ctrl+Shift+Space",
            help=tr("Inserts a space at which lines do not break.")),
        row(Id.NO_BREAK_HYPHEN, tr("No-break &hyphen"), "Ctrl+_", help=tr("Inserts a hyphen at which lines do not break.")),
    ])  # fmt: skip


def _format() -> MenuSpec:
    return MenuSpec(tr("F&ormat"), [
        row(Id.BOLD, tr("&Bold"), Standard.Bold, icon="bold", help=tr("Makes the selected words bold.")),
        row(Id.ITALIC, tr("&Italic"), Standard.Italic, icon="italic", help=tr("Makes the selected words italic.")),
        row(Id.UNDERLINE, tr("&Underline"), Standard.Underline, icon="underline", help=tr("Underlines the selected words.")),
        row(Id.SUPERSCRIPT, tr("&Superscript"), "Ctrl+Shift++", icon="superscript",
            help=tr("Makes the selected words superscript.")),
        SEPARATOR,
        row(Id.CHANGE_CASE, tr("&Change case"), "Shift+F3", icon="case-sensitive",
            help=tr("Writes the selected words in small letters, with a capital each, or in capitals, in turn.")),
        SEPARATOR,
        row(Id.LINES_BY_PAGE, tr("&Line numbers by page"), "Ctrl+Alt+Shift+L", checkable=True,
            help=tr("Numbers every fifth line beside the text, again from 1 on each page.")),
        row(Id.LINES_THROUGH, tr("Line numbers through the te&xt"), "Ctrl+Alt+Shift+M", checkable=True,
            help=tr("Numbers every fifth line beside the text, from its beginning to its end.")),
    ])  # fmt: skip


def _table() -> MenuSpec:
    return MenuSpec(tr("T&able"), [
        Id.INSERT_TABLE,
        SEPARATOR,
        row(Id.INSERT_ROW_ABOVE, tr("Insert row &above"), "Alt+Shift+Ins", icon="panel-top-dashed",
            help=tr("Inserts an empty row above the current row.")),
        row(Id.INSERT_ROW_BELOW, tr("Insert row &below"), "Alt+Ins", icon="panel-bottom-dashed",
            help=tr("Inserts an empty row below the current row.")),
        row(Id.DELETE_ROW, tr("&Delete row"), "Alt+Del", icon="list-minus",
            help=tr("Deletes the selected rows; a row that was only inserted is removed.")),
        SEPARATOR,
        row(Id.INSERT_COLUMN_BEFORE, tr("Insert column be&fore"), "Ctrl+Alt+Shift+Ins", icon="panel-left-dashed",
            help=tr("Inserts an empty column before the current column.")),
        row(Id.INSERT_COLUMN_AFTER, tr("Insert &column after"), "Ctrl+Alt+Ins", icon="panel-right-dashed",
            help=tr("Inserts an empty column after the current column.")),
        row(Id.DELETE_COLUMN, tr("D&elete column"), "Alt+Shift+Del", icon="grid-2x2-x",
            help=tr("Deletes the selected columns; a column that was only inserted is removed.")),
        SEPARATOR,
        _allocations(),
    ])  # fmt: skip


def _allocations() -> Submenu:
    """The submenu for the Table of Frequency Allocations."""
    return Submenu(tr("Frequency allocation&s"), (
        row(Id.SPLIT_BAND, tr("&Split band …"), "Ctrl+F2",
            help=tr("Splits the band of this cell at a frequency, as deleted and inserted rows.")),
        row(Id.MERGE_BANDS, tr("&Merge with the band below"), "Ctrl+Shift+F2",
            help=tr("Merges the band of this cell with the next one; services and footnotes of both are kept.")),
        row(Id.ADD_SERVICE, tr("&Add service …"), "Shift+F2",
            help=tr("Inserts a service into this cell at its place in the order of its category.")),
        row(Id.DELETE_SERVICE, tr("&Delete service"), "Ctrl+Shift+F3", help=tr("Deletes the service in this line.")),
        row(Id.CHANGE_CATEGORY, tr("Change &category"), "Ctrl+F3",
            help=tr("Makes a primary service secondary, and a secondary one primary.")),
        row(Id.TABLE_NOTES, tr("&Footnote numbers …"), "Shift+F7",
            help=tr("Sets the footnote numbers of the service in this line, or of the whole cell.")),
    ))  # fmt: skip


def _review() -> MenuSpec:
    return MenuSpec(tr("&Review"), [
        row(Id.TRACK, tr("&Track changes"), "Ctrl+Shift+E", "Ctrl+Shift+C", checkable=True,
            help=tr("Always on: a proposal consists of its tracked changes.")),
        SEPARATOR,
        row(Id.NEXT_AMENDMENT, tr("&Next amendment"), "F8", icon="circle-chevron-right", short=tr("Next", "amendment"),
            help=tr("Goes to the next amendment.")),
        row(Id.PREVIOUS_AMENDMENT, tr("&Previous amendment"), "Shift+F8", icon="circle-chevron-left",
            short=tr("Previous", "amendment"), help=tr("Goes to the previous amendment.")),
        SEPARATOR,
        row(Id.ACCEPT, tr("&Accept"), "Ctrl+Shift+A", icon="check",
            help=tr("Makes the change part of the text in force; asks first if the amendment is your own.")),
        row(Id.REJECT, tr("&Reject"), "Ctrl+Shift+J", icon="x",
            help=tr("Undoes the change: the text is again as it is in force.")),
        row(Id.ACCEPT_ALL, tr("Accept a&ll"), icon="check-check",
            help=tr("Makes every change part of the text in force; a version is kept.")),
        row(Id.REJECT_ALL, tr("Re&ject all"), icon="list-x", help=tr("Undoes every change; a version is kept.")),
        row(Id.OF_AUTHOR, tr("Accept or reject all of an a&uthor …"), icon="user-check",
            help=tr("Accepts or rejects everything that one author changed.")),
        row(Id.LAYERS, tr("Proposal of anot&her party"),
            help=tr("Decides on another party’s proposal and on your changes to it.")),
        row(Id.ADOPT, tr("After the &decision …"), "Ctrl+Alt+Shift+F", icon="landmark",
            help=tr("Makes what was adopted the next text in force; the rest stays as a version.")),
        SEPARATOR,
        row(Id.WHO, tr("&Who changed this clause"), "Ctrl+Alt+W", icon="user-search",
            help=tr("Shows who changed this clause, and selects these amendments in the list.")),
        row(Id.REASON, tr("R&eason of the amendment …"), "Ctrl+Alt+R", icon="lightbulb",
            help=tr("Records why the change is proposed; the reasons can be gathered for the proposal.")),
        row(Id.PRIVATE_NOTE, tr("Private n&ote on the amendment …"), "Ctrl+Alt+Shift+N", icon="sticky-note",
            help=tr("Adds a note to the change for yourself; it is never exported.")),
        row(Id.GATHER_REASONS, tr("&Gather the reasons for the proposal"),
            help=tr("Adds the reasons of the amendments to those of the proposal.")),
        SEPARATOR,
        row(Id.COMMENT, tr("&Insert comment"), "Ctrl+Alt+M", "Ctrl+Alt+C", icon="message-square-plus",
            help=tr("Adds a comment on the selected words; it is private unless you choose otherwise.")),
        row(Id.NEXT_COMMENT, tr("Ne&xt comment"), "F9", help=tr("Goes to the next comment.")),
        row(Id.PREVIOUS_COMMENT, tr("Previous &comment"), "Shift+F9", help=tr("Goes to the previous comment.")),
        SEPARATOR,
        row(Id.POSITION, tr("Po&sition of the delegation …"), "Ctrl+Alt+Shift+I", icon="shield", short=tr("Position …"),
            help=tr("Notes what you want for these brackets, this clause or amendment; the note is never exported.")),
        row(Id.NEXT_POSITION, tr("Mo&ve to the next position"), "Ctrl+F9", help=tr("Goes to the next position.")),
        row(Id.PREVIOUS_POSITION, tr("Go &back to the previous position"), "Ctrl+Shift+F9",
            help=tr("Goes to the previous position.")),
        row(Id.BRIEF, tr("Delegation brie&f …"), "Ctrl+Alt+Shift+V", icon="shield", short=tr("Brief"),
            help=tr("Writes or prints your positions with the wording they are about. It is confidential: for your delegation "
                    "alone.")),
        SEPARATOR,
        row(Id.NAME, tr("&Your name …"), icon="user-pen", help=tr("Sets the name on your changes and comments.")),
    ], [
        row(Id.THREE_TEXTS, tr("&In force, theirs, ours …"), "Ctrl+Alt+Shift+J",
            help=tr("Shows the text in force, the other party’s proposal and yours beside each other.")),
        row(Id.ACCEPT_THEIRS, tr("&Accept their proposal"),
            help=tr("Makes the other party’s proposal the text in force; your changes stay.")),
        row(Id.REJECT_THEIRS, tr("&Reject their proposal"),
            help=tr("Leaves your changes alone on the text in force.")),
        row(Id.ACCEPT_OUR_CHANGES, tr("Accept &our changes to it"),
            help=tr("Makes your changes part of the other party’s proposal, under your name.")),
        row(Id.REJECT_OUR_CHANGES, tr("Reject o&ur changes to it"),
            help=tr("Undoes your changes: the proposal reads again as the other party made it.")),
        row(Id.JOIN_LAYERS, tr("&Make one proposal on the text in force"),
            help=tr("Makes what is left of their proposal and your changes one proposal of yours.")),
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
            help=tr("Lists words that you want written in one way; the check reports the others.")),
        SEPARATOR,
        row(Id.LIBRARY, tr("Librar&y …"), "Ctrl+Alt+Y", icon="library",
            help=tr("Opens the library: texts in force to search, read, compare, cite and begin proposals on, offline.")),
        row(Id.LIBRARY_PANEL, tr("&Library beside the text"), "Ctrl+Alt+Shift+Y", icon="library",
            help=tr("Shows or hides the library beside the text.")),
        row(Id.SHOW_CITED, tr("Sho&w what is cited"), "Shift+F1",
            help=tr("Shows the text cited at the caret, from the library.")),
        SEPARATOR,
        row(Id.COMPARE, tr("&Compare with …"), "Ctrl+Alt+D", icon="file-diff",
            help=tr("Shows this text and another side by side, with every difference.")),
        row(Id.CONSOLIDATE, tr("Consoli&date proposals …"), "Ctrl+Alt+L", icon="combine",
            help=tr("Combines the proposals of several parties on one text, conflict by conflict.")),
        row(Id.OTHERS, tr("Show what &others propose …"), "Ctrl+Alt+X", icon="users",
            help=tr("Shows in the margin what other proposals do to the same clauses.")),
        row(Id.FORGET_OTHERS, tr("&Forget what others propose"), help=tr("Stops showing the proposals of others.")),
        row(Id.NEW_BASE, tr("A&pply the proposal to another text in force …"),
            help=tr("Applies the amendments to another text in force, such as a newer edition.")),
        SEPARATOR,
        row(Id.EXCERPT, tr("E&xcerpt for a briefing …"), "Ctrl+Alt+Shift+H", icon="table",
            help=tr("Shows the amended clauses alone, as a table or as one text, to preview, print or save.")),
        row(Id.SCREEN, tr("Pro&jection mode"), "Shift+F5",
            help=tr("Shows one clause at a time on the whole screen, in large type with both sides.")),
        SEPARATOR,
        row(Id.SPELLING, tr("Check &spelling"), icon="spell-check", checkable=True,
            help=tr("Underlines words that are not in the dictionary.")),
        row(Id.NEXT_MISSPELT, tr("Next m&isspelt word"), "F7", help=tr("Goes to the next word that is not in the dictionary.")),
        row(Id.ADD_CORRECTION, tr("Add to &autocorrect …"), help=tr("Adds a word that is corrected whenever you type it.")),
    ])  # fmt: skip


def _view() -> MenuSpec:
    return MenuSpec(tr("&View"), [
        row(Id.MARKUP, tr("&Markup"), "Ctrl+1", icon="file-pen-line", group="views",
            help=tr("Shows the text with its changes: inserted words underlined, deleted words struck through.")),
        row(Id.DRAFT, tr("&Draft"), "Ctrl+2", icon="file-text", group="views",
            help=tr("Shows the text as it would read with all changes.")),
        row(Id.BASE, tr("&Text in force"), "Ctrl+3", icon="landmark", group="views",
            help=tr("Shows the text in force, without any change; it cannot be edited.")),
        Submenu(tr("&Screen reader"), (
            row(Id.MARKUP_IN_WORDS, tr("Markup in &words"), "Ctrl+5", group="views",
                help=tr("Shows each change in words, for screen readers and braille displays; it cannot be edited.")),
            row(Id.READ_CLAUSE, tr("&Read the clause with its changes"), "Ctrl+F5",
                help=tr("Reads the clause at the caret, with words for what is deleted, inserted or moved.")),
            row(Id.WHAT_IS_HERE, tr("What is &here"), "Ctrl+Shift+F5",
                help=tr("Says the place of the caret, its label, amendments, comments, problems and citation.")),
        )),
        SEPARATOR,
        row(Id.CLAUSE_TREE, tr("Claus&e tree"), "Ctrl+Alt+I", icon="list-tree",
            help=tr("Shows the tree of clauses, or folds it to a narrow bar.")),
        row(Id.CARDS_PANE, tr("Ca&rds"), "Ctrl+Alt+J", icon="gallery-vertical",
            help=tr("Shows amendments, comments and problems as cards at the heights of their lines.")),
        row(Id.SUBMISSION_FORM, tr("S&ubmission form"), "Alt+Enter", icon="clipboard-list", short=tr("Submission"),
            help=tr("Shows the symbol, conference, number, source and everything else besides the text.")),
        row(Id.AMENDMENTS, tr("Re&view table"), "Ctrl+Alt+A", icon="list-checks",
            help=tr("Lists every change with author, time and reason, across the whole width of the window.")),
        row(Id.COMMENTS, tr("Comme&nts"), "Ctrl+Alt+O", icon="messages-square", help=tr("Lists the comments.")),
        row(Id.PROBLEMS, tr("Pro&blems"), "Ctrl+Alt+B", icon="triangle-alert",
            help=tr("Lists what the check found.")),
        row(Id.BRACKETS, tr("S&quare brackets"), "Ctrl+Alt+Shift+B", icon="brackets",
            help=tr("Lists what is in square brackets, with its options.")),
        row(Id.CONFLICTS, tr("Merge con&flicts"), "Ctrl+Alt+Shift+G", icon="merge",
            help=tr("Shows where merged copies differ in the same words, with both wordings to choose from.")),
        row(Id.SHARING, tr("Colleagues at wor&k"), "Ctrl+Alt+Shift+Q", icon="users",
            help=tr("Lists who shares this draft, and in which clause each of them is.")),
        row(Id.POSITIONS, tr("Pos&itions"), "Ctrl+Alt+Shift+U", icon="shield",
            help=tr("Lists the positions of your delegation.")),
        Submenu(tr("Tre&aty texts"), (
            row(Id.CUTS, tr("Proposals fro&m the treaty text"), "Ctrl+Shift+Y", icon="list-checks",
                help=tr("Lists the proposals that are printed from a treaty text, with their numbers and reasons.")),
            row(Id.ONLY_PROPOSALS, tr("Only propo&sals"), "Ctrl+6", icon="list-filter", checkable=True,
                help=tr("Shows only the amended provisions of a treaty text, one provision on each side, and headings.")),
        ), "list-checks"),
        row(Id.SPLIT_BASE, tr("Te&xt in force beside the text"), "Ctrl+Alt+T", icon="columns-2",
            help=tr("Shows the text in force as a second text beside this one.")),
        row(Id.SPLIT_LANGUAGE, tr("Other &language beside the text"), "Ctrl+Alt+Shift+T", icon="languages",
            help=tr("Shows another language version as a second text beside this one.")),
        row(Id.LANGUAGE_VERSIONS, tr("Ot&her language version"), "Ctrl+Alt+G", icon="languages",
            help=tr("Lists what has not been carried over to this text from another language version.")),
        row(Id.SOURCE_PAGE, tr("Source pa&ge"), "Shift+F11", icon="scan-eye",
            help=tr("Shows the page of the PDF that the text was read from, with the clause at the caret.")),
        SEPARATOR,
        row(Id.CARDS, tr("&Cards beside the text"), help=tr("Chooses which cards appear beside the text.")),
        Submenu(tr("&Panes"), (
            row(Id.SIDE_PANE, tr("&Side pane"), icon="panel-right", short=tr("Side pane"),
                help=tr("Shows or closes the side pane with the panel that was shown last.")),
            row(Id.NEXT_PANE, tr("Next &pane"), "F6", help=tr("Goes to the next part of the window.")),
            row(Id.PREVIOUS_PANE, tr("P&revious pane"), "Shift+F6", help=tr("Goes to the previous part of the window.")),
            row(Id.GO_TO_CARD, tr("Go to the card and bac&k"), "Alt+F12",
                help=tr("Goes to the card of the words at the caret, or back to the text.")),
            row(Id.PANE_BELOW, tr("S&ide pane at the bottom"), help=tr("Puts the side pane below the text, or beside it again.")),
            row(Id.FOCUS_MODE, tr("Focus m&ode"), Standard.FullScreen, "F11", icon="maximize", checkable=True,
                help=tr("Shows only the text; press Esc to leave.")),
            row(Id.ARRANGE_ANEW, tr("Panels as at &first"),
                help=tr("Puts the panels where they were when the program was first started.")),
        )),
        row(Id.WEB_LAYOUT, tr("&Web layout"), "Ctrl+4", icon="globe", checkable=True,
            help=tr("Shows the text without pages, its lines as wide as the window.")),
        Submenu(tr("&Zoom"), (
            row(Id.LARGER, tr("&Zoom in"), Standard.ZoomIn, "Ctrl+=", icon="zoom-in", help=tr("Shows the text larger.")),
            row(Id.SMALLER, tr("Zoo&m out"), Standard.ZoomOut, icon="zoom-out", help=tr("Shows the text smaller.")),
            row(Id.NORMAL_SIZE, tr("&100 %"), "Ctrl+0", help=tr("Shows the text in its normal size.")),
            row(Id.PAGE_WIDTH, tr("&Page width"),
                help=tr("Shows the page as wide as there is room, at most in its normal size.")),
        ), "zoom-in"),
    ], [
        row(Id.CARDS_ALL, tr("&All cards"), group="cards",
            help=tr("Shows comments, amendments and problems as cards beside their lines.")),
        row(Id.CARDS_COMMENTS, tr("Cards of &comments only"), group="cards",
            help=tr("Shows only comments as cards beside their lines.")),
        row(Id.CARDS_THEIRS, tr("Cards of &their amendments only"), group="cards",
            help=tr("Shows only another party’s amendments, if the text amends its proposal; else all cards.")),
        row(Id.CARDS_NONE, tr("&No cards"), group="cards", help=tr("Shows no cards; signs in the margin open them.")),
    ])  # fmt: skip


def _window() -> MenuSpec:
    return MenuSpec(tr("&Window"), [
        row(Id.NEW_WINDOW, tr("&New window"), icon="app-window", help=tr("Opens a second window, for another document.")),
        row(Id.CLOSE_WINDOW, tr("&Close this window"), "Ctrl+W", help=tr("Closes the window; asks about unsaved changes first.")),
        SEPARATOR,
    ])  # fmt: skip


def _help() -> MenuSpec:
    return MenuSpec(tr("&Help"), [
        row(Id.MANUAL, tr("&Manual"), Standard.HelpContents, "F1", icon="circle-question-mark", help=tr("Opens the manual.")),
        row(Id.SHORTCUTS, tr("&Keyboard shortcuts"), "Ctrl+F1", icon="keyboard", help=tr("Lists all keys.")),
        row(Id.START_PAGE, tr("&Start page"), icon="house", help=tr("Shows the start page with the ways to begin.")),
        row(Id.TOUR, tr("&Three-minute tour"), icon="compass",
            help=tr("Shows where everything is, on the sample, in eight steps.")),
        row(Id.TREATY_SAMPLE, tr("Sample treaty te&xt"), icon="graduation-cap",
            help=tr("Opens two fictitious articles whose provisions have margin numbers, to experiment with.")),
        SEPARATOR,
        row(Id.ABOUT, tr("&About Clausewright"), icon="info",
            help=tr("Shows the version, the licence and where the program keeps its files.")),
    ])  # fmt: skip


def menus() -> list[MenuSpec]:
    """The menus of the window, in the language that is installed."""
    return [file_menu(), _edit(), clause_menu(), _insert(), _format(), _table(), _review(), _tools(), _view(), _window(), _help()]
