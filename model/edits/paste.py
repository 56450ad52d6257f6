"""Copying and pasting clauses: copied with their labels, recognised in plain text, inserted as clauses."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from msgspec.structs import replace

from model.edits.common import block_of
from model.edits.enter_and_tab import is_empty_item, opens
from model.edits.notes import add_note_text, new_note_key
from model.edits.punctuation import punctuate_items
from model.edits.structure import NewClause, delete_clauses, insert_clauses
from model.edits.text import replace_range
from model.lexicon import is_annex_line, is_call
from model.numbering import read_label, resolve_schemes
from model.redline import NOTE, Clause, Label, Note, Props, Redline, Run, Side, Stamp, paragraphs
from model.redline.edit_text import InsertedParagraph, Place
from model.redline.hidden_text import bare_style
from model.redline.runs import cut
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction, apply
from model.submission.values import Submission


def copied_clauses(
    clauses: Sequence[Clause], a: Place, b: Place, side: Side, label_of: Callable[[str], str | None]
) -> tuple[Clause, ...]:
    """The paragraphs of one side between two places as kept clauses, each that is copied to beyond its end with its label; marks
    of notes name those of the story. Pictures and what only the source file understands are omitted.

    a, b: the beginning and the end
    side: the side that is copied
    label_of: the label of a clause on that side, by its id
    """
    if not clauses:
        return ()
    taken = []
    for index in range(a.index, b.index + 1):
        runs = clauses[index].runs
        if index == b.index:
            runs = cut(runs, b.offset)[0]
        if index == a.index:
            runs = cut(runs, a.offset)[1]
        taken.append(replace(clauses[index], runs=runs))
    headed = opens(clauses, a.index) and not any(run.status.on(side) for run in cut(clauses[a.index].runs, a.offset)[0])
    found = list(paragraphs(taken, side))
    ends = len(found) > 1
    if ends and not found[-1].text:
        found.pop()
    out = []
    for number, copied in enumerate(found):
        props = replace(copied.props, style="", other="")
        runs = tuple(
            Run(run.text, style=bare_style(run.style), content=run.content)
            for run in copied.runs
            if run.text == NOTE or (run.text and not run.content)
        )
        text = label_of(copied.bearer.id) if ends and (number or headed) else None
        out.append(Clause(copied.bearer.id, props, runs, label=Label(text) if text else None))
    return tuple(out)


def copied_notes(redline: Redline, copied: Sequence[Clause], side: Side) -> dict[str, Note]:
    """The notes to which copied clauses refer, with their words on a side as kept ones, by their keys."""
    out = {}
    for key in dict.fromkeys(run.content for clause in copied for run in clause.runs if run.text == NOTE):
        note = redline.notes.get(key)
        if note is not None:
            texts = (tuple(run for run in paragraph.runs if not run.content) for paragraph in paragraphs(note.clauses, side))
            bodies = (tuple(Run(run.text, style=bare_style(run.style)) for run in runs) for runs in texts)
            out[key] = Note(note.kind, tuple(Clause(str(number), Props(level=1), runs) for number, runs in enumerate(bodies)))
    return out


def with_notes(
    submission: Submission, story: StoryId, texts: Sequence[tuple[Run, ...]], notes: Mapping[str, Note], stamp: Stamp
) -> tuple[list[tuple[Run, ...]], tuple[SetField, ...]]:
    """Texts whose marks name new notes, and the steps that add these; marks without a note, or inside one, are omitted.

    story: the text or note that they come to
    texts: the runs of each paragraph
    notes: those that the marks name
    """
    number, within = story.proposal, story.note
    redline = proposal_of(submission, number).redline
    steps: dict[str, SetField] = {}
    out = []
    for runs in texts:
        put: list[Run] = []
        for run in runs:
            if run.text != NOTE:
                put.append(run)
            elif not within and (note := notes.get(run.content)) is not None:
                key = new_note_key(redline, steps)
                steps[key] = add_note_text(redline, number, key, note.kind, [clause.runs for clause in note.clauses], stamp)
                put.append(replace(run, content=key))
        out.append(tuple(put))
    return out, tuple(steps.values())


def recognise_clauses(
    paragraphs: Sequence[tuple[Run, ...]], language: str, *, rows: Container[int] = frozenset()
) -> tuple[NewClause, ...]:
    """The clauses in paragraphs of foreign text, recognised by their labels and calls; none if there is no label, so that it is
    mere text. Those at the indices `rows` are rows of a table and have no label."""
    found = [(runs, index in rows) for index, runs in enumerate(paragraphs) if _text(runs).strip()]
    texts = [runs for runs, _ in found]
    lines = [_text(runs) for runs in texts]
    labels = [
        None if row else (read_label(line.lstrip(), language) or read_label(line.lstrip()))
        for line, (_, row) in zip(lines, found, strict=True)
    ]
    if not any(labels):
        return ()
    out: list[NewClause] = []
    start = 0
    while start < len(lines):
        line = lines[start].strip()
        if labels[start] is None and (is_call(line, language) or is_annex_line(line)):
            out.append(NewClause(Props("call" if is_call(line, language) else "annex", 0), (Run(line),)))
            start += 1
            continue
        stop = start + 1
        while stop < len(lines) and (labels[stop] or not (is_call(lines[stop], language) or is_annex_line(lines[stop]))):
            stop += 1
        placings = resolve_schemes(labels[start:stop])
        for runs, label, placed in zip(texts[start:stop], labels[start:stop], placings, strict=True):
            text = _text(runs)
            behind = len(text) - len(text.lstrip()) + (label.length if label else 0)
            props = Props(level=placed.depth + 1, scheme=placed.numeral.scheme) if placed else Props()
            out.append(NewClause(props, _strip(cut(runs, behind)[1])))
        start = stop
    return tuple(out)


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _strip(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without blanks at their head and tail."""
    text = _text(runs)
    tail = len(text.rstrip())
    return cut(cut(runs, tail)[0], min(tail, len(text) - len(text.lstrip())))[1]


def put_clauses(
    submission: Submission,
    story: StoryId,
    a: Place,
    b: Place,
    new: Sequence[NewClause],
    stamp: Stamp,
    *,
    kind: TransactionKind,
    punctuate: bool = False,
) -> Transaction | None:
    """Insert clauses before or after a paragraph, in place of an empty item or of whole paragraphs; their levels follow those of
    the items around them. None inside a text or a table, where they are mere text.

    a, b: the beginning and the end of the selection
    new: the clauses to insert
    kind: the kind of the undo step
    punctuate: gives the items around them the closing marks of ITU practice
    """
    made = _put(submission, story, a, b, new, stamp, kind)
    if made is None or not punctuate:
        return made
    after = story_clauses(apply(submission, made), story)
    last = next((index for index, clause in enumerate(after) if made.after and clause.id == made.after.caret[0]), a.index)
    steps = list(made.steps)
    for index in dict.fromkeys((a.index, last)):
        after, more = punctuate_items(submission, story, after, index, stamp)
        steps += more
    return replace(made, steps=tuple(steps))


def _put(
    submission: Submission, story: StoryId, a: Place, b: Place, new: Sequence[NewClause], stamp: Stamp, kind: TransactionKind
) -> Transaction | None:
    clauses = story_clauses(submission, story)
    if not new or any(clause.cell is not None for clause in clauses[a.index : b.index + 1]):
        return None
    head = opens(clauses, a.index) and not _live(cut(clauses[a.index].runs, a.offset)[0])
    tail = clauses[b.index].end.status.in_draft and not _live(cut(clauses[b.index].runs, b.offset)[1])
    new = fit_levels(clauses, a.index, new)
    if a != b:
        if not (head and tail):
            return None
        parts = [InsertedParagraph(new_clause.runs, new_clause.props) for new_clause in new]
        return replace_range(submission, story, a, b, parts, stamp, kind=kind)
    if is_empty_item(clauses, a.index) and not clauses[a.index].end.status.in_base:
        first = insert_clauses(submission, story, a.index, new, stamp, kind=kind)
        second = delete_clauses(apply(submission, first), story, clauses[a.index].id, stamp, only=True)
        return replace(first, steps=(*first.steps, *second.steps))
    if not (head or tail):
        return None
    return insert_clauses(submission, story, a.index + 1 if tail else a.index, new, stamp, kind=kind)


def fit_levels(clauses: Sequence[Clause], index: int, new: Sequence[NewClause]) -> list[NewClause]:
    """Clauses with the levels that the block around an index gives to their schemes; unchanged after a call of their own."""
    start, stop = block_of(clauses, min(index, len(clauses) - 1)) if clauses else (0, 0)
    around = sorted(range(start, stop), key=lambda place: (place > index, abs(place - index)))
    first = next((clause.props for clause in new if clause.props.scheme != "none"), None)
    same = (clauses[place].props.level for place in around if first and clauses[place].props.scheme == first.scheme)
    shift = next(same, first.level) - first.level if first and new[0].props.kind == "paragraph" else 0
    out = []
    for clause in new:
        if clause.props.kind != "paragraph":
            shift = 0
        level = max(1, clause.props.level + shift) if clause.props.kind == "paragraph" else clause.props.level
        out.append(replace(clause, props=replace(clause.props, level=level)))
    return out


def _live(runs: Sequence[Run]) -> bool:
    return any(run.status.in_draft and run.text for run in runs)
