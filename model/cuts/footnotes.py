"""Amended, new and deleted footnotes with margin numbers, such as 9.5B.1, as provisions of their own.

Where proposals are printed, such a footnote is a provision after the one that it belongs to. The note of one in force is then as
in force; a new one has its words in its note too. An extract is put into a text in the same form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import takewhile

from msgspec.structs import replace

from model.cuts.changed_notes import clause_of_footnote, footnote_id
from model.cuts.derive import CutIndex
from model.cuts.passages import Passages
from model.cuts.values import Cut
from model.numbering import Labelling
from model.numbering.edition_marks import coming_edition, has_mark
from model.numbering.mark_forms import read_mark
from model.numbering.note_numbers import number_of_note
from model.redline import ANCHOR, NOTE, Clause, End, Label, Note, Props, Redline, Run, Stamp, Status, paragraphs
from model.submission.comments import Comment
from model.submission.values import Proposal, Submission

_NONE: Mapping[str, str] = {}
_LEVEL = 9
"""The level of footnotes among the provisions: deeper than all lists, which therefore go on."""
_HEADS = ("<w:footnoteRef", "<w:endnoteRef", "<w:t", "<w:tab")
"""The beginnings of what is before the words of a note in a Word file."""


def with_footnotes_as_provisions(
    submission: Submission, labellings: Sequence[Labelling]
) -> tuple[Submission, Sequence[Labelling]]:
    """The submission with each footnote that is a proposal of its own as a provision, and the labels of its texts."""
    proposals, labels = list(submission.proposals), list(labellings)
    for place, (proposal, labelling) in enumerate(zip(submission.proposals, labellings, strict=True)):
        if not proposal.redline.notes or not labelling.numbers:
            continue
        found = [cut for cut in CutIndex.of(proposal, labelling).cuts if cut.note]
        if found:
            made = _printed(proposal, labelling, found)
            labels[place] = Labelling.of(made.redline)
            proposals[place] = replace(made, redline=_at_margin(made.redline))
    return replace(submission, proposals=tuple(proposals)), labels


def _printed(proposal: Proposal, labelling: Labelling, found: Sequence[Cut]) -> Proposal:
    keys = [cut.note for cut in found]
    numbers = labelling.note_numbers
    new = {cut.note: numbers[cut.note].draft or "" for cut in found if cut.derived == "ADD"}
    struck = frozenset(cut.note for cut in found if cut.derived == "SUP")
    moved = frozenset(keys) - new.keys() - struck
    comments = {id: _moved_comment(comment, moved) for id, comment in proposal.comments.items()}
    return replace(proposal, redline=as_provisions(proposal.redline, keys, new, struck), comments=comments)


def _at_margin(redline: Redline) -> Redline:
    """The text with its footnotes in the style of provisions outside of lists."""
    clauses = [
        replace(clause, props=replace(clause.props, level=1)) if clause.props.level == _LEVEL else clause
        for clause in redline.clauses
    ]
    return replace(redline, clauses=tuple(clauses))


def _moved_comment(comment: Comment, keys: frozenset[str]) -> Comment:
    anchors = [
        replace(anchor, note="", clause=clause_of_footnote(anchor.note, anchor.clause)) if anchor.note in keys else anchor
        for anchor in comment.anchors
    ]
    return replace(comment, anchors=tuple(anchors))


def as_provisions(
    redline: Redline, keys: Sequence[str], new: Mapping[str, str] = _NONE, struck: Set[str] = frozenset()
) -> Redline:
    """The text with some of its numbered notes as provisions after what refers to them; the notes in force are as in force.

    redline: the text
    keys: those of the notes, in the order of those of one provision
    new: the numbers of those that the base does not have
    struck: those that the draft does not have
    """
    waiting = {key: redline.notes[key] for key in keys}
    stamps = {run.content: run.stamp for clause in redline.clauses for run in clause.runs if run.text == NOTE}
    has_marks = bool(coming_edition(redline))
    clauses: list[Clause] = []
    for passage in Passages.of(redline.clauses, Labelling.of(redline).numbers).all:
        clauses += passage.clauses
        for key in [key for key in waiting if key in passage.notes]:
            note = waiting.pop(key)
            if key in new:
                clauses += _new_provision(key, note, new[key], stamps[key], has_marks=has_marks)
            elif key in struck:
                gone = [_whole(clause, Status.DELETED, stamps[key]) for clause in _provision(key, _in_force(note))]
                clauses += [replace(gone[0], id=footnote_id(key, note)), *gone[1:]]
            else:
                clauses += _provision(key, note, has_marks=has_marks)
    done = set(keys) - set(waiting) - new.keys()
    notes = {key: _in_force(note) if key in done else note for key, note in redline.notes.items()}
    return replace(redline, clauses=tuple(clauses), notes=notes)


def _in_force(note: Note) -> Note:
    return replace(note, clauses=Redline(note.clauses).base().clauses)


def _whole(clause: Clause, status: Status, stamp: Stamp) -> Clause:
    """A clause that is inserted or deleted as a whole."""
    runs = tuple(replace(run, status=status, stamp=stamp, base_style=None) for run in clause.runs)
    return replace(clause, runs=runs, end=End(status, stamp))


def _new_provision(key: str, note: Note, number: str, stamp: Stamp, *, has_marks: bool) -> Iterator[Clause]:
    """The clauses of a new note as an inserted provision, with its edition mark if that is not the one of the rule."""
    by_hand = {paragraph.bearer.id: paragraph.bearer.own_mark for paragraph in paragraphs(note.clauses, "draft")}
    shown = Redline(note.clauses).draft().clauses or note.clauses[:1]
    wanted = [clause.mark if (mark := by_hand.get(clause.id)) is None else mark for clause in shown]
    marked = (replace(clause, mark=None, own_mark=mark) for clause, mark in zip(shown, wanted, strict=True))
    draft = replace(note, clauses=tuple(marked))
    first = footnote_id(key, note)
    for place, clause in enumerate(_provision(key, draft, has_marks=has_marks)):
        made = replace(_whole(clause, Status.INSERTED, stamp), number=None)
        yield made if place else replace(made, id=first, own_number=Label(number))


def _provision(key: str, note: Note, *, has_marks: bool = False) -> Iterator[Clause]:
    """The clauses of a note as a provision with its continuations."""
    number = number_of_note(note)
    has_text_mark = has_marks and not any(map(has_mark, note.clauses))
    for place, clause in enumerate(note.clauses):
        made = replace(
            clause, id=clause_of_footnote(key, clause.id), props=Props("paragraph", _LEVEL, provision=not place),
            base_props=None, label=None, own_label=None, own_number=None, source="",
            number=Label(number.text) if number is not None and not place else None,
            runs=clause.runs if place else _without_head(clause),
        )  # fmt: skip
        yield _with_text_mark(made) if has_text_mark and place == len(note.clauses) - 1 else made


def _head(clause: Clause) -> list[Run]:
    """The runs that a Word file has before the words of a note in force; inserted words may be before them and between them."""
    in_force = takewhile(_is_head, (run for run in clause.runs if run.status.in_base))
    return list(in_force)


def _is_head(run: Run) -> bool:
    return run.text == ANCHOR and run.content.startswith(_HEADS)


def _without_head(clause: Clause) -> tuple[Run, ...]:
    head = _head(clause)
    return tuple(run for run in clause.runs if not any(run is known for known in head))


def _with_text_mark(clause: Clause) -> Clause:
    """The last clause of a note without an edition mark of its own; words that end with one have it as text."""
    marks = [read_mark(clause.text_on(side)) for side in ("base", "draft")]
    return clause if marks == [None, None] else replace(clause, own_mark=Label(""))


# -- back into notes


def as_notes(redline: Redline, in_force: Redline, keys: Sequence[str], stamp: Stamp) -> Redline:
    """The text with the provisions of `as_provisions` as notes again. A note whose provision was deleted loses its marks.

    redline: the text with the provisions, amended
    in_force: the text in force, with its notes
    keys: those of the notes that are provisions
    stamp: the author of deletions
    """
    firsts = {footnote_id(key, in_force.notes[key]): key for key in keys}
    taken: dict[str, list[Clause]] = {}
    rest: list[Clause] = []
    current, is_open = "", False
    for clause in redline.clauses:
        if clause.id in firsts:
            current = firsts[clause.id]
        elif current and not is_open and (_is_of_text(clause) or clause.id in in_force.places):
            current = ""
        is_open = not clause.end.status.in_base and (is_open or clause.is_on("base"))
        (taken.setdefault(current, []) if current else rest).append(clause)
    gone = {key for key, clauses in taken.items() if not any(clause.is_on("draft") for clause in clauses)}
    notes = dict(redline.notes)
    for key, clauses in taken.items():
        known = in_force.notes[key]
        notes[key] = known if key in gone else replace(known, clauses=tuple(_note_clauses(key, known, clauses)))
    return replace(redline, clauses=tuple([_without_calls(clause, gone, stamp) for clause in rest]), notes=notes)


def _is_of_text(clause: Clause) -> bool:
    """Whether a clause after a footnote belongs to the text unless it ends a paragraph of the note in force."""
    return clause.props.provision or clause.props.kind != "paragraph"


def _note_clauses(key: str, known: Note, clauses: Sequence[Clause]) -> Iterator[Clause]:
    in_force = {clause_of_footnote(key, clause.id): clause for clause in known.clauses}
    has_text_mark = not any(map(has_mark, known.clauses)) and read_mark(known.clauses[-1].text_on("base")) is not None
    for place, clause in enumerate(clauses):
        old = in_force.get(clause.id)
        runs = clause.runs
        if not place and known.clauses:
            runs = (*_head(known.clauses[0]), *runs)
        bare = replace(clause, runs=runs, base_props=None, own_label=None, own_number=None)
        bare = replace(bare, own_mark=None) if has_text_mark else bare
        if old is None:
            yield replace(bare, props=Props(level=known.clauses[0].props.level), number=None)
        else:
            yield replace(bare, id=old.id, props=old.props, label=old.label, number=old.number, source=old.source)


def _without_calls(clause: Clause, gone: set[str], stamp: Stamp) -> Clause:
    if not any(run.text == NOTE and run.content in gone for run in clause.runs):
        return clause
    runs = [
        replace(run, status=Status.DELETED, stamp=stamp) if run.text == NOTE and run.content in gone else run
        for run in clause.runs
    ]
    return replace(clause, runs=tuple(runs))
