"""The proposals of treaty texts as conference documents print them: for each cut the headings that changed since the one before,
its line, its provisions or only their numbers, its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.misplaced import misplaced_message
from model.cuts.serials import PrintedProposal, printed_proposals
from model.cuts.values import Cut
from model.errors import EditError
from model.formats.page.blocks import Line, Span
from model.formats.page.cut_lines import NO_LINES, CutLines
from model.formats.page.unit_styles import NUMBER_STYLE, unit_styles
from model.message import Message
from model.numbering import Labelling
from model.numbering.unit_lines import UnitLines, shown_side, units, units_above, units_around
from model.redline import NOTE, Clause, Note, Redline, Side, groups
from model.submission.comments import Comment
from model.submission.values import Proposal, Submission

_WHOLES: Mapping[str, str] = {"ADD": "new", "ADD*": "new", "SUP": "struck", "SUP*": "struck"}
"""The symbols under which a text is printed on one side only."""


class CutSubmission(Struct, frozen=True):
    """A submission with one proposal for each cut of a treaty text, each with only the clauses of the cut."""

    submission: Submission
    labellings: tuple[Labelling, ...]
    """For each proposal that of the whole text."""
    lines: tuple[CutLines, ...]
    omitted: tuple[Message, ...] = ()
    """Messages on what is in no cut."""
    texts: tuple[int, ...] = ()
    """For each proposal the number of its text, from 1; empty in the form of Final Acts, which has no layers."""


def divided_submission(submission: Submission, labellings: Sequence[Labelling]) -> CutSubmission:
    """A submission with a proposal for each cut. EditError if a new provision has no number, by which it would be put in."""
    texts = list(zip(submission.proposals, labellings, strict=True))
    pages = [CutPage(proposal, labelling) for proposal, labelling in texts]
    derived = {number: cuts(proposal, labelling) for number, (proposal, labelling) in enumerate(texts, 1)}
    proposals, whole_labellings, lines, numbers = [], [], [], []
    for printed in printed_proposals(submission, derived):
        page = pages[printed.text - 1]
        if printed.cut is None and page.labelling.numbers:
            continue  # nothing is proposed on a treaty text without amendments
        proposal, surroundings = page.divided(printed)
        proposals.append(proposal)
        whole_labellings.append(page.labelling)
        lines.append(surroundings)
        numbers.append(printed.text)
    left = sum(len(proposal.comments) for proposal in submission.proposals) - sum(len(part.comments) for part in proposals)
    omitted = [Message.of("comments on provisions without an amendment: {count}", count=left)] if left else []
    if items := sum(1 for of_text in derived.values() for cut in of_text if cut.settings.agenda):
        omitted.append(
            Message.of("agenda items of single proposals, of which the first page has one for all: {count}", count=items)
        )
    omitted += misplaced_message((proposal.redline, labelling) for proposal, labelling in texts)
    divided = replace(submission, proposals=tuple(proposals))
    return CutSubmission(divided, tuple(whole_labellings), tuple(lines), tuple(omitted), tuple(numbers))


def has_cuts(submission: Submission, labellings: Sequence[Labelling] = ()) -> bool:
    """Whether a text of a submission has amended provisions, or such as are proposed to be kept; `labellings` are those of its
    texts, if they are known."""
    if not labellings:
        return any(map(cuts, submission.proposals))
    return any(cuts(*text) for text in zip(submission.proposals, labellings, strict=True) if text[1].numbers)


def settings_omitted_from_whole(submission: Submission) -> tuple[Message, ...]:
    """A message on the reasons and other settings of proposals on provisions, for a file that has the whole text instead."""
    found = [cut.settings for proposal in submission.proposals if proposal.cuts for cut in cuts(proposal)]
    count = sum(bool(settings.reasons or settings.agenda or settings.number or settings.symbol) for settings in found)
    message = Message.counted(
        "reasons, numbers and symbols of {n} proposal on provisions; the Word file of the proposals has them",
        "reasons, numbers and symbols of {n} proposals on provisions; the Word file of the proposals has them",
        count,
    )
    return (message,) if count else ()


def is_alone(cut: Cut) -> bool:
    """Whether the numbers of a cut are printed without its text: a deletion, and a NOC that is no proposal to keep."""
    return cut.symbol in ("SUP", "SUP*") or not cut.is_numbered


def _check_symbol(cut: Cut) -> None:
    """EditError if a symbol that was set by hand says that all is new or struck, and it is not: words would be lost."""
    whole = _WHOLES.get(cut.symbol)
    if whole is not None and whole != _WHOLES.get(cut.derived):
        raise EditError.of(
            "The symbol of {address} is {symbol}, but its amendments make it {derived}; set another symbol, or export the "
            "whole text.",
            address=cut.address,
            symbol=cut.symbol,
            derived=cut.derived,
        )


class CutPage:
    """One pass over the cuts of a text, which knows the headings printed so far."""

    def __init__(self, proposal: Proposal, labelling: Labelling) -> None:
        self._proposal, self.labelling = proposal, labelling
        self._clauses = proposal.redline.clauses
        self._units = units(self._clauses)
        self._styles = unit_styles(self._clauses)
        self._shown: tuple[int, ...] = ()
        """The first lines of the units that contain what was printed last."""

    @property
    def redline(self) -> Redline:
        """The whole text."""
        return self._proposal.redline

    def numbers_gone(self, clauses: Sequence[Clause]) -> Iterator[Line]:
        """The numbers in force of clauses that the draft does not have any more."""
        numbers = [self.labelling.numbers[clause.id] for clause in clauses if clause.id in self.labelling.numbers]
        kept = {pair.draft for pair in numbers}
        for pair in numbers:
            if pair.base is not None and pair.base not in kept:
                yield Line(spans=(Span(pair.base, style=NUMBER_STYLE),))

    def divided(self, printed: PrintedProposal) -> tuple[Proposal, CutLines]:
        """A cut as a proposal with what surrounds it; any other proposal as it is."""
        cut = printed.cut
        if cut is None:
            return self._proposal, NO_LINES
        clauses = cut.clauses(self._proposal.redline)
        self._check_numbers(clauses)
        _check_symbol(cut)
        headings = tuple(self._headings(cut.spans[0][0]))
        self._shown = _openings(units_around(self._units, cut.spans[-1][1]))
        alone = is_alone(cut)
        part = self._part(printed, () if alone else clauses, cut)
        return part, CutLines(headings, tuple(self._addresses(clauses)) if alone else ())

    def _check_numbers(self, clauses: Sequence[Clause]) -> None:
        for clause in clauses:
            numbers = self.labelling.numbers.get(clause.id)
            if numbers is not None and numbers.base is None and numbers.draft is None and clause.is_on("draft"):
                raise EditError.of(
                    "The new provision “{words}” has no number, by which it would be found; give it one (Clause › Provision), or "
                    "export the whole text.",
                    words=clause.text_on("draft")[:60],
                )

    def _headings(self, start: int) -> Iterator[Line]:
        around = units_above(self._units, self._clauses, start)
        same = 0
        for opening, shown in zip(_openings(around), self._shown, strict=False):
            if opening != shown:
                break
            same += 1
        for unit in around[same:]:
            lines = [self._clauses[line] for line in unit.lines]
            standing = [clause for clause in lines if clause.is_on("draft") and lines[0].is_on("draft")]
            yield from (self._heading((clause,), shown_side(clause)) for clause in standing or lines)

    def _heading(self, group: Sequence[Clause], side: Side) -> Line:
        words = "".join(clause.words_on(side) for clause in group)
        return Line(self._styles.get(group[-1].id, "Headingb"), (Span(words),))

    def _addresses(self, clauses: Sequence[Clause]) -> Iterator[Line]:
        """The numbers of provisions in force, and the words of the lines and paragraphs that have no number."""
        in_provision = False
        for group in groups(clauses, "base"):
            number = next((found for clause in group if (found := self.labelling.number("base", clause.id)) is not None), None)
            if number is not None:
                yield Line(spans=(Span(number, style=NUMBER_STYLE),))
                in_provision = True
            elif group[-1].props_on("base").kind in ("heading", "annex"):
                yield self._heading(group, "base")
                in_provision = False
            elif not in_provision:
                yield Line(spans=(Span("".join(clause.words_on("base") for clause in group)),))

    def _part(self, printed: PrintedProposal, clauses: Sequence[Clause], cut: Cut) -> Proposal:
        redline = with_clauses(self._proposal.redline, clauses)
        ids = frozenset(clause.id for clause in clauses)
        comments = {key: comment for key, comment in self._proposal.comments.items() if _is_on(comment, ids, redline.notes)}
        proposal = self._proposal
        reasons = cut.settings.reasons if cut.is_numbered else ""
        return Proposal(cut.symbol, printed.number, redline, reasons, redline, proposal.source, comments)


def _openings(chain: Sequence[UnitLines]) -> tuple[int, ...]:
    return tuple(unit.lines[0] for unit in chain)


def with_clauses(redline: Redline, clauses: Sequence[Clause]) -> Redline:
    """Some clauses of a text with the notes that they refer to."""
    used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content}
    return replace(redline, clauses=tuple(clauses), notes={key: note for key, note in redline.notes.items() if key in used})


def _is_on(comment: Comment, ids: frozenset[str], notes: Mapping[str, Note]) -> bool:
    return any(anchor.note in notes if anchor.note else anchor.clause in ids for anchor in comment.anchors)
