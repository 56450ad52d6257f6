"""The names of all actions, by which controllers connect them, and the menus that are made of some of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

SEPARATOR: Final = None
"""A line between the entries of a menu."""


class ActionId(StrEnum):
    """The name of an action; shortcuts and object names are kept on disk by it."""

    UNDO = "undo"
    REDO = "redo"

    NEW = "new"
    OPEN = "open"
    RECENT = "recent"
    SAMPLE = "sample"
    SAVE = "save"
    SAVE_AS = "save as"
    SEND_COPY = "send copy"
    TAKE_VERSION = "take version"
    VERSIONS = "versions"
    TAKE_IN = "take in"
    COMBINE = "combine returned"
    MERGE_COPY = "merge copy"
    SHARE = "share"
    AMEND_PROPOSAL = "amend proposal"
    ADD_PROPOSAL = "add proposal"
    EXPORT = "export"
    EXPORT_PDF = "export pdf"
    EXPORT_WHOLE = "export whole"
    EXPORT_FINAL_ACTS = "export final acts"
    EXPORT_CLEAN = "export clean"
    EXPORT_BASE = "export base"
    EXPORT_AKOMA_NTOSO = "export akoma ntoso"
    LAST_EXPORT = "last export"
    PRINT = "print"
    PRINT_PREVIEW = "print preview"
    QUIT = "quit"
    OPEN_EXPORT = "open export"
    SHOW_EXPORT = "show export"
    COPY_EXPORT = "copy export"

    UNDO_LIST = "undo list"
    CUT = "cut"
    COPY = "copy"
    PASTE = "paste"
    SELECT_ALL = "select all"
    FIND = "find"
    REPLACE = "replace"
    FIND_NEXT = "find next"
    FIND_PREVIOUS = "find previous"
    GO_TO_CLAUSE = "go to clause"
    FIRST_PAGE = "first page"
    COMMANDS = "commands"
    SETTINGS = "settings"

    NEW_CALL = "new call"
    RENAME = "rename"
    INSERT_CLAUSE = "insert clause"
    DELETE_CLAUSE = "delete clause"
    RESTORE = "restore"
    JOIN = "join"
    PROMOTE = "promote"
    DEMOTE = "demote"
    MOVE_UP = "move up"
    MOVE_DOWN = "move down"
    LABEL = "label"
    UNLABEL = "unlabel"
    NEW_PROVISION = "new provision"
    CONTINUE_PROVISION = "continue provision"
    STRIKE_PROVISION = "strike provision"
    SET_NUMBER = "set number"
    SET_MARK = "set mark"
    NEW_ARTICLE = "new article"
    NEW_SECTION = "new section"
    NUMBER_CUSTOMS = "number customs"
    KEEP_PROVISION = "keep provision"
    PROPOSE_NO_CHANGE = "propose no change"
    CHANGE_CUT = "change cut"
    JOIN_CUTS = "join cuts"
    SPLIT_CUT = "split cut"
    NEXT_CUT = "next cut"
    PREVIOUS_CUT = "previous cut"
    MAKE_CALL = "make call"
    MAKE_LETTERED = "make lettered"
    MAKE_NUMBERED = "make numbered"
    MAKE_PLAIN = "make plain"
    MAKE_HEADING = "make heading"
    MAKE_ANNEX = "make annex"
    CORRECT = "correct"
    PUNCTUATE = "punctuate"
    REFERENCES = "references"
    BRACKETING = "bracketing"
    NEXT_BRACKET = "next bracket"
    PREVIOUS_BRACKET = "previous bracket"
    PUT_IN_BRACKETS = "put in brackets"
    ADD_OPTION = "add option"
    CHOOSE_OPTION = "choose option"
    KEEP_OPTIONS = "keep options"
    DELETE_OPTIONS = "delete options"
    ACCEPT_NOC = "accept noc"
    STRIP_BRACKETS = "strip brackets"
    SPLIT_CHOICES = "split choices"
    OPTIONS_TABLE = "options table"
    REFERENCES_FOLLOW = "references follow"
    REFERENCES_ASK = "references ask"
    REFERENCES_LEAVE = "references leave"
    STALE_REFERENCES = "stale references"

    READ_CALL = "read call"
    READ_LEVEL_1 = "read level 1"
    READ_LEVEL_2 = "read level 2"
    READ_LEVEL_3 = "read level 3"
    READ_HEADING = "read heading"
    READ_ANNEX = "read annex"
    READ_NUMBER = "read number"
    READ_TITLE = "read title"
    READ_HISTORY = "read history"
    READ_OPENING = "read opening"
    READ_LABEL = "read label"

    FOOTNOTE = "footnote"
    SHOW_FOOTNOTE = "show footnote"
    SYMBOL = "symbol"
    INSERT_TABLE = "insert table"
    NO_BREAK_SPACE = "no-break space"
    NO_BREAK_HYPHEN = "no-break hyphen"

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    SUPERSCRIPT = "superscript"
    CHANGE_CASE = "change case"
    LINES_BY_PAGE = "lines by page"
    LINES_THROUGH = "lines through"

    INSERT_ROW_ABOVE = "insert row above"
    INSERT_ROW_BELOW = "insert row below"
    DELETE_ROW = "delete row"
    INSERT_COLUMN_BEFORE = "insert column before"
    INSERT_COLUMN_AFTER = "insert column after"
    DELETE_COLUMN = "delete column"
    SPLIT_BAND = "split band"
    MERGE_BANDS = "merge bands"
    ADD_SERVICE = "add service"
    DELETE_SERVICE = "delete service"
    CHANGE_CATEGORY = "change category"
    TABLE_NOTES = "table notes"

    TRACK = "track"
    NEXT_AMENDMENT = "next amendment"
    PREVIOUS_AMENDMENT = "previous amendment"
    ACCEPT = "accept"
    REJECT = "reject"
    ACCEPT_ALL = "accept all"
    REJECT_ALL = "reject all"
    OF_AUTHOR = "of author"
    LAYERS = "layers"
    ADOPT = "adopt"
    WHO = "who"
    REASON = "reason"
    PRIVATE_NOTE = "private note"
    GATHER_REASONS = "gather reasons"
    COMMENT = "comment"
    NEXT_COMMENT = "next comment"
    PREVIOUS_COMMENT = "previous comment"
    POSITION = "position"
    NEXT_POSITION = "next position"
    PREVIOUS_POSITION = "previous position"
    BRIEF = "brief"
    NAME = "name"
    THREE_TEXTS = "three texts"
    ACCEPT_THEIRS = "accept theirs"
    REJECT_THEIRS = "reject theirs"
    ACCEPT_OUR_CHANGES = "accept our changes"
    REJECT_OUR_CHANGES = "reject our changes"
    JOIN_LAYERS = "join layers"

    CHECK_NOW = "check now"
    NEXT_PROBLEM = "next problem"
    PREVIOUS_PROBLEM = "previous problem"
    EDITIONS = "editions"
    TERMS = "terms"
    LIBRARY = "library"
    LIBRARY_PANEL = "library panel"
    SHOW_CITED = "show cited"
    COMPARE = "compare"
    CONSOLIDATE = "consolidate"
    OTHERS = "others"
    FORGET_OTHERS = "forget others"
    NEW_BASE = "new base"
    EXCERPT = "excerpt"
    SCREEN = "screen"
    SPELLING = "spelling"
    NEXT_MISSPELT = "next misspelt"
    ADD_CORRECTION = "add correction"

    MARKUP = "markup"
    DRAFT = "draft"
    BASE = "base"
    MARKUP_IN_WORDS = "markup in words"
    READ_CLAUSE = "read clause"
    WHAT_IS_HERE = "what is here"
    CLAUSE_TREE = "clause tree"
    CARDS_PANE = "cards pane"
    SUBMISSION_FORM = "submission form"
    AMENDMENTS = "amendments"
    COMMENTS = "comments"
    PROBLEMS = "problems"
    BRACKETS = "brackets"
    CONFLICTS = "conflicts"
    SHARING = "sharing"
    POSITIONS = "positions"
    CUTS = "cuts"
    ONLY_PROPOSALS = "only proposals"
    SPLIT_BASE = "split base"
    SPLIT_LANGUAGE = "split language"
    LANGUAGE_VERSIONS = "parallel"  # the name that is kept on disk
    SOURCE_PAGE = "source page"
    CARDS = "cards"
    SIDE_PANE = "side pane"
    NEXT_PANE = "next pane"
    PREVIOUS_PANE = "previous pane"
    GO_TO_CARD = "go to card"
    PANE_BELOW = "pane below"
    FOCUS_MODE = "focus mode"
    ARRANGE_ANEW = "arrange anew"
    WEB_LAYOUT = "web layout"
    LARGER = "larger"
    SMALLER = "smaller"
    NORMAL_SIZE = "normal size"
    PAGE_WIDTH = "page width"
    CARDS_ALL = "cards all"
    CARDS_COMMENTS = "cards comments"
    CARDS_THEIRS = "cards theirs"
    CARDS_NONE = "cards none"

    NEW_WINDOW = "new window"
    CLOSE_WINDOW = "close window"

    MANUAL = "manual"
    SHORTCUTS = "shortcuts"
    START_PAGE = "start page"
    TOUR = "tour"
    TREATY_SAMPLE = "treaty sample"
    ABOUT = "about"


Entry = ActionId | None
"""An action in a menu, or SEPARATOR."""

ROW_MENU = (ActionId.INSERT_ROW_ABOVE, ActionId.INSERT_ROW_BELOW, ActionId.DELETE_ROW)
CLAUSE_MENU = (
    ActionId.INSERT_CLAUSE, ActionId.NEW_CALL, ActionId.RENAME, ActionId.DELETE_CLAUSE, ActionId.RESTORE, ActionId.JOIN,
    SEPARATOR, ActionId.PROMOTE, ActionId.DEMOTE, ActionId.MOVE_UP, ActionId.MOVE_DOWN, SEPARATOR, ActionId.LABEL,
    ActionId.UNLABEL, ActionId.CORRECT, SEPARATOR, *ROW_MENU, SEPARATOR, ActionId.REJECT, ActionId.ACCEPT,
)  # fmt: skip
TEXT_MENU = (
    ActionId.CUT, ActionId.COPY, ActionId.PASTE, SEPARATOR, ActionId.BOLD, ActionId.ITALIC, ActionId.UNDERLINE,
    ActionId.SUPERSCRIPT, SEPARATOR, ActionId.INSERT_CLAUSE, ActionId.DELETE_CLAUSE, ActionId.RENAME, ActionId.PROMOTE,
    ActionId.DEMOTE, SEPARATOR, *ROW_MENU, SEPARATOR, ActionId.FOOTNOTE, ActionId.SHOW_FOOTNOTE, ActionId.COMMENT,
    ActionId.EDITIONS, ActionId.SHOW_CITED, SEPARATOR, ActionId.RESTORE, ActionId.WHO, ActionId.REASON,
    ActionId.PRIVATE_NOTE, SEPARATOR, ActionId.REJECT, ActionId.ACCEPT,
)  # fmt: skip
AMENDMENT_MENU = (
    ActionId.NEXT_AMENDMENT, ActionId.PREVIOUS_AMENDMENT, SEPARATOR, ActionId.REASON, ActionId.PRIVATE_NOTE, SEPARATOR,
    ActionId.REJECT, ActionId.ACCEPT, ActionId.OF_AUTHOR,
)  # fmt: skip
"""Accepting and rejecting come at the end of each menu."""
BRACKETS_MENU = (
    ActionId.NEXT_BRACKET, ActionId.PREVIOUS_BRACKET, SEPARATOR, ActionId.PUT_IN_BRACKETS, ActionId.ADD_OPTION, SEPARATOR,
    ActionId.CHOOSE_OPTION, ActionId.KEEP_OPTIONS, ActionId.DELETE_OPTIONS, ActionId.ACCEPT_NOC, SEPARATOR,
    ActionId.STRIP_BRACKETS, SEPARATOR, ActionId.BRACKETS, ActionId.SPLIT_CHOICES, ActionId.OPTIONS_TABLE,
)  # fmt: skip
LAYERS_MENU = (
    ActionId.THREE_TEXTS, SEPARATOR, ActionId.ACCEPT_THEIRS, ActionId.REJECT_THEIRS, SEPARATOR, ActionId.ACCEPT_OUR_CHANGES,
    ActionId.REJECT_OUR_CHANGES, SEPARATOR, ActionId.JOIN_LAYERS,
)  # fmt: skip
LAST_EXPORT_MENU = (ActionId.OPEN_EXPORT, ActionId.SHOW_EXPORT, ActionId.COPY_EXPORT)
REVIEW_BAR = (ActionId.PREVIOUS_AMENDMENT, ActionId.NEXT_AMENDMENT, ActionId.ACCEPT, ActionId.REJECT)
TOOLBAR = (
    ActionId.NEW, ActionId.OPEN, ActionId.SAVE, SEPARATOR, ActionId.UNDO, ActionId.REDO, SEPARATOR, ActionId.BOLD,
    ActionId.ITALIC, ActionId.UNDERLINE, SEPARATOR, ActionId.INSERT_CLAUSE, ActionId.PROMOTE, ActionId.DEMOTE,
    ActionId.DELETE_CLAUSE, ActionId.RESTORE, SEPARATOR, ActionId.FOOTNOTE, ActionId.COMMENT, SEPARATOR,
    ActionId.PREVIOUS_AMENDMENT, ActionId.NEXT_AMENDMENT, ActionId.ACCEPT, ActionId.REJECT,
)  # fmt: skip
"""Files, steps, formats, clauses, what is added beside the text, and the review."""
PANE_BAR = (ActionId.FIND, ActionId.SIDE_PANE)
VIEW_BAR = (ActionId.MARKUP, ActionId.DRAFT, ActionId.BASE)
