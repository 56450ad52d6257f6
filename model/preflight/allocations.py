"""The Table of Frequency Allocations: bands that join, services in their order and categories, footnotes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from itertools import chain

from model.allocations.checks import (
    Issue,
    band_issues,
    cited_notes,
    lowest_note,
    note_issues,
    service_issues,
    unknown_note_issues,
    unverified_issues,
)
from model.allocations.coverage import lost_frequencies
from model.allocations.reading import table_by_rows, table_numbers
from model.allocations.values import AllocationTable
from model.formats.word.table_shapes import shapes_by_text
from model.message import Message
from model.numbering.provision_numbers import parse_number
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Problem, Rule, at
from model.redline import Clause, label_bearer
from model.redline.table_shape import TableShape
from model.redline.values import Side

IssuesOf = Callable[[AllocationTable], Iterator[Issue | None]]
Tables = Mapping[int, AllocationTable]
"""By the number of the table, as `Clause.cell` has it."""


def _tables(text: CheckedText, context: CheckContext, side: Side) -> Generator[None, None, Tables]:
    """The Tables of Frequency Allocations of a text on one side, step by step; read once for all rules."""
    name = f"allocation tables of the {side}"
    known: Tables | None = vars(text).get(name)
    if known is not None:
        return known
    clauses = text.redline.clauses
    numbers = [] if text.suppressed else table_numbers(clauses)
    shapes = dict[int, TableShape](shapes_by_text(context.submission)(text.proposal)) if numbers else {}
    found: dict[int, AllocationTable] = {}
    for number in numbers:
        table = yield from table_by_rows(clauses, number, side, text.language, shapes)
        if table is not None:
            found[number] = table
    vars(text)[name] = found
    return found


def _found(text: CheckedText, context: CheckContext, issues_of: IssuesOf) -> Faults:
    """The issues of all tables of a text; those that the table in force has too are only advice."""
    tables = yield from _tables(text, context, "draft")
    for number, table in tables.items():
        known: set[tuple[str, str]] | None = None
        for issue in issues_of(table):
            if issue is None:
                yield None
                continue
            if known is None:
                base = (yield from _tables(text, context, "base")).get(number)
                known = {other.key for other in issues_of(base) if other is not None} if base is not None else set()
            yield _problem(issue, text, advice=issue.advice or issue.key in known)


def _problem(issue: Issue, text: CheckedText, *, advice: bool) -> Problem:
    line, words = issue.line, issue.line.text
    near = words[: issue.start].split()[-2:], words[issue.stop :].split()[:2]
    return Problem(
        issue.message,
        text.story,
        label_bearer(line.clauses, "draft").id,
        start=issue.start,
        stop=issue.stop,
        quote=words[issue.start : issue.stop],
        severity="advice" if advice else None,
        near=(" ".join(near[0]), " ".join(near[1])),
    )


def _bands(text: CheckedText, context: CheckContext) -> Faults:
    yield from _found(text, context, band_issues)
    drafts = yield from _tables(text, context, "draft")
    in_force = yield from _tables(text, context, "base")
    for number, base in in_force.items():
        yield None
        if number in drafts:
            for issue in lost_frequencies(base, drafts[number], drafts.values()):
                yield _problem(issue, text, advice=False)
        elif (first := _first_in_draft(base, text.redline.clauses)) is not None:
            message = Message.of(
                "no cell of this table begins with a frequency band any more; in force its bands are such as {band}",
                band=next(cell.band.text for cell in base.cells if cell.band is not None),
            )
            words = first.text_on("draft")
            yield Problem(message, text.story, first.id, start=0, stop=len(words), quote=words)


def _first_in_draft(base: AllocationTable, clauses: Sequence[Clause]) -> Clause | None:
    """The first paragraph of a table in force whose cell began with a band and has words in the draft, else the first with words;
    None if the draft of the table has none."""
    heads = (clause for cell in base.cells if cell.band is not None for clause in cell.lines[0].clauses)
    inside = (clause for clause in clauses if clause.cell is not None and clause.cell[0] == base.number)
    return next((clause for clause in chain(heads, inside) if clause.row.on("draft") and clause.text_on("draft").strip()), None)


def _services(text: CheckedText, context: CheckContext) -> Faults:
    def issues_of(table: AllocationTable) -> Iterator[Issue | None]:
        for cell in table.cells:
            yield None
            yield from service_issues(table, cell)
        yield from unverified_issues(table)

    yield from _found(text, context, issues_of)


def _notes(text: CheckedText, context: CheckContext) -> Faults:
    def issues_of(table: AllocationTable) -> Iterator[Issue | None]:
        for cell in table.cells:
            yield None
            yield from note_issues(cell)

    yield from _found(text, context, issues_of)
    tables = yield from _tables(text, context, "draft")
    if not tables:
        return
    pairs = [both for checked in context.texts for both in checked.labelling.numbers.values()]
    live = {both.draft for both in pairs if both.draft is not None}
    struck = {both.base for both in pairs if both.base is not None} - live
    known = live.union(*map(cited_notes, (yield from _tables(text, context, "base")).values()))
    for table in tables.values():
        for cell in table.cells:
            yield None
            for issue in unknown_note_issues(cell, struck, known):
                yield _problem(issue, text, advice=False)
    yield from _uncited(text, frozenset[str]().union(*map(cited_notes, tables.values())))


def _uncited(text: CheckedText, cited: frozenset[str]) -> Faults:
    """New footnotes of a text that its tables do not cite. A provision is taken for a footnote of the table if its number is
    not below all numbers that the table cites, and of the same article."""
    lowest = parse_number(lowest_note(cited))
    if lowest is None or not text.labelling.numbers:
        return
    for line in text.lines:
        yield None
        both = text.labelling.numbers.get(line.clause)
        number = parse_number(both.draft) if both is not None and both.base is None and both.draft is not None else None
        if number is None or number.article != lowest.article or number < lowest or number.text in cited:
            continue
        message = Message.of("the table cites the new footnote {number} nowhere; add its number to a cell", number=number.text)
        yield at(line, 0, 0, message)


RULES = (
    Rule(
        "allocation-bands", "warning", Message.of("Bands of the Table of Frequency Allocations do not join"),
        Message.of("In each Region, a band begins where the one above it ends, and no frequency in force is lost; every "
                   "cell begins with its band."),
        Message.of("Radio Regulations (2012), 5.46 and 5.47"),
        text=_bands,
    ),
    Rule(
        "allocation-services", "warning", Message.of("A service in the Table of Frequency Allocations is out of place"),
        Message.of("Primary services are in capitals and come first, secondary ones have one capital. Within a category, "
                   "services are in the alphabetical order of their French names."),
        Message.of("Radio Regulations (2012), 5.24 to 5.27 and 5.48"),
        text=_services,
    ),
    Rule(
        "allocation-notes", "warning", Message.of("A footnote of the Table of Frequency Allocations is unknown or out of order"),
        Message.of("Footnote numbers to the right of a service apply to that service, those below to the whole cell; they are in "
                   "the order of numbers, and every footnote that is cited exists."),
        Message.of("Radio Regulations (2012), 5.50 and 5.51"),
        text=_notes,
    ),
)  # fmt: skip
