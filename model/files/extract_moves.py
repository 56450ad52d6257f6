"""Provisions that an extract calls moved (ADD* with SUP*), as moves of the text in force if their words are the same; the symbols
of an extract that say no more than its amendments."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.passages import CutPassage, Passages
from model.numbering import Labelling
from model.redline import NOTE, Clause, Redline, Run
from model.submission.values import CutSettings, Proposal

_SYMBOLS = {"new": "ADD*", "struck": "SUP*"}


def with_moves(proposal: Proposal) -> Proposal:
    """The proposal with a move for each provision that is new under ADD* and has the words of one that is struck under SUP*.
    Other new and struck provisions stay insertions and deletions.

    proposal: the text in force with what an extract inserts and deletes, and the symbols of the extract
    """
    redline = proposal.redline
    called = {symbol for settings in proposal.cuts.values() if (symbol := settings.symbol) in _SYMBOLS.values()}
    if len(called) < len(_SYMBOLS):
        return proposal
    passages = Passages.of(redline.clauses, Labelling.of(redline).numbers)
    symbols = dict(_symbols(proposal.cuts, redline, passages))
    gone = [passage for at, passage in enumerate(passages.all) if _is_called(passage, symbols.get(at, ""), "struck")]
    changed: dict[str, Clause] = {}
    for at, passage in enumerate(passages.all):
        if not _is_called(passage, symbols.get(at, ""), "new"):
            continue
        origin = next((other for other in gone if _is_alike(passage, other, redline)), None)
        if origin is not None:
            gone.remove(origin)
            move = f"m{zlib.crc32(f'{origin.clauses[0].id}|{passage.clauses[0].id}'.encode()):08x}"
            pairs = zip(origin.clauses, passage.clauses, strict=True)
            changed |= {clause.id: _half(clause, move, known) for known, clause in pairs}
            changed |= {clause.id: _half(clause, move, clause) for clause in origin.clauses}
    if not changed:
        return proposal
    clauses = tuple([changed.get(clause.id, clause) for clause in redline.clauses])
    used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE}
    notes = {key: note for key, note in redline.notes.items() if key in used}
    return replace(proposal, redline=replace(redline, clauses=clauses, notes=notes))


def without_known_symbols(proposal: Proposal) -> Proposal:
    """The proposal without settings that only say that a provision is amended."""
    derived = {cut.key: cut.derived for cut in cuts(proposal)}
    settings = {
        key: replace(value, symbol="") if value.symbol == derived.get(key, "MOD") != "NOC" else value
        for key, value in proposal.cuts.items()
    }
    return replace(proposal, cuts={key: value for key, value in settings.items() if value != CutSettings()})


def _symbols(settings: Mapping[str, CutSettings], redline: Redline, passages: Passages) -> Iterator[tuple[int, str]]:
    """The symbol that the extract has for each passage, by its number."""
    for key, of_cut in settings.items():
        first = redline.places.get(key)
        if first is None:
            continue
        last = redline.places.get(of_cut.last, first)
        for at in range(passages.index_of(first), passages.index_of(last) + 1):
            yield at, of_cut.symbol


def _is_called(passage: CutPassage, symbol: str, state: str) -> bool:
    """Whether a passage is new (struck) and the extract calls it moved; tables are not moved."""
    return passage.state == state and symbol == _SYMBOLS[state] and all(clause.cell is None for clause in passage.clauses)


def _is_alike(new: CutPassage, struck: CutPassage, redline: Redline) -> bool:
    """Whether two passages have the same words, paragraph by paragraph, and the same footnotes."""
    if len(new.clauses) != len(struck.clauses):
        return False
    return all(
        _words(first.runs) == _words(second.runs) and _notes(first.runs, redline) == _notes(second.runs, redline)
        for first, second in zip(new.clauses, struck.clauses, strict=True)
    )


def _words(runs: Sequence[Run]) -> str:
    return " ".join("".join(run.text for run in runs if run.text == NOTE or not run.content).split())


def _notes(runs: Sequence[Run], redline: Redline) -> list[list[str]]:
    notes = (redline.notes.get(run.content) for run in runs if run.text == NOTE and run.content)
    return [[_words(clause.runs) for clause in note.clauses] if note is not None else [] for note in notes]


def _half(clause: Clause, move: str, known: Clause) -> Clause:
    """A half of a move, with the footnotes of the text in force."""
    keys = iter([run.content for run in known.runs if run.text == NOTE and run.content])
    runs = tuple(
        [replace(run, move=move, content=next(keys) if run.text == NOTE and run.content else run.content) for run in clause.runs]
    )
    return replace(clause, runs=runs, end=replace(clause.end, move=move))
