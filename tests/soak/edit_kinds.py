"""What the driver of random edits does to a document: each kind of edit through the functions of `model/edits`, as the window
calls them. A kind is a function from a hand, which chooses at random, to the transaction; EditError where it cannot be done."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import fields as fields_of
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
    paste,
    replace_all,
    review,
    structure,
    text,
    typed_labels,
)
from model.edits.proposals.begin_proposal import begin_proposal
from model.edits.proposals.new_proposal import new_resolution, proposal_on
from model.edits.tables import columns, new_table, rows
from model.edits.take_over.clauses import take
from model.errors import EditError
from model.redline import Clause, Props, Redline, Run, Stamp
from model.redline.edit_text import Inserted, Place
from model.submission.amendments import Amendment, amendments
from model.submission.resolved import in_view
from model.submission.search import Query, stories
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction, apply, story_clauses
from model.submission.values import SYMBOLS, Submission
from tests.builders.variants import Editor

T = TypeVar("T")
STAMPS = (Stamp("me", "2024-09-06T09:00:00Z"), Stamp("you", "2024-09-07T09:00:00Z"), Stamp("", "2024-09-08T09:00:00Z"))
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


class Hand:
    """Chooses in a document, and keeps each call of a function of `model/edits` as what JSON can say."""

    def __init__(self, document: Submission, seed: int) -> None:
        self.document = document
        self.random = random.Random(seed)
        self.stamp = self.random.choices(STAMPS, (6, 2, 1))[0]
        self.calls: list[list[object]] = []
        self.story = self._story()

    def _story(self) -> str:
        if not self.document.proposals:
            raise EditError("there is no text")
        found = stories(self.document)
        texts = [each for each in found if "/" not in each]
        return self.random.choice(found if self.random.random() < 0.2 else texts)

    @property
    def number(self) -> str:
        return self.story.partition("/")[0]

    @property
    def redline(self) -> Redline:
        return self.document.proposals[int(self.number) - 1].redline

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the story; EditError where it has none."""
        found = story_clauses(self.document, self.story)
        if not found:
            raise EditError("the text is empty")
        return found

    def call(self, do: Callable[..., T], *given: Any, **named: Any) -> T:
        """Calls a function of `model/edits` on the document."""
        self.calls.append([do.__name__, *_plain(given), *([_plain(named)] if named else [])])
        return do(self.document, *given, self.stamp, **named)

    def on_story(self, do: Callable[..., T], *given: Any, **named: Any) -> T:
        """Calls one that takes a story."""
        return self.call(do, self.story, *given, **named)

    def often(self, part: float) -> bool:
        return self.random.random() < part

    def choose(self, among: Sequence[T]) -> T:
        """One of some; EditError where there is none."""
        if not among:
            raise EditError("there is none")
        return self.random.choice(among)

    def index(self) -> int:
        return self.random.randrange(len(self.clauses))

    def id(self) -> str:
        return self.choose(self.clauses).id

    def cell(self) -> str:
        """A clause in a table."""
        return self.choose([clause for clause in self.clauses if clause.cell is not None]).id

    def place(self) -> Place:
        """Often the head or the end of a clause."""
        index = self.index()
        length = len(self.clauses[index].text)
        return Place(index, self.choose([0, length, self.random.randint(0, length)]))

    def range(self) -> tuple[Place, Place]:
        """Mostly within a clause, else over a few."""
        a = self.place()
        last = min(a.index + self.random.choices((0, 1, 2, 5), (8, 4, 2, 1))[0], len(self.clauses) - 1)
        b = Place(last, self.random.randint(0, len(self.clauses[last].text)))
        return (a, b) if a <= b else (b, a)

    def spot(self) -> tuple[Place, Place]:
        """A caret, or now and then a selection."""
        place = self.place()
        return self.range() if self.often(0.25) else (place, place)

    def ids(self) -> list[str]:
        """A few clauses in a row, mostly; in the order of the text."""
        start = self.index()
        return [clause.id for clause in self.clauses[start : start + self.random.choice((1, 2, 3))]]

    def amendments(self) -> list[Amendment]:
        return [each for each in amendments(self.redline) if each.parts]

    def chosen_amendments(self) -> list[Amendment]:
        """One, some or all."""
        found = self.amendments()
        count = self.choose((1, 1, 1, 1, min(3, len(found)), len(found)))
        return self.random.sample(found, count) if found else []


def _plain(value: Any) -> Any:
    """What is shown of an argument: of a value of the model what is not as usual."""
    if isinstance(value, Place):
        return [value.index, value.offset]
    if isinstance(value, Redline):
        return f"{len(value.clauses)} clauses"
    if isinstance(value, Amendment):
        return {"kind": value.kind, "clause": value.clause, "old": value.old[:40], "new": value.new[:40]}
    if isinstance(value, Struct):
        usual = {each.name: each.default for each in fields_of(type(value))}
        shown = {name: getattr(value, name) for name in value.__struct_fields__}
        return {name: _plain(each) for name, each in shown.items() if each != usual[name] and name != "id"} or type(
            value
        ).__name__
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value if isinstance(value, str | int | float | None) else str(value)


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
}
"""Every kind, and how often it is tried."""
BY_NAME = {do.__name__: do for do in EDITS}
