"""Treaty texts: the tables of real ones in `../shared/corpus/treaty`, and small ones written for this project."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from model.numbering import Labelling
from model.numbering.mark_forms import read_mark
from model.redline import ANCHOR, NOTE, Clause, Label, Props, Redline, Run, Status
from model.redline.values import End
from model.submission.values import Proposal, Submission

TREATY = "corpus/treaty"


def treaty_rows(shared: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table of treaty texts, each by the names in its first line."""
    with (shared / TREATY / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def treaty_redline(rows: Sequence[dict[str, str]], instrument: str) -> Redline:
    """A text in force of the rows of a table: units as headings, provisions with their numbers and labels."""
    clauses = []
    for place, row in enumerate(rows):
        heading = row["kind"] in ("chapter", "article", "section", "chapter_title", "article_title", "section_title")
        provision = row["kind"] == "provision"
        props = Props("heading", 1) if heading else Props(provision=provision)
        number = Label(row["number"]) if provision else None
        label = Label(row["label"]) if row["label"] and not heading else None
        clauses.append(Clause(f"c{place}", props, (Run(row["text"]),), label=label, number=number))
    return Redline(tuple(clauses), language="en", instrument=instrument)


HEAD, PROVISION, CONTINUATION, NEW, STRUCK = "=", "", "…", "+", "-"
"""The signs of lines of `small_treaty`."""


def small_treaty(*lines: str, instrument: str = "RR", item: str = "") -> Redline:
    """A treaty text of short lines: `= Article 9`, `9.1 words`, `… words that continue it`, `+ words of an insertion`, `+=` an
    inserted head, `- 9.2 words` a deleted provision, `-… words` deleted words of its kind. The clauses are named c0, c1 …"""
    clauses = []
    for place, line in enumerate(lines):
        sign, _, words = line.partition(" ")
        status = Status.INSERTED if sign.startswith(NEW) else Status.DELETED if sign.startswith(STRUCK) else Status.KEPT
        number = None
        if sign == "-":
            sign, _, words = words.partition(" ")
        if sign[:1].isalnum():
            number = Label(sign)
        props = Props("heading", 1) if HEAD in sign else Props(provision=sign.strip(NEW + STRUCK) != CONTINUATION)
        clauses.append(Clause(f"c{place}", props, (Run(words, status),), End(status), number=number))
    return Redline(tuple(clauses), language="en", instrument=instrument, item=item)


def marked_treaty(*lines: str, instrument: str = "RR", edition: str = "") -> Redline:
    """As `small_treaty`, of lines that may end with an edition mark, `9.1 words (WRC-12)`."""
    redline = small_treaty(*lines, instrument=instrument)
    return replace(redline, clauses=tuple(map(with_mark, redline.clauses)), edition=edition)


def with_mark(clause: Clause) -> Clause:
    """A clause of one run that may end with an edition mark, with that as a value."""
    mark = read_mark(clause.text)
    if mark is None:
        return clause
    words = clause.text[: len(clause.text) - len(mark.text) - len(mark.after)]
    return replace(clause, runs=(replace(clause.runs[0], text=words),) if words else (), mark=mark)


def words_with_mark(clause: Clause) -> str:
    """The words of a paragraph with the edition mark after them."""
    words = clause.text.replace(NOTE, "").replace(ANCHOR, "")
    return words + (clause.mark.after + clause.mark.text if clause.mark is not None else "")


def submission_of(redline: Redline) -> Submission:
    """A submission of one proposal on a text."""
    original = redline.base()
    return Submission(proposals=(Proposal("MOD", redline=redline, original=original),), language="en")


def lacks_number(labelling: Labelling) -> bool:
    """Whether the rule gives no number to a provision, which has none on either side."""
    return any(pair.base is None and pair.draft is None for pair in labelling.numbers.values())
