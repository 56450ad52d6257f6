"""The pages that the text of a project was read from: the PDF, the places of the clauses on its pages, and what the user
corrected before the text was used. They are parts of the project, which older versions of the program keep.

A proposal is bound to the PDF by its name (`Proposal.source`), so that another text in force is not shown beside its pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from msgspec import DecodeError, Meta, Struct, ValidationError, field, json
from msgspec.structs import replace

from model.errors import EditError
from model.formats.amend.values import Project
from model.formats.pdf.places import PdfPlaces, SourcePlace
from model.redline.limits import MAX_PARAGRAPHS
from model.redline.values import Count
from model.submission.text_corrections import Corrections, TextCorrection
from model.submission.values import Proposal, Submission

PDF_PART = "pdf/source.pdf"
PLACES_PART = "pdf/places.json"
SOURCE_PAGE_PARTS = (PDF_PART, PLACES_PART)
_LARGEST = 50_000_000
"""Bytes of the places: 50,000 clauses have a tenth of that."""
_Edge = Annotated[float, Meta(ge=-100_000, le=100_000)]
_Box = tuple[Annotated[int, Meta(ge=1, le=1_000_000)], _Edge, _Edge, _Edge, _Edge]
"""Page, left, top, right, bottom."""


class SourcePages(Struct, frozen=True):
    """The PDF in a project."""

    name: str
    data: bytes
    places: Mapping[str, tuple[SourcePlace, ...]] = field(default_factory=dict)
    """By clause id, in order of reading."""
    page_count: int = 0
    turns: Mapping[int, int] = field(default_factory=dict)
    """As in `PdfPlaces`."""
    corrections: Corrections = field(default_factory=dict)


class _StoredPlaces(Struct, frozen=True, omit_defaults=True):
    source: str
    places: dict[str, tuple[_Box, ...]] = {}
    pages: Count = 0
    turns: dict[int, int] = {}
    corrections: dict[int, tuple[TextCorrection, ...]] = {}


def with_source_pages(project: Project, data: bytes, places: PdfPlaces, corrections: Corrections | None = None) -> Project:
    """The project with the PDF that its texts were read from.

    data: the bytes of the PDF
    places: those of the clauses; of the name of the PDF only the last part is kept
    corrections: what the user corrected, by the places of the proposals from 0
    """
    name = Path(places.source).name
    stored = _StoredPlaces(
        name,
        {id: tuple([_box(place) for place in found]) for id, found in places.places.items()},
        places.page_count,
        dict(places.turns),
        {number: tuple(made) for number, made in (corrections or {}).items() if made},
    )
    proposals = tuple([replace(proposal, source=name) for proposal in project.submission.proposals])
    parts = {**project.parts, PDF_PART: data, PLACES_PART: json.encode(stored) + b"\n"}
    return replace(project, submission=replace(project.submission, proposals=proposals), parts=parts)


def _box(place: SourcePlace) -> _Box:
    left, top, right, bottom = (round(edge, 1) for edge in (place.left, place.top, place.right, place.bottom))
    return place.page, left, top, right, bottom


def source_pages(parts: Mapping[str, bytes]) -> SourcePages | None:
    """The PDF in the parts of a project; None if there is none. EditError if its places are damaged."""
    if PDF_PART not in parts or PLACES_PART not in parts:
        return None
    data = parts[PLACES_PART]
    try:
        if len(data) > _LARGEST:
            raise ValueError
        stored = _decoder.decode(data)
        if len(stored.places) > 2 * MAX_PARAGRAPHS:
            raise ValueError
    except (DecodeError, ValidationError, ValueError, RecursionError) as error:
        raise EditError.of(
            "the places of the clauses on the pages of the PDF cannot be read; open an earlier copy, or the PDF again"
        ) from error
    places = {id: tuple([SourcePlace(*box) for box in boxes]) for id, boxes in stored.places.items()}
    return SourcePages(stored.source, parts[PDF_PART], places, stored.pages, stored.turns, stored.corrections)


_decoder = json.Decoder(_StoredPlaces)


def pages_of_proposal(pages: SourcePages | None, proposal: Proposal) -> SourcePages | None:
    """The pages from which the text of a proposal was read; None if it is from elsewhere."""
    return pages if pages is not None and proposal.source == pages.name else None


def with_pages_of(submission: Submission, read: Project) -> Project:
    """A new project with a text that was taken from another project, and the pages that the text was read from, if it was."""
    pages = source_pages(read.parts)
    if not any(pages_of_proposal(pages, proposal) for proposal in submission.proposals):
        return Project(submission)
    return Project(submission, parts={name: read.parts[name] for name in SOURCE_PAGE_PARTS})
