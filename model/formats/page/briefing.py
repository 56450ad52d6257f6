"""The views of a proposal for a briefing: its amended clauses, or a table of both sides with the reasons, by clause or by party.

The confidential form has the reason of each amendment and a column *our position*; both are private and in no other form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError
from model.formats.page.blocks import Block, Line, LineNumbers, PrintedNote, Printout, lines_in, plain_spans
from model.formats.page.excerpt import CONTEXT
from model.formats.page.front_matter import Front
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.page.metrics import LANDSCAPE_WIDTH
from model.formats.page.printout import printed_language, printed_title
from model.formats.page.proposal_text import PrintedText
from model.formats.page.two_columns import Column, column_table
from model.lexicon.words import printed_words
from model.redline import NOTE, Clause
from model.submission.amendment_notes import remarks
from model.submission.amendments import amendments
from model.submission.comments import find_anchor
from model.submission.positions import Position
from model.submission.values import Header, Proposal, Submission

_SIDE = 4400
"""The width of each side in the confidential table."""


class BriefingChoice(Struct, frozen=True):
    """What a briefing shows."""

    in_columns: bool = True
    """Whether both sides are beside each other, with the reasons; else one text with marks."""
    only_amended: bool = True
    context: int = CONTEXT
    """The number of clauses on each side of an amended one."""
    line_numbers: LineNumbers = ""
    confidential: bool = False
    """With the delegation's own reasons and positions."""


PositionLines = Callable[[Position], Sequence[str]]
"""The lines that a position is printed as."""


def briefing(
    parts: Sequence[tuple[str, Submission]],
    choice: BriefingChoice,
    position_lines: PositionLines = lambda _: (),
) -> Printout:
    """A briefing. EditError if nothing is amended and only amended clauses are wanted.

    parts: the submission, under '', or what each party proposes, under its name
    choice: what it shows
    position_lines: the lines that a position is printed as, in the confidential form
    """
    first = parts[0][1]
    language = printed_language(first)
    words = printed_words(language)
    blocks: list[Block] = [Line("Tabletitle", plain_spans(words["Confidential"], bold=True))] if choice.confidential else []
    notes: dict[str, PrintedNote] = {}
    numbers = count(1)
    empty = True
    for party, submission in parts:
        if party:
            blocks.append(Line("Headingb", plain_spans(words["Amendments of {}"].format(party))))
        for proposal in submission.proposals:
            text = PrintedText.of(proposal, "markup", next(numbers), language=language if language in LANGUAGE_TAGS else "")
            made = tuple(_blocks(text, choice, language, position_lines))
            if not made:
                continue
            empty = False
            if proposal.symbol:
                blocks.append(Front(submission.header, None, language).proposal_line(proposal))
            blocks += made
            notes |= text.notes()
    if empty:
        raise EditError.of("nothing is amended, so there is no clause to show; amend the text first, or show all clauses")
    marks = {span.note for line in lines_in(blocks) for span in line.spans}
    return Printout(
        tuple(blocks),
        {key: note for key, note in notes.items() if key in marks},
        language,
        title=printed_title(first),
        landscape=choice.in_columns and choice.confidential,
        line_numbers=choice.line_numbers,
    )


def _blocks(text: PrintedText, choice: BriefingChoice, language: str, position_lines: PositionLines) -> Iterator[Block]:
    """A text with its reasons; nothing if it has no clause to show."""
    proposal = text.proposal
    shown = text.amended_clauses(text.clauses, choice.context) if choice.only_amended else text.clauses
    if not shown:
        return
    reasons = [Line("Normal", plain_spans(paragraph)) for paragraph in proposal.reasons.split("\n")] if proposal.reasons else []
    if not choice.in_columns:
        yield from text.blocks(shown)
        yield from Front(Header(), None, language).reasons(proposal.reasons) if reasons else ()
        return
    make = partial(column_table, text, language, only_amended=choice.only_amended, context=choice.context)
    if choice.confidential:
        table = make(more=_private_columns(proposal, language, position_lines), widths=(_SIDE, _SIDE))
    else:
        table = make(reasons=reasons)
    yield replace(table, rows=tuple(table.rows))
    if choice.confidential and reasons:
        yield from Front(Header(), None, language).reasons(proposal.reasons)


def _private_columns(proposal: Proposal, language: str, position_lines: PositionLines) -> tuple[Column, ...]:
    """The columns of the confidential table: why each clause is amended, and what the delegation thinks of it."""
    words = printed_words(language)
    width = (LANDSCAPE_WIDTH - 2 * _SIDE) // 2
    by_clause = _positions(proposal)
    reasons = _reasons(proposal)

    def reasons_of(clauses: Sequence[Clause]) -> tuple[Line, ...]:
        return _lines(text for key in _keys(clauses) for text in reasons.get(key, ()))

    def positions_of(clauses: Sequence[Clause]) -> tuple[Line, ...]:
        return _lines(line for key in _keys(clauses) for position in by_clause.get(key, ()) for line in position_lines(position))

    return (words["Reasons"], width, reasons_of), (words["Our position"], width, positions_of)


def _keys(clauses: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    """The clauses, and the notes that they refer to, as keys: a clause has no note, a note no clause."""
    for clause in clauses:
        yield "", clause.id
        yield from ((run.content, "") for run in clause.runs if run.text == NOTE)


def _reasons(proposal: Proposal) -> Mapping[tuple[str, str], list[str]]:
    out: dict[tuple[str, str], list[str]] = {}
    found = amendments(proposal.redline)
    known = remarks(proposal.redline, proposal.comments, found)
    for amendment in found:
        remark = known.get(amendment.key)
        if remark is not None and remark.reason:
            key = (amendment.note, "" if amendment.note else amendment.clause)
            out.setdefault(key, []).append(proposal.comments[remark.reason].text)
    return out


def _positions(proposal: Proposal) -> Mapping[tuple[str, str], list[Position]]:
    out: dict[tuple[str, str], list[Position]] = {}
    for position in proposal.positions.values():
        for anchor in position.anchors[:1]:
            span = find_anchor(proposal.redline, anchor)
            if span is not None:
                out.setdefault((span.note, "" if span.note else span.clause), []).append(position)
    return out


def _lines(texts: Iterator[str]) -> tuple[Line, ...]:
    return tuple(Line("Tabletext", plain_spans(line)) for text in dict.fromkeys(texts) for line in text.split("\n"))
