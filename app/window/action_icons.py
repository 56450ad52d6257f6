"""The icons of actions; an action without one is told by its words alone."""

from __future__ import annotations

from typing import Final

from app.window.action_ids import ActionId

ICONS: Final = {
    ActionId.UNDO: "undo-2", ActionId.REDO: "redo-2",
    ActionId.OPEN: "folder-open", ActionId.RECENT: "clock", ActionId.SAMPLE: "graduation-cap", ActionId.SAVE: "save",
    ActionId.TAKE_VERSION: "camera", ActionId.VERSIONS: "history", ActionId.TAKE_IN: "file-input",
    ActionId.NEW: "file-plus", ActionId.COMBINE: "files",
    ActionId.ADD_PROPOSAL: "copy-plus", ActionId.OPEN_EXPORT: "external-link", ActionId.SHOW_EXPORT: "folder-open",
    ActionId.COPY_EXPORT: "copy", ActionId.SYMBOL: "omega", ActionId.NEW_WINDOW: "app-window", ActionId.TOUR: "compass",
    ActionId.EXPORT: "file-up", ActionId.PRINT: "printer",
    ActionId.PRINT_PREVIEW: "scan-eye",
    ActionId.UNDO_LIST: "list-restart", ActionId.CUT: "scissors", ActionId.COPY: "copy", ActionId.PASTE: "clipboard-paste",
    ActionId.SELECT_ALL: "text-select", ActionId.FIND: "search", ActionId.REPLACE: "replace",
    ActionId.GO_TO_CLAUSE: "crosshair", ActionId.COMMANDS: "command", ActionId.SETTINGS: "settings",
    ActionId.NEW_CALL: "text-quote", ActionId.RENAME: "pencil-line", ActionId.INSERT_CLAUSE: "between-horizontal-start",
    ActionId.DELETE_CLAUSE: "trash-2", ActionId.RESTORE: "rotate-ccw", ActionId.JOIN: "fold-vertical",
    ActionId.PROMOTE: "list-indent-decrease", ActionId.DEMOTE: "list-indent-increase", ActionId.MOVE_UP: "arrow-up",
    ActionId.MOVE_DOWN: "arrow-down", ActionId.LABEL: "tag", ActionId.MAKE_CALL: "text-quote", ActionId.MAKE_LETTERED: "list",
    ActionId.MAKE_NUMBERED: "list-ordered", ActionId.MAKE_PLAIN: "pilcrow", ActionId.MAKE_HEADING: "heading",
    ActionId.MAKE_ANNEX: "paperclip", ActionId.CORRECT: "wrench", ActionId.FOOTNOTE: "asterisk",
    ActionId.SHOW_FOOTNOTE: "panel-bottom", ActionId.REFERENCES: "link", ActionId.STALE_REFERENCES: "unlink",
    ActionId.INSERT_TABLE: "table",
    ActionId.INSERT_ROW_ABOVE: "panel-top-dashed", ActionId.INSERT_ROW_BELOW: "panel-bottom-dashed",
    ActionId.DELETE_ROW: "list-minus", ActionId.DELETE_COLUMN: "grid-2x2-x",
    ActionId.INSERT_COLUMN_BEFORE: "panel-left-dashed", ActionId.INSERT_COLUMN_AFTER: "panel-right-dashed",
    ActionId.BOLD: "bold", ActionId.ITALIC: "italic", ActionId.UNDERLINE: "underline", ActionId.SUPERSCRIPT: "superscript",
    ActionId.NEXT_AMENDMENT: "circle-chevron-right", ActionId.PREVIOUS_AMENDMENT: "circle-chevron-left",
    ActionId.ACCEPT: "check", ActionId.REJECT: "x", ActionId.ACCEPT_ALL: "check-check", ActionId.REJECT_ALL: "list-x",
    ActionId.OF_AUTHOR: "user-check", ActionId.WHO: "user-search", ActionId.REASON: "lightbulb",
    ActionId.PRIVATE_NOTE: "sticky-note", ActionId.COMMENT: "message-square-plus", ActionId.NAME: "user-pen",
    ActionId.CHECK_NOW: "clipboard-check", ActionId.EDITIONS: "library-big", ActionId.LIBRARY: "library",
    ActionId.TERMS: "book-a",
    ActionId.COMPARE: "file-diff", ActionId.CONSOLIDATE: "combine", ActionId.OTHERS: "users", ActionId.SPELLING: "spell-check",
    ActionId.MARKUP: "file-pen-line", ActionId.DRAFT: "file-text", ActionId.BASE: "landmark",
    ActionId.SUBMISSION_FORM: "clipboard-list", ActionId.AMENDMENTS: "list-checks", ActionId.COMMENTS: "messages-square",
    ActionId.PROBLEMS: "triangle-alert", ActionId.SPLIT_BASE: "columns-2", ActionId.SPLIT_LANGUAGE: "languages",
    ActionId.PAGE: "file", ActionId.FOCUS_MODE: "maximize", ActionId.LARGER: "zoom-in", ActionId.SMALLER: "zoom-out",
    ActionId.MANUAL: "circle-question-mark", ActionId.SHORTCUTS: "keyboard", ActionId.START_PAGE: "house",
    ActionId.ABOUT: "info",
}  # fmt: skip
