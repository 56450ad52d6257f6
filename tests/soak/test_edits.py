"""A few documents of `make soak`, on texts that are always there."""

from __future__ import annotations

import random
from collections import Counter
from itertools import groupby

import pytest

from model.formats.notation import parse
from tests.builders.variants import Editor
from tests.soak.edits import Edit, chain, document, prepared, reached, report, run_chain

SEED = 3


@pytest.mark.parametrize("at", range(24))
def test_the_laws_hold_of_a_document_edited_at_random(at):
    failure, _ = document(SEED, at, real=False)
    assert failure is None, report(SEED, failure)


def test_a_seed_repeats_its_document():
    assert document(SEED, 5, ("model",), real=False) == document(SEED, 5, ("model",), real=False)


@pytest.mark.parametrize(
    "kind",
    [
        "adopt",
        "merge_copy",
        "decide_conflict",
        "decide_on_layers",
        "decide_on_their_changes",
        "decide_open_text",
        "add_option",
        "merge_bands",
        "delete_service",
        "change_category",
        "fix_references",
        "restore_column",
    ],
)
def test_kinds_that_are_seldom_possible_are_reached(kind):
    """In texts of which nothing is known, an edit that is refused each time would go unnoticed."""
    made: Counter[str] = Counter()
    for seed in range(40):
        _, text, edits, follows = chain(SEED, seed, real=False)
        kinds = prepared([kind], random.Random(seed))
        chosen = (*edits[:2], *(Edit(name, seed) for name in kinds))
        made.update(run_chain(text, chosen, ("model",), follows=follows).made)
    assert made[kind] >= 5
    assert f"{kind} {made[kind]}" in reached(made)


CELLS = "\n".join(f"|{table}| {words}" for table in ("1.1.1", "1.1.2", "1.2.1", "1.2.2") for words in ("one two", "three"))


@pytest.mark.parametrize("act", [Editor.columns, Editor.add_row, Editor.drop_row, Editor.split])
def test_a_variant_leaves_the_paragraphs_of_a_cell_together(act):
    clauses = list(parse(f"before\n{CELLS}\nbehind the\u00a0table\u00a0now", language="en").clauses)
    for seed in range(20):
        editor = Editor(random.Random(seed), clauses=clauses[:])
        act(editor)
        cells = [cell for cell, _ in groupby(editor.clauses, key=lambda clause: clause.cell) if cell is not None]
        assert len(cells) == len(set(cells))


def test_a_variant_of_a_variant_has_each_id_once():
    text = parse("a text of some words\nand one more paragraph of words", language="en")
    for seed in range(20):
        first = Editor(random.Random(seed)).edit(text, 4)
        second = Editor(random.Random(seed + 1)).edit(first, 4)
        ids = [clause.id for clause in second.clauses]
        assert len(ids) == len(set(ids)), seed
