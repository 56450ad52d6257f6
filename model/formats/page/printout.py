"""A submission as it is printed: the content of the exported page, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from model.formats.page.author_marks import key_line
from model.formats.page.blocks import Block, Line, PrintedNote, Printout, Table, lines_in, plain_spans
from model.formats.page.excerpt import CONTEXT
from model.formats.page.front_matter import Front
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.page.package_styles import NO_STYLES, PackageStyles
from model.formats.page.proposal_text import PrintedText
from model.formats.page.two_columns import column_table
from model.layers.combined import CombinedLayers
from model.numbering import Labelling
from model.redline.table_shape import TableShape
from model.submission.conferences import Conference, find_conference
from model.submission.resolved import View
from model.submission.values import Proposal, Submission

PrintView = Literal["markup", "draft", "base", "columns", "reasons"]
"""The views that can be printed: those of a text, its sides in two columns, the same with the reasons in a third."""


ShapesOf = Callable[[Proposal], Mapping[int, TableShape]]


def printout(
    submission: Submission,
    view: PrintView = "markup",
    *,
    only_amended: bool = False,
    context: int = CONTEXT,
    conference: Conference | None = None,
    styles: Mapping[str, PackageStyles] = {},
    heads: tuple[str, str] | None = None,
    shapes: ShapesOf = lambda _: {},
) -> Printout:
    """A submission in a view, as the export has it; a text without symbol is printed alone.

    submission: what is printed
    view: the view: markup, draft or base, two or three columns
    only_amended: omits clauses that are neither amended nor near one that is
    context: the number of clauses on each side that are near
    conference: the conference; looked up by the header's id if it is not given
    styles: the styles of each source of the submission, by its name
    heads: the words over the two columns; None: text in force and proposed text
    shapes: gives the shapes of the tables of a text; without it their columns are of equal width
    """
    out = unroll(
        submission,
        view,
        only_amended=only_amended,
        context=context,
        conference=conference,
        styles=styles,
        heads=heads,
        shapes=shapes,
    )
    blocks = tuple(replace(block, rows=tuple(block.rows)) if isinstance(block, Table) else block for block in out.blocks)
    marks = {span.note for line in lines_in(blocks) for span in line.spans}
    return replace(out, blocks=blocks, notes={key: note for key, note in out.notes.items() if key in marks})


def unroll(
    submission: Submission,
    view: PrintView = "markup",
    *,
    only_amended: bool = False,
    context: int = CONTEXT,
    conference: Conference | None = None,
    styles: Mapping[str, PackageStyles] = {},
    labelling: Callable[[int], Labelling] | None = None,
    heads: tuple[str, str] | None = None,
    shapes: ShapesOf = lambda _: {},
    layers: Sequence[CombinedLayers | None] = (),
) -> Printout:
    """The same, with blocks that are made once, while they are read, and with the notes of omitted text: for callers that must
    not wait.

    submission: what is printed
    view: the view: markup, draft or base, two or three columns
    only_amended: omits clauses that are neither amended nor near one that is
    context: the number of clauses on each side that are near
    conference: the conference; looked up by the header's id if it is not given
    styles: the styles of each source of the submission, by its name
    labelling: the labels of the text with a number, from 1; None: they are computed
    heads: the words over the two columns; None: text in force and proposed text
    shapes: gives the shapes of the tables of a text; without it their columns are of equal width
    layers: for each text both its layers, if it shows both (`with_both_layers`): each change has the mark of its author then
    """
    language = printed_language(submission)
    conference = conference or find_conference(submission.header.conference)
    family = conference.family if conference else "conference"
    front = Front(submission.header, conference, language)
    known = language if language in LANGUAGE_TAGS else ""
    one_view: View = view if view in ("draft", "base") else "markup"
    texts = []
    home = next((candidate.source for candidate in submission.proposals if candidate.source in submission.sources), None)
    in_submission = any(proposal.symbol for proposal in submission.proposals)
    for number, proposal in enumerate(submission.proposals, start=1):
        read = styles.get(proposal.source, NO_STYLES)
        stays = proposal.source == home and (not in_submission or "proposal" in read.names.values())
        labels = labelling(number) if labelling is not None else None
        both = layers[number - 1] if layers else None
        made = PrintedText.of(
            proposal, one_view, number, family, known, read, labels, stays=stays, shapes=shapes(proposal), layers=both
        )
        texts.append(made)
    notes: dict[str, PrintedNote] = {}
    for text in texts:
        notes.update(text.notes())
    blocks = _blocks(front, texts, view, context=context if only_amended else None, heads=heads)
    return Printout(blocks, notes, language, family, printed_title(submission), front.document_symbol)


def _blocks(
    front: Front, texts: list[PrintedText], view: PrintView, *, context: int | None, heads: tuple[str, str] | None
) -> Iterator[Block]:
    in_submission = any(text.proposal.symbol for text in texts)
    if in_submission:
        yield from front.blocks()
    for place, text in enumerate(texts):
        proposal = text.proposal
        if in_submission:
            line = front.proposal_line(proposal, new_page=front.has_introduction and not place)
            yield replace(line, source=f"proposals/{place + 1}/number")
        if text.authors:
            yield key_line(text.authors)
        if view in ("columns", "reasons"):
            reasons = None
            if view == "reasons":
                reasons = [Line("Normal", plain_spans(paragraph)) for paragraph in proposal.reasons.split("\n")]
            near = CONTEXT if context is None else context
            only = context is not None
            yield column_table(text, front.language, reasons=reasons, only_amended=only, context=near, heads=heads)
        else:
            yield from text.blocks(text.clauses if context is None else text.amended_clauses(text.clauses, context))
        if in_submission and view != "reasons":
            source = f"proposals/{place + 1}/reasons"
            yield from (replace(line, source=source) for line in front.reasons(proposal.reasons))
    if in_submission:
        yield front.closing_row()


def printed_language(submission: Submission) -> str:
    """The language of a submission, else that of the first of its texts that has one."""
    language = next((proposal.redline.language for proposal in submission.proposals if proposal.redline.language), "")
    return submission.language or language


def printed_title(submission: Submission) -> str:
    """The title in a file's properties: the header's title, else the first line of the text."""
    first = next((clause for proposal in submission.proposals for clause in proposal.redline.clauses), None)
    words = submission.header.title or (first.text_on("draft") if first is not None else "")
    return " ".join(word for word in words.split() if word.isprintable())[:200]
