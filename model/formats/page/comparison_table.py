"""The comparison table of a consolidation, *clause | text in force | party 1 | party 2 …*, on pages in landscape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from model.consolidation.comparison_row import ComparisonRow as Proposals
from model.consolidation.comparison_row import PartyCell as Wanted
from model.consolidation.comparison_table import comparison_rows, note_rows
from model.consolidation.decision_wording import decision_text, omission_reason, place_of_conflict
from model.consolidation.merge import Consolidation, Decision, of_party
from model.formats.page.blocks import Block, Cell, Line, Printout, Row, Span, Table, plain_spans
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.page.metrics import LANDSCAPE_WIDTH
from model.formats.page.proposal_text import PrintedText
from model.lexicon.words import printed_words
from model.numbering import Labelling, note_marks
from model.numbering.margin_numbers import has_number
from model.redline import PLAIN, Clause, Status, Style
from model.submission.clause_paths import paths
from model.submission.values import Proposal

_IN_ONE = 5
"""The most parties in one table; more are split into several tables, since a page is not wider and Word has no table of 64
columns."""
_CLAUSE_WIDTH = 1500
_WARNING, _BESIDE = "\u26a0", "\u2016"
_NOTHING = "–"


def compilation(
    found: Consolidation,
    *,
    reasons: Sequence[str] = (),
    decisions: Mapping[str, Decision] | None = None,
    all_clauses: bool = False,
) -> Printout:
    """The table of the parties' proposals: equal wording appears once, conflicts are marked and numbered; `reasons` are those
    of each party. If `decisions` are given, the decision on each conflict follows it, with its reason and its author."""
    return _Compilation(found, tuple(reasons) or ("",) * len(found.parties), decisions, all_clauses).printout()


class _Compilation:
    def __init__(
        self, found: Consolidation, reasons: tuple[str, ...], decisions: Mapping[str, Decision] | None, all_clauses: bool
    ) -> None:
        self._found = found
        self._reasons = reasons
        self._decisions = decisions
        base = found.base
        known = base.language if base.language in LANGUAGE_TAGS else ""
        labelling = Labelling.of(base)
        self._paths = paths(base, labelling)
        self._base = PrintedText.of(Proposal(redline=base), "markup", 1, language=known, labelling=labelling)
        self._texts = [
            PrintedText.of(Proposal(redline=of_party(found, party)), "markup", party + 2, language=known)
            for party in range(len(found.parties))
        ]
        self._rows = comparison_rows(found, all_clauses=all_clauses)
        self._notes = [
            (key, mark or "*", note_rows(found, key, all_clauses=all_clauses))
            for key, (mark, _) in note_marks(base).items()
            if key in base.notes
        ]
        self._numbers = {conflict.key: number for number, conflict in enumerate(found.conflicts, start=1)}
        self._in_conflict = {conflict.key: frozenset(conflict.parties) for conflict in found.conflicts}
        self._shared_numbers = {
            conflict.key: f": {', '.join(shared)}"
            for conflict in found.conflicts
            if (shared := conflict.numbers or conflict.bands)
        }
        """Of conflicts about margin numbers or frequency bands, what is printed after the number of each."""
        self._words = printed_words(base.language)
        self._nothing = self._words["no change"] if any(map(has_number, base.clauses)) else _NOTHING

    def printout(self) -> Printout:
        notes = dict(self._base.notes())
        for text in self._texts:
            notes |= text.notes()
        blocks = tuple(self._blocks())
        marks = {span.note for line in Printout(blocks).lines() for span in line.spans}
        kept = {key: note for key, note in notes.items() if key in marks}
        return Printout(blocks, kept, self._found.base.language, title=self._title()[:200], landscape=True)

    def _title(self) -> str:
        heads = [clause.text for clause in self._found.base.clauses[:4] if clause.props.kind in ("number", "title")]
        return " – ".join(" ".join(text.split()) for text in heads)

    def _blocks(self) -> Iterator[Block]:
        if self._title():
            yield Line("Tabletitle", plain_spans(self._title()))
        for first in range(0, len(self._texts), _IN_ONE):
            yield self._table(range(first, min(first + _IN_ONE, len(self._texts))))
        if self._decisions is not None and self._found.conflicts:
            yield Line("Headingb", plain_spans(self._words["Decisions"]))
            yield from self._decision_lines(self._decisions)
        if self._found.struck_citations:
            yield Line("Headingb", plain_spans(self._words["Citations of deleted provisions"]))
        for citation in self._found.struck_citations:
            parties = self._found.parties
            by = ", ".join(parties[party].name for party in citation.by)
            words = " ".join(citation.words.split())
            line = f"{parties[citation.party].name}: {citation.number} ({self._words['deleted by {}'].format(by)}) – {words}"
            yield Line("Normal", plain_spans(line))
        if self._found.left:
            yield Line("Headingb", plain_spans(self._words["Left out"]))
        for change in self._found.left:
            words = f"{self._found.parties[change.party].name}: {omission_reason(change, self._found.base.language)}"
            message = " | ".join(" ".join(text.split()) for text in (change.old, change.now, change.new) if text.strip())
            yield Line("Normal", plain_spans(f"{words} – {message}" if message else words))

    def _decision_lines(self, decisions: Mapping[str, Decision]) -> Iterator[Line]:
        for conflict in self._found.conflicts:
            decision = decisions.get(conflict.key)
            place = self._path(place_of_conflict(self._found, conflict))
            first, *why = decision_text(self._found, conflict, decision).split("\n")
            by = f" ({decision.stamp.author})" if decision is not None and decision.stamp.author else ""
            yield Line("Normal", plain_spans(f"{_WARNING} {first}{f' – {place}' if place else ''}{by}"))
            for line in why:
                yield Line("Normal", plain_spans(line))

    def _table(self, parties: Sequence[int]) -> Table:
        column = (LANDSCAPE_WIDTH - _CLAUSE_WIDTH) // (len(parties) + 1)
        heads = (self._words["Clause"], self._words["Text in force"], *(self._found.parties[party].name for party in parties))
        head = Row(tuple(Cell((Line("Tablehead", plain_spans(word)),)) for word in heads))
        body = list(self._body(parties))
        if any(self._reasons[party] for party in parties):
            body.append(self._reasons_row(parties))
        return Table((_CLAUSE_WIDTH, *(column,) * (len(parties) + 1)), (head, *body), heads=1)

    def _body(self, parties: Sequence[int]) -> Iterator[Row]:
        for row in self._rows:
            first = self._clause_cell(row)
            parts = [self._found.base.clauses[part.index] for part in row.parts if not part.insertion]
            base = tuple([self._line(self._base, clause) for clause in parts])
            cells = [self._cell(row, party) for party in parties]
            yield Row((first, Cell(base), *cells), parts=True)
        for key, mark, found in self._notes:
            clauses = {clause.id: clause for clause in self._found.base.notes[key].clauses}
            for row in found:
                base = () if row.insertion else (self._base.note_line(key, clauses[row.clause]),)
                cells = [self._cell(row, party, note=key) for party in parties]
                yield Row((self._heading_cell(f"{self._words['note']} {mark}", row), Cell(base), *cells), parts=True)

    def _clause_cell(self, row: Proposals) -> Cell:
        """The clause, the numbers of its conflicts, and the parties whose insertions are side by side there."""
        if row.insertion:
            place = self._place_before(row.clause)
            name = f"+ {self._words['after {}'].format(place)}" if place else "+"
        else:
            name = self._path(row.clause)
        return self._heading_cell(name, row)

    def _heading_cell(self, name: str, row: Proposals) -> Cell:
        warnings = [
            f"{_WARNING} {self._words['conflict']} {self._numbers[key]}{self._shared_numbers.get(key, '')}"
            for key in row.conflicts
        ]
        if row.beside:
            names = ", ".join(self._found.parties[party].name for party in row.beside)
            warnings.append(f"{_BESIDE} {self._words['side by side']}: {names}")
        lines = [*([plain_spans(name)] if name else []), *(plain_spans(warning, bold=True) for warning in warnings)]
        return Cell(tuple(Line("Tabletext", spans) for spans in lines), marked=bool(row.conflicts))

    def _place_before(self, clause: str) -> str:
        """The path of the clause after which an insertion is put that precedes another."""
        base = self._found.base
        index = base.places[clause] if clause else len(base.clauses)
        return self._path(base.clauses[index - 1].id) if index else ""

    def _path(self, clause: str) -> str:
        """The path of a clause; '' of the lines before the first call, whose names are no words of the text."""
        kind: str = self._found.base[clause].props.kind
        path = self._paths.get(clause, "")
        return "" if path == kind else path

    def _cell(self, row: Proposals, party: int, *, note: str = "") -> Cell:
        wanted = row.cells[party]
        numbers = [self._numbers[key] for key in row.conflicts if party in self._in_conflict[key]]
        lines = [Line("Tabletext", plain_spans(f"{_WARNING} {number}", bold=True)) for number in numbers]
        reasons = "" if note else self._found.reasons_in(row, party)
        why = plain_spans(f"{self._words['Reasons']}: {' '.join(reasons.split())}")
        last = (Line("Tabletext", why),) if reasons else ()
        return Cell((*lines, *self._wording(wanted, party, note), *last), marked=bool(numbers))

    def _wording(self, wanted: Wanted, party: int, note: str) -> Iterator[Line]:
        if not wanted.sign:
            yield Line("Tabletext", plain_spans(self._nothing), centred=True)
        elif wanted.like >= 0:
            yield Line("Tabletext", plain_spans(self._words["as {}"].format(self._found.parties[wanted.like].name)))
        elif wanted.sign == "deleted":
            yield Line("Tabletext", (Span(self._words["deleted"], style=Style(italic=True)),))
        else:
            text = self._texts[party]
            for clause in wanted.clauses:
                yield text.note_line(note, clause) if note else self._line(text, clause)

    @staticmethod
    def _line(text: PrintedText, clause: Clause) -> Line:
        """A clause as a line of a narrow column: its label, a space, its words."""
        line = text.line(clause)
        spans = (*(replace(span, text=span.text.replace("\t", " ")) for span in line.head), *line.spans)
        looks: Mapping[str, Style] = {"call": Style(italic=True), "number": Style(bold=True), "title": Style(bold=True)}
        look = looks.get(clause.props.kind, PLAIN)
        if look is not PLAIN:
            spans = tuple(
                replace(
                    part, style=replace(part.style, italic=part.style.italic or look.italic, bold=part.style.bold or look.bold)
                )
                for part in spans
            )
        end = line.end if line.end is not Status.KEPT and not line.whole else Status.KEPT
        return Line("Tabletext", spans, end=end)

    def _reasons_row(self, parties: Sequence[int]) -> Row:
        cells = [
            Cell(tuple(Line("Tabletext", plain_spans(paragraph)) for paragraph in self._reasons[party].split("\n") if paragraph))
            for party in parties
        ]
        return Row((Cell((Line("Tabletext", plain_spans(self._words["Reasons"], bold=True)),)), Cell(), *cells), parts=True)
