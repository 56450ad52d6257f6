"""The looks of paragraphs in the house's own styles: the style of a role, the number line as ITU sets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from model.formats.page.style_ids import CellRole, is_levelled, style_of_role
from model.redline import Clause, Kind, Props, Run, Style

_SAID_BY_STYLE: dict[Kind, Callable[[Style], Style]] = {
    "call": lambda style: replace(style, italic=False),
    "history": lambda style: replace(style, italic=False),
    "title": lambda style: replace(style, bold=False),
    "number": lambda style: replace(style, bold=False),
}
"""The format that the house's style of a kind gives all its characters."""


def house_style(props: Props, named: str, *, in_annex: bool, in_cell: CellRole) -> str:
    """The id of the house's style for a paragraph: its role's, or `named`, its source's, if neither kind nor level decides."""
    if named and props.kind in ("paragraph", "heading", "annex", "title") and not is_levelled(named):
        return named
    return style_of_role(props, in_annex=in_annex, in_cell=in_cell)


def runs_beyond_style(clause: Clause, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a clause without formats that the house's style of its kind already has; the number line as ITU sets it."""
    off = _SAID_BY_STYLE.get(clause.props.kind)
    styles = [style for run in runs for style in (run.style, run.base_style) if style] if off is not None else []
    if off is not None and styles and all(off(style) != style for style in styles):
        runs = tuple(replace(run, style=off(run.style), base_style=run.base_style and off(run.base_style)) for run in runs)
    return number_line(runs) if clause.props.kind == "number" else runs


def annexed_clauses(clauses: Iterable[Clause]) -> frozenset[str]:
    """The clauses from the first annex on."""
    out, inside = [], False
    for clause in clauses:
        inside = inside or clause.props.kind == "annex"
        if inside:
            out.append(clause.id)
    return frozenset(out)


def number_line(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The number line as ITU sets it: the number in the style *href*, no capitals in the edition's brackets."""
    text = "".join(run.text for run in runs)
    bracket = _bracket(text)
    digits = [place for place, char in enumerate(text[:bracket]) if char.isdigit()]
    start = digits[0] if digits else bracket
    stop = start
    while stop < bracket and (text[stop].isdigit() or text[stop] in "-‑."):
        stop += 1
    return _cut_runs(runs, [(0, start, None), (start, stop, "href"), (stop, bracket, None), (bracket, len(text), "caps")])


def small_edition(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The number line in a style of its own package, without capitals in the edition's brackets."""
    text = "".join(run.text for run in runs)
    bracket = _bracket(text)
    return _cut_runs(runs, [(0, bracket, None), (bracket, len(text), "caps")])


def _bracket(text: str) -> int:
    """The offset of the edition's opening bracket; the end if there is none."""
    return min((place for place in (text.find("("), text.find("（")) if place >= 0), default=len(text))


def _cut_runs(runs: tuple[Run, ...], cuts: Sequence[tuple[int, int, str | None]]) -> tuple[Run, ...]:
    """The runs cut at places of their text, each part in the format given for it."""
    out: list[Run] = []
    place = 0
    for run in runs:
        for first, last, what in cuts:
            part = run.text[max(first - place, 0) : max(last - place, 0)]
            if part:
                out.append(run if run.content else replace(run, text=part, style=_set(run.style, what)))
        place += len(run.text)
    return tuple(out)


def _set(style: Style, what: str | None) -> Style:
    if what == "href":
        return style if style.name else replace(style, name="href")
    if what == "caps" and "<w:caps" not in style.other:
        return replace(style, other=style.other + '<w:caps w:val="0"/>')
    return style
