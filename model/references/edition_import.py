"""Rows for the table of editions from the text of a Final Acts file: the number line, title and opening line of each
instrument in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from model.lexicon.lines import NumberLine, is_history, opening_body, read_number_line
from model.redline import paragraphs
from model.references.conference_history import HeldConference, held_conferences
from model.references.editions import EditionRow
from model.references.words import place_keys
from model.submission.values import Submission
from model.text.lazy_regex import late

_HEAD = 6
"""Paragraphs behind a number line among which its title and its opening line stand."""
_YEAR = late(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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
        if number is not None:
            for row in _row(number, [line for line, _ in lines[at + 1 : at + 1 + _HEAD]], language, source):
                found.setdefault(row.same, row)
    return tuple(found.values())


def _row(number: NumberLine, behind: Sequence[str], language: str, source: str) -> Iterator[EditionRow]:
    title: list[str] = []
    for text in behind:
        body = opening_body(text, language) or opening_body(text)
        if body:
            meeting = _meeting(body, [number.edition, text], language)
            if meeting is not None:
                yield _made(number, meeting, " ".join(" ".join(title).split()), source)
            return
        if read_number_line(text) is not None:
            return
        if not is_history(text):
            title.append(text)


def _made(number: NumberLine, meeting: HeldConference, title: str, source: str) -> EditionRow:
    """A row of an instrument that a conference adopted."""
    plain = re.sub(r"^\D*?(?=\d)", "", number.number)
    suffix, form = "", "year" if meeting.body == "Council" else "place"
    if meeting.body == "RA":
        plain, _, suffix = plain.partition("-")
        form = "suffix"
    revised = bool(suffix) or bool(re.search(r"rev|rév|пересм|修订|المراجَع|المراجع|modif", number.edition, re.IGNORECASE))
    place = meeting.place if form != "year" else ""
    return EditionRow(
        instrument=number.instrument,
        body=meeting.body,
        number=plain,
        form=form,
        place=place,
        year=meeting.year,
        suffix=suffix,
        date=meeting.start,
        revised=revised,
        title=title,
        checked=meeting.start,
        source=source,
        verified=True,
        own=True,
    )


def _meeting(body: str, texts: Sequence[str], language: str) -> HeldConference | None:
    """The conference of a body whose place and year a line says, the first line that does; None where there never was one, or
    nothing tells."""
    for text in texts:
        years = {int(year) for year in _YEAR.findall(text)}
        folded = text.casefold()
        names = {name for key, name in chain(place_keys(language).items(), place_keys("en").items()) if key in folded}
        met = [each for each in held_conferences() if each.body == body and each.year in years]
        if names:
            met = [each for each in met if each.place in names]
        if len(met) == 1:
            return met[0]
        if body == "Council" and len(years) == 1:
            year = years.pop()
            return HeldConference(body, "Geneva", year, f"{year}-06-30", f"C-{year % 100:02}")
    return None
