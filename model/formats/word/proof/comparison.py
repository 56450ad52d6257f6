"""The paragraphs of a file and of the document, compared: what both must say, and the sentence on the first difference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from msgspec import Struct

from model.errors import FileError, ProofError
from model.formats.proof_rules import differing_text
from model.formats.recognition.proposal_lines import is_rule
from model.formats.recognition.raw_body import RawDocument, RawParagraph
from model.formats.recognition.submission import SubmissionOutline
from model.formats.word.package.opc_package import Package
from model.formats.word.proof.directions import DirectionProof, ShownParagraph
from model.formats.word.reading.body import read_body
from model.message import Message
from model.numbering import Labelling
from model.redline import NOTE, Clause, Side, Status
from model.submission.values import Proposal, Submission

_BLANKS = re.compile("[\t \u00a0\u2002\u2003]+")


class Proof(Struct, frozen=True):
    """The counts of all that was compared and found equal."""

    clauses: int
    """Paragraphs of the texts in the file, including those on one side only."""
    labels: int
    notes: int
    insertions: int
    """Stretches of inserted text in the file, those of labels among them."""
    deletions: int
    left_out: tuple[Message, ...] = ()
    """Messages on what of the document's own file was not written."""
    header: tuple[str, ...] = ()
    """The fields of the header on the first page; none for a text alone."""
    comments: int = 0
    """The number of comments that are in the file with their words, at their places."""


class PrintedParagraph(Struct, frozen=True):
    """One paragraph of one side as a reader of the file sees it."""

    text: str
    """With the label in front."""
    automatic: bool
    """Whether Word's numbering makes the label."""
    notes: tuple[str, ...]
    shown: ShownParagraph | None
    """The pieces of the document or of the file that make it up, if their directions are compared."""
    clause: Clause | None = None
    """For what the file must contain: the clause that bears the label."""
    labelled: bool = False


def read_written_file(data: bytes) -> tuple[Package, RawDocument]:
    """A written file, opened and read; ProofError if it cannot be."""
    try:
        package = Package.open(data, "the written file", as_written=True)
        return package, read_body(package)
    except FileError as error:
        reason = Message.of("The written file cannot be read back ({reason}); it was not kept.", reason=error.reason)
        raise ProofError(reason) from error


def compare_lines(proposals: Sequence[Proposal], raw: RawDocument, outline: SubmissionOutline) -> list[Sequence[RawParagraph]]:
    """The paragraphs of each proposal's text in the file, after its line and its reasons have been compared."""
    written = outline.proposals
    if len(proposals) != len(written):
        reason = Message.counted(
            "The written file reads as {n} proposal, the document has {count}; it was not kept. "
            "A paragraph that says no more than the symbol and the number of a proposal counts as one; add a word to it.",
            "The written file reads as {n} proposals, the document has {count}; it was not kept. "
            "A paragraph that says no more than the symbol and the number of a proposal counts as one; add a word to it.",
            len(written),
            count=len(proposals),
        )
        raise ProofError(reason)
    for place, (proposal, (_, read)) in enumerate(zip(proposals, written, strict=True), 1):
        if proposal.symbol != read.symbol:
            where = Message.of("Proposal {proposal}, symbol", proposal=place)
            raise ProofError(differing_text(where, proposal.symbol, read.symbol))
        first, second = comparable_text(proposal.number), comparable_text(read.number)
        if first != second:
            raise ProofError(differing_text(Message.of("Proposal {proposal}, number", proposal=place), first, second))
        first, second = _without_closing_rule(proposal.reasons), _without_closing_rule(read.reasons)
        if first != second:
            raise ProofError(differing_text(Message.of("Proposal {proposal}, reasons", proposal=place), first, second))
    return [raw.paragraphs[place.text.start : place.text.stop] for place, _ in written]


def compare_sides(
    submission: Submission, place: int, side: Side, wanted: Sequence[PrintedParagraph], found: Sequence[PrintedParagraph]
) -> None:
    """ProofError names the first paragraph of a side that differs.

    submission: what was written
    place: the number of the text from 0
    side: the side
    wanted: its paragraphs
    found: those of the file
    """
    for index, (first, second) in enumerate(zip_longest(wanted, found)):
        if first is not None and second is not None and prints_alike(first, second):
            if first.notes == second.notes:
                continue
            number = next(n for n, pair in enumerate(zip_longest(first.notes, second.notes)) if pair[0] != pair[1])
            pair = [notes[number] if number < len(notes) else "" for notes in (first.notes, second.notes)]
            where = Message.of("{place}, note {number}", place=place_of(submission, place, first, index), number=number + 1)
            raise ProofError(differing_text(_place_on_side(side, where), *pair))
        where = _place_on_side(side, place_of(submission, place, first, index))
        texts = [paragraph.text if paragraph is not None else None for paragraph in (first, second)]
        raise ProofError(differing_text(where, *texts))


def compare_directions(
    submission: Submission,
    place: int,
    side: Side,
    directions: DirectionProof,
    pairs: Iterable[tuple[PrintedParagraph, PrintedParagraph]],
) -> None:
    """ProofError names words that the file sets in another direction.

    submission: what was written
    place: the number of the text from 0
    side: the side
    directions: the directions of the file
    pairs: the paragraphs of the side, each with that of the file
    """
    for index, (first, second) in enumerate(pairs):
        words = directions.fault(first.shown, second.shown) if first.shown is not None and second.shown is not None else ""
        if words:
            where = _place_on_side(side, place_of(submission, place, first, index))
            reason = Message.of(
                "{place}: the written file sets “{words}” in another direction; it was not kept.", place=where, words=words[:80]
            )
            raise ProofError(reason)


def prints_alike(first: PrintedParagraph, second: PrintedParagraph) -> bool:
    """Whether two paragraphs print alike. The separator after a label that Word numbers is not among the characters."""
    if first.text == second.text:
        return True
    automatic = first.automatic or second.automatic
    return automatic and _BLANKS.sub(" ", first.text) == _BLANKS.sub(" ", second.text)


def _place_on_side(side: Side, place: Message) -> Message:
    """A place on a side of the document."""
    return Message.of("{place}, text in force", place=place) if side == "base" else Message.of("{place}, draft", place=place)


def place_of(submission: Submission, place: int, wanted: PrintedParagraph | None, index: int) -> Message:
    """The place of a paragraph by its path, else by its index in the text of the number `place`, both from 0."""
    from model.submission.clause_paths import paths

    clause = None if wanted is None else wanted.clause
    for number, proposal in enumerate(submission.proposals):
        redline = proposal.redline
        if clause is not None and any(candidate is clause for candidate in redline.clauses):
            path = paths(redline, Labelling.of(redline)).get(clause.id)
            if path:
                return Message.of("Proposal {proposal}, {path}", proposal=number + 1, path=path)
            return Message.of("Proposal {proposal}, paragraph {paragraph}", proposal=number + 1, paragraph=index + 1)
    return Message.of("Proposal {proposal}, paragraph {paragraph}", proposal=place + 1, paragraph=index + 1)


def _without_closing_rule(reasons: str) -> str:
    lines = reasons.split("\n")
    while lines and (not lines[-1].strip() or is_rule(lines[-1])):
        lines.pop()
    return comparable_text("\n".join(lines))


def comparable_text(text: str) -> str:
    """A text with single blanks."""
    return " ".join(text.split())


def proof_of(paragraphs: Sequence[RawParagraph], labels: int, header: tuple[str, ...]) -> Proof:
    """The counts of a file whose texts have these paragraphs."""
    stretches: dict[Status, int] = dict.fromkeys(Status, 0)
    notes: set[str] = set()
    for paragraph in paragraphs:
        before: Status | None = None
        for run in paragraph.runs:
            if run.status is not before:
                before = run.status
                stretches[before] += 1
            if run.content and run.text == NOTE:
                notes.add(run.content)
    return Proof(len(paragraphs), labels, len(notes), stretches[Status.INSERTED], stretches[Status.DELETED], header=header)
