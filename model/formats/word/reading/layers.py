"""One of the two layers of a Word body whose tracked changes are of two parties: theirs without ours, or ours upon theirs.

A layer is taken before labels are computed, since Word numbers the paragraphs that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.formats.recognition.raw_body import RawParagraph
from model.formats.word.reading.blocks import BodyBlock
from model.formats.word.reading.paragraph_formats import ParagraphFormats
from model.formats.word.reading.paragraphs import ReadParagraph, finish_paragraphs
from model.redline import KEPT_END, NOBODY, End, Run, Stamp, Status, join_runs

_GONE = End(Status.RETRACTED, Stamp("\0"))
"""An end that the layer does not have; its paragraph is joined to the next one when both have their labels."""


class LayerRule(Struct, frozen=True):
    """Which layer is read."""

    is_upper: Callable[[Stamp], bool]
    """Whether a change is of the upper layer."""
    upper: bool
    """The upper layer, with the changes of the lower one accepted; else the lower one, with those of the upper one rejected."""

    def status(self, part: Run | End) -> Status | None:
        """The status of characters, an end or a row in the layer; None if nothing is left of it."""
        if part.status is Status.KEPT:
            return Status.KEPT
        return self._in_upper(part) if self.upper else self._in_lower(part)

    def _in_lower(self, part: Run | End) -> Status | None:
        if part.status is Status.RETRACTED:
            if self.is_upper(part.stamp):
                return None
            return Status.INSERTED if self.is_upper(part.retracted) else Status.RETRACTED
        if not self.is_upper(part.stamp):
            return part.status
        return None if part.status is Status.INSERTED else Status.KEPT

    def _in_upper(self, part: Run | End) -> Status | None:
        if part.status is Status.RETRACTED:
            if self.is_upper(part.stamp):
                return Status.RETRACTED
            return Status.DELETED if self.is_upper(part.retracted) else None
        if self.is_upper(part.stamp):
            return part.status
        return Status.KEPT if part.status is Status.INSERTED else None

    def resolves(self, stamp: Stamp) -> bool:
        """Whether a change of a format is not of the layer, so that it is accepted or rejected."""
        return self.is_upper(stamp) is not self.upper


def finished_story(paragraphs: Sequence[ReadParagraph], layer: LayerRule | None) -> tuple[RawParagraph, ...]:
    """The paragraphs of a story with their labels, all changes or those of a layer."""
    if layer is None:
        return finish_paragraphs(paragraphs)
    return _join_paragraphs(finish_paragraphs(_paragraphs_of_layer(paragraphs, layer)))


def _paragraphs_of_layer(paragraphs: Sequence[ReadParagraph], rule: LayerRule) -> list[ReadParagraph]:
    """The paragraphs of a story as a layer has them, still without labels."""
    out = []
    for paragraph in paragraphs:
        block = paragraph.block
        change = _change_of_row(block)
        row = rule.status(change)
        if row is None or (block.row is Status.RETRACTED and row is Status.RETRACTED):
            continue
        runs = [
            _run(_with_resolved_style(run, rule), status) for run in paragraph.runs if (status := rule.status(run)) is not None
        ]
        end = rule.status(paragraph.end)
        out.append(
            replace(
                paragraph,
                runs=join_runs(runs),
                end=_end(paragraph.end, end) if end is not None else _GONE,
                formats=_formats(paragraph.formats, rule),
                block=replace(block, row=row, row_stamp=_end(change, row).stamp),
            )
        )
    return out


def _change_of_row(block: BodyBlock) -> End:
    """The change of the row of a paragraph, as that of an end: of a row that one party inserted and another deleted with both."""
    return block.change.end() if block.row is Status.RETRACTED else End(block.row, block.row_stamp)


def _join_paragraphs(paragraphs: Sequence[RawParagraph]) -> tuple[RawParagraph, ...]:
    """The paragraphs of a layer, with their labels, joined where it lacks the end between them."""
    out: list[RawParagraph] = []
    group: list[RawParagraph] = []
    for paragraph in paragraphs:
        group.append(paragraph)
        if paragraph.end != _GONE:
            out.append(_join(group, paragraph.end))
            group = []
    if any(paragraph.runs for paragraph in group):
        out.append(_join(group, KEPT_END))
    return tuple(out)


def _run(run: Run, status: Status) -> Run:
    if status is run.status:
        return run
    if status is Status.KEPT:
        return Run(run.text, style=run.style, content=run.content)
    stamp = run.retracted if status is Status.DELETED else run.stamp
    return Run(run.text, status, run.style, stamp=stamp, content=run.content)


def _with_resolved_style(run: Run, rule: LayerRule) -> Run:
    if run.base_style is None or not rule.resolves(run.style_stamp):
        return run
    return replace(run, style=run.style if rule.upper else run.base_style, base_style=None, style_stamp=NOBODY)


def _end(end: End, status: Status) -> End:
    if status is end.status:
        return end
    return KEPT_END if status is Status.KEPT else End(status, end.retracted if status is Status.DELETED else end.stamp)


def _formats(formats: ParagraphFormats, rule: LayerRule) -> ParagraphFormats:
    """The formats of a paragraph with their change resolved, if it is not of the layer."""
    if formats.base is None or not rule.resolves(formats.stamp):
        return formats
    return ParagraphFormats(formats.draft if rule.upper else formats.base)


def _join(group: Sequence[RawParagraph], end: End) -> RawParagraph:
    """Paragraphs whose ends between them are gone as one, with the format of the last and the number of the first."""
    closing = group[-1]
    if len(group) == 1:
        return closing if closing.end == end else replace(closing, end=end)
    runs = join_runs(run for paragraph in group for run in paragraph.runs)
    opens = next((paragraph for paragraph in group if paragraph.runs), closing)
    face = replace(closing.face, number=opens.face.number)
    base_face = closing.base_face and replace(closing.base_face, number=(opens.base_face or opens.face).number)
    return replace(closing, runs=runs, end=end, face=face, base_face=base_face, source=group[0].source)
