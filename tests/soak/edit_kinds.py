"""What the driver of random edits does to a document: each kind of edit through the functions of `model/edits`, as the window
calls them. A kind is a function from a hand, which chooses at random, to the transaction; EditError where it cannot be done."""

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
from tests.soak.edit_hand import Hand

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


def type_text(hand: Hand) -> Transaction:
    return hand.on_story(text.type_text, *hand.spot(), hand.choose(WORDS))


def delete(hand: Hand) -> Transaction:
    return hand.on_story(text.delete_range, *hand.range())


def restore(hand: Hand) -> Transaction:
    return hand.on_story(text.restore_range, *hand.range())


def enter(hand: Hand) -> Transaction:
    return hand.on_story(enter_and_tab.enter, *hand.spot())


def break_paragraph(hand: Hand) -> Transaction:
    return hand.on_story(text.break_paragraph, *hand.spot())


def split(hand: Hand) -> Transaction:
    place = hand.place()
    return hand.on_story(text.split, hand.clauses[place.index].id, place.offset)


def merge(hand: Hand) -> Transaction:
    return hand.on_story(text.merge_next, hand.id())


def join(hand: Hand) -> Transaction:
    return hand.on_story(multiple.join_paragraphs, hand.ids())


def toggle_format(hand: Hand) -> Transaction:
    spans = text.spans_between(hand.clauses, *hand.range())
    return hand.on_story(text.toggle_format, spans, hand.choose(list(text.FORMATS)))


def typed_label(hand: Hand) -> Transaction:
    """A new paragraph that begins with a label, which is taken for what it says."""
    made = hand.on_story(text.break_paragraph, *hand.spot())
    after = hand.document = apply(hand.document, made)
    if made.after is None:
        return made
    index = next(at for at, clause in enumerate(hand.clauses) if clause.id == made.after.caret[0])
    place = Place(index, made.after.caret[1])
    label = hand.choose(("a) ", "1 ", "ii) ", "– ", "b)bis "))
    typed = hand.on_story(text.type_text, place, place, label)
    hand.document = apply(after, typed)
    behind = Place(place.index, place.offset + len(label))
    absorbed = hand.on_story(typed_labels.absorbed, behind, lambda _: None) if typed.after else None
    return replace(made, steps=(*made.steps, *typed.steps, *(absorbed.steps if absorbed else ())))


def paste_lines(hand: Hand) -> Transaction:
    """Foreign text, as clauses where it bears labels and the place is one for them."""
    lines = [(Run(line),) if line else () for line in hand.choose(LINES)]
    a, b = hand.spot()
    found = paste.recognised(lines, hand.document.language)
    made = hand.on_story(paste.put_clauses, a, b, found, kind=TransactionKind.PASTE) if found else None
    if made is not None:
        return made
    put = [Inserted(each.runs, each.props) for each in found] if len(found) > 1 else [Inserted(runs) for runs in lines]
    return hand.on_story(text.replace_range, a, b, put, kind=TransactionKind.PASTE)


def paste_copy(hand: Hand) -> Transaction:
    """What was copied from a text of the document, with its notes."""
    copied = paste.copied_clauses(hand.clauses, *hand.range(), hand.choose(("draft", "draft", "base")), lambda _: None)
    beside = paste.copied_notes(hand.redline, copied, "draft")
    hand.story = hand.number if hand.often(0.9) else hand.story
    a, b = hand.spot()
    runs, steps = hand.on_story(paste.with_notes, [clause.runs for clause in copied], beside)
    new = [structure.NewClause(clause.props, each) for clause, each in zip(copied, runs, strict=True)]
    made = hand.on_story(paste.put_clauses, a, b, new, kind=TransactionKind.PASTE) if len(new) > 1 else None
    if made is None:
        put = [Inserted(each.runs, each.props) for each in new]
        made = hand.on_story(text.replace_range, a, b, put, kind=TransactionKind.PASTE)
    return replace(made, steps=(*steps, *made.steps))


def replace_words(hand: Hand) -> Transaction:
    words = hand.choose(hand.clauses).text_on("draft").split()
    query = Query(hand.choose(words), case=hand.often(0.5), whole=hand.often(0.5))
    return hand.call(replace_all.replace_hits, query, hand.choose(("", "other words", "x", "\\[")))


def drag(hand: Hand) -> Transaction:
    """Live text of a selection moved to another place, as by the pointer."""
    a, b = hand.range()
    target = hand.place()
    if a <= target <= b:
        raise EditError("the place is in the selection")
    copied = paste.copied_clauses(hand.clauses, a, b, "draft", lambda _: None)
    beside = paste.copied_notes(hand.redline, copied, "draft")
    runs, steps = hand.on_story(paste.with_notes, [clause.runs for clause in copied], beside)
    put = (target, target, [Inserted(each) for each in runs])
    orders: tuple[tuple[Any, tuple[Any, ...]], ...] = ((text.replace_range, put), (text.delete_range, (a, b)))
    made: list[Transaction] = []
    for do, given in orders if target > b else reversed(orders):
        named = {"kind": TransactionKind.MOVE_TEXT} if do is text.replace_range else {}
        made.append(hand.on_story(do, *given, **named))
        hand.document = apply(hand.document, made[-1])
    return replace(made[0], steps=(*steps, *made[0].steps, *made[1].steps))


# -- structure


def insert(hand: Hand) -> Transaction:
    """A clause behind or before another, in its cell, or outside of tables."""
    at = hand.index()
    beside = hand.clauses[at]
    props = hand.choose((Props(), Props(scheme="letter"), Props(level=2, scheme="roman"), Props("call", 0), beside.props))
    new = structure.NewClause(replace(props, other=""), (Run(hand.choose(("that a clause is new;", "x", ""))),))
    index, cell = at + hand.choose((0, 1, 1)), hand.choose((beside, beside, None))
    return hand.on_story(structure.insert_clauses, index, [new], beside=cell, punctuate=hand.often(0.3))


def strike(hand: Hand) -> Transaction:
    return hand.on_story(structure.delete_clauses, hand.id(), only=hand.often(0.5), punctuate=hand.often(0.3))


def several(hand: Hand) -> Transaction:
    """A few clauses in a row struck, kept again, or given another level."""
    do = hand.choose((structure.delete_clauses, structure.restore_clauses, clause_properties.change_level))
    given = (hand.choose((1, -1)),) if do is clause_properties.change_level else ()
    stamp = hand.stamp
    return hand.on_story(multiple.in_turn, hand.ids(), lambda value, id: do(value, hand.story, id, *given, stamp))


def unstrike(hand: Hand) -> Transaction:
    struck = [clause.id for clause in hand.clauses if not clause.end.status.in_draft]
    return hand.on_story(structure.restore_clauses, hand.choose(struck or [hand.id()]), only=hand.often(0.5))


def move(hand: Hand) -> Transaction:
    index = hand.random.randint(0, len(hand.clauses))
    if hand.often(0.3):
        return hand.on_story(multiple.move_to, hand.ids(), index, punctuate=hand.often(0.3))
    return hand.on_story(structure.move_clauses, hand.id(), index, only=hand.often(0.5))


def level(hand: Hand) -> Transaction:
    return hand.on_story(clause_properties.change_level, hand.id(), hand.choose((1, -1)), only=hand.often(0.3))


def kind(hand: Hand) -> Transaction:
    return hand.on_story(clause_properties.change_kind, hand.id(), hand.choose(KINDS), scheme=hand.choose(SCHEMES))


def label(hand: Hand) -> Transaction:
    return hand.on_story(
        clause_properties.set_label, hand.id(), hand.choose(("b)bis", "z)", "7", "", None)), lock=hand.often(0.3)
    )


def correct(hand: Hand) -> Transaction:
    level = hand.choose((1, 1, 2, 3))
    return hand.on_story(correction.correct_kind, hand.id(), hand.choose(KINDS), level=level, scheme=hand.choose(SCHEMES))


def correct_label(hand: Hand) -> Transaction:
    return hand.on_story(correction.correct_label, hand.id(), hand.choose((0, 1, 2, 3)), scheme=hand.choose(SCHEMES))


def call(hand: Hand) -> Transaction:
    if hand.often(0.5):
        return hand.on_story(
            calls.insert_call, hand.index(), hand.choose(("noting", "resolves further", "x")), punctuate=hand.often(0.3)
        )
    titles = [at for at, clause in enumerate(hand.clauses) if clause.props.kind == "call"]
    return hand.on_story(calls.rename, hand.choose(titles or [hand.index()]), hand.choose(("recalling further", "noting", "")))


# -- notes and comments


def insert_note(hand: Hand) -> Transaction:
    place = hand.place()
    return hand.on_story(notes.insert_note, hand.clauses[place.index].id, place.offset, hand.choose(("A note.", "", "é [1]")))


def remove_note(hand: Hand) -> Transaction:
    return hand.call(notes.remove_note, hand.number, hand.choose(sorted(hand.redline.notes)))


def comment(hand: Hand) -> Transaction:
    known = hand.document.proposals[int(hand.number) - 1].comments
    if known and hand.often(0.4):
        key = hand.choose(sorted(known))
        do = hand.choose((comments.reply_to_comment, comments.change_comment, comments.resolve_comment, comments.remove_comment))
        return hand.call(do, hand.number, key, *(["words"] if do.__name__ in ("reply_to_comment", "change_comment") else []))
    anchors = comments.anchors_between(hand.document, hand.story, *hand.range())
    return hand.call(comments.add_comment, hand.number, anchors, hand.choose(("Why?", "is <b>\nsaid")), private=hand.often(0.1))


# -- tables


def insert_row(hand: Hand) -> Transaction:
    words = hand.choose(((), ("x",), ("one", "two")))
    return hand.on_story(rows.insert_row, hand.cell(), above=hand.often(0.5), words=words)


def delete_row(hand: Hand) -> Transaction:
    return hand.on_story(rows.delete_row, hand.cell())


def insert_column(hand: Hand) -> Transaction:
    return hand.on_story(columns.insert_column, hand.cell(), before=hand.often(0.5), words=hand.choose(((), ("x", "y"))))


def delete_column(hand: Hand) -> Transaction:
    return hand.on_story(columns.delete_column, hand.cell())


def restore_column(hand: Hand) -> Transaction:
    made = hand.on_story(columns.restore_column, hand.cell())
    if made is None:
        raise EditError("the column is not struck")
    return made


def insert_table(hand: Hand) -> Transaction:
    cells, widths = new_table.table_of(
        hand.choose((1, 2, 3)), hand.choose((1, 2, 3)), [[new_table.CellWords(hand.choose(("", "x")))]]
    )
    return hand.on_story(
        new_table.insert_table, hand.random.randint(0, len(hand.clauses)), cells, widths, heads=hand.choose((0, 1))
    )


# -- review


def accept(hand: Hand) -> Transaction:
    return hand.call(review.accept, hand.number, hand.chosen_amendments())


def reject(hand: Hand) -> Transaction:
    return hand.call(review.reject, hand.number, hand.chosen_amendments())


def remark(hand: Hand) -> Transaction:
    if hand.often(0.3):
        return hand.call(amendment_notes.gather_reasons, hand.number)
    chosen = [hand.choose(hand.amendments())]
    return hand.call(amendment_notes.set_remark, hand.number, chosen, "a remark", reason=hand.often(0.5))


def take_over(hand: Hand) -> Transaction:
    """Differences of another text, which is the draft with some edits."""
    draft = in_view(hand.redline, "draft")
    if not 0 < len(draft.clauses) < 100:
        raise EditError("the text is too long to be compared here")
    other = Editor(random.Random(hand.random.random())).edit(draft, 2)
    side = hand.choose(("base", "draft"))
    found = compare(draft, other, hand.stamp) if side == "base" else compare(other, draft, hand.stamp)
    changes = [each.amendment for each in aligned(found).changes if each.amendment.kind != "renumbering"]
    chosen = hand.random.sample(changes, hand.random.randint(1, len(changes))) if changes else []
    return hand.call(take, hand.number, found, side, chosen).transaction


def repair(hand: Hand) -> Transaction:
    """What the preflight offers, or some of it."""
    if len(hand.clauses) > 60:
        raise EditError("the text is too long to be checked here")
    found = [each for each in check(context_of(hand.document)) if each.fault.fixes]
    chosen = hand.random.sample(found, hand.random.randint(1, len(found))) if found else []
    return hand.call(repairs.repair_findings, chosen)


# -- proposals and fields


def field(hand: Hand) -> Transaction:
    path, value = hand.choose(
        (
            ("header/title", "On <small> texts"),
            ("header/document", "35-E"),
            ("header/abstract", "Words.\nMore words."),
            ("header/introduction", "Introduced."),
            (f"proposals/{hand.number}/reasons", "Because."),
            (f"proposals/{hand.number}/number", "ATU/35A18/1"),
        )
    )
    return hand.call(fields.fill_field, path, value)


def policy(hand: Hand) -> Transaction:
    return hand.call(fields.set_field, f"proposals/{hand.number}/policy", hand.choose(("relabel", "bis", "keep")))


def sign(hand: Hand) -> Transaction:
    return hand.call(own_name.sign_amendments, "2024-09-06")


def new_base(hand: Hand) -> Transaction:
    """The text in force of another file, which is that of this one with some edits."""
    base = in_view(hand.redline, "base")
    if not 0 < len(base.clauses) < 60:
        raise EditError("the text is too long to be compared here")
    other = Editor(random.Random(hand.random.random())).edit(base, 2)
    document = Submission(proposals=(Proposal(redline=other, original=other),), language=hand.document.language)
    return hand.call(move_to_base, hand.number, document).transaction


def proposal(hand: Hand) -> Transaction:
    document, symbol = hand.document, hand.choose(SYMBOLS)
    if len(document.proposals) > 1 and hand.often(0.5):
        if hand.often(0.5):
            return hand.call(fields.remove_proposal, hand.number)
        return hand.call(fields.move_proposal, hand.number, str(hand.random.randint(1, len(document.proposals))))
    if hand.often(0.3):
        language = document.language if document.language in ("en", "fr", "es", "ru", "ar", "zh") else "en"
        return hand.call(fields.add_proposal, new_resolution(language, None, "[ATU-1]", hand.stamp))
    if hand.often(0.3):
        return hand.call(fields.add_proposal, proposal_on(in_view(hand.redline, "base"), symbol))
    header = {"document": "35", "sources": ("Egypt",)}
    return hand.call(begin_proposal, symbol, header, None)


COMMON = 6
USUAL = 3
RARE = 1
Kind = Callable[[Hand], Transaction]
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
"""Every kind, and how often it is tried."""
BY_NAME = {do.__name__: do for do in EDITS}
