"""The editions of one instrument as consecutive redlines, and the origins of the words of each clause of the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from model.diff import compare
from model.library.texts.editions import edition_name, moment, rank
from model.library.texts.values import LibraryText, TextIdentity
from model.numbering import Labelling
from model.redline import Clause, Paragraph, Redline, Stamp, Status, paragraphs
from model.redline.runs import status_spans
from model.submission.clause_paths import side_paths


class EditionStep(Struct, frozen=True):
    """One edition, as a redline on the one before; the first has nothing tracked."""

    identity: TextIdentity
    redline: Redline


class WordsOfEdition(Struct, frozen=True):
    """A range of a clause that was added by one edition; offsets are code points."""

    start: int
    stop: int
    step: int


class ClauseChange(Struct, frozen=True):
    """The words that one edition added to a clause and deleted from it."""

    step: int
    added: tuple[str, ...]
    removed: tuple[str, ...]


class ClauseHistory(Struct, frozen=True):
    """A paragraph of the last edition with its history; steps are numbers of editions in the chain, from 0."""

    path: str
    text: str
    since: int
    """The edition that brought it in."""
    words: tuple[WordsOfEdition, ...]
    """All of its text, divided by origin."""
    changes: tuple[ClauseChange, ...] = ()
    """Its changes by later editions."""


class VersionChain(Struct, frozen=True):
    """The editions in the order of time, and the clauses of the last one, without those of notes."""

    steps: tuple[EditionStep, ...] = ()
    clauses: tuple[ClauseHistory, ...] = ()


class _Line(Struct, frozen=True):
    """A paragraph of one edition while the chain is walked."""

    since: int
    origins: tuple[int, ...]
    """Of each character, the edition that it is from."""
    changes: tuple[ClauseChange, ...] = ()


_Origin = tuple[int, int]
"""The edition that a character is from, and its paragraph in the edition before; -1 if it is new."""


def version_chain(texts: Iterable[LibraryText]) -> VersionChain:
    """The chain of editions of one instrument in one language, given in any order; of two texts of one edition the first."""
    editions: dict[tuple[object, ...], LibraryText] = {}
    for text in texts:
        editions.setdefault(text.identity.same, text)
    steps: list[EditionStep] = []
    lines: list[_Line] = []
    before = Redline()
    for number, text in enumerate(sorted(editions.values(), key=lambda edition: rank(edition.identity))):
        plain = text.redline.draft()
        redline = compare(before, plain, _stamp(text)) if number else plain
        lines = _next_lines(redline, lines, number) if number else _first_lines(plain)
        steps.append(EditionStep(text.identity, redline))
        before = plain
    return VersionChain(tuple(steps), tuple(_histories(before, lines)))


def _stamp(text: LibraryText) -> Stamp:
    """An edition as the author of its changes."""
    day = moment(text.identity)
    return Stamp(edition_name(text.identity, text.redline.language), f"{day}T00:00:00Z" if day else "")


def _first_lines(text: Redline) -> list[_Line]:
    return [_Line(0, (0,) * len(paragraph.text)) for paragraph in paragraphs(text.clauses, "draft")]


def _next_lines(redline: Redline, before: Sequence[_Line], step: int) -> list[_Line]:
    """The paragraphs of the draft of a step, by those of its base."""
    known = _origins(redline, before)
    moved = _origins_of_moves(redline, known)
    return [_line(paragraph, before, known, moved, step) for paragraph in paragraphs(redline.clauses, "draft")]


def _origins(redline: Redline, before: Sequence[_Line]) -> dict[tuple[str, int], list[_Origin]]:
    """The origins of the characters of each run of the base, by its clause and its number there."""
    found: dict[tuple[str, int], list[_Origin]] = {}
    for at, (paragraph, line) in enumerate(zip(paragraphs(redline.clauses, "base"), before, strict=True)):
        place = 0
        for clause, number, length in _runs(paragraph.clauses, "base"):
            found[clause.id, number] = [(step, at) for step in line.origins[place : place + length]]
            place += length
    return found


def _origins_of_moves(redline: Redline, known: dict[tuple[str, int], list[_Origin]]) -> dict[tuple[str, int], list[_Origin]]:
    """The origins of the characters of each moved run, if as many characters were moved away."""
    left: dict[str, list[_Origin]] = {}
    came: dict[str, list[tuple[str, int, int]]] = {}
    for clause in redline.clauses:
        for number, run in enumerate(clause.runs):
            if run.move and run.status is Status.DELETED:
                left.setdefault(run.move, []).extend(known.get((clause.id, number), ()))
            elif run.move and run.status is Status.INSERTED:
                came.setdefault(run.move, []).append((clause.id, number, len(run.text)))
    found = {}
    for move, runs in came.items():
        origins = left.get(move, [])
        if sum(length for _, _, length in runs) == len(origins):
            place = 0
            for clause_id, number, length in runs:
                found[clause_id, number] = origins[place : place + length]
                place += length
    return found


def _line(
    paragraph: Paragraph,
    before: Sequence[_Line],
    known: dict[tuple[str, int], list[_Origin]],
    moved: dict[tuple[str, int], list[_Origin]],
    step: int,
) -> _Line:
    """A paragraph of the draft of a step, by the lines of its base and the origins of the characters there and of moved ones."""
    origins: list[_Origin] = []
    for clause, number, length in _runs(paragraph.clauses, "draft"):
        at = clause.id, number
        old = known.get(at) if clause.runs[number].status is Status.KEPT else moved.get(at)
        origins += old or [(step, -1)] * length
    parents = Counter(parent for _, parent in origins if parent >= 0)
    steps = tuple(origin for origin, _ in origins)
    if not parents:
        return _Line(step, steps)
    parent = before[parents.most_common(1)[0][0]]
    change = _change(paragraph, step)
    return _Line(parent.since, steps, (*parent.changes, *([change] if change is not None else [])))


def _change(paragraph: Paragraph, step: int) -> ClauseChange | None:
    runs = [run for clause in paragraph.clauses for run in clause.runs if not run.move]
    spans = list(status_spans(runs))
    added = tuple(text for status, text in spans if status is Status.INSERTED)
    removed = tuple(text for status, text in spans if status is Status.DELETED)
    return ClauseChange(step, added, removed) if added or removed else None


def _runs(clauses: Sequence[Clause], side: str) -> Iterator[tuple[Clause, int, int]]:
    """The runs of a side: clause, number of the run there, characters."""
    for clause in clauses:
        for number, run in enumerate(clause.runs):
            if run.status.in_base if side == "base" else run.status.in_draft:
                yield clause, number, len(run.text)


def _histories(text: Redline, lines: Sequence[_Line]) -> Iterator[ClauseHistory]:
    paths = side_paths(text, Labelling.of(text), "draft")
    for paragraph, line in zip(paragraphs(text.clauses, "draft"), lines, strict=True):
        yield ClauseHistory(paths[paragraph.bearer.id], paragraph.text, line.since, tuple(_words(line.origins)), line.changes)


def _words(origins: Sequence[int]) -> Iterator[WordsOfEdition]:
    start = 0
    for step, same in groupby(origins):
        stop = start + len(list(same))
        yield WordsOfEdition(start, stop, step)
        start = stop
