"""Rows for the table of editions from the text of a Final Acts file: the number line, title and opening line of each
instrument in it."""

from __future__ import annotations

from model.lexicon.lines import read_number_line
from model.redline import paragraphs
from model.references.editions import EditionRow
from model.references.text_head import HEAD, TextEdition, edition_named, read_head
from model.submission.values import Submission


def rows_in(submission: Submission, source: str) -> tuple[EditionRow, ...]:
    """The editions that a file holds the texts of, in its order; `source` names the file. What has a number line and no
    opening line is no instrument, so that a citation that stands alone, an annex or a list of contents gives no row."""
    lines = [
        (paragraph.text.strip(), proposal.redline.language or submission.language)
        for proposal in submission.proposals
        for paragraph in paragraphs(proposal.redline.clauses, "draft")
    ]
    lines = [(text, language) for text, language in lines if text]
    found: dict[tuple[object, ...], EditionRow] = {}
    for at, (text, language) in enumerate(lines):
        number = read_number_line(text)
        if number is None or number.number.startswith("["):
            continue
        head = read_head(number, [line for line, _ in lines[at + 1 : at + 1 + HEAD]], language)
        if head is not None and (row := row_of_edition(number.instrument, edition_named(head, language), head.title, source)):
            found.setdefault(row.same, row)
    return tuple(found.values())


def row_of_edition(instrument: str, edition: TextEdition, title: str, source: str) -> EditionRow | None:
    """A row of an instrument that a conference adopted; None where that conference is not known.

    instrument: `resolution` …
    edition: as its head names it
    title: as printed
    source: the name of the file
    """
    if not edition.date:
        return None
    return EditionRow(
        instrument=instrument,
        body=edition.body,
        number=edition.number,
        form=edition.form,
        place=edition.place,
        year=edition.year,
        suffix=edition.suffix,
        date=edition.date,
        revised=edition.revised,
        title=title,
        checked=edition.date,
        source=source,
        verified=True,
        own=True,
    )
