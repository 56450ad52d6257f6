"""The two layers of a Word body whose tracked changes are of two parties: theirs without ours, and ours upon theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from model.formats.recognition.raw_body import RawDocument, RawParagraph
from model.redline import KEPT_END, NOBODY, End, Run, Stamp, Status, join_runs

IsUpper = Callable[[Stamp], bool]
"""Whether a change is of the upper layer."""


def lower_layer(raw: RawDocument, is_upper: IsUpper) -> RawDocument:
    """A body with the changes of the upper layer rejected."""
    return _changed(raw, lambda part: _without_upper(part, is_upper), is_upper, accepts=False)


def upper_layer(raw: RawDocument, is_upper: IsUpper) -> RawDocument:
    """A body with the changes of the lower layer accepted."""
    return _changed(raw, lambda part: _with_lower(part, is_upper), is_upper, accepts=True)


def _without_upper(part: Run | End, is_upper: IsUpper) -> Status | None:
    """The status of a part if the upper layer is rejected; None if nothing is left of it."""
    if part.status is Status.KEPT:
        return Status.KEPT
    if part.status is Status.RETRACTED:
        if is_upper(part.stamp):
            return None
        return Status.INSERTED if is_upper(part.retracted) else Status.RETRACTED
    if not is_upper(part.stamp):
        return part.status
    return None if part.status is Status.INSERTED else Status.KEPT


def _with_lower(part: Run | End, is_upper: IsUpper) -> Status | None:
    """The status of a part if the lower layer is accepted; None if nothing is left of it."""
    if part.status is Status.KEPT:
        return Status.KEPT
    if part.status is Status.RETRACTED:
        if is_upper(part.stamp):
            return Status.RETRACTED
        return Status.DELETED if is_upper(part.retracted) else None
    if is_upper(part.stamp):
        return part.status
    return Status.KEPT if part.status is Status.INSERTED else None


def _changed(
    raw: RawDocument, status_of: Callable[[Run | End], Status | None], is_upper: IsUpper, *, accepts: bool
) -> RawDocument:
    def story(paragraphs: Sequence[RawParagraph]) -> tuple[RawParagraph, ...]:
        out: list[RawParagraph] = []
        group: list[RawParagraph] = []
        for paragraph in paragraphs:
            row = status_of(End(paragraph.row, paragraph.row_stamp))
            if row is None or (paragraph.row is Status.RETRACTED and row is Status.RETRACTED):
                continue
            end = status_of(paragraph.end)
            runs = tuple(_run(run, status) for run in paragraph.runs if (status := status_of(run)) is not None)
            line = replace(
                _face(paragraph, is_upper, accepts=accepts),
                runs=join_runs(runs),
                row=row,
                row_stamp=paragraph.row_stamp if row is not Status.KEPT else NOBODY,
            )
            group.append(line)
            if end is not None:
                out.append(_joined(group, _end(paragraph.end, end)))
                group = []
        if any(line.runs for line in group):
            out.append(_joined(group, KEPT_END))
        return tuple(out)

    notes = {key: replace(note, paragraphs=story(note.paragraphs)) for key, note in raw.notes.items()}
    return replace(raw, paragraphs=story(raw.paragraphs), notes=notes)


def _run(run: Run, status: Status) -> Run:
    if status is run.status:
        return run
    if status is Status.KEPT:
        return Run(run.text, style=run.style, content=run.content)
    stamp = run.retracted if status is Status.DELETED else run.stamp
    return Run(run.text, status, run.style, stamp=stamp, content=run.content)


def _end(end: End, status: Status) -> End:
    if status is end.status:
        return end
    return KEPT_END if status is Status.KEPT else End(status, end.retracted if status is Status.DELETED else end.stamp)


def _face(paragraph: RawParagraph, is_upper: IsUpper, *, accepts: bool) -> RawParagraph:
    """A paragraph with its change of format resolved, if it is of the layer that is, and those of its characters."""
    runs = tuple([_resolved_style(run, is_upper, accepts=accepts) for run in paragraph.runs])
    if paragraph.base_face is None or is_upper(paragraph.face_stamp) is accepts:
        return replace(paragraph, runs=runs)
    face = paragraph.face if accepts else paragraph.base_face
    return replace(paragraph, runs=runs, face=face, base_face=None, face_stamp=NOBODY)


def _resolved_style(run: Run, is_upper: IsUpper, *, accepts: bool) -> Run:
    if run.base_style is None or is_upper(run.style_stamp) is accepts:
        return run
    return replace(run, style=run.style if accepts else run.base_style, base_style=None, style_stamp=NOBODY)


def _joined(group: Sequence[RawParagraph], end: End) -> RawParagraph:
    """Paragraphs whose ends between them are gone as one, with the format of the last and the number of the first."""
    closing = group[-1]
    if len(group) == 1:
        return replace(closing, end=end)
    runs = join_runs(run for paragraph in group for run in paragraph.runs)
    opens = next((paragraph for paragraph in group if paragraph.runs), closing)
    face = replace(closing.face, number=opens.face.number)
    base_face = closing.base_face and replace(closing.base_face, number=(opens.base_face or opens.face).number)
    return replace(closing, runs=runs, end=end, face=face, base_face=base_face, source=group[0].source)
