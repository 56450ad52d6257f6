"""The pages that the text of a project was read from: the PDF, the places of the clauses on its pages, and what the user
corrected before the text was used. They are parts of the project, which older versions of the program keep.

A proposal is bound to the PDF by its name (`Proposal.source`), so that another text in force is not shown beside its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
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
from model.text.lazy_regex import late

PDF_PART = "pdf/source.pdf"
PLACES_PART = "pdf/places.json"
SOURCE_PAGE_PARTS = (PDF_PART, PLACES_PART)
_PART_NAME = late(r"pdf/(?:source(?:-[0-9]+)?\.pdf|places(?:-[0-9]+)?\.json)")
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
    made = {number: tuple(found) for number, found in (corrections or {}).items() if found}
    pages = SourcePages(name, data, places.places, places.page_count, places.turns, made)
    proposals = tuple([replace(proposal, source=name) for proposal in project.submission.proposals])
    parts = {**project.parts, PDF_PART: data, PLACES_PART: _places_part(pages)}
    return replace(project, submission=replace(project.submission, proposals=proposals), parts=parts)


def _places_part(pages: SourcePages) -> bytes:
    places = {id: tuple([_box(place) for place in found]) for id, found in pages.places.items()}
    stored = _StoredPlaces(pages.name, places, pages.page_count, dict(pages.turns), dict(pages.corrections))
    return json.encode(stored) + b"\n"


def _box(place: SourcePlace) -> _Box:
    left, top, right, bottom = (round(edge, 1) for edge in (place.left, place.top, place.right, place.bottom))
    return place.page, left, top, right, bottom


def is_source_page_part(name: str) -> bool:
    """Whether a part of a project is a PDF that a text was read from, or the places on its pages."""
    return _PART_NAME.fullmatch(name) is not None


def _part_names(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The names of the parts of each PDF and of its places; those of the second have the number 2."""
    for number in count(1):
        names = _names_of(number)
        if not all(name in parts for name in names):
            return
        yield names


def _names_of(number: int) -> tuple[str, str]:
    return (PDF_PART, PLACES_PART) if number == 1 else (f"pdf/source-{number}.pdf", f"pdf/places-{number}.json")


def source_pages(parts: Mapping[str, bytes], name: str = "") -> SourcePages | None:
    """The PDF of a name in the parts of a project, the first one if no name is given; None if there is none. EditError if its
    places are damaged."""
    for pdf, places_part in _part_names(parts):
        stored = _stored(parts[places_part])
        if stored.source == name or not name:
            places = {id: tuple([SourcePlace(*box) for box in boxes]) for id, boxes in stored.places.items()}
            return SourcePages(stored.source, parts[pdf], places, stored.pages, stored.turns, stored.corrections)
    return None


def _stored(data: bytes) -> _StoredPlaces:
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
    return stored


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


def with_free_name(base: Project, parts: Mapping[str, bytes]) -> Project:
    """A project that was read from a PDF, under a name that no other PDF in the parts of a second project has."""
    pages = source_pages(base.parts)
    if pages is None or (known := source_pages(parts, pages.name)) is None or known.data == pages.data:
        return base
    stem, dot, ending = pages.name.rpartition(".")
    names = (f"{stem}-{number}{dot}{ending}" for number in count(2))
    name = next(name for name in names if (other := source_pages(parts, name)) is None or other.data == pages.data)
    given = base.submission.proposals
    proposals = tuple([replace(proposal, source=name) if proposal.source == pages.name else proposal for proposal in given])
    renamed = {**base.parts, PLACES_PART: _places_part(replace(pages, name=name))}
    return replace(base, submission=replace(base.submission, proposals=proposals), parts=renamed)


def with_further_pages(parts: Mapping[str, bytes], base: Project, ids: Mapping[str, str]) -> Mapping[str, bytes]:
    """The parts of a project with the pages of a second one whose text a proposal was moved to; the same if it has none.

    base: the second project, under a free name (`with_free_name`)
    ids: those that its clauses have now, by those that they had
    """
    pages = source_pages(base.parts)
    if pages is None:
        return parts
    places = {ids.get(id, id): boxes for id, boxes in pages.places.items()}
    known = source_pages(parts, pages.name)
    if known is not None:
        places = {**known.places, **places}
    stored = [(names, _stored(parts[names[1]]).source) for names in _part_names(parts)]
    pdf, part = next((names for names, name in stored if name == pages.name), _names_of(len(stored) + 1))
    return {**parts, pdf: pages.data, part: _places_part(replace(pages, places=places, corrections={}))}
