"""The kinds of random edits, each carried out by the functions of `model/edits` as the window calls them. A kind is a function
that takes a chooser and returns a transaction; EditError if the edit is not possible."""

from __future__ import annotations

from collections.abc import Callable

from model.submission.transactions import Transaction
from tests.soak import (
    adoption_edits,
    allocation_edits,
    bracket_edits,
    cut_edits,
    layer_edits,
    merge_edits,
    other_text_edits,
    position_edits,
    proposal_edits,
    reference_edits,
    script_edits,
    structure_edits,
    text_edits,
    treaty_edits,
)
from tests.soak.edit_choices import EditChooser

COMMON = 6
USUAL = 3
RARE = 1
Kind = Callable[[EditChooser], Transaction]
EDITS: dict[Kind, int] = {
    text_edits.type_text: COMMON,
    text_edits.delete: COMMON,
    text_edits.restore: USUAL,
    text_edits.enter: COMMON,
    text_edits.break_paragraph: USUAL,
    text_edits.split: USUAL,
    text_edits.merge: COMMON,
    text_edits.join: USUAL,
    text_edits.toggle_format: USUAL,
    text_edits.typed_label: RARE,
    text_edits.paste_lines: USUAL,
    text_edits.paste_copy: USUAL,
    text_edits.paste_blocks: RARE,
    text_edits.replace_words: RARE,
    structure_edits.insert: COMMON,
    structure_edits.strike: COMMON,
    structure_edits.unstrike: USUAL,
    structure_edits.move: USUAL,
    structure_edits.level: USUAL,
    structure_edits.kind: USUAL,
    structure_edits.label: USUAL,
    structure_edits.correct: RARE,
    structure_edits.correct_label: RARE,
    structure_edits.call: RARE,
    structure_edits.insert_note: USUAL,
    structure_edits.remove_note: RARE,
    structure_edits.comment: USUAL,
    structure_edits.change_comment: RARE,
    structure_edits.insert_row: USUAL,
    structure_edits.delete_row: USUAL,
    structure_edits.insert_column: USUAL,
    structure_edits.delete_column: USUAL,
    structure_edits.restore_column: USUAL,
    structure_edits.insert_table: USUAL,
    proposal_edits.accept: COMMON,
    proposal_edits.reject: USUAL,
    proposal_edits.remark: RARE,
    other_text_edits.take_over: RARE,
    proposal_edits.field: RARE,
    proposal_edits.policy: RARE,
    proposal_edits.proposal: RARE,
    text_edits.drag: USUAL,
    structure_edits.several: USUAL,
    proposal_edits.repair: USUAL,
    proposal_edits.sign: USUAL,
    other_text_edits.new_base: RARE,
    text_edits.correct_typing: RARE,
    proposal_edits.ignore_findings: RARE,
    proposal_edits.ignore_spelling: RARE,
    reference_edits.cite: USUAL,
    reference_edits.fix_references: USUAL,
    reference_edits.replace_editions: RARE,
    other_text_edits.take_copies: RARE,
    other_text_edits.combine: RARE,
    other_text_edits.carry_over: USUAL,
    other_text_edits.draft_twins: RARE,
    script_edits.script: USUAL,
    text_edits.case: RARE,
    bracket_edits.put_in_brackets: USUAL,
    bracket_edits.put_clauses_in_brackets: RARE,
    bracket_edits.add_option: USUAL,
    bracket_edits.decide_open_text: USUAL,
    bracket_edits.fill_blank: RARE,
    bracket_edits.remove_brackets: RARE,
    position_edits.add_position: USUAL,
    position_edits.change_position: RARE,
    layer_edits.amend_other_proposal: RARE,
    layer_edits.decide_on_layers: RARE,
    layer_edits.decide_on_their_changes: RARE,
    merge_edits.merge_copy: RARE,
    merge_edits.decide_conflict: RARE,
    adoption_edits.adopt: RARE,
    treaty_edits.insert_provision: USUAL,
    treaty_edits.insert_continuation: RARE,
    treaty_edits.strike_provisions: RARE,
    treaty_edits.set_number: USUAL,
    treaty_edits.set_mark: USUAL,
    treaty_edits.continue_provision: RARE,
    treaty_edits.insert_unit: RARE,
    treaty_edits.set_customs: RARE,
    cut_edits.set_cut: USUAL,
    cut_edits.join_cuts: RARE,
    cut_edits.keep_provisions: RARE,
    cut_edits.lock_numbers: RARE,
    allocation_edits.split_band: USUAL,
    allocation_edits.merge_bands: USUAL,
    allocation_edits.add_service: USUAL,
    allocation_edits.delete_service: USUAL,
    allocation_edits.change_category: USUAL,
    allocation_edits.set_notes: USUAL,
}
"""Every kind with its weight."""
NUMBER_EDITS = frozenset(do for do in EDITS if do.__module__ in {treaty_edits.__name__, cut_edits.__name__})
"""The kinds that change texts with margin numbers only."""
BAND_EDITS = frozenset(do for do in EDITS if do.__module__ == allocation_edits.__name__)
"""The kinds that change texts with frequency bands only."""
TABLE_EDITS = frozenset(
    {
        structure_edits.insert_row,
        structure_edits.delete_row,
        structure_edits.insert_column,
        structure_edits.delete_column,
        structure_edits.restore_column,
    }
)
"""The kinds that change texts with tables only."""
PREPARATIONS: dict[Kind, Kind] = {
    structure_edits.restore_column: structure_edits.delete_column,
    structure_edits.change_comment: structure_edits.comment,
    structure_edits.remove_note: structure_edits.insert_note,
    bracket_edits.remove_brackets: bracket_edits.put_in_brackets,
    position_edits.change_position: position_edits.add_position,
    reference_edits.fix_references: reference_edits.cite,
    allocation_edits.merge_bands: allocation_edits.split_band,
    cut_edits.set_cut: treaty_edits.strike_provisions,
    cut_edits.join_cuts: treaty_edits.strike_provisions,
}
"""Kinds that are seldom possible, each with one after which it is."""
BY_NAME = {do.__name__: do for do in EDITS}
