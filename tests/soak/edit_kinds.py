"""The kinds of random edits, each carried out by the functions of `model/edits` as the window calls them. A kind is a function
that takes a chooser and returns a transaction; EditError if the edit is not possible."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from model.diff import compare
from model.diff.aligned_rows import aligned
from model.edits import (
    amendment_notes,
    calls,
    clause_properties,
    comments,
    correction,
    enter_and_tab,
    fields,
    multiple,
    notes,
    own_name,
    paste,
    repairs,
    replace_all,
    review,
    structure,
    text,
    typed_labels,
)
from model.edits.proposals.begin_proposal import begin_proposal
from model.edits.proposals.new_base import move_to_base
from model.edits.proposals.new_proposal import new_resolution, proposal_on
from model.edits.tables import columns, new_table, rows
from model.edits.take_over.clauses import take
from model.errors import EditError
from model.preflight.rules import check, context_of
from model.redline import Props, Run
from model.redline.edit_text import Inserted, Place
from model.submission.resolved import in_view
from model.submission.search import Query
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply
from model.submission.values import SYMBOLS, Proposal, Submission
from tests.builders.variants import Editor
from tests.soak.edit_choices import EditChooser

WORDS = (
    "x",
    " and more",
    "é😀",
    "עברית",
    "والمزيد",
    "a\u00a0b",
    "[x]",
    "**",
    "see resolves 1",
    "a)\t",
    "一 二",
    "{++",
    "\u2028",
    "’",
    "1",
)
LINES = (
    ("that one clause comes;",),
    ("a)\tfirst,", "b)\tsecond;"),
    ("recalling", "a)\tthe first,", "b)\tthe second"),
    ("1\tone", "1.1\tdeeper", "2\ttwo"),
    ("words", "and more words"),
    ("", "behind nothing"),
)
SCHEMES = (None, "letter", "roman", "decimal", "bullet", "none")
KINDS = ("number", "title", "history", "opening", "call", "paragraph", "heading", "annex")


# -- text


def type_text(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.type_text, *chooser.spot(), chooser.choose(WORDS))


def delete(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.delete_range, *chooser.range())


def restore(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.restore_range, *chooser.range())


def enter(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(enter_and_tab.enter, *chooser.spot())


def break_paragraph(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.break_paragraph, *chooser.spot())


def split(chooser: EditChooser) -> Transaction:
    place = chooser.place()
    return chooser.call_on_story(text.split, chooser.clauses[place.index].id, place.offset)


def merge(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(text.merge_next, chooser.id())


def join(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(multiple.join_paragraphs, chooser.ids())


def toggle_format(chooser: EditChooser) -> Transaction:
    spans = text.spans_between(chooser.clauses, *chooser.range())
    return chooser.call_on_story(text.toggle_format, spans, chooser.choose(list(text.FORMATS)))


def typed_label(chooser: EditChooser) -> Transaction:
    """A new paragraph that begins with a typed label, which becomes its label."""
    made = chooser.call_on_story(text.break_paragraph, *chooser.spot())
    after = chooser.document = apply(chooser.document, made)
    if made.after is None:
        return made
    index = next(at for at, clause in enumerate(chooser.clauses) if clause.id == made.after.caret[0])
    place = Place(index, made.after.caret[1])
    label = chooser.choose(("a) ", "1 ", "ii) ", "– ", "b)bis "))
    typed = chooser.call_on_story(text.type_text, place, place, label)
    chooser.document = apply(after, typed)
    behind = Place(place.index, place.offset + len(label))
    absorbed = chooser.call_on_story(typed_labels.absorbed, behind, lambda _: None) if typed.after else None
    return replace(made, steps=(*made.steps, *typed.steps, *(absorbed.steps if absorbed else ())))


def paste_lines(chooser: EditChooser) -> Transaction:
    """Foreign text, as clauses if it has labels and the place allows them."""
    lines = [(Run(line),) if line else () for line in chooser.choose(LINES)]
    a, b = chooser.spot()
    found = paste.recognised(lines, chooser.document.language)
    made = chooser.call_on_story(paste.put_clauses, a, b, found, kind=TransactionKind.PASTE) if found else None
    if made is not None:
        return made
    put = [Inserted(clause.runs, clause.props) for clause in found] if len(found) > 1 else [Inserted(runs) for runs in lines]
    return chooser.call_on_story(text.replace_range, a, b, put, kind=TransactionKind.PASTE)


def paste_copy(chooser: EditChooser) -> Transaction:
    """A copy from a text of the document, with its notes."""
    copied = paste.copied_clauses(chooser.clauses, *chooser.range(), chooser.choose(("draft", "draft", "base")), lambda _: None)
    beside = paste.copied_notes(chooser.redline, copied, "draft")
    chooser.story = chooser.story.text if chooser.chance(0.9) else chooser.story
    a, b = chooser.spot()
    runs, steps = chooser.call_on_story(paste.with_notes, [clause.runs for clause in copied], beside)
    new = [structure.NewClause(clause.props, copied_runs) for clause, copied_runs in zip(copied, runs, strict=True)]
    made = chooser.call_on_story(paste.put_clauses, a, b, new, kind=TransactionKind.PASTE) if len(new) > 1 else None
    if made is None:
        put = [Inserted(copied_runs.runs, copied_runs.props) for copied_runs in new]
        made = chooser.call_on_story(text.replace_range, a, b, put, kind=TransactionKind.PASTE)
    return replace(made, steps=(*steps, *made.steps))


def replace_words(chooser: EditChooser) -> Transaction:
    words = chooser.choose(chooser.clauses).text_on("draft").split()
    query = Query(chooser.choose(words), case=chooser.chance(0.5), whole=chooser.chance(0.5))
    return chooser.call(replace_all.replace_hits, query, chooser.choose(("", "other words", "x", "\\[")))


def drag(chooser: EditChooser) -> Transaction:
    """The draft text of a selection, moved to another place as by the pointer."""
    a, b = chooser.range()
    target = chooser.place()
    if a <= target <= b:
        raise EditError("the place is in the selection")
    copied = paste.copied_clauses(chooser.clauses, a, b, "draft", lambda _: None)
    beside = paste.copied_notes(chooser.redline, copied, "draft")
    runs, steps = chooser.call_on_story(paste.with_notes, [clause.runs for clause in copied], beside)
    put = (target, target, [Inserted(run) for run in runs])
    orders: tuple[tuple[Any, tuple[Any, ...]], ...] = ((text.replace_range, put), (text.delete_range, (a, b)))
    made: list[Transaction] = []
    for do, given in orders if target > b else reversed(orders):
        named = {"kind": TransactionKind.MOVE_TEXT} if do is text.replace_range else {}
        made.append(chooser.call_on_story(do, *given, **named))
        chooser.document = apply(chooser.document, made[-1])
    return replace(made[0], steps=(*steps, *made[0].steps, *made[1].steps))


# -- structure


def insert(chooser: EditChooser) -> Transaction:
    """A new clause after or before another, in its cell, or outside of tables."""
    at = chooser.index()
    beside = chooser.clauses[at]
    props = chooser.choose((Props(), Props(scheme="letter"), Props(level=2, scheme="roman"), Props("call", 0), beside.props))
    new = structure.NewClause(replace(props, other=""), (Run(chooser.choose(("that a clause is new;", "x", ""))),))
    index, cell = at + chooser.choose((0, 1, 1)), chooser.choose((beside, beside, None))
    return chooser.call_on_story(structure.insert_clauses, index, [new], beside=cell, punctuate=chooser.chance(0.3))


def strike(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(structure.delete_clauses, chooser.id(), only=chooser.chance(0.5), punctuate=chooser.chance(0.3))


def several(chooser: EditChooser) -> Transaction:
    """Deletes or restores a few clauses in a row, or changes their level."""
    do = chooser.choose((structure.delete_clauses, structure.restore_clauses, clause_properties.change_level))
    given = (chooser.choose((1, -1)),) if do is clause_properties.change_level else ()
    stamp = chooser.stamp
    return chooser.call_on_story(multiple.in_turn, chooser.ids(), lambda value, id: do(value, chooser.story, id, *given, stamp))


def unstrike(chooser: EditChooser) -> Transaction:
    struck = [clause.id for clause in chooser.clauses if not clause.end.status.in_draft]
    return chooser.call_on_story(structure.restore_clauses, chooser.choose(struck or [chooser.id()]), only=chooser.chance(0.5))


def move(chooser: EditChooser) -> Transaction:
    index = chooser.random.randint(0, len(chooser.clauses))
    if chooser.chance(0.3):
        return chooser.call_on_story(multiple.move_to, chooser.ids(), index, punctuate=chooser.chance(0.3))
    return chooser.call_on_story(structure.move_clauses, chooser.id(), index, only=chooser.chance(0.5))


def level(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(clause_properties.change_level, chooser.id(), chooser.choose((1, -1)), only=chooser.chance(0.3))


def kind(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(
        clause_properties.change_kind, chooser.id(), chooser.choose(KINDS), scheme=chooser.choose(SCHEMES)
    )


def label(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(
        clause_properties.set_label, chooser.id(), chooser.choose(("b)bis", "z)", "7", "", None)), lock=chooser.chance(0.3)
    )


def correct(chooser: EditChooser) -> Transaction:
    level = chooser.choose((1, 1, 2, 3))
    return chooser.call_on_story(
        correction.correct_kind, chooser.id(), chooser.choose(KINDS), level=level, scheme=chooser.choose(SCHEMES)
    )


def correct_label(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(
        correction.correct_label, chooser.id(), chooser.choose((0, 1, 2, 3)), scheme=chooser.choose(SCHEMES)
    )


def call(chooser: EditChooser) -> Transaction:
    if chooser.chance(0.5):
        return chooser.call_on_story(
            calls.insert_call, chooser.index(), chooser.choose(("noting", "resolves further", "x")), punctuate=chooser.chance(0.3)
        )
    titles = [at for at, clause in enumerate(chooser.clauses) if clause.props.kind == "call"]
    return chooser.call_on_story(
        calls.rename, chooser.choose(titles or [chooser.index()]), chooser.choose(("recalling further", "noting", ""))
    )


# -- notes and comments


def insert_note(chooser: EditChooser) -> Transaction:
    place = chooser.place()
    return chooser.call_on_story(
        notes.insert_note, chooser.clauses[place.index].id, place.offset, chooser.choose(("A note.", "", "é [1]"))
    )


def remove_note(chooser: EditChooser) -> Transaction:
    return chooser.call(notes.remove_note, chooser.number, chooser.choose(sorted(chooser.redline.notes)))


def comment(chooser: EditChooser) -> Transaction:
    known = chooser.document.proposals[int(chooser.number) - 1].comments
    if known and chooser.chance(0.4):
        key = chooser.choose(sorted(known))
        do = chooser.choose(
            (comments.reply_to_comment, comments.change_comment, comments.resolve_comment, comments.remove_comment)
        )
        return chooser.call(
            do, chooser.number, key, *(["words"] if do.__name__ in ("reply_to_comment", "change_comment") else [])
        )
    anchors = comments.anchors_between(chooser.document, chooser.story, *chooser.range())
    return chooser.call(
        comments.add_comment, chooser.number, anchors, chooser.choose(("Why?", "is <b>\nsaid")), private=chooser.chance(0.1)
    )


# -- tables


def insert_row(chooser: EditChooser) -> Transaction:
    words = chooser.choose(((), ("x",), ("one", "two")))
    return chooser.call_on_story(rows.insert_row, chooser.cell(), above=chooser.chance(0.5), words=words)


def delete_row(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(rows.delete_row, chooser.cell())


def insert_column(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(
        columns.insert_column, chooser.cell(), before=chooser.chance(0.5), words=chooser.choose(((), ("x", "y")))
    )


def delete_column(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(columns.delete_column, chooser.cell())


def restore_column(chooser: EditChooser) -> Transaction:
    made = chooser.call_on_story(columns.restore_column, chooser.cell())
    if made is None:
        raise EditError("the column is not struck")
    return made


def insert_table(chooser: EditChooser) -> Transaction:
    cells, widths = new_table.table_of(
        chooser.choose((1, 2, 3)), chooser.choose((1, 2, 3)), [[new_table.CellWords(chooser.choose(("", "x")))]]
    )
    return chooser.call_on_story(
        new_table.insert_table, chooser.random.randint(0, len(chooser.clauses)), cells, widths, heads=chooser.choose((0, 1))
    )


# -- review


def accept(chooser: EditChooser) -> Transaction:
    return chooser.call(review.accept, chooser.number, chooser.chosen_amendments())


def reject(chooser: EditChooser) -> Transaction:
    return chooser.call(review.reject, chooser.number, chooser.chosen_amendments())


def remark(chooser: EditChooser) -> Transaction:
    if chooser.chance(0.3):
        return chooser.call(amendment_notes.gather_reasons, chooser.number)
    chosen = [chooser.choose(chooser.amendments())]
    return chooser.call(amendment_notes.set_remark, chooser.number, chosen, "a remark", reason=chooser.chance(0.5))


def take_over(chooser: EditChooser) -> Transaction:
    """Takes over differences of another text, which is the draft with some edits."""
    draft = in_view(chooser.redline, "draft")
    if not 0 < len(draft.clauses) < 100:
        raise EditError("the text is too long to be compared here")
    other = Editor(random.Random(chooser.random.random())).edit(draft, 2)
    side = chooser.choose(("base", "draft"))
    found = compare(draft, other, chooser.stamp) if side == "base" else compare(other, draft, chooser.stamp)
    changes = [change.amendment for change in aligned(found).changes if change.amendment.kind != "renumbering"]
    chosen = chooser.random.sample(changes, chooser.random.randint(1, len(changes))) if changes else []
    return chooser.call(take, chooser.number, found, side, chosen).transaction


def repair(chooser: EditChooser) -> Transaction:
    """Repairs what the preflight offers, or a part of it."""
    if len(chooser.clauses) > 60:
        raise EditError("the text is too long to be checked here")
    found = [finding for finding in check(context_of(chooser.document)) if finding.fault.fixes]
    chosen = chooser.random.sample(found, chooser.random.randint(1, len(found))) if found else []
    return chooser.call(repairs.repair_findings, chosen)


# -- proposals and fields


def field(chooser: EditChooser) -> Transaction:
    path, value = chooser.choose(
        (
            ("header/title", "On <small> texts"),
            ("header/document", "35-E"),
            ("header/abstract", "Words.\nMore words."),
            ("header/introduction", "Introduced."),
            (f"proposals/{chooser.number}/reasons", "Because."),
            (f"proposals/{chooser.number}/number", "ATU/35A18/1"),
        )
    )
    return chooser.call(fields.fill_field, path, value)


def policy(chooser: EditChooser) -> Transaction:
    return chooser.call(fields.set_field, f"proposals/{chooser.number}/policy", chooser.choose(("relabel", "bis", "keep")))


def sign(chooser: EditChooser) -> Transaction:
    return chooser.call(own_name.sign_amendments, "2024-09-06")


def new_base(chooser: EditChooser) -> Transaction:
    """Applies the proposal to another text in force, which is the present one with some edits."""
    base = in_view(chooser.redline, "base")
    if not 0 < len(base.clauses) < 60:
        raise EditError("the text is too long to be compared here")
    other = Editor(random.Random(chooser.random.random())).edit(base, 2)
    document = Submission(proposals=(Proposal(redline=other, original=other),), language=chooser.document.language)
    return chooser.call(move_to_base, chooser.number, document).transaction


def proposal(chooser: EditChooser) -> Transaction:
    document, symbol = chooser.document, chooser.choose(SYMBOLS)
    if len(document.proposals) > 1 and chooser.chance(0.5):
        if chooser.chance(0.5):
            return chooser.call(fields.remove_proposal, chooser.number)
        return chooser.call(fields.move_proposal, chooser.number, str(chooser.random.randint(1, len(document.proposals))))
    if chooser.chance(0.3):
        language = document.language if document.language in ("en", "fr", "es", "ru", "ar", "zh") else "en"
        return chooser.call(fields.add_proposal, new_resolution(language, None, "[ATU-1]", chooser.stamp))
    if chooser.chance(0.3):
        return chooser.call(fields.add_proposal, proposal_on(in_view(chooser.redline, "base"), symbol))
    header = {"document": "35", "sources": ("Egypt",)}
    return chooser.call(begin_proposal, symbol, header, None)


COMMON = 6
USUAL = 3
RARE = 1
Kind = Callable[[EditChooser], Transaction]
EDITS: dict[Kind, int] = {
    type_text: COMMON,
    delete: COMMON,
    restore: USUAL,
    enter: COMMON,
    break_paragraph: USUAL,
    split: USUAL,
    merge: COMMON,
    join: USUAL,
    toggle_format: USUAL,
    typed_label: RARE,
    paste_lines: USUAL,
    paste_copy: USUAL,
    replace_words: RARE,
    insert: COMMON,
    strike: COMMON,
    unstrike: USUAL,
    move: USUAL,
    level: USUAL,
    kind: USUAL,
    label: USUAL,
    correct: RARE,
    correct_label: RARE,
    call: RARE,
    insert_note: USUAL,
    remove_note: RARE,
    comment: USUAL,
    insert_row: USUAL,
    delete_row: USUAL,
    insert_column: USUAL,
    delete_column: USUAL,
    restore_column: RARE,
    insert_table: USUAL,
    accept: COMMON,
    reject: USUAL,
    remark: RARE,
    take_over: RARE,
    field: RARE,
    policy: RARE,
    proposal: RARE,
    drag: USUAL,
    several: USUAL,
    repair: RARE,
    sign: RARE,
    new_base: RARE,
}
"""Every kind with its weight."""
BY_NAME = {do.__name__: do for do in EDITS}
