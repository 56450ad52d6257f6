"""Accepting and rejecting amendments. Rejecting restores the base's version in the draft. Accepting adopts the change into the
base, with its labels, and is the only edit that may change the base (DESIGN.md §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from model.edits.common import index_of, replace_clauses, subtree, transaction
from model.errors import EditError
from model.numbering.draft_numbers import without_idle_numbers
from model.numbering.labelling import Labelling
from model.numbering.margin_numbers import NumberPair
from model.numbering.note_numbers import number_of_note, with_own_number
from model.numbering.printed_marks import with_accepted_marks, without_idle_marks
from model.redline import KEPT, KEPT_END, NOBODY, NOTE, Clause, Label, Note, Redline, Run, Stamp, Status, paragraphs
from model.redline.cells import enclosing_cells, one_sided_cells
from model.redline.live_ends import with_base_ends, with_live_ends
from model.redline.runs import cut, join_clauses
from model.submission.amendments import AmendedPart, Amendment, amendments, clause_of
from model.submission.story import StoryId, proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Step, Transaction
from model.submission.values import Submission


def accept(submission: Submission, number: int, chosen: Sequence[Amendment], stamp: Stamp) -> Transaction:
    """Accept amendments of a proposal: they become part of its base."""
    return _decide(submission, number, chosen, stamp, accepting=True)


def reject(submission: Submission, number: int, chosen: Sequence[Amendment], stamp: Stamp) -> Transaction:
    """Take amendments of a proposal back."""
    return _decide(submission, number, chosen, stamp, accepting=False)


def by_author(found: Iterable[Amendment], author: str) -> list[Amendment]:
    """The amendments of one author."""
    return [amendment for amendment in found if amendment.stamp.author == author and amendment.parts]


def proposed_by(submission: Submission, party: str) -> Submission:
    """The submission with the amendments of one party alone; texts that it does not amend are in force unchanged. EditError
    names the parties if it amends nothing. An amendment of several parties, `ATU, EUR`, is one of each."""
    proposals, found = [], False
    for proposal in submission.proposals:
        redline = proposal.redline
        theirs = [amendment for amendment in amendments(redline) if amendment.parts and party in parties_of(amendment)]
        found = found or bool(theirs)
        parts = [part for amendment in with_rows(redline, theirs, accepting=True) for part in amendment.parts]
        proposals.append(replace(proposal, redline=alone(redline, parts)))
    if not found:
        raise EditError.of(
            "no amendment is by “{party}”; the parties are: {parties}", party=party, parties=all_parties(submission) or ("–",)
        )
    return replace(submission, proposals=tuple(proposals))


def split_by_party(submission: Submission, parties: Iterable[str]) -> list[tuple[str, Submission]]:
    """What each of some parties proposes, under its name; the whole submission, under '', if none is named."""
    return [(party, proposed_by(submission, party)) for party in parties] or [("", submission)]


def all_parties(submission: Submission) -> tuple[str, ...]:
    """The parties whose amendments a submission has, each once, sorted."""
    texts = (amendments(proposal.redline) for proposal in submission.proposals)
    return tuple(sorted({party for found in texts for amendment in found if amendment.parts for party in parties_of(amendment)}))


def parties_of(amendment: Amendment) -> list[str]:
    """The parties of an amendment: its author, or several that agree."""
    return [name for name in amendment.stamp.author.split(", ") if name]


def amendments_under(redline: Redline, id: str, found: Iterable[Amendment], *, only: bool = False) -> list[Amendment]:
    """The amendments of some that touch a clause or anything under it, with its notes; `only` the clause itself."""
    index = index_of(redline.clauses, id)
    inside = redline.clauses[index : index + 1 if only else subtree(redline.clauses, index)]
    ids = {clause.id for clause in inside}
    notes = {run.content for clause in inside for run in clause.runs if run.text == NOTE}
    return [
        amendment
        for amendment in found
        if any(part.note in notes if part.note else part.clause in ids for part in amendment.parts)
    ]


def amendments_within(found: Iterable[Amendment], note: str, spans: Sequence[tuple[str, int, int]]) -> list[Amendment]:
    """The amendments that spans (clause id, start, stop in the whole text) touch; an empty one touches both sides."""

    def is_selected(part: AmendedPart) -> bool:
        for id, low, high in spans:
            if part.clause != id or part.note != note:
                continue
            if part.what not in ("text", "format") or (part.start <= high and low <= part.stop):
                return True
        return False

    return [amendment for amendment in found if any(map(is_selected, amendment.parts))]


def _decide(submission: Submission, number: int, chosen: Sequence[Amendment], stamp: Stamp, *, accepting: bool) -> Transaction:
    redline = proposal_of(submission, number).redline
    # A part may belong to several amendments, such as text moved into a new row; it is decided once.
    parts = list(dict.fromkeys(part for amendment in with_rows(redline, chosen, accepting=accepting) for part in amendment.parts))
    decided = decided_redline(redline, parts, accepting=accepting)
    with_ends = with_base_ends if accepting else with_live_ends
    notes = {}
    for key, note in decided.notes.items():
        before = redline.notes[key].clauses
        notes[key] = replace(note, clauses=_without_lost_columns(with_ends(note.clauses, before), before))
    decided = replace(decided, clauses=with_ends(decided.clauses, redline.clauses), notes=notes)
    shape = any(part.what in ("end", "props", "label", "row") for part in parts)
    if accepting and (shape or _bearers(decided) != _bearers(redline)):
        decided = _with_draft_labels(_with_printed_labels(decided, alone(redline, parts)), redline)
        decided = _with_printed_numbers(decided, redline)
    decided = replace(decided, clauses=_without_lost_columns(decided.clauses, redline.clauses))
    if accepting:
        decided = with_accepted_marks(decided, redline)
    else:
        decided = without_idle_marks(without_idle_numbers(decided, redline), redline)
    steps = difference_steps(number, redline, decided)
    kind = TransactionKind.ACCEPT if accepting else TransactionKind.REJECT
    return transaction(kind, steps, stamp, rebases=accepting, count=len(chosen))


def _without_lost_columns(decided: Sequence[Clause], before: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses without the one-sided rows' cells in columns of which no row of both sides has a cell any more."""

    def columns(clauses: Sequence[Clause], *, kept: bool) -> set[tuple[int, ...]]:
        return {clause.cell[::2] for clause in clauses if clause.cell and (clause.row is KEPT) is kept}

    lost = (columns(before, kept=True) - columns(decided, kept=True)) & columns(decided, kept=False)
    rows = {clause.cell[:2] for clause in decided if clause.cell and clause.cell[::2] not in lost} if lost else set()
    gone = {clause.cell for clause in decided if clause.cell and clause.cell[::2] in lost and clause.cell[:2] in rows}
    return tuple(clause for clause in decided if clause.cell not in gone) if gone else tuple(decided)


def _bearers(redline: Redline) -> list[str]:
    """The clauses that bear the labels of the base: another one does where the first loses its last words."""
    return [paragraph.bearer.id for paragraph in paragraphs(redline.clauses, "base")]


def with_rows(redline: Redline, chosen: Sequence[Amendment], *, accepting: bool) -> Sequence[Amendment]:
    """The amendments, with all others in their tracked rows and columns, which are decided as a whole: text moved into a new row
    is accepted with the row, and text moved out of a deleted one goes back with it."""
    # In such a row, words that are decided alone would be in one side only.
    row_status = Status.INSERTED if accepting else Status.DELETED
    notes = {key: note.clauses for key, note in redline.notes.items()}
    by_note = {
        key: _wholes(clauses, row_status)
        for key, clauses in ({"": redline.clauses} | notes).items()
        if any(clause.cell for clause in clauses)
    }
    if not by_note:
        return chosen

    def wholes_of(amendment: Amendment) -> set[tuple[object, ...]]:
        key = amendment.note
        wholes = by_note.get(key, {})
        places = {part.clause for part in amendment.parts if part.note == key}  # those of a move are in several cells
        found = {(key, *whole) for place in places for whole in wholes.get(place, ())}
        if amendment.kind == "row":
            found.add((key, "row", *(clause_of(amendment, redline).cell or ())[:2]))
        return found

    parts = set[tuple[object, ...]]().union(*map(wholes_of, chosen))
    if not parts:
        return chosen
    out = list(chosen)
    left = [(amendment, wholes_of(amendment)) for amendment in amendments(redline) if amendment not in set(chosen)]
    while more := [(amendment, of) for amendment, of in left if of & parts]:  # a move may reach into other rows and columns
        left = [entry for entry in left if not entry[1] & parts]
        out += [amendment for amendment, _ in more]
        parts = parts.union(*(of for _, of in more))
    return out


def _wholes(clauses: Sequence[Clause], row_status: Status) -> Mapping[str, set[tuple[object, ...]]]:
    """The tracked columns, the rows with a status, and the tracked rows and columns around a table in a cell, with which a change
    is decided, by its clause."""
    cells, around = one_sided_cells(clauses), enclosing_cells(clauses)
    rows = {clause.cell[:2] for clause in clauses if clause.cell and clause.row is not KEPT} if around else set()
    out: dict[str, set[tuple[object, ...]]] = {}
    for clause in clauses:
        if clause.cell is None:
            continue
        found: set[tuple[object, ...]] = {("row", *clause.cell[:2])} if clause.row is row_status else set()
        found |= {(cells[clause.cell], *clause.cell[::2])} if clause.cell in cells else set()
        for cell in around.get(clause.id, ()):
            found |= {("row", *cell[:2])} if cell[:2] in rows else set()
            found |= {(cells[cell], *cell[::2])} if cell in cells else set()
        if found:
            out[clause.id] = found
    return out


def difference_steps(number: int, old: Redline, new: Redline) -> list[Step]:
    """The steps from a text of a proposal to another one with the same notes or fewer."""
    _, steps = replace_clauses(StoryId(number), old.clauses, new.clauses, 0, len(old.clauses))
    used = {run.content for clause in new.clauses for run in clause.runs if run.text == NOTE}
    for key, note in old.notes.items():
        path = f"proposals/{number}/notes/{key}"
        if key not in used:
            steps.append(SetField(path, note, None))
        elif new.notes[key] != note:
            steps.append(SetField(path, note, new.notes[key]))
    return steps


def decided_redline(redline: Redline, parts: Iterable[AmendedPart], *, accepting: bool) -> Redline:
    """The redline with some parts of it accepted (rejected); labels stay as they are."""
    by_note: dict[str, dict[str, list[AmendedPart]]] = {}
    for part in parts:
        by_note.setdefault(part.note, {}).setdefault(part.clause, []).append(part)
    notes = dict(redline.notes)
    for key, of_clause in by_note.items():
        if key:
            notes[key] = replace(notes[key], clauses=_decide_clauses(notes[key].clauses, of_clause, accepting=accepting))
    clauses = redline.clauses
    if "" in by_note:
        clauses = _decide_clauses(clauses, by_note[""], accepting=accepting)
    return replace(redline, clauses=clauses, notes=notes)


def alone(redline: Redline, parts: Iterable[AmendedPart]) -> Redline:
    """The redline with every other change rejected: the base, and these parts tracked on it."""
    wanted = {(part.note, part.clause, part.what, part.start, part.stop) for part in parts}
    others = [
        part
        for amendment in amendments(redline)
        for part in amendment.parts
        if (part.note, part.clause, part.what, part.start, part.stop) not in wanted
    ]
    return decided_redline(redline, others, accepting=False)


def _decide_clauses(clauses: Sequence[Clause], of_clause: dict[str, list[AmendedPart]], *, accepting: bool) -> tuple[Clause, ...]:
    out: list[Clause] = []
    open_end = False
    for clause in clauses:
        parts = of_clause.get(clause.id, [])
        new, ended = _decide_clause(clause, parts, accepting=accepting) if parts else (clause, True)
        if new is None:
            continue
        if open_end:
            joined = join_clauses(out[-1], new)
            closes = clause.source and clause.end.status.in_base  # the paragraph of the file whose properties it has
            out[-1] = replace(joined, source=clause.source) if closes else joined
        elif not ended and not new.runs:
            continue
        else:
            out.append(new)
        open_end = not ended
    return tuple(out)


def _decide_clause(clause: Clause, parts: Sequence[AmendedPart], *, accepting: bool) -> tuple[Clause | None, bool]:
    """The clause with parts of it decided, and whether it still has an end; None if its row is gone."""
    gone = Status.DELETED if accepting else Status.INSERTED
    ended = True
    for part in sorted(parts, key=lambda part: -part.start):
        match part.what:
            case "text":
                clause = _over_span(clause, part, lambda run: _decide_run(run, gone))
            case "format":
                clause = _over_span(clause, part, lambda run: _decide_format(run, accepting=accepting))
            case "end":
                ended = clause.end.status not in (gone, Status.RETRACTED)
                clause = replace(clause, end=KEPT_END)
            case "props":
                props = clause.props if accepting else clause.props_on("base")
                clause = replace(clause, props=props, base_props=None, props_stamp=NOBODY)
            case "label":
                own_label = clause.own_label
                clause = replace(clause, label=own_label) if accepting else replace(clause, own_label=None)
            case "row":
                if clause.row is gone:
                    return None, False
                clause = replace(clause, row=Status.KEPT, row_stamp=NOBODY)
    return clause, ended


def _over_span(clause: Clause, part: AmendedPart, change: Callable[[Run], Run | None]) -> Clause:
    before, rest = cut(clause.runs, part.start)
    middle, after = cut(rest, part.stop - part.start)
    changed = [new for run in middle if (new := change(run)) is not None]
    return replace(clause, runs=(*before, *changed, *after))


def _decide_run(run: Run, gone: Status) -> Run | None:
    if run.status is Status.KEPT:
        return run
    if run.status in (gone, Status.RETRACTED):
        return None
    return Run(run.text, style=run.style, content=run.content)


def _decide_format(run: Run, *, accepting: bool) -> Run:
    style = run.style if accepting else run.style_on("base")
    return replace(run, style=style, base_style=None, style_stamp=NOBODY)


def _with_printed_labels(redline: Redline, alone_tracked: Redline) -> Redline:
    """The redline with the labels printed in its base that numbering gives when only what was accepted is tracked."""
    labelling = Labelling.of(alone_tracked)
    wanted: dict[str, str | None] = {}
    for now, then in zip(paragraphs(redline.clauses, "base"), paragraphs(alone_tracked.clauses, "draft"), strict=True):
        wanted[now.bearer.id] = labelling.draft(then.bearer.id)
    clauses = tuple(
        _with_printed_label(clause, wanted[clause.id]) if clause.id in wanted else clause for clause in redline.clauses
    )
    return replace(redline, clauses=clauses)


def _with_printed_numbers(redline: Redline, before: Redline) -> Redline:
    """The redline with the margin numbers that accepted provisions and notes had in the draft before, as numbers of the base."""
    labelling = Labelling.of(before)
    if not labelling.numbers:
        return redline
    new = {
        paragraph.bearer.id: number
        for paragraph in paragraphs(redline.clauses, "base")
        if paragraph.props.provision
        and paragraph.bearer.number is None
        and (number := labelling.number("draft", paragraph.bearer.id)) is not None
    }
    clauses = [
        replace(clause, number=Label(new[clause.id]), own_number=None) if clause.id in new else clause
        for clause in redline.clauses
    ]
    return replace(redline, clauses=tuple(clauses), notes=_with_numbers_of_notes(redline, labelling.note_numbers))


def _with_numbers_of_notes(redline: Redline, drafts: Mapping[str, NumberPair]) -> Mapping[str, Note]:
    """The notes that the base refers to, with the numbers that they had in the draft; `drafts` are the numbers before."""
    in_base = {run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE and run.status.in_base}
    notes = dict(redline.notes)
    for key in drafts.keys() & in_base & notes.keys():
        note, number = notes[key], drafts[key].draft
        if number is not None and number_of_note(note) is None and note.clauses and note.clauses[0].is_on("base"):
            first = with_own_number(note, None).clauses[0]
            numbered = replace(first, number=Label(number), props=replace(first.props, provision=True))
            notes[key] = replace(note, clauses=(numbered, *with_own_number(note, None).clauses[1:]))
    return notes


def _with_draft_labels(redline: Redline, before: Redline) -> Redline:
    """The redline with the labels that its draft had before: accepting changes no draft. If numbering would continue differently,
    a label is set by hand; once nothing else is left to decide, it becomes the base's."""
    labels_before = Labelling.of(before)
    wanted = [labels_before.draft(paragraph.bearer.id) for paragraph in paragraphs(before.clauses, "draft")]
    bearers = [paragraph.bearer.id for paragraph in paragraphs(redline.clauses, "draft")]
    if len(wanted) != len(bearers):
        return redline
    labelling = Labelling.of(redline)
    held: set[str] = set()
    for id, text in zip(bearers, wanted, strict=True):
        if labelling.draft(id) != text:
            held.add(id)
            redline = replace(
                redline,
                clauses=tuple(_with_fixed_label(clause, text) if clause.id == id else clause for clause in redline.clauses),
            )
            labelling = labelling.update(redline)
    if held and all(
        part.what == "label" and part.clause in held for amendment in amendments(redline) for part in amendment.parts
    ):
        redline = replace(
            redline, clauses=tuple(_with_base_label(clause) if clause.id in held else clause for clause in redline.clauses)
        )
    return redline


def _with_fixed_label(clause: Clause, text: str | None) -> Clause:
    pattern = clause.own_label or clause.label or Label("")
    return replace(clause, own_label=replace(pattern, text=text or "", automatic=False))


def _with_base_label(clause: Clause) -> Clause:
    """The clause with the label that was set by hand as that of the base."""
    return replace(_with_printed_label(clause, (clause.own_label.text if clause.own_label else "") or None), own_label=None)


def _with_printed_label(clause: Clause, text: str | None) -> Clause:
    if (clause.label.text if clause.label else None) == text:
        return clause
    if text is None:
        return replace(clause, label=None)
    pattern = clause.label or clause.own_label or Label("")
    return replace(clause, label=replace(pattern, text=text, automatic=False, locked=False))
