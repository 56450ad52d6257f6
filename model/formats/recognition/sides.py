"""One side of a tracked body as an untracked one: what accepting or rejecting everything gives."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.formats.recognition.raw_body import RawDocument, RawParagraph
from model.redline import Run, Side, join_runs


def resolved(raw: RawDocument, side: Side) -> RawDocument:
    """One side of a tracked body, its notes too, as an untracked one."""
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
