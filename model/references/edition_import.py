"""A row for the table of editions from the edition that a text or a list of contents names."""

from __future__ import annotations

from model.references.editions import EditionRow
from model.references.text_head import TextEdition


def row_of_text(instrument: str, edition: TextEdition, title: str, source: str) -> EditionRow | None:
    """The row of an instrument that a conference adopted; None if that conference is unknown, or the number is still a
    placeholder.

    instrument: `resolution` …
    edition: as its head names it
    title: as printed
    source: the name of the file
    """
    if not edition.date or not edition.form or not edition.number or edition.number.startswith("["):
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
        is_users=True,
    )
