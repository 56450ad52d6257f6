"""Margin numbers in files without styles for them, and units of treaty texts as headings of their levels."""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec.structs import replace

from model.formats.recognition.line import SourceLine, lines_of
from model.formats.recognition.margin_numbers import with_separator
from model.formats.recognition.style_roles import normal_name
from model.lexicon import is_number_line, read_call
from model.numbering.margin_shape import margin_numbers_in
from model.numbering.provision_numbers import parse_margin
from model.numbering.units import parse_unit
from model.redline import ANCHOR, KEPT, Clause, Redline
from model.redline.runs import cut

_LEVELS = {"chapter": 1, "appendix": 1, "article": 2, "section": 3, "subsection": 4}
_LEVELS_OF_STYLES = {
    "chapno": 1, "chaptitle": 1, "artno": 2, "arttitle": 2, "sectionno": 3, "sectiontitle": 3, "section1": 3, "section2": 4,
}  # fmt: skip
_LONGEST_TITLE = 200
_LONGEST_NUMBER = 40


def find_numbers_by_shape(lines: Sequence[SourceLine]) -> Sequence[SourceLine]:
    """The lines, with margin numbers cut from their heads if none was found by style and the text is not a resolution."""
    outside = [place for place, line in enumerate(lines) if line.raw.cell is None]
    if any(line.number for line in lines) or not any(parse_unit(lines[place].text) for place in outside):
        return lines
    if any(is_number_line(lines[place].text) or read_call(lines[place].text) for place in outside):
        return lines
    out = list(lines)
    for index, length in margin_numbers_in([lines[place].text for place in outside]).items():
        place = outside[index]
        out[place] = _without_head(lines[place], length)
    return out


def _without_head(line: SourceLine, length: int) -> SourceLine:
    """The line with its first characters as its margin number, if they are kept text."""
    head, rest = cut(line.raw.runs, length + sum(run.text == ANCHOR and bool(run.content) for run in line.raw.runs[:1]))
    number, rest = with_separator(head, rest)
    if any(run.status is not KEPT or run.content for run in number) or "".join(run.text for run in number)[-1:] != "\t":
        return line
    (cut_line,) = lines_of([replace(line.raw, runs=rest)])
    cut_line.number = number
    return cut_line


def with_note_number(line: SourceLine) -> SourceLine:
    """The first paragraph of a note of a treaty text, with the number of a note, `9.5B.1<tab>`, cut from its head."""
    head, tab, _ = line.text.partition("\t")
    margin = parse_margin(head) if tab and len(head) < _LONGEST_NUMBER and not line.number else None
    if margin is None or not margin.first.is_note:
        return line
    runs = line.raw.runs
    start = next((place for place, run in enumerate(runs) if not (run.text == ANCHOR and run.content)), len(runs))
    number, words = cut(runs[start:], len(head) + 1)
    if any(run.status is not KEPT or run.content for run in number):
        return line
    (cut_line,) = lines_of([replace(line.raw, runs=(*runs[:start], *words))])
    cut_line.number = number
    return cut_line


def with_unit_levels(redline: Redline, starts: Set[str] = frozenset()) -> Redline:
    """A text with margin numbers, its units and their titles as headings: chapters above articles, these above sections.

    starts: the clauses, by id, that begin a part of an extract and so are no title of the unit before them
    """
    clauses = list(redline.clauses)
    known = [unit.kind for clause in clauses if clause.number is None and (unit := parse_unit(clause.text)) is not None]
    styled = {place: level for place, clause in enumerate(clauses) if (level := _level_of_style(clause)) is not None}
    least = min((*(_LEVELS[kind] for kind in known), *styled.values()), default=1) - 1
    level, titled = 1, True
    for place, clause in enumerate(clauses):
        if clause.cell is not None or clause.base_props is not None:
            continue
        titled |= clause.id in starts
        unit = parse_unit(clause.text) if not clause.props.provision else None
        if unit is not None:
            level, titled = _LEVELS[unit.kind] - least, bool(unit.rest.strip())
        elif place in styled:
            level, titled = styled[place] - least, True
        elif titled or clause.props.provision or clause.label is not None or len(clause.text) > _LONGEST_TITLE:
            titled = True
            continue
        else:
            titled = True
        clauses[place] = replace(clause, props=replace(clause.props, kind="heading", level=level, scheme="none"))
    return replace(redline, clauses=tuple(clauses))


def _level_of_style(clause: Clause) -> int | None:
    """The level of the unit to which a line belongs by ITU's style for such lines, whatever its words are; None in others."""
    if clause.props.kind != "heading" or clause.props.provision:
        return None
    return _LEVELS_OF_STYLES.get(normal_name(clause.props.style))
