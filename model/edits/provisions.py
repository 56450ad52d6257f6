"""Provisions of treaty texts as wholes: inserted with a number, continued, struck with what continues them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from model.edits.clause_properties import closing_clause, draft_bearer
from model.edits.common import transaction
from model.edits.fields import set_field
from model.edits.multiple import in_turn
from model.edits.notes import set_note_number
from model.edits.structure import NewClause, delete_clauses, insert_clauses
from model.edits.tables.rows import delete_row
from model.edits.text import following_props
from model.edits.transform import Transform
from model.errors import EditError, shorten_value
from model.numbering import Labelling
from model.numbering.edition_marks import NO_PAIR, has_marks
from model.numbering.margin_numbers import NumberPair
from model.numbering.mark_forms import typed_mark
from model.numbering.provision_numbers import parse_margin
from model.redline import NOBODY, Clause, Label, Stamp, paragraphs
from model.submission.provisions import provision_at
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, Step, Transaction, apply
from model.submission.values import Submission


def insert_provision(
    submission: Submission, story: StoryId, index: int, stamp: Stamp, *, number: str | None = None
) -> Transaction:
    """Insert a provision after the one that contains a clause; outside of provisions, after the clause.

    index: the index of the clause
    number: its margin number set by hand; None: by the rule
    """
    clauses = story_clauses(submission, story)
    whole = provision_at(clauses, _numbers(submission, story), index)
    at = whole.stop if whole is not None else index + 1
    props = following_props(clauses, whole.start if whole is not None else index)
    transform = Transform(submission, stamp)
    transform.add(insert_clauses(submission, story, at, [NewClause(replace(props, provision=True))], stamp))
    selection = transform.selection
    if number is not None and selection is not None:
        transform.add(set_number(transform.submission, story, selection.anchor[0], number, stamp))
    return transform.transaction(TransactionKind.INSERT_PARAGRAPH, selection=selection)


def has_number_by_rule(submission: Submission, made: Transaction) -> bool:
    """Whether the rule gives a number to the provision that a transaction of `insert_provision` inserts."""
    if made.after is None:
        return False
    labelling = Labelling.of(proposal_of(apply(submission, made), made.after.story.proposal).redline)
    return labelling.number("draft", made.after.anchor[0]) is not None


def provisional_proposal(submission: Submission, story: StoryId, index: int) -> str:
    """A free number in the provisional form, such as `9.[A1]`, for a provision that is inserted after a clause; '' if there is
    no number near that says of which article it is."""
    clauses, numbers = story_clauses(submission, story), _numbers(submission, story)
    near = [*reversed(clauses[: index + 1]), *clauses[index + 1 :]]
    margins = (parse_margin(both.draft or both.base or "") for clause in near if (both := numbers.get(clause.id)) is not None)
    margin = next((margin for margin in margins if margin is not None), None)
    if margin is None:
        return ""
    taken = {number for both in numbers.values() for number in (both.base, both.draft)}
    return next(form for count in range(1, len(taken) + 2) if (form := f"{margin.last.elements[0].text}.[A{count}]") not in taken)


def insert_continuation(submission: Submission, story: StoryId, index: int, stamp: Stamp) -> Transaction:
    """Insert a paragraph without a number after a clause, which continues its provision. EditError outside of provisions."""
    clauses = story_clauses(submission, story)
    _whole_provision(clauses, _numbers(submission, story), index)
    props = replace(following_props(clauses, index), provision=False, scheme="none")
    return insert_clauses(submission, story, index + 1, [NewClause(props)], stamp)


def strike_provisions(submission: Submission, story: StoryId, ids: Sequence[str], stamp: Stamp) -> Transaction:
    """Strike the provisions that contain some clauses, each with the paragraphs and tables that continue it. EditError if one
    is in no provision."""
    clauses, numbers = story_clauses(submission, story), _numbers(submission, story)
    places = {clause.id: index for index, clause in enumerate(clauses)}
    wholes = dict.fromkeys(_whole_provision(clauses, numbers, places[id]) for id in ids if id in places)
    parts = [clauses[index] for whole in wholes for index in whole]
    first_of_rows: dict[tuple[int, int], str] = {}
    for part in parts:
        if part.cell is not None and part.row.in_draft:
            first_of_rows.setdefault(part.cell[:2], part.id)
    chosen = [part.id for part in parts if part.cell is None or first_of_rows.get(part.cell[:2]) == part.id]
    cells = {part.id for part in parts if part.cell is not None}

    def strike(now: Submission, id: str) -> Transaction:
        return delete_row(now, story, id, stamp) if id in cells else delete_clauses(now, story, id, stamp, only=True)

    return in_turn(submission, story, chosen, strike, stamp)


def _whole_provision(clauses: Sequence[Clause], numbers: Mapping[str, NumberPair], index: int) -> range:
    whole = provision_at(clauses, numbers, index) if index < len(clauses) else None
    if whole is None:
        raise EditError.of("no provision is here; put the caret into one, which has a number in the margin")
    return whole


def _numbers(submission: Submission, story: StoryId) -> Mapping[str, NumberPair]:
    """The margin numbers of a text; EditError if it has none."""
    numbers = Labelling.of(proposal_of(submission, story.proposal).redline).numbers
    if story.note or not numbers:
        raise EditError.of("this text has no margin numbers; they are in treaty texts, such as the Constitution")
    return numbers


# -- margin numbers: set by hand on an insertion, or by the rule again; those of the text in force never change


def set_number(submission: Submission, story: StoryId, id: str, text: str | None, stamp: Stamp) -> Transaction:
    """Make an inserted paragraph a provision, with a margin number set by hand or by the rule; number a new footnote.

    text: the number; None: by the rule
    """
    if story.note:
        return set_note_number(submission, story, text, stamp)
    numbers = _refuse_number_of_base(submission, story, id)
    if text is not None:
        _refuse_unfit(numbers, draft_bearer(story_clauses(submission, story), id).id, text)
    number = Label(text) if text is not None else None
    return _with_number(submission, story, id, number, stamp, provision=True)


def continue_provision(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
    """Make an inserted provision a paragraph that continues the one before it, without a margin number."""
    _refuse_number_of_base(submission, story, id)
    return _with_number(submission, story, id, None, stamp, provision=False)


def set_customs(submission: Submission, number: int, instrument: str, item: str, stamp: Stamp) -> Transaction:
    """Set by whose customs the insertions into a text are numbered, and for which agenda item provisionally.

    number: that of the proposal
    instrument: the symbol of the instrument; '' for the form of the numbers
    item: the agenda item; '' for final numbers
    """
    _numbers(submission, StoryId(number))
    transform = Transform(submission, stamp)
    for name, value in (("instrument", instrument), ("item", item)):
        transform.add(set_field(transform.submission, f"proposals/{number}/{name}", value, stamp))
    return transform.transaction(TransactionKind.SET_NUMBER)


def _with_number(
    submission: Submission, story: StoryId, id: str, number: Label | None, stamp: Stamp, *, provision: bool
) -> Transaction:
    clauses = story_clauses(submission, story)
    bearer, closing = draft_bearer(clauses, id), closing_clause(clauses, id)
    if closing.props.kind != "paragraph" or closing.cell is not None:
        raise EditError.of("only a paragraph outside of tables can be a provision")
    changed = {bearer.id: replace(bearer, own_number=number)}
    last = changed.get(closing.id, closing)
    base_props = last.base_props or last.props if last.end.status.in_base else None
    props = replace(last.props, provision=provision)
    if base_props == props:
        base_props = None
    marked = base_props is not None
    changed[closing.id] = replace(last, props=props, base_props=base_props, props_stamp=stamp if marked else NOBODY)
    old = {clause.id: clause for clause in (bearer, closing)}
    steps: list[Step] = [SetClause(story, key, old[key], new) for key, new in changed.items() if new != old[key]]
    return transaction(TransactionKind.SET_NUMBER, steps, stamp)


def _refuse_number_of_base(submission: Submission, story: StoryId, id: str) -> Mapping[str, NumberPair]:
    """EditError if the paragraph has a margin number in the text in force, or its text has none at all; else the numbers of the
    text."""
    if story.note:
        raise EditError.of("a footnote is numbered after its provision; put the caret into a paragraph of the text")
    numbers = _numbers(submission, story)
    bearer = draft_bearer(story_clauses(submission, story), id)
    if bearer.number is not None:
        raise EditError.of(
            "the margin number {number} of the text in force never changes; strike the provision and insert another one",
            number=bearer.number.text,
        )
    return numbers


def _refuse_unfit(numbers: Mapping[str, NumberPair], id: str, text: str) -> None:
    """EditError if a text is no margin number, or one that another provision has or had. `id` is the clause that bears it."""
    if parse_margin(text) is None:
        raise EditError.of("“{text}” is not a margin number; one is like 61A, 9.11A or 5.[A12]", text=shorten_value(text))
    if any(other != id and text in (both.base, both.draft) for other, both in numbers.items()):
        raise EditError.of("there is a provision {number} already, in force, struck or new; choose another number", number=text)


# -- edition marks: set by hand, or by the rule again; those of the text in force never change


def set_mark(submission: Submission, story: StoryId, id: str, text: str | None, stamp: Stamp) -> Transaction:
    """Set the edition mark that a provision, title or note has in the draft by hand, or by the rule.

    id: a clause of it
    text: the mark, with or without brackets; '' for none, None for the rule
    """
    redline = proposal_of(submission, story.proposal).redline
    if not has_marks(redline):
        raise EditError.of("this text has no edition marks; they are in the Radio Regulations")
    mark = typed_mark(text) if text else Label("")
    if text and mark is None:
        raise EditError.of("“{text}” is not an edition mark; one is like (WRC-27)", text=shorten_value(text))
    clauses = story_clauses(submission, story)
    whole, bearers, marked = _marked(clauses, Labelling.of(redline), story, draft_bearer(clauses, id).id)
    if not bearers:
        raise EditError.of("a table has no edition mark; choose a provision or a title")
    target = [*bearers, *marked][-1]
    steps: list[Step] = []
    for place in whole:
        old = clauses[place]
        new = replace(old, own_mark=mark if old.id == target and text is not None else None)
        if new != old:
            steps.append(SetClause(story, old.id, old, new))
    return transaction(TransactionKind.SET_MARK, steps, stamp)


def mark_at(submission: Submission, story: StoryId, id: str) -> str:
    """The edition mark that the draft has for the provision, title or note of a clause; '' if there is none."""
    clauses, labelling = story_clauses(submission, story), Labelling.of(proposal_of(submission, story.proposal).redline)
    _whole, _bearers, marked = _marked(clauses, labelling, story, id)
    pair = labelling.marks_of(story.note).borne[marked[-1]] if marked else NO_PAIR
    return pair.draft.text if pair.draft is not None else ""


def _marked(clauses: Sequence[Clause], labelling: Labelling, story: StoryId, id: str) -> tuple[range, list[str], list[str]]:
    """The indices of the provision, title or note of a clause, the bearers of its paragraphs in the draft outside of tables, and
    those of them that have a mark there."""
    if story.note:
        whole = range(len(clauses))
    else:
        index = next(place for place, clause in enumerate(clauses) if clause.id == id)
        whole = provision_at(clauses, labelling.numbers, index) or range(index, index + 1)
    borne = labelling.marks_of(story.note).borne
    ids = {clauses[place].id for place in whole}
    shown = (paragraph for paragraph in paragraphs(clauses, "draft") if paragraph.closing.cell is None)
    bearers = [paragraph.bearer.id for paragraph in shown if paragraph.bearer.id in ids]
    return whole, bearers, [bearer for bearer in bearers if borne.get(bearer, NO_PAIR).draft is not None]
