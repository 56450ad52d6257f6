"""The proof of treaty texts that are written as their cuts (FORMATS.md §1): each is read back and compared with its part of the
text, every amendment is in exactly one of them, and the provisions of the file, put into the text in force by number, are the
draft.

What a cut must contain is taken from the whole text; how the writer divided it is not known here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.serials import printed_proposals
from model.cuts.values import Cut
from model.errors import ProofError
from model.formats.proof_rules import differing_text
from model.formats.recognition.margin_numbers import number_label, split_number
from model.formats.recognition.raw_body import RawDocument, RawNote, RawParagraph
from model.formats.recognition.style_roles import role_of
from model.formats.recognition.submission import submission_outline
from model.formats.word.proof.comments import prove_comments
from model.formats.word.proof.comparison import (
    PrintedParagraph,
    Proof,
    comparable_text,
    compare_directions,
    compare_lines,
    compare_sides,
    place_of,
    proof_of,
    read_written_file,
)
from model.formats.word.proof.directions import DirectionProof
from model.formats.word.proof.front_page import prove_front
from model.formats.word.proof.proof import (
    demanded_paragraphs,
    document_paragraphs,
    file_paragraphs,
    paragraph_text,
    trim_paragraphs,
    with_mark_last,
    without_closing_row,
)
from model.message import Message
from model.numbering import Labelling
from model.numbering.provision_numbers import parse_margin
from model.numbering.unit_lines import shown_side, units, units_above, units_around
from model.redline import NOTE, SIDES, Clause, Side, groups, label_bearer
from model.submission.amendments import amendments
from model.submission.conferences import Conference
from model.submission.values import Proposal, Submission

Provisions = Mapping[str, Sequence[str]]
"""The paragraphs of provisions by their margin numbers."""
_HEADING_KINDS = ("heading", "annex", "title")
_ENDING_KINDS = (*_HEADING_KINDS, "number", "history", "opening")
"""The kinds of lines that end a provision."""
_ENDING_ROLES = ("heading", "annex", "annextitle", "number", "title", "history", "opening")
"""The roles of such lines in a file."""


class _Demand(Struct, frozen=True):
    """What the file must have for one proposal."""

    proposal: Proposal
    """Its symbol, number and reasons."""
    sides: Mapping[Side, Sequence[PrintedParagraph]]
    headings: Sequence[str]


class CutText:
    """A treaty text with its cuts."""

    def __init__(self, proposal: Proposal, labelling: Labelling, *, shows: bool) -> None:
        self.proposal, self.labelling = proposal, labelling
        self.cuts = cuts(proposal, labelling) if labelling.numbers else ()
        self.sides = (
            {side: list(document_paragraphs(proposal, labelling, side, shows=shows)) for side in SIDES} if self.cuts else {}
        )
        places = proposal.redline.places
        self._places = {
            side: [places[printed.clause.id] for printed in found if printed.clause is not None]
            for side, found in self.sides.items()
        }
        self._units = units(proposal.redline.clauses) if self.cuts else []
        self._printed: set[int] = set()
        """The first lines of the units that contain the end of the last cut."""

    def demand(self, cut: Cut, number: str) -> _Demand:
        """What the file must have for a cut; called for all of them in their order."""
        reasons = cut.settings.reasons if cut.is_numbered else ""
        paragraphs = {side: list(self._paragraphs(cut, side)) for side in SIDES}
        headings = self.headings(cut)
        return _Demand(Proposal(cut.symbol, number, reasons=reasons), paragraphs, headings)

    def _paragraphs(self, cut: Cut, side: Side) -> Iterator[PrintedParagraph]:
        if cut.symbol in ("SUP", "SUP*") or not cut.is_numbered:
            yield from self.numbers_in_force(cut)
            return
        wanted: Side = "draft" if cut.symbol.startswith("ADD") else "base" if cut.symbol == "NOC" else side
        yield from self.paragraphs_of(cut, wanted)

    def paragraphs_of(self, cut: Cut, side: Side) -> Iterator[PrintedParagraph]:
        """The paragraphs of a side of a cut."""
        places = self._places[side]
        for start, stop in cut.spans:
            yield from self.sides[side][bisect_left(places, start) : bisect_left(places, stop)]

    def numbers_in_force(self, cut: Cut) -> Iterator[PrintedParagraph]:
        """The numbers of the provisions of a cut in force, and what has no number and continues no provision."""
        before = ""
        for printed in self.paragraphs_of(cut, "base"):
            clause = printed.clause
            assert clause is not None
            number = self.labelling.number("base", clause.id)
            if number is not None:
                yield replace(printed, text=number, notes=(), shown=None, automatic=False)
            elif not before or clause.props_on("base").kind in _HEADING_KINDS:
                yield replace(printed, text=clause.words_on("base"), notes=(), shown=None)
                number = ""
            before = before if number is None else number

    def headings(self, cut: Cut) -> list[str]:
        """The headings that must be before a cut; called for all of them in their order."""
        clauses = self.proposal.redline.clauses
        around = [unit for unit in units_above(self._units, clauses, cut.spans[0][0]) if unit.lines[0] not in self._printed]
        self._printed = {unit.lines[0] for unit in units_around(self._units, cut.spans[-1][1])}
        lines = [[clauses[line] for line in unit.lines] for unit in around]
        return [comparable_text(clause.words_on(shown_side(clause))) for unit in lines for clause in _shown_lines(unit)]

    def check_cover(self, submission: Submission, place: int) -> None:
        """ProofError names an amendment that is in no cut, or in several."""
        redline = self.proposal.redline
        count = Counter(at for cut in self.cuts for start, stop in cut.spans for at in range(start, stop))
        calls: dict[str, list[str]] = {}
        for clause in redline.clauses:
            for run in clause.runs:
                if run.text == NOTE and run.content:
                    calls.setdefault(run.content, []).append(clause.id)
        for amendment in amendments(redline, self.labelling):
            if amendment.note and all(part.what in ("label", "props") for part in amendment.parts):
                continue  # no form prints the labels and kinds of notes
            places = {(part.note, part.clause) for part in amendment.parts} or {(amendment.note, amendment.clause)}
            ids = {id for note, clause in places for id in (calls.get(note, ()) if note else (clause,))}
            for id in sorted(ids):
                found = count[redline.places[id]]
                if found != 1 and not (found == 0 and self._is_blank(redline[id])):
                    where = place_of(submission, place, PrintedParagraph("", False, (), None, redline[id]), redline.places[id])
                    reason = Message.of(
                        "{place}: this amendment is in {count} proposals of the file instead of one; it was not kept.",
                        place=where,
                        count=found,
                    )
                    raise ProofError(reason)

    def _is_blank(self, clause: Clause) -> bool:
        """Whether a clause is an empty paragraph, which nobody proposes outside of provisions."""
        return not clause.text.strip() and clause.cell is None and clause.id not in self.labelling.numbers

    def _unplaced(self, side: Side) -> frozenset[str]:
        """The bearers of the paragraphs of cuts before their first number on a side: no number says where they are."""
        found: list[str] = []
        for cut in self.cuts:
            for printed in self.paragraphs_of(cut, side):
                if printed.clause is None or self.labelling.number(side, printed.clause.id) is not None:
                    break
                found.append(printed.clause.id)
        return frozenset(found)

    def provisions(self, side: Side, *, whole: bool = False) -> Provisions | None:
        """The provisions of a side, without what no number places unless they are `whole`; None if a number occurs twice."""
        found: dict[str, list[str]] = {}
        current: list[str] | None = None
        unplaced = frozenset[str]() if whole else self._unplaced(side)
        closings = {label_bearer(group, side).id: group[-1] for group in groups(self.proposal.redline.clauses, side)}
        beside = self._beside()
        unnumbered = frozenset[str]() if whole else self._unnumbered(side)
        for printed in self.sides[side]:
            clause = printed.clause
            assert clause is not None
            closing = closings[clause.id]
            number = self.labelling.number(side, clause.id)
            is_heading = clause.cell is None and closing.props_on(side).kind in _ENDING_KINDS
            is_beside = clause.id in beside
            if number is None and (is_heading or clause.id in unnumbered or (is_beside and not self._is_amended(closing))):
                current = None
            if clause.id in unplaced:
                continue
            if number is not None:
                if number in found:
                    return None
                current = found.setdefault(number, [])
            text = printed.text
            if current is not None and (words := comparable_text(text)):
                current.append(words)
        return found

    def _unnumbered(self, side: Side) -> frozenset[str]:
        """The bearers of the paragraphs whose margin number the side has no more: in the file, they follow another provision than
        in the text if those between are left out."""
        found: list[str] = []
        for group in groups(self.proposal.redline.clauses, side):
            bearer = label_bearer(group, side).id
            if self.labelling.number(side, bearer) is None and any(clause.id in self.labelling.numbers for clause in group):
                found.append(bearer)
        return frozenset(found)

    def _beside(self) -> frozenset[str]:
        """The bearers of the paragraphs in force that belong to no provision: there they stay if no cut has them."""
        found: list[str] = []
        is_beside = True
        for group in groups(self.proposal.redline.clauses, "base"):
            id = label_bearer(group, "base").id
            is_heading = group[-1].cell is None and group[-1].props_on("base").kind in _ENDING_KINDS
            is_beside = self.labelling.number("base", id) is None and (is_beside or is_heading)
            if is_beside:
                found.append(id)
        return frozenset(found)

    def _is_amended(self, clause: Clause) -> bool:
        """Whether a clause is in a cut that amends the text."""
        place = self.proposal.redline.places[clause.id]
        return any(start <= place < stop for cut in self.cuts if cut.derived != "NOC" for start, stop in cut.spans)


def prove_cuts(
    data: bytes,
    submission: Submission,
    labellings: Sequence[Labelling],
    divided: Submission,
    conference: Conference | None = None,
) -> Proof:
    """Reads a written file back. ProofError, with the place, if it differs from the document.

    data: the bytes of the file
    submission: what it was written from
    labellings: those of its texts
    divided: the submission with a proposal for each cut, for its comments
    conference: None for that of the header's id
    """
    package, raw = read_written_file(data)
    directions = DirectionProof.of(package, raw, submission)
    shows = not directions.is_silent
    texts = [CutText(*text, shows=shows) for text in zip(submission.proposals, labellings, strict=True)]
    demands = list(_demands(submission, texts, shows=shows))
    outline = submission_outline(raw, submission.language)
    header = prove_front(submission, raw, outline, conference)
    stories = compare_lines([demand.proposal for _, demand in demands], raw, outline)
    for (number, demand), (place, _), story in zip(demands, outline.proposals, stories, strict=True):
        compare_headings(
            raw.paragraphs[place.headings.start : place.headings.stop], demand.headings, number, demand.proposal.number
        )
        for side in SIDES:
            found = without_closing_row(trim_paragraphs(file_paragraphs(story, raw.notes, side, shows=shows), blanks=True))
            wanted = without_closing_row(trim_paragraphs(demand.sides[side], blanks=True))
            compare_sides(submission, number - 1, side, wanted, found)
            compare_directions(submission, number - 1, side, directions, zip(wanted, found, strict=False))
    for number, text in enumerate(texts, 1):
        if text.cuts:
            text.check_cover(submission, number - 1)
            parts = [
                (demand.proposal.symbol, story) for (at, demand), story in zip(demands, stories, strict=True) if at == number
            ]
            compare_put_back(text, parts, raw, number)
    labelled = {id(found.clause) for _, demand in demands for side in SIDES for found in demand.sides[side] if found.labelled}
    proof = proof_of([paragraph for story in stories for paragraph in story], len(labelled), header)
    return replace(proof, comments=prove_comments(package, raw, divided, "markup"))


def _demands(submission: Submission, texts: Sequence[CutText], *, shows: bool) -> Iterator[tuple[int, _Demand]]:
    """What the file must have for each proposal, after the number of its text."""
    for printed in printed_proposals(submission, {number: text.cuts for number, text in enumerate(texts, 1) if text.cuts}):
        text = texts[printed.text - 1]
        if printed.cut is not None:
            yield printed.text, text.demand(printed.cut, printed.number)
        elif not text.labelling.numbers:
            both = text.proposal, text.labelling
            sides = {side: list(demanded_paragraphs(*both, side, "markup", shows=shows)) for side in SIDES}
            yield printed.text, _Demand(text.proposal, sides, ())


def _shown_lines(lines: Sequence[Clause]) -> Sequence[Clause]:
    """The lines of a unit that are printed as a heading: those of the draft, if it has the number of the unit."""
    if not lines[0].is_on("draft"):
        return lines
    return [clause for clause in lines if clause.is_on("draft")]


def compare_headings(read: Sequence[RawParagraph], wanted: Sequence[str], number: int, address: str) -> None:
    """ProofError names the headings before a proposal of a text if the file has others.

    read: those of the file
    wanted: those that it must have
    number: the number of the text
    address: what names the proposal
    """
    first, second = "; ".join(filter(None, wanted)), "; ".join(filter(None, map(_words, read)))
    if first != second:
        where = Message.of("Proposal {proposal}, headings before {address}", proposal=number, address=address)
        raise ProofError(differing_text(where, first, second))


def _words(paragraph: RawParagraph) -> str:
    return comparable_text("".join(run.text for run in paragraph.runs if not run.content))


def compare_put_back(
    text: CutText, parts: Iterable[tuple[str, Sequence[RawParagraph]]], raw: RawDocument, number: int, *, whole: bool = False
) -> None:
    """Puts the provisions of the file into the text in force by their numbers and compares them with the draft.

    text: the text
    parts: the proposals of the file, each with its symbol
    raw: the file
    number: the number of the text
    whole: whether also what no number places is compared, with the provision that it continues
    """
    base, draft = text.provisions("base", whole=whole), text.provisions("draft", whole=whole)
    if base is None or draft is None:
        return
    result: dict[str, Sequence[str]] = dict(base)
    for symbol, story in parts:
        if symbol == "NOC":
            continue
        old = {} if symbol.startswith("ADD") else _provisions_in(story, raw.notes, "base", whole=whole)
        new = {} if symbol.startswith("SUP") else _provisions_in(story, raw.notes, "draft", whole=whole)
        for gone in old:
            result.pop(gone, None)
        result.update(new)
    for address in sorted({*result, *draft}):
        found, wanted = ("\n".join(provisions.get(address, ())) for provisions in (result, draft))
        if found != wanted:
            where = Message.of("Proposal {proposal}, {path}", proposal=number, path=address)
            place = Message.of("{place}, put into the text in force", place=where)
            raise ProofError(differing_text(place, wanted or None, found or None))


def _provisions_in(
    story: Sequence[RawParagraph], notes: Mapping[str, RawNote], side: Side, *, whole: bool
) -> dict[str, list[str]]:
    """The provisions of a side of a proposal in the file, without what is before the first number and, unless they are `whole`,
    without what follows a number that the side has no more."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for group in groups(story, side):
        words = with_mark_last(paragraph_text(group, notes, side)[0])
        head = _number_at_head(words)
        numbers = [split_number(paragraph.runs)[1] for paragraph in group]
        marked = {number_label(runs, side) for runs in numbers}
        head = head if any(number is not None and number.text == head for number in marked) else ""
        face = group[-1].face
        is_heading = role_of(face).name in _ENDING_ROLES
        if group[-1].cell is None and head and ("\t" in words or not is_heading):
            current = found.setdefault(head, [])
        elif group[-1].cell is None and (is_heading or (not whole and any(numbers))):
            current = None
        if current is not None and (text := comparable_text(words)):
            current.append(text)
    return found


def _number_at_head(words: str) -> str:
    """The margin number, or the label of its form, before the first tab of a paragraph, or before its first blank; empty if there
    is none."""
    pieces = (words.split("\t", 1)[0].strip(), *words.split(maxsplit=1)[:1])
    return next((piece for piece in pieces if parse_margin(piece) is not None), "")
