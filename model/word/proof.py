"""The proof of export: a written file is read back and compared with the document, paragraph by paragraph (design §6).

It shares nothing with the writer but the values: what must stand in the file follows from the redline alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Literal

from model.errors import FileError, ProofError
from model.numbering import Labelling
from model.paths import paths
from model.redline import ANCHOR, NOTE, Clause, Label, Redline, Side, Status, groups, label_bearer
from model.submission import Proposal, Submission
from model.word.reader import read_word

View = Literal["markup", "draft", "base"]
_SIDES: tuple[Side, Side] = ("base", "draft")
_BLANKS = re.compile("[\t \u00a0\u2002\u2003]+")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared and found equal."""

    clauses: int
    """Paragraphs that stand on either side."""
    labels: int
    notes: int
    insertions: int
    """Stretches of inserted text."""
    deletions: int


@dataclass(frozen=True, slots=True)
class Printed:
    """One paragraph of one side as a reader of the file sees it."""

    id: str
    label: str
    text: str
    """With the label in front."""
    automatic: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its labels."""

    redline: Redline
    labelling: Labelling

    @classmethod
    def of(cls, redline: Redline) -> Labelled:
        return cls(redline, Labelling.of(redline))


def prove(data: bytes, submission: Submission, view: View = "markup") -> Proof:
    """Reads a written file back. ProofError where it does not say what the document says, with the place."""
    try:
        written = read_word(data, "the written file", language=submission.language).submission
    except FileError as error:
        texts = ((one, Labelled.of(one.redline)) for one in submission.proposals)
        if not any(printed.text for one, own in texts for side in _SIDES for printed in _wanted(one, own, side, view)):
            return Proof(0, 0, 0, 0, 0)
        raise ProofError(f"The written file cannot be read back ({error.reason}); it was not kept.") from error
    if any(proposal.symbol for proposal in submission.proposals):
        _compare_lines(submission, written)
        pairs = list(zip(submission.proposals, written.proposals, strict=True))
    else:
        pairs = [(_joined(submission), _joined(written))]
    reads = []
    for place, (proposal, read) in enumerate(pairs):
        own, other = Labelled.of(proposal.redline), Labelled.of(read.redline)
        for side in _SIDES:
            wanted, found = _trimmed(_wanted(proposal, own, side, view)), _trimmed(_printed(other, side))
            _compare(submission, place, side, wanted, found)
        reads.append(other)
    return _proof(reads)


def _joined(submission: Submission) -> Proposal:
    """The texts of a file without proposal lines as one."""
    if len(submission.proposals) == 1:
        return submission.proposals[0]
    clauses = tuple(clause for proposal in submission.proposals for clause in proposal.redline.clauses)
    notes = {key: note for proposal in submission.proposals for key, note in proposal.redline.notes.items()}
    return Proposal(redline=Redline(clauses, notes, submission.language))


def _wanted(proposal: Proposal, text: Labelled, side: Side, view: View) -> Iterator[Printed]:
    """What must stand on a side of the file."""
    symbol = proposal.symbol
    if view == "base" or symbol == "NOC":
        side = "base"
    elif symbol in ("SUP", "SUP*"):
        redline = proposal.redline.base()
        title = [clause.id for clause in redline.clauses if clause.props.kind in ("number", "title")]
        yield from (printed for printed in _printed(text, "base") if printed.id in title)
        return
    elif view == "draft" or symbol in ("ADD", "ADD*"):
        side = "draft"
    yield from _printed(text, side)


def _printed(written: Labelled, side: Side) -> Iterator[Printed]:
    redline = written.redline
    label_of = written.labelling.base if side == "base" else written.labelling.draft
    for group in groups(redline.clauses, side):
        bearer = group[0] if len(group) == 1 else label_bearer(group, side)
        label = label_of(bearer.id) or ""
        own = bearer.own_label or bearer.label if side == "draft" else bearer.label
        text, notes = _text(group, redline, side)
        after = (own.after if own is not None and not own.automatic else "\t") if label else ""
        yield Printed(bearer.id, label, label + after + text, _is_automatic(own), notes)


def _trimmed(printed: Iterable[Printed]) -> list[Printed]:
    """The paragraphs of a text without the empty ones before and behind it, which are the file's own."""
    out = list(printed)
    while out and not out[-1].text:
        out.pop()
    first = next((place for place, one in enumerate(out) if one.text), 0)
    return out[first:]


def _is_automatic(label: Label | None) -> bool:
    return label is not None and label.automatic


def _text(clauses: Sequence[Clause], redline: Redline, side: Side) -> tuple[str, tuple[str, ...]]:
    """The characters of a paragraph and the texts of its notes."""
    text: list[str] = []
    notes: list[str] = []
    for clause in clauses:
        for run in clause.runs:
            status = run.status
            if not (status.in_base if side == "base" else status.in_draft):
                continue
            if run.content and run.text == ANCHOR:
                continue
            text.append(run.text)
            if run.content and run.text == NOTE:
                notes.append(_note_text(redline, run.content, side))
    return "".join(text), tuple(notes)


def _note_text(redline: Redline, key: str, side: Side) -> str:
    note = redline.notes.get(key)
    if note is None:
        return ""
    lines = [_text(group, redline, side)[0] for group in groups(note.clauses, side)]
    return "\n".join(lines).strip("\n")


def _compare_lines(submission: Submission, written: Submission) -> None:
    if len(submission.proposals) != len(written.proposals):
        raise ProofError(
            f"The written file reads as {len(written.proposals)} proposals, the document has {len(submission.proposals)}; "
            "it was not kept."
        )
    for place, (proposal, read) in enumerate(zip(submission.proposals, written.proposals, strict=True), 1):
        for what, first, second in (
            ("symbol", proposal.symbol, read.symbol),
            ("number", proposal.number, read.number),
            ("reasons", _plain(proposal.reasons), _plain(read.reasons)),
        ):
            if first != second:
                raise ProofError(_told(f"Proposal {place}, {what}", first, second))


def _compare(submission: Submission, place: int, side: Side, wanted: Sequence[Printed], found: Sequence[Printed]) -> None:
    for index, (first, second) in enumerate(zip_longest(wanted, found)):
        if first is not None and second is not None and _equal(first, second):
            if first.notes == second.notes:
                continue
            number = next(n for n, pair in enumerate(zip_longest(first.notes, second.notes)) if pair[0] != pair[1])
            pair = [notes[number] if number < len(notes) else "" for notes in (first.notes, second.notes)]
            raise ProofError(_told(f"{_place(submission, place, first.id, index)}, note {number + 1}, {side}", *pair))
        where = _place(submission, place, first.id if first is not None else "", index)
        raise ProofError(
            _told(
                f"{where}, {side}",
                first.text if first is not None else None,
                second.text if second is not None else None,
            )
        )


def _equal(first: Printed, second: Printed) -> bool:
    """Whether two paragraphs print alike. What Word's numbering puts between label and text is not among the characters."""
    if first.text == second.text:
        return True
    automatic = first.automatic or second.automatic
    return automatic and _BLANKS.sub(" ", first.text) == _BLANKS.sub(" ", second.text)


def _place(submission: Submission, place: int, id: str, index: int) -> str:
    redline = submission.proposals[place].redline
    path = paths(redline, Labelling.of(redline)).get(id) if id in redline.places else None
    return f"Proposal {place + 1}, {path or f'paragraph {index + 1}'}"


def _told(where: str, wanted: str | None, found: str | None) -> str:
    shown = [f"‘{text[:80]}{'…' if len(text) > 80 else ''}’" if text is not None else "nothing" for text in (found, wanted)]
    if wanted and found and wanted[:80] == found[:80]:
        at = next(n for n, pair in enumerate(zip_longest(wanted, found)) if pair[0] != pair[1])
        start = max(at - 30, 0)
        shown = [f"‘…{text[start : at + 50]}…’" for text in (found, wanted)]
    return f"{where}: the written file reads {shown[0]} instead of {shown[1]}; it was not kept."


def _plain(text: str) -> str:
    return " ".join(text.split())


def _proof(texts: Sequence[Labelled]) -> Proof:
    clauses = [clause for text in texts for clause in text.redline.clauses]
    notes = sum(len(_references(text.redline.clauses)) for text in texts)
    labels = sum(
        1
        for text in texts
        for clause in text.redline.clauses
        if text.labelling.base(clause.id) or text.labelling.draft(clause.id)
    )
    counts = dict.fromkeys(Status, 0)
    for clause in clauses:
        for status, _ in groupby(run.status for run in clause.runs if run.text):
            counts[status] += 1
    return Proof(len(clauses), labels, notes, counts[Status.INSERTED], counts[Status.DELETED])


def _references(clauses: Iterable[Clause]) -> set[str]:
    return {run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content}
