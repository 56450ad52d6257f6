"""Ten parties' proposals on the whole Radio Regulations, as the consolidation of a radio conference reads them."""

from __future__ import annotations

import random
from pathlib import Path

from msgspec.structs import replace

from model.files.opening import open_document
from model.formats.amend.read_write import Project, project_bytes
from model.redline import Clause, Redline, Run, Stamp, Status
from model.redline.values import End
from model.submission.values import Proposal, Submission
from tests.bench.costs import cost, line
from tests.bench.sizes import size

PARTIES = size(10, trial=2)
AMENDED = size(60, trial=6)
"""Provisions that each party amends."""
_WORDS = 6
"""A provision of fewer words is struck, not changed."""
CALL = ("-c", "import sys; from app.cli.main import main; sys.exit(main(sys.argv[1:]) > 1)", "consolidate")
"""The verb, conflicts no failure."""


def treaty_parties(folder: Path, regulations: Path) -> None:
    """Prints the chapter.

    regulations: the table of the Radio Regulations
    """
    if not regulations.is_file():
        line("consolidation of the Radio Regulations", "skipped", "../shared is absent")
        return
    submission = open_document(regulations).submission
    base = submission.proposals[0].redline
    paths = [folder / "treaty-base.amend"]
    _write(paths[0], submission)
    for party in range(PARTIES):
        draft = _amended(base, party)
        proposal = Proposal("MOD", f"P{'ABCDEFGHIJ'[party]}/{party + 1}/1", draft, original=base)
        paths.append(folder / f"treaty-party{party}.amend")
        _write(paths[-1], replace(submission, proposals=(proposal,)))
    out = ("-o", folder / "treaty-out.amend", "--table", folder / "treaty-out.html")
    taken = cost([*CALL, *paths, *out], runs=3)
    name = f"{PARTIES} proposals of {AMENDED} provisions on the Radio Regulations, text and table"
    line(name, f"{taken.cpu:.1f} s CPU {taken.peak:.0f} MB", "wanted: under 5 s")


def _write(path: Path, submission: Submission) -> None:
    path.write_bytes(project_bytes(Project(submission)))


def _amended(base: Redline, party: int) -> Redline:
    """The base with some provisions changed, struck or inserted; parties near each other amend the same ones."""
    chance = random.Random(party)
    stamp = Stamp(f"Party {party}", "2026-11-30T12:00:00Z")
    places = [place for place, clause in enumerate(base.clauses) if clause.number is not None and _is_plain(clause)]
    half = places[: len(places) // 2] if party % 2 else places[len(places) // 3 :]
    chosen = set(chance.sample(half, AMENDED))
    clauses: list[Clause] = []
    for place, clause in enumerate(base.clauses):
        kind = chance.choice(("MOD", "MOD", "ADD", "SUP")) if place in chosen else ""
        if kind == "MOD" and len(clause.text.split()) >= _WORDS:
            at = clause.text.index(" ", len(clause.text) // 3)
            new = Run(f" new{party % 3}", Status.INSERTED, stamp=stamp)
            clauses.append(replace(clause, runs=(Run(clause.text[:at]), new, Run(clause.text[at:]))))
        elif kind in ("MOD", "SUP"):
            runs = tuple(replace(run, status=Status.DELETED, stamp=stamp) for run in clause.runs)
            clauses.append(replace(clause, runs=runs, end=End(Status.DELETED, stamp)))
        else:
            clauses.append(clause)
        if kind == "ADD":
            words = Run(f"A new provision of party {party}.", Status.INSERTED, stamp=stamp)
            clauses.append(Clause(f"n{place}", replace(clause.props, provision=True), (words,), End(Status.INSERTED, stamp)))
    return replace(base, clauses=tuple(clauses))


def _is_plain(clause: Clause) -> bool:
    """Whether a clause is a paragraph of words alone."""
    return clause.cell is None and len(clause.runs) == 1 and not clause.runs[0].content
