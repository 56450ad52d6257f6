"""Each edit has its kind, each kind its text, and a journal with labels alone shows them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from msgspec.structs import replace

from model.brackets.parser import parse_brackets
from model.edits import (
    amendment_notes,
    brackets,
    calls,
    carry_over,
    change_case,
    clause_properties,
    comments,
    dependants,
    enter_and_tab,
    fields,
    ignored_words,
    multiple,
    notes,
    own_name,
    positions,
    provisions,
    references,
    repairs,
    replace_all,
    review,
    structure,
    text,
    typing_corrections,
)
from model.edits.allocations import bands, services
from model.edits.clause_properties import correct_kind, correct_label
from model.edits.cuts import joining, kept
from model.edits.cuts import settings as cut_settings
from model.edits.proposals import new_base
from model.edits.sub_amendments import layers, their_changes
from model.edits.tables import columns, new_table, rows
from model.edits.treaty import units
from model.edits.undo_texts import action_text, place_of_step
from model.errors import EditError
from model.message import Message
from model.numbering import Labelling
from model.preflight.finding import Finding, Problem
from model.redline import Props, Redline, Run, Stamp
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.amendments import amendments
from model.submission.comments import CommentAnchor
from model.submission.positions import Position
from model.submission.search import Query
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply, from_json, to_json
from model.submission.values import CutSettings, Submission
from model.text.typing_corrections import rules_of
from tests.builders.allocations import FIXED, MOBILE, file_of, id_of, submission_of_file
from tests.builders.submissions import ME, submission
from tests.builders.treaty import small_treaty, submission_of

SMALL = submission()
CLAUSES = SMALL.proposals[0].redline.clauses
AT = next(index for index, clause in enumerate(CLAUSES) if clause.text.startswith("that others"))
ITEM, BELOW, LAST = CLAUSES[AT].id, CLAUSES[AT - 1].id, CLAUSES[-1].id
START, PLACE, NEXT = Place(AT, 0), Place(AT, 3), Place(AT, 6)
NOBODY_YET = Stamp("", "2024-09-06T09:00:00Z")
NEW = structure.NewClause(Props("paragraph", 1, "letter"), (Run("new;"),))


def amended() -> Submission:
    """A text with amendments, a footnote, and a comment with a reply."""
    value = apply(SMALL, text.type_text(SMALL, StoryId(1), PLACE, PLACE, "new ", NOBODY_YET))
    value = apply(value, structure.delete_clauses(value, StoryId(1), LAST, ME))
    value = apply(value, notes.insert_note(value, StoryId(1), ITEM, 0, "A note.", ME))
    value = apply(value, comments.add_comment(value, 1, (CommentAnchor(ITEM, "that"),), "Why?", ME))
    return apply(value, comments.reply_to_comment(value, 1, "c1", "So.", ME))


AMENDED = amended()
FOUND = [amendment for amendment in amendments(AMENDED.proposals[0].redline) if amendment.parts]
NOTE = next(iter(AMENDED.proposals[0].redline.notes))
WRONG = Finding("spacing", "warning", Problem(Message.verbatim("two blanks"), StoryId(1), ITEM, fixes=((0, 1, "x"),)))
IGNORED = apply(SMALL, repairs.ignore(SMALL, [WRONG], "so", ME))
TWO = apply(SMALL, fields.add_proposal(SMALL, SMALL.proposals[0], ME))
THEIR_CHANGES = apply(AMENDED, layers.amend_proposal(AMENDED, ME, "you"))
THEIR_CHANGE = [found for found in amendments(THEIR_CHANGES.proposals[0].theirs or Redline()) if found.parts][:1]
OPPOSED = apply(THEIR_CHANGES, their_changes.decide_their_changes(THEIR_CHANGES, 1, THEIR_CHANGE, "oppose", ME))
TREATY = submission_of(small_treaty("= Article 9", "9.1 first", "+ new"))
LAYERED = apply(THEIR_CHANGES, text.type_text(THEIR_CHANGES, StoryId(1), PLACE, PLACE, "our ", ME))
GRID = submission("|1.1.1| One\n|1.1.2| Two\n")
CELL = GRID.proposals[0].redline.clauses[0].id
BANDS = submission_of_file(file_of([(1, 0, 3, 1, "10", "20", [FIXED, MOBILE]), (2, 0, 3, 1, "20", "30", [FIXED])]))
BAND, FIXED_LINE = id_of(BANDS, "10-20"), id_of(BANDS, "10-20", "FIXED")
OPEN = submission("*noting*\na)\tthat they [shall] [should] or {++[now]++} act,\n")
OPTIONS, NEW_WORD = parse_brackets(OPEN.proposals[0].redline.clauses).open_texts
TYPED = apply(SMALL, structure.insert_clauses(SMALL, StoryId(1), AT + 1, [replace(NEW, runs=(Run("d) "),))], ME))

CUT = submission_of(small_treaty("9.1 one", "+ new", "- 9.2 two", "9.3 three"))
JOINED = apply(CUT, joining.join_with_next(CUT, 1, "c1", ME))
KEPT = apply(CUT, kept.keep_provisions(CUT, 1, "c0", "c0", ME))

WISH = Position((CommentAnchor(ITEM, "that"),), stance="wanted")
WISHED = apply(SMALL, positions.add_position(SMALL, 1, WISH, ME))


def absorbed() -> Transaction:
    redline = TYPED.proposals[0].redline
    made = typing_corrections.absorb_label(TYPED, StoryId(1), Place(AT + 1, 3), Labelling.of(redline).draft, ME)
    assert made is not None
    return made


def put_right() -> Transaction:
    typed = apply(SMALL, text.type_text(SMALL, StoryId(1), PLACE, PLACE, ' "', ME))
    rules = rules_of("en", signs=True, words=True)
    made = typing_corrections.correct_typing(typed, StoryId(1), Place(AT, PLACE.offset + 2), 2, rules, ME)
    assert made is not None
    return made


K = TransactionKind
EDITS: list[tuple[Callable[[], Transaction], TransactionKind, Mapping[str, str | int], str]] = [
    (lambda: text.type_text(SMALL, StoryId(1), PLACE, PLACE, "x", ME), K.TYPE, {}, "Type"),
    (put_right, K.AUTOCORRECT, {}, "Autocorrect"),
    (lambda: change_case.change_case(SMALL, StoryId(1), PLACE, PLACE, ME), K.CHANGE_CASE, {"count": 1}, "Change case"),
    (lambda: brackets.put_in_brackets(SMALL, StoryId(1), PLACE, NEXT, ME), K.PUT_IN_BRACKETS, {}, "Put in brackets"),
    (lambda: brackets.add_option(OPEN, OPTIONS, "may", ME), K.ADD_OPTION, {}, "Add option"),
    (lambda: brackets.choose_option(OPEN, OPTIONS, 1, ME), K.CHOOSE_OPTION, {}, "Choose option"),
    (lambda: brackets.fill_blank(OPEN, NEW_WORD, "soon", ME), K.FILL_BLANK, {}, "Fill in the blank"),
    (lambda: brackets.keep_options(OPEN, OPTIONS, ME), K.KEEP_OPTIONS, {}, "Keep options as text"),
    (lambda: brackets.delete_options(OPEN, OPTIONS, ME), K.DELETE_OPTIONS, {}, "Delete options"),
    (lambda: brackets.remove_brackets(OPEN, ME), K.REMOVE_BRACKETS, {"count": 2}, "Remove brackets"),
    (lambda: brackets.accept_text_in_force(OPEN, NEW_WORD, ME), K.RESTORE_TEXT_IN_FORCE, {}, "Restore text in force"),
    (lambda: layers.amend_proposal(AMENDED, ME), K.AMEND_PROPOSAL, {}, "Amend another party’s proposal"),
    (lambda: layers.decide_layers(LAYERED, 1, "accept theirs", ME), K.ACCEPT_THEIRS, {}, "Accept their proposal"),
    (lambda: layers.decide_layers(LAYERED, 1, "reject theirs", ME), K.REJECT_THEIRS, {}, "Reject their proposal"),
    (
        lambda: layers.decide_layers(LAYERED, 1, "accept our changes", ME),
        K.ACCEPT_OUR_CHANGES, {}, "Accept our changes to their proposal",
    ),
    (
        lambda: layers.decide_layers(LAYERED, 1, "reject our changes", ME),
        K.REJECT_OUR_CHANGES, {}, "Reject our changes to their proposal",
    ),
    (
        lambda: their_changes.decide_their_changes(THEIR_CHANGES, 1, THEIR_CHANGE, "reject", ME),
        K.REJECT_THEIR_CHANGE, {"count": 1}, "Reject a change of theirs",
    ),
    (
        lambda: their_changes.decide_their_changes(THEIR_CHANGES, 1, THEIR_CHANGE, "oppose", ME),
        K.OPPOSE_THEIR_CHANGE, {"count": 1}, "Restore the text in force upon theirs",
    ),
    (
        lambda: their_changes.decide_their_changes(OPPOSED, 1, THEIR_CHANGE, "accept", ME),
        K.ACCEPT_THEIR_CHANGE, {"count": 1}, "Accept a change of theirs",
    ),
    (lambda: layers.decide_layers(LAYERED, 1, "join", ME), K.JOIN_LAYERS, {}, "Make one proposal on the text in force"),
    (lambda: text.delete_range(SMALL, StoryId(1), PLACE, NEXT, ME), K.DELETE, {}, "Delete"),
    (lambda: text.restore_range(AMENDED, StoryId(1), PLACE, NEXT, ME), K.RESTORE, {}, "Restore"),
    (lambda: text.break_paragraph(SMALL, StoryId(1), START, START, ME), K.NEW_PARAGRAPH, {}, "New paragraph"),
    (lambda: text.break_paragraph(SMALL, StoryId(1), PLACE, PLACE, ME), K.SPLIT_PARAGRAPH, {}, "Split paragraph"),
    (lambda: text.split(SMALL, StoryId(1), ITEM, 3, ME), K.SPLIT_PARAGRAPH, {}, "Split paragraph"),
    (lambda: text.merge_next(SMALL, StoryId(1), BELOW, ME), K.MERGE_PARAGRAPHS, {}, "Merge paragraphs"),
    (
        lambda: text.toggle_format(SMALL, StoryId(1), [(ITEM, 0, 3)], "italic", ME),
        K.FORMAT, {"formats": "italic"}, "Format: italic",
    ),
    (
        lambda: text.add_formats(SMALL, StoryId(1), [(ITEM, 0, 3)], ["bold", "italic"], ME),
        K.FORMAT, {"formats": "bold, italic"}, "Format: bold, italic",
    ),
    (lambda: text.set_format(SMALL, StoryId(1), [(ITEM, 0, 3)], lambda style: style, ME), K.FORMAT, {"formats": ""}, "Format"),
    (lambda: replace_all.replace_hits(SMALL, Query("others"), "x", ME), K.REPLACE, {"count": 1}, "Replace"),
    (lambda: replace_all.replace_hits(SMALL, Query("that"), "x", ME), K.REPLACE, {"count": 3}, "Replace 3 hits"),
    (lambda: structure.insert_clauses(SMALL, StoryId(1), AT, [NEW], ME), K.INSERT_PARAGRAPH, {}, "Insert paragraph"),
    (lambda: structure.delete_clauses(SMALL, StoryId(1), ITEM, ME), K.DELETE_PARAGRAPH, {}, "Delete paragraph"),
    (lambda: structure.restore_clauses(AMENDED, StoryId(1), LAST, ME), K.RESTORE_PARAGRAPH, {}, "Restore paragraph"),
    (lambda: structure.move_clauses(SMALL, StoryId(1), ITEM, AT - 3, ME), K.MOVE_PARAGRAPH, {}, "Move paragraph"),
    (lambda: multiple.move_to(SMALL, StoryId(1), [ITEM], AT - 4, ME, punctuate=True), K.MOVE_PARAGRAPH, {}, "Move paragraph"),
    (lambda: new_table.insert_table(GRID, StoryId(1), 0, *new_table.table_of(2, 2), ME), K.INSERT_TABLE, {}, "Insert table"),
    (lambda: rows.insert_row(GRID, StoryId(1), CELL, ME), K.INSERT_ROW, {}, "Insert row"),
    (lambda: rows.delete_row(GRID, StoryId(1), CELL, ME), K.DELETE_ROW, {}, "Delete row"),
    (lambda: bands.split_band(BANDS, StoryId(1), BAND, "15", ME), K.SPLIT_BAND, {}, "Split band"),
    (lambda: bands.merge_bands(BANDS, StoryId(1), BAND, ME), K.MERGE_BANDS, {}, "Merge bands"),
    (lambda: services.add_service(BANDS, StoryId(1), BAND, "Fixed", "secondary", ME), K.ADD_SERVICE, {}, "Add service"),
    (lambda: services.delete_service(BANDS, StoryId(1), FIXED_LINE, ME), K.DELETE_SERVICE, {}, "Delete service"),
    (lambda: services.change_category(BANDS, StoryId(1), FIXED_LINE, ME), K.CHANGE_CATEGORY, {}, "Change category"),
    (lambda: services.set_notes(BANDS, StoryId(1), BAND, ["5.150"], ME), K.SET_TABLE_NOTES, {}, "Footnote numbers"),
    (lambda: columns.insert_column(GRID, StoryId(1), CELL, ME), K.INSERT_COLUMN, {}, "Insert column"),
    (lambda: columns.delete_column(GRID, StoryId(1), CELL, ME), K.DELETE_COLUMN, {}, "Delete column"),
    (lambda: clause_properties.change_level(SMALL, StoryId(1), ITEM, 1, ME), K.DEMOTE, {}, "Demote"),
    (lambda: clause_properties.change_level(SMALL, StoryId(1), BELOW, -1, ME), K.PROMOTE, {}, "Promote"),
    (lambda: enter_and_tab.leave_level(SMALL, StoryId(1), AT - 1, ME), K.LEAVE_LEVEL, {}, "Leave level"),
    (
        lambda: clause_properties.change_kind(SMALL, StoryId(1), ITEM, "call", ME),
        K.CHANGE_KIND, {"kind": "call"}, "Make it an introductory phrase",
    ),
    (lambda: clause_properties.set_label(SMALL, StoryId(1), ITEM, "x)", ME), K.SET_LABEL, {}, "Label"),
    (absorbed, K.SET_LABEL, {}, "Label"),
    (lambda: provisions.set_number(TREATY, StoryId(1), "c2", "9.4", ME), K.SET_NUMBER, {}, "Margin number"),
    (lambda: provisions.set_mark(TREATY, StoryId(1), "c2", "(WRC-23)", ME), K.SET_MARK, {}, "Edition mark"),
    (lambda: provisions.insert_provision(TREATY, StoryId(1), 1, ME), K.INSERT_PARAGRAPH, {}, "Insert paragraph"),
    (lambda: provisions.insert_continuation(TREATY, StoryId(1), 1, ME), K.INSERT_PARAGRAPH, {}, "Insert paragraph"),
    (lambda: provisions.strike_provisions(TREATY, StoryId(1), ["c1"], ME), K.DELETE_PARAGRAPH, {}, "Delete paragraph"),
    (lambda: provisions.continue_provision(TREATY, StoryId(1), "c2", ME), K.SET_NUMBER, {}, "Margin number"),
    (lambda: provisions.set_customs(TREATY, 1, "CS", "", ME), K.SET_NUMBER, {}, "Margin number"),
    (lambda: units.insert_unit(TREATY, StoryId(1), 1, "article", ME), K.INSERT_PARAGRAPH, {}, "Insert paragraph"),
    (lambda: calls.insert_call(SMALL, StoryId(1), AT + 1, "resolves further", ME), K.NEW_CALL, {}, "New introductory phrase"),
    (lambda: calls.rename(SMALL, StoryId(1), AT, "words", ME), K.RENAME, {}, "Rename"),
    (lambda: notes.insert_note(SMALL, StoryId(1), ITEM, 0, "A note.", ME), K.INSERT_FOOTNOTE, {}, "Footnote"),
    (lambda: notes.remove_note(AMENDED, 1, NOTE, ME), K.REMOVE_FOOTNOTE, {}, "Remove footnote"),
    (lambda: dependants.drop_orphans(SMALL, ME), K.REMOVE_UNMARKED_FOOTNOTES, {}, "Remove footnotes without a mark"),
    (lambda: review.accept(AMENDED, 1, FOUND[:1], ME), K.ACCEPT, {"count": 1}, "Accept"),
    (lambda: review.accept(AMENDED, 1, FOUND[:2], ME), K.ACCEPT, {"count": 2}, "Accept 2 amendments"),
    (lambda: review.reject(AMENDED, 1, FOUND[:1], ME), K.REJECT, {"count": 1}, "Reject"),
    (lambda: review.reject(AMENDED, 1, FOUND[:2], ME), K.REJECT, {"count": 2}, "Reject 2 amendments"),
    (lambda: carry_over.carry_all(SMALL, StoryId(1), SMALL, StoryId(1), (), ME)[0], K.CARRY_OVER, {}, "Carry over amendments"),
    (lambda: new_base.move_to_base(SMALL, 1, SMALL, ME).transaction, K.NEW_BASE, {}, "Apply to another text in force"),
    (lambda: correct_kind(SMALL, StoryId(1), ITEM, "call", ME), K.CORRECT_RECOGNITION, {}, "Correct recognition"),
    (lambda: correct_label(SMALL, StoryId(1), ITEM, 0, ME), K.CORRECT_RECOGNITION, {}, "Correct recognition"),
    (lambda: references.fix_references(SMALL, (), ME), K.UPDATE_REFERENCES, {"count": 0}, "Mend references"),
    (lambda: references.replace_editions(SMALL, (), ME), K.REPLACE_EDITIONS, {"count": 0}, "Replace editions"),
    (lambda: own_name.sign_amendments(AMENDED, "2024", ME), K.SIGN_AMENDMENTS, {}, "Sign amendments"),
    (
        lambda: fields.set_field(SMALL, "header/proposal_text", "4", ME),
        K.SET_FIELD, {"field": "proposal_text"}, "Set proposal text",
    ),
    (
        lambda: fields.fill_field(SMALL, "proposals/1/reasons", "so", ME),
        K.SET_FIELD, {"field": "reasons", "symbol": "MOD"}, "Set reasons and symbol MOD",
    ),
    (lambda: fields.add_proposal(SMALL, SMALL.proposals[0], ME), K.ADD_PROPOSAL, {}, "Add proposal"),
    (lambda: fields.remove_proposal(TWO, 2, ME), K.REMOVE_PROPOSAL, {}, "Remove proposal"),
    (lambda: fields.move_proposal(TWO, 2, 1, ME), K.MOVE_PROPOSAL, {}, "Move proposal"),
    (
        lambda: fields.restore(SMALL, TWO, "Noon", ME),
        K.RESTORE_VERSION, {"version": "Noon"}, "Go back to version “Noon”",
    ),
    (lambda: comments.add_comment(SMALL, 1, (CommentAnchor(ITEM, "that"),), "?", ME), K.COMMENT, {}, "Comment"),
    (lambda: comments.change_comment(AMENDED, 1, "c1", "x", ME), K.CHANGE_COMMENT, {}, "Change comment"),
    (lambda: comments.change_comment(AMENDED, 1, "c1", "x", ME, reply=0), K.CHANGE_REPLY, {}, "Change reply"),
    (lambda: comments.resolve_comment(AMENDED, 1, "c1", ME), K.RESOLVE_COMMENT, {}, "Resolve comment"),
    (lambda: comments.resolve_comment(AMENDED, 1, "c1", ME, done=False), K.REOPEN_COMMENT, {}, "Reopen comment"),
    (lambda: comments.set_private(AMENDED, 1, "c1", True, ME), K.MAKE_COMMENT_PRIVATE, {}, "Make comment private"),
    (lambda: comments.set_private(AMENDED, 1, "c1", False, ME), K.EXPORT_COMMENT, {}, "Export comment"),
    (lambda: comments.reply_to_comment(AMENDED, 1, "c1", "x", ME), K.REPLY, {}, "Reply"),
    (lambda: comments.remove_comment(AMENDED, 1, "c1", ME), K.REMOVE_COMMENT, {}, "Remove comment"),
    (lambda: comments.remove_comment(AMENDED, 1, "c1", ME, reply=0), K.REMOVE_REPLY, {}, "Remove reply"),
    (lambda: amendment_notes.set_remark(AMENDED, 1, FOUND[:1], "x", ME, reason=True), K.SET_REASON, {}, "Reason"),
    (
        lambda: amendment_notes.set_remark(AMENDED, 1, FOUND[:1], "x", ME, reason=False),
        K.SET_PRIVATE_NOTE, {}, "Private note",
    ),
    (lambda: amendment_notes.gather_reasons(AMENDED, 1, ME), K.GATHER_REASONS, {}, "Gather reasons"),
    (lambda: positions.add_position(SMALL, 1, WISH, ME), K.ADD_POSITION, {}, "Add position"),
    (lambda: positions.change_position(WISHED, 1, "p1", replace(WISH, note="x"), ME), K.CHANGE_POSITION, {}, "Change position"),
    (lambda: positions.remove_position(WISHED, 1, "p1", ME), K.REMOVE_POSITION, {}, "Remove position"),
    (lambda: cut_settings.set_cut_text(CUT, 1, "c1", "reasons", "x", ME), K.SET_FIELD, {"field": "reasons"}, "Set reasons"),
    (lambda: cut_settings.set_cut_symbol(CUT, 1, "c1", "(MOD)", ME), K.SET_FIELD, {"field": "symbol"}, "Set symbol"),
    (lambda: cut_settings.change_cut(CUT, 1, "c1", CutSettings(agenda="7"), ME), K.CHANGE_PROPOSAL, {}, "Change proposal"),
    (lambda: joining.join_with_next(CUT, 1, "c1", ME), K.JOIN_PROPOSALS, {}, "Join proposals"),
    (lambda: joining.take_apart(JOINED, 1, "c1", ME), K.SPLIT_PROPOSAL, {}, "Split proposal"),
    (lambda: joining.move_cut(CUT, 1, "c1", 2, ME), K.MOVE_PROPOSAL, {}, "Move proposal"),
    (lambda: kept.keep_provisions(CUT, 1, "c0", "c0", ME), K.KEEP_PROVISIONS, {}, "No change (NOC)"),
    (lambda: kept.release_provisions(KEPT, 1, "c0", ME), K.RELEASE_PROVISIONS, {}, "Take NOC back"),
    (lambda: cut_settings.lock_numbers(CUT, ME), K.LOCK_NUMBERS, {}, "Lock proposal numbers"),
    (lambda: cut_settings.release_numbers(CUT, ME), K.RELEASE_NUMBERS, {}, "Number proposals in order"),
    (lambda: repairs.repair_findings(SMALL, [WRONG], ME), K.REPAIR, {"count": 1}, "Repair"),
    (lambda: repairs.repair_findings(SMALL, [WRONG, replace(WRONG, rule="x")], ME), K.REPAIR, {"count": 2}, "Repair problems"),
    (lambda: repairs.ignore(SMALL, [WRONG], "so", ME), K.IGNORE_FINDINGS, {"count": 1}, "Ignore problem"),
    (lambda: repairs.ignore(SMALL, (), "so", ME), K.IGNORE_FINDINGS, {"count": 0}, "Ignore problems"),
    (lambda: repairs.stop_ignoring(IGNORED, [WRONG], ME), K.STOP_IGNORING_FINDINGS, {"count": 1}, "Show problem again"),
    (lambda: repairs.stop_ignoring(SMALL, [WRONG], ME), K.STOP_IGNORING_FINDINGS, {"count": 0}, "Show problems again"),
    (lambda: ignored_words.ignore_word(SMALL, (), ME), K.IGNORE_SPELLING, {}, "Ignore spelling"),
    (lambda: ignored_words.stop_ignoring_word(SMALL, (), ME), K.CHECK_SPELLING_AGAIN, {}, "Check spelling again"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "kind", "values", "text"), EDITS, ids=[f"{kind}-{text}" for _, kind, _, text in EDITS])
def test_an_edit_has_its_kind_and_its_text_in_the_undo_list(
    make: Callable[[], Transaction], kind: TransactionKind, values: Mapping[str, str | int], text: str
) -> None:
    made = make()
    assert (made.kind, made.values, made.label) == (kind, values, "")
    assert str(action_text(made)) == text
    assert text not in json.dumps(to_json(made), ensure_ascii=False) or not text.count(" ")
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


MERGING = {K.MERGE_COPY, K.DECIDE_CONFLICT, K.ARRIVED}
GIVEN = {K.PASTE, K.DROP, K.MOVE_TEXT, K.EDIT_FROM_OUTSIDE, K.TAKE_OVER, K.ADOPT, *MERGING, *carry_over._KINDS.values()}
"""Kinds that the editor gives, and those that the tests of adoption, of merging, of taking and of carrying over ask for."""


def test_each_kind_is_one_of_an_edit_and_has_a_text() -> None:
    assert {kind for _, kind, _, _ in EDITS} | GIVEN | {K.OTHER} == set(K)
    texts = [str(action_text(Transaction(kind, ()))) for kind in K if kind is not K.OTHER]
    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_a_given_kind_comes_through() -> None:
    for kind in (K.PASTE, K.DROP):
        assert text.replace_range(SMALL, StoryId(1), PLACE, PLACE, [InsertedParagraph((Run("x"),))], ME, kind=kind).kind is kind
        assert structure.insert_clauses(SMALL, StoryId(1), AT, [NEW], ME, kind=kind).kind is kind


def test_a_transaction_of_a_journal_that_knows_labels_alone_shows_its_label() -> None:
    made = text.type_text(SMALL, StoryId(1), PLACE, PLACE, "x", ME)
    old = {**to_json(made), "label": "Type"}
    del old["kind"]
    read = from_json(old)
    assert (read.kind, read.label) == (K.OTHER, "Type")
    assert str(action_text(read)) == "Type"
    assert place_of_step(read, lambda story: CLAUSES, lambda story: None) is None
    assert apply(SMALL, read) == apply(SMALL, made)
    assert from_json(to_json(read)) == read


def test_a_kind_of_a_later_version_is_no_fault_and_values_of_another_form_are() -> None:
    given = to_json(text.type_text(SMALL, StoryId(1), PLACE, PLACE, "x", ME))
    assert from_json({**given, "kind": "of_tomorrow"}).kind is K.OTHER
    for wrong in ([], {"count": []}, {"count": 1.5}, {"count": True}, "x"):
        with pytest.raises(EditError, match=r"transaction\.values"):
            from_json({**given, "values": wrong})
    assert str(action_text(from_json({**given, "kind": "set_field"}))) == "Set "
