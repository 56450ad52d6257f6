"""The kinds of transactions: the actions of the user, and their texts in the undo list."""

from __future__ import annotations

from enum import StrEnum

from model.message import Message

_NO_TEXT = Message.verbatim("")


class TransactionKind(StrEnum):
    """The value is stored in journals, so its meaning never changes. Other values that the undo list shows are stored in the
    transaction: `count`, `field`, `symbol`, `formats`, `kind`, `version`."""

    text: Message
    """The text of one such action; `model/edits/undo_texts.py` has those that depend on values."""

    def __new__(cls, value: str, text: Message = _NO_TEXT) -> TransactionKind:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.text = text
        return kind

    OTHER = "other"
    """A part of another transaction, or a transaction of an old journal, which has a label instead."""

    TYPE = "type", Message.of("Type")
    AUTOCORRECT = "autocorrect", Message.of("Autocorrect")
    """Typed signs and words put right."""
    DELETE = "delete", Message.of("Delete")
    RESTORE = "restore", Message.of("Restore")
    PASTE = "paste", Message.of("Paste")
    DROP = "drop", Message.of("Drop")
    MOVE_TEXT = "move_text", Message.of("Move text")
    EDIT_FROM_OUTSIDE = "edit_from_outside", Message.of("Edit from outside")
    """A change of the editor that came by no key: an assistive program, a tool of the platform."""
    FORMAT = "format", Message.of("Format")
    """`formats`: names of formats, separated by commas."""
    CHANGE_CASE = "change_case", Message.of("Change case")
    """`count`: words."""
    REPLACE = "replace", Message.of("Replace")
    """`count`: replacements."""

    PUT_IN_BRACKETS = "put_in_brackets", Message.of("Put in brackets")
    ADD_OPTION = "add_option", Message.of("Add option")
    CHOOSE_OPTION = "choose_option", Message.of("Choose option")
    FILL_BLANK = "fill_blank", Message.of("Fill in the blank")
    KEEP_OPTIONS = "keep_options", Message.of("Keep options as text")
    DELETE_OPTIONS = "delete_options", Message.of("Delete options")
    REMOVE_BRACKETS = "remove_brackets", Message.of("Remove brackets")
    """`count`: open texts."""
    RESTORE_TEXT_IN_FORCE = "restore_text_in_force", Message.of("Restore text in force")

    NEW_PARAGRAPH = "new_paragraph", Message.of("New paragraph")
    SPLIT_PARAGRAPH = "split_paragraph", Message.of("Split paragraph")
    MERGE_PARAGRAPHS = "merge_paragraphs", Message.of("Merge paragraphs")
    INSERT_PARAGRAPH = "insert_paragraph", Message.of("Insert paragraph")
    DELETE_PARAGRAPH = "delete_paragraph", Message.of("Delete paragraph")
    RESTORE_PARAGRAPH = "restore_paragraph", Message.of("Restore paragraph")
    MOVE_PARAGRAPH = "move_paragraph", Message.of("Move paragraph")
    INSERT_TABLE = "insert_table", Message.of("Insert table")
    INSERT_ROW = "insert_row", Message.of("Insert row")
    DELETE_ROW = "delete_row", Message.of("Delete row")
    INSERT_COLUMN = "insert_column", Message.of("Insert column")
    DELETE_COLUMN = "delete_column", Message.of("Delete column")
    SPLIT_BAND = "split_band", Message.of("Split band")
    MERGE_BANDS = "merge_bands", Message.of("Merge bands")
    ADD_SERVICE = "add_service", Message.of("Add service")
    DELETE_SERVICE = "delete_service", Message.of("Delete service")
    CHANGE_CATEGORY = "change_category", Message.of("Change category")
    SET_TABLE_NOTES = "set_table_notes", Message.of("Footnote numbers")
    PROMOTE = "promote", Message.of("Promote")
    DEMOTE = "demote", Message.of("Demote")
    LEAVE_LEVEL = "leave_level", Message.of("Leave level")
    CHANGE_KIND = "change_kind", Message.of("Change kind")
    """`kind`: that of the clause from now on."""
    SET_LABEL = "set_label", Message.of("Label")
    SET_NUMBER = "set_number", Message.of("Margin number")
    SET_MARK = "set_mark", Message.of("Edition mark")
    NEW_CALL = "new_call", Message.of("New introductory phrase")
    RENAME = "rename", Message.of("Rename")
    INSERT_FOOTNOTE = "insert_footnote", Message.of("Footnote")
    REMOVE_FOOTNOTE = "remove_footnote", Message.of("Remove footnote")
    REMOVE_UNMARKED_FOOTNOTES = "remove_unmarked_footnotes", Message.of("Remove footnotes without a mark")

    ACCEPT = "accept", Message.of("Accept")
    """`count`: amendments; so with REJECT."""
    REJECT = "reject", Message.of("Reject")
    ADOPT = "adopt", Message.of("Make the adopted text")
    """`count`: amendments that were adopted."""
    TAKE_OVER = "take_over", Message.of("Take over")
    CARRY_OVER = "carry_over", Message.of("Carry over amendments")
    """Amendments of several sorts; those of one sort have a kind of their own."""
    CARRY_OVER_DELETION = "carry_over_deletion", Message.of("Carry over a deletion")
    CARRY_OVER_MOVE = "carry_over_move", Message.of("Carry over a move")
    CARRY_OVER_INSERTION = "carry_over_insertion", Message.of("Carry over an insertion")
    CARRY_OVER_KIND = "carry_over_kind", Message.of("Carry over a kind")
    CARRY_OVER_LEVEL = "carry_over_level", Message.of("Carry over a level")
    CARRY_OVER_LABEL = "carry_over_label", Message.of("Carry over a label")
    NOTE_WORDS_TO_TRANSLATE = "note_words_to_translate", Message.of("Note words to translate")
    NEW_BASE = "new_base", Message.of("Apply to another text in force")
    AMEND_PROPOSAL = "amend_proposal", Message.of("Amend another party’s proposal")
    ACCEPT_THEIRS = "accept_theirs", Message.of("Accept their proposal")
    REJECT_THEIRS = "reject_theirs", Message.of("Reject their proposal")
    ACCEPT_OUR_CHANGES = "accept_our_changes", Message.of("Accept our changes to their proposal")
    REJECT_OUR_CHANGES = "reject_our_changes", Message.of("Reject our changes to their proposal")
    ACCEPT_THEIR_CHANGE = "accept_their_change", Message.of("Accept a change of theirs")
    """`count`: changes; so with the two below."""
    REJECT_THEIR_CHANGE = "reject_their_change", Message.of("Reject a change of theirs")
    OPPOSE_THEIR_CHANGE = "oppose_their_change", Message.of("Restore the text in force upon theirs")
    JOIN_LAYERS = "join_layers", Message.of("Make one proposal on the text in force")
    CORRECT_RECOGNITION = "correct_recognition", Message.of("Correct recognition")
    UPDATE_REFERENCES = "update_references", Message.of("Mend reference")
    """`count`: references."""
    REPLACE_EDITIONS = "replace_editions", Message.of("Replace edition")
    """`count`: citations."""
    SIGN_AMENDMENTS = "sign_amendments", Message.of("Sign amendments")

    SET_FIELD = "set_field"
    """`field`: the last part of its path; `symbol`: the symbol that the proposal got, if it got one."""
    ADD_PROPOSAL = "add_proposal", Message.of("Add proposal")
    REMOVE_PROPOSAL = "remove_proposal", Message.of("Remove proposal")
    MOVE_PROPOSAL = "move_proposal", Message.of("Move proposal")
    CHANGE_PROPOSAL = "change_proposal", Message.of("Change proposal")
    JOIN_PROPOSALS = "join_proposals", Message.of("Join proposals")
    SPLIT_PROPOSAL = "split_proposal", Message.of("Split proposal")
    KEEP_PROVISIONS = "keep_provisions", Message.of("No change (NOC)")
    RELEASE_PROVISIONS = "release_provisions", Message.of("Take NOC back")
    LOCK_NUMBERS = "lock_numbers", Message.of("Lock proposal numbers")
    RELEASE_NUMBERS = "release_numbers", Message.of("Number proposals in order")
    RESTORE_VERSION = "restore_version"
    """`version`: its name."""

    MERGE_COPY = "merge_copy", Message.of("Merge another copy")
    DECIDE_CONFLICT = "decide_conflict", Message.of("Decide conflict")
    ARRIVED = "arrived", Message.of("Changes of colleagues")
    """What arrived in a shared draft. `draft`, `project`, `root`, `participant`, `seen`, `private`: what is needed to take the
    place in it again after a crash."""

    COMMENT = "comment", Message.of("Comment")
    CHANGE_COMMENT = "change_comment", Message.of("Change comment")
    RESOLVE_COMMENT = "resolve_comment", Message.of("Resolve comment")
    REOPEN_COMMENT = "reopen_comment", Message.of("Reopen comment")
    MAKE_COMMENT_PRIVATE = "make_comment_private", Message.of("Make comment private")
    EXPORT_COMMENT = "export_comment", Message.of("Export comment")
    REMOVE_COMMENT = "remove_comment", Message.of("Remove comment")
    REPLY = "reply", Message.of("Reply")
    CHANGE_REPLY = "change_reply", Message.of("Change reply")
    REMOVE_REPLY = "remove_reply", Message.of("Remove reply")
    SET_REASON = "set_reason", Message.of("Reason")
    SET_PRIVATE_NOTE = "set_private_note", Message.of("Private note")
    GATHER_REASONS = "gather_reasons", Message.of("Gather reasons")

    ADD_POSITION = "add_position", Message.of("Add position")
    CHANGE_POSITION = "change_position", Message.of("Change position")
    REMOVE_POSITION = "remove_position", Message.of("Remove position")

    REPAIR = "repair", Message.of("Repair")
    """`count`: rules whose findings are repaired."""
    IGNORE_FINDINGS = "ignore_findings", Message.of("Ignore problem")
    """`count`: findings; so with STOP_IGNORING_FINDINGS."""
    STOP_IGNORING_FINDINGS = "stop_ignoring_findings", Message.of("Show problem again")
    IGNORE_SPELLING = "ignore_spelling", Message.of("Ignore spelling")
    CHECK_SPELLING_AGAIN = "check_spelling_again", Message.of("Check spelling again")
