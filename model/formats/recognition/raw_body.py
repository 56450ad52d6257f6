"""The values of a Word body, paragraph by paragraph, before recognition.

`model.formats.word.reading.body` reads a package into these; `model.formats.recognition` makes a submission of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from model.message import Message
from model.redline import KEPT_END, NOBODY, PLAIN, End, NewCell, Run, Side, Stamp, Status, Style, join_runs


class AutoNumber(Struct, frozen=True):
    """A label that Word computes from numbering.xml (ISO 29500-1 §17.9)."""

    text: str
    """As Word prints it, `a)`."""
    format: str
    """`w:numFmt`: lowerLetter, lowerRoman, decimal, bullet …"""
    level: int
    """`w:ilvl`, from 0."""
    suffix: Literal["tab", "space", "nothing"] = "tab"
    style: Style = PLAIN


class ParagraphFormat(Struct, frozen=True):
    """The format of a paragraph on one side: its style and what direct formatting makes of it."""

    style: str = ""
    """Style id, '' for the default paragraph style."""
    name: str = ""
    """Style name in lower case, `res_title`; that of the default style if none is given."""
    ancestors: tuple[str, ...] = ()
    """Names, in lower case, of the styles that it is based on, nearest first."""
    centred: bool = False
    left: int = 0
    """Effective left indent, twips."""
    hanging: int = 0
    """Effective hanging indent, twips; negative: first line indent."""
    outline: int | None = None
    """Outline level from 0, None for body text."""
    number: AutoNumber | None = None
    other: str = ""
    """The source's `w:pPr` without style, tracking marks, section and numbering, as XML."""
    italic: bool = False
    """The paragraph style's format of its characters, for runs that set none."""
    bold: bool = False
    caps: bool = False
    size: int = 0
    """Half-points; 0 if nothing sets it."""


class RawParagraph(Struct, frozen=True):
    """One `w:p`. Run styles have the formats of the runs themselves; those of the paragraph style are in the face."""

    runs: tuple[Run, ...] = ()
    end: End = KEPT_END
    face: ParagraphFormat = ParagraphFormat()
    """In the draft."""
    base_face: ParagraphFormat | None = None
    """In the base, if a tracked property change or other numbering makes it differ."""
    face_stamp: Stamp = NOBODY
    cell: tuple[int, int, int] | None = None
    shape: NewCell | None = None
    """The shape of that cell, for a text that is not that of the file."""
    row: Status = Status.KEPT
    row_stamp: Stamp = NOBODY
    source: str = ""
    """The number of the paragraph in document order in its part, from 0."""
    page_break_before: bool = False


class RawNote(Struct, frozen=True):
    """A footnote or endnote."""

    kind: Literal["footnote", "endnote"]
    paragraphs: tuple[RawParagraph, ...]
    mark: str | None = None
    source: str = ""


class RawDocument(Struct, frozen=True):
    """The body of a Word file and what it refers to."""

    paragraphs: tuple[RawParagraph, ...]
    notes: Mapping[str, RawNote] = field(default_factory=dict)
    """By the key that NOTE runs carry in `Run.content`."""
    language: str = ""
    """The styles' `w:lang`, two letters, lower case."""
    warnings: tuple[Message, ...] = ()
    """Messages on what was omitted."""


def resolve_raw(raw: RawDocument, side: Side) -> RawDocument:
    """One side of a tracked body, its notes too, as an untracked one: what accepting or rejecting everything gives."""
    notes = {key: replace(note, paragraphs=side_of(note.paragraphs, side)) for key, note in raw.notes.items()}
    return replace(raw, paragraphs=side_of(raw.paragraphs, side), notes=notes)


def side_of(paragraphs: Sequence[RawParagraph], side: Side) -> tuple[RawParagraph, ...]:
    """One side of raw paragraphs as untracked ones."""
    out: list[RawParagraph] = []
    group: list[RawParagraph] = []
    for paragraph in paragraphs:
        if not paragraph.row.on(side):
            continue
        group.append(paragraph)
        if paragraph.end.status.on(side):
            out.append(_join(group, side))
            group = []
    if any(run.status.on(side) for paragraph in group for run in paragraph.runs):
        out.append(_join(group, side))
    return tuple(out)


def _join(group: Sequence[RawParagraph], side: Side) -> RawParagraph:
    runs = join_runs(
        Run(run.text, style=run.style_on(side), content=run.content)
        for paragraph in group
        for run in paragraph.runs
        if run.status.on(side)
    )
    closing = group[-1]
    faces = [paragraph.base_face if side == "base" and paragraph.base_face else paragraph.face for paragraph in group]
    number = next((face.number for face in faces if face.number), None)
    face = faces[-1] if faces[-1].number == number else replace(faces[-1], number=number)
    return RawParagraph(runs, face=face, cell=closing.cell, source=group[0].source)
