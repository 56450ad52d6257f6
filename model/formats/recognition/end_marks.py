"""Edition marks at the ends of paragraphs, `(WRC-12)`, in files with margin numbers: cut from the text, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from model.formats.recognition.label_bookmarks import is_anchor
from model.formats.recognition.labels import windows
from model.formats.recognition.line import SourceLine, side_text
from model.numbering.mark_forms import HOUSE_MARK, read_mark
from model.redline import KEPT, NOTE, PLAIN, SIDES, Label, Run, Side, Style, with_text


def cut_marks(lines: Sequence[SourceLine]) -> None:
    """Takes the marks out of the runs of lines outside of tables, into the `marks` of the lines that bear the labels of their
    paragraphs."""
    for window in windows(lines):
        found: dict[int, dict[Side, Label]] = {}
        groups = [(side, group) for side in SIDES for group in _groups(window, side) if group[-1].raw.cell is None]
        for side, group in groups:
            last = next((line for line in reversed(group) if side_text(line.runs, side)), None)
            mark = read_mark(side_text(_without_calls(last.runs, side), side)) if last is not None else None
            if last is not None and mark is not None:
                found.setdefault(id(last), {})[side] = mark
        if not found:
            continue
        taken = {id(line): _cut(line, found[id(line)]) for line in window if id(line) in found}
        for side, group in groups:
            mark = next((given[side] for line in group if side in (given := taken.get(id(line), {}))), None)
            if mark is not None:
                next((line for line in group if side_text(line.runs, side)), group[-1]).marks[side] = mark


def _groups(window: Sequence[SourceLine], side: Side) -> Iterator[Sequence[SourceLine]]:
    """The lines of each paragraph of a side."""
    start = 0
    for place, line in enumerate(window, 1):
        if line.raw.end.status.on(side):
            yield window[start:place]
            start = place
    if start < len(window):
        yield window[start:]


def _cut(line: SourceLine, marks: Mapping[Side, Label]) -> Mapping[Side, Label]:
    """Cuts the marks of a line from its runs, and returns those that were cut: kept characters belong to the marks of both sides
    or to none, and are text otherwise."""
    base, draft = marks.get("base"), marks.get("draft")
    for first, second in ((base, draft), (_bare(base), _bare(draft)), (base, None), (None, draft)):
        before, after = _region(line.runs, "base", first), _region(line.runs, "draft", second)
        different = before ^ after
        if not any(run.status is KEPT and place in different for place, run in _places(line.runs)):
            taken: dict[Side, Label] = {}
            for side, mark in zip(SIDES, (first, second), strict=True):
                if mark is not None:
                    has_calls = any(map(_is_call, line.runs[len(_without_calls(line.runs, side)) :]))
                    taken[side] = replace(mark, style=_style(line.runs, side), before_notes=has_calls)
            line.runs = _without(line.runs, before | after)
            return taken
    return {}


def _without_calls(runs: Sequence[Run], side: Side) -> Sequence[Run]:
    """The runs without the references to notes after the last word of a side: a file may have the mark before them."""
    end = len(runs)
    while end and (_is_call(runs[end - 1]) or is_anchor(runs[end - 1]) or not runs[end - 1].status.on(side)):
        end -= 1
    return runs[:end]


def _bare(mark: Label | None) -> Label | None:
    return replace(mark, after="") if mark is not None else None


def _places(runs: Sequence[Run]) -> Iterator[tuple[int, Run]]:
    place = 0
    for run in runs:
        for _ in run.text:
            yield place, run
            place += 1


def _region(runs: Sequence[Run], side: Side, mark: Label | None) -> set[int]:
    """The places of the last characters of a side, as many as a mark and its separator have."""
    size = len(mark.after) + len(mark.text) if mark is not None else 0
    places = [place for place, run in _places(_without_calls(runs, side)) if run.status.on(side) and not is_anchor(run)]
    return set(places[len(places) - size :]) if size else set()


def _style(runs: Sequence[Run], side: Side) -> Style:
    """The format of the last character of a side; none if it is that of the house."""
    style = next(
        (
            run.style_on(side)
            for run in reversed(_without_calls(runs, side))
            if run.status.on(side) and run.text and not is_anchor(run)
        ),
        PLAIN,
    )
    return PLAIN if style == HOUSE_MARK else style


def _without(runs: Sequence[Run], places: set[int]) -> tuple[Run, ...]:
    """The runs without some of their characters."""
    out: list[Run] = []
    start = 0
    for run in runs:
        text = "".join([char for place, char in enumerate(run.text, start) if place not in places])
        start += len(run.text)
        if text:
            out.append(run if text == run.text else with_text(run, text))
    return tuple(out)


def _is_call(run: Run) -> bool:
    return run.text == NOTE and bool(run.content)
