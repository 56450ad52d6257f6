"""A submission as it is printed: the content of the exported page, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Literal

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

if TYPE_CHECKING:
    from model.formats.page.cut_lines import CutLines

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
    around: Mapping[int, CutLines | None] = {},
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
    around: what is printed around texts, by their numbers from 1, if they are cuts of a treaty text; None: a whole treaty text on
        the screen, without its line, its reasons and the styles of units, as these are printed with its cuts
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
            proposal, one_view, number, family, known, read, labels, stays=stays, shapes=shapes(proposal), layers=both,
            has_units=number not in around or around[number] is not None,
        )  # fmt: skip
        texts.append(made)
    notes: dict[str, PrintedNote] = {}
    for text in texts:
        notes.update(text.notes())
    blocks = _blocks(front, texts, view, around, context=context if only_amended else None, heads=heads)
    return Printout(blocks, notes, language, family, printed_title(submission), front.document_symbol)


def treaty_texts(submission: Submission, labelling: Callable[[int], Labelling]) -> Mapping[int, None]:
    """The numbers of the treaty texts of a submission, for `around` of `unroll`, if they are shown whole on the screen.

    labelling: the labels of the text with a number, from 1
    """
    return {number: None for number in range(1, len(submission.proposals) + 1) if labelling(number).numbers}


def unroll_as_submitted(
    submission: Submission, labelling: Callable[[int], Labelling] | None = None, *, shapes: ShapesOf = lambda _: {}
) -> Printout | None:
    """The pages of a submission with its treaty texts as their cuts, as the Word file has them; None if it has no cuts. EditError
    if a new provision has no number.

    submission: what is printed
    labelling: the labels of the text with a number, from 1; None: they are computed
    shapes: gives the shapes of the tables of a text
    """
    from model.formats.page.cut_texts import divided_submission, has_cuts

    texts = enumerate(submission.proposals, start=1)
    labels = [labelling(number) if labelling is not None else Labelling.of(text.redline) for number, text in texts]
    if not has_cuts(submission, labels):
        return None
    divided = divided_submission(submission, labels)
    lines = dict(enumerate(divided.lines, start=1))
    return unroll(divided.submission, labelling=lambda number: divided.labellings[number - 1], shapes=shapes, around=lines)


def _blocks(
    front: Front,
    texts: list[PrintedText],
    view: PrintView,
    around: Mapping[int, CutLines | None],
    *,
    context: int | None,
    heads: tuple[str, str] | None,
) -> Iterator[Block]:
    in_submission = any(text.proposal.symbol for text in texts)
    if in_submission:
        yield from front.blocks()
    for number, text in enumerate(texts, start=1):
        new_page = in_submission and front.has_introduction and number == 1
        has_lines = in_submission and (number not in around or around[number] is not None)
        opening = _opening(front, text, number, around.get(number)) if has_lines else ()
        authors = (key_line(text.authors),) if text.authors else ()
        inside = _text_blocks(front, text, view, context=context, heads=heads)
        for place, block in enumerate(chain(opening, authors, inside)):
            yield replace(block, new_page=True) if new_page and not place and isinstance(block, Line) else block
        if has_lines and view != "reasons":
            source = f"proposals/{number}/reasons"
            yield from (replace(line, source=source) for line in front.reasons(text.proposal.reasons))
    if in_submission:
        yield front.closing_row()


def _opening(front: Front, text: PrintedText, number: int, cut: CutLines | None) -> Iterator[Line]:
    """The line of a proposal; of a cut also the headings before it, and the numbers that are printed in place of its text."""
    line = replace(front.proposal_line(text.proposal), source=f"proposals/{number}/number")
    yield from (*cut.headings, line, *cut.addresses) if cut is not None else (line,)


def _text_blocks(
    front: Front, text: PrintedText, view: PrintView, *, context: int | None, heads: tuple[str, str] | None
) -> Iterator[Block]:
    if view in ("columns", "reasons"):
        reasons = None
        if view == "reasons":
            reasons = [Line("Normal", plain_spans(paragraph)) for paragraph in text.proposal.reasons.split("\n")]
        near = CONTEXT if context is None else context
        only = context is not None
        yield column_table(text, front.language, reasons=reasons, only_amended=only, context=near, heads=heads)
    else:
        yield from text.blocks(text.clauses if context is None else text.amended_clauses(text.clauses, context))


def printed_language(submission: Submission) -> str:
    """The language of a submission, else that of the first of its texts that has one."""
    language = next((proposal.redline.language for proposal in submission.proposals if proposal.redline.language), "")
    return submission.language or language


def printed_title(submission: Submission) -> str:
    """The title in a file's properties: the header's title, else the first line of the text."""
    first = next((clause for proposal in submission.proposals for clause in proposal.redline.clauses), None)
    words = submission.header.title or (first.text_on("draft") if first is not None else "")
    return " ".join(word for word in words.split() if word.isprintable())[:200]
