"""The proof of an export: the file is read back and compared with its required content, clause by clause (FORMATS.md §2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from model.errors import FileError, ProofError
from model.formats.akoma_ntoso.reader import ALL, read_akoma_ntoso
from model.formats.proof_rules import demanded_clauses, demanded_side, differing_text
from model.formats.xml_escape import ILLEGAL
from model.message import Message
from model.numbering import Labelling
from model.redline import OBJECT, SIDES, Clause, Redline, Side, groups, status_spans
from model.submission.resolved import View, in_view
from model.submission.values import Header, Proposal, Submission, is_filled


class AkomaNtosoProof(Struct, frozen=True):
    """The result of the proof of a file."""

    clauses: int
    notes: int
    header: tuple[str, ...] = ()
    """The fields of the header that are filled and were read back."""
    left_out: tuple[Message, ...] = ()
    """Messages on what of the document is not in the file."""


def prove(data: bytes, submission: Submission, view: View, given: Submission | None = None) -> AkomaNtosoProof:
    """Reads a file back and compares it with its required content. ProofError names the first place that differs. `given` is
    the submission as the user has it; every word of it must be in the required content."""
    try:
        found = read_akoma_ntoso(data, "", text=ALL).submission
    except FileError as error:
        fault = Message.of("The written file cannot be read back ({reason}); it was not kept.", reason=error.reason)
        raise ProofError(fault) from error
    if len(found.proposals) != len(submission.proposals):
        reason = Message.of(
            "The written file contains {found} texts instead of {wanted}; it was not kept.",
            found=len(found.proposals),
            wanted=len(submission.proposals),
        )
        raise ProofError(reason)
    for place, (first, second) in enumerate(zip(given.proposals if given else (), submission.proposals, strict=False), 1):
        _compare_words(first.redline, second.redline, place)
    in_list = view == "markup" and (len(submission.proposals) > 1 or any(proposal.symbol for proposal in submission.proposals))
    if in_list:
        _compare_headers(submission.header, found.header)
    clauses = notes = 0
    for place, (first, second) in enumerate(zip(submission.proposals, found.proposals, strict=True), 1):
        if in_list:
            _compare_proposals(first, second, place)
        wanted = _required_text(first, view)
        _compare_texts(wanted, second.redline, place)
        clauses += len(wanted.clauses)
        notes += len(wanted.notes)
    filled = (name for name in Header.__struct_fields__ if in_list and is_filled(getattr(submission.header, name)))
    return AkomaNtosoProof(clauses, notes, tuple(f"header/{name}" for name in filled))


def _compare_words(given: Redline, held: Redline, place: int) -> None:
    """Compares the words of both sides of a text as the user has it with the representable text."""
    for side in SIDES:
        for index, (first, second) in enumerate(zip_longest(_words(given, side), _words(held, side))):
            if first != second:
                raise ProofError(differing_text(_place(held, None, place, index), first, second))


def _words(redline: Redline, side: Side) -> Iterator[str]:
    """The texts of the paragraphs of a side that have text, without characters that XML cannot contain."""
    for group in groups(redline.clauses, side):
        text = "".join(run.text for clause in group for run in clause.runs if run.status.on(side) and not run.content)
        text = text if text.isprintable() else ILLEGAL.sub("", text)
        if text:
            yield text


def _required_text(proposal: Proposal, view: View) -> Redline:
    """The text that the file must have: for ADD the draft, for NOC the base, for SUP number and title of the base."""
    redline, symbol = proposal.redline, proposal.symbol if view == "markup" else ""
    sides = {demanded_side(symbol, view, side) for side in SIDES}
    if len(sides) == 2:
        return redline
    side = sides.pop()
    kept = demanded_clauses(redline, symbol, view)
    resolved = in_view(redline, side)
    clauses = tuple(clause for clause in resolved.clauses if clause.id in kept)
    used = {run.content for clause in clauses for run in clause.runs if run.content}
    notes = {key: note for key, note in resolved.notes.items() if key in used}
    return replace(redline, clauses=clauses, notes=notes)


def _compare_headers(wanted: Header, found: Header) -> None:
    for name in Header.__struct_fields__:
        if getattr(wanted, name) != getattr(found, name):
            message = Message.of(
                "The written file says something else in the field “{field}” of the header; it was not kept.",
                field=f"header/{name}",
            )
            raise ProofError(message)


def _compare_proposals(wanted: Proposal, found: Proposal, place: int) -> None:
    for name in ("symbol", "number", "reasons"):
        if getattr(wanted, name) != getattr(found, name):
            reason = Message.of(
                "Proposal {proposal}: the written file says something else in the field “{field}”; it was not kept.",
                proposal=place,
                field=name,
            )
            raise ProofError(reason)


def _compare_texts(wanted: Redline, found: Redline, place: int) -> None:
    for index, (first, second) in enumerate(zip_longest(wanted.clauses, found.clauses)):
        if not _says_same(first, second):
            raise ProofError(_differing(_place(wanted, first or second, place, index), first, second))
    if (wanted.language, wanted.policy) != (found.language, found.policy):
        reason = Message.of(
            "Proposal {proposal}: the written file has another language or numbering; it was not kept.", proposal=place
        )
        raise ProofError(reason)
    for key, note in wanted.notes.items():
        other = found.notes.get(key)
        same = other is not None and (note.kind, note.mark, len(note.clauses)) == (other.kind, other.mark, len(other.clauses))
        if other is None or not same or not all(map(_says_same, note.clauses, other.clauses)):
            words = " ".join("".join(clause.text for clause in note.clauses).split())
            fault = Message.of(
                "Proposal {proposal}: the written file reads the note “{words}” otherwise; it was not kept.",
                proposal=place,
                words=words[:80],
            )
            raise ProofError(fault)


def _says_same(first: Clause | None, second: Clause | None) -> bool:
    """Whether two clauses are equal; of pictures, only whether there is one."""
    if first == second:
        return True
    if first is None or second is None or OBJECT not in first.text:
        return False
    return _without_pictures(first) == _without_pictures(second)


def _without_pictures(clause: Clause) -> Clause:
    runs = tuple(replace(run, content="") if run.text == OBJECT else run for run in clause.runs)
    return replace(clause, runs=runs)


def _place(redline: Redline, clause: Clause | None, place: int, index: int) -> Message:
    from model.submission.clause_paths import paths

    path = paths(redline, Labelling.of(redline)).get(clause.id, "") if clause is not None and clause.id in redline.places else ""
    if path:
        return Message.of("Proposal {proposal}, {path}", proposal=place, path=path)
    return Message.of("Proposal {proposal}, paragraph {paragraph}", proposal=place, paragraph=index + 1)


def _differing(where: Message, wanted: Clause | None, found: Clause | None) -> Message:
    """The difference of a clause in the written file: in its words, their marks, its kind, or its formats and authors."""
    if wanted is None or found is None or wanted.text != found.text:
        texts = [paragraph.text if paragraph is not None else None for paragraph in (wanted, found)]
        return differing_text(where, *texts)
    if list(status_spans(wanted.runs)) != list(status_spans(found.runs)):
        return Message.of("{place}: the written file marks other words as inserted or deleted; it was not kept.", place=where)
    if _shape(wanted) != _shape(found):
        return Message.of(
            "{place}: the written file gives the paragraph another kind, level, label or end; it was not kept.", place=where
        )
    return Message.of("{place}: the written file gives the words other formats, authors or dates; it was not kept.", place=where)


def _shape(clause: Clause) -> tuple[object, ...]:
    labels = clause.label, clause.own_label
    return clause.props, clause.base_props, labels, clause.end.status, clause.cell, clause.row, clause.shape
