"""Clauses as paragraphs: properties, paragraph mark, runs, and their tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from model.formats.word.package.wordml import elements, fragment, local
from model.formats.word.writing.body.revision_marks import MoveRange, StoryMoves
from model.formats.word.writing.body.runs import RunWriter
from model.formats.xml_escape import quoteattr
from model.redline import NOBODY, Clause, End, Run, Side, Stamp, Status

Part = TypeVar("Part", Run, End)

_PROPERTIES = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
)
PPR_ORDER = {name: place for place, name in enumerate(_PROPERTIES.split())}
"""The order of the schema, CT_PPrBase."""


class WrittenLine(Struct, frozen=True):
    """One paragraph to be written: a clause with the runs that it is printed with, its label among them."""

    clause: Clause
    runs: tuple[Run, ...]
    verbatim: bool = False
    """Whether the line is written as the source package has it: nothing in it has changed."""
    end_before: Stamp = NOBODY
    """Who tracked the end before it, and when."""


class ParagraphProperties(Struct, frozen=True):
    """The contents of a clause's `w:pPr` on one side."""

    style: str = ""
    """Style id in the written package, '' for the default."""
    other: str = ""
    numbering: str = ""
    """The `w:numPr`, '' if it has none."""


class SplitProperties(Struct, frozen=True):
    """A fragment of paragraph properties, split into its parts."""

    parts: tuple[tuple[int, str], ...] = ()
    mark: str = ""
    """The format of the paragraph mark."""


_NOTHING = SplitProperties()


@dataclass
class ParagraphWriter:
    """Writes the paragraphs of one story."""

    runs: RunWriter
    paragraph_properties: Callable[[Clause, Side], ParagraphProperties]
    """The paragraph properties of a clause on a side."""
    looks_alike: Callable[[Clause], bool]
    """Whether a clause has the same format in the base and in the draft."""
    section: Callable[[Clause], str] = field(default=lambda clause: "")
    """The `w:sectPr` in the properties of a clause's paragraph."""
    view: Side | None = None
    """The side of a text that is written untracked."""
    move_names: set[str] = field(default_factory=set)
    keeps_last_end: bool = False
    """Whether the last end is that of a note, which cannot be tracked."""
    _splits: dict[str, SplitProperties] = field(default_factory=dict)

    def story(self, lines: Sequence[WrittenLine]) -> Iterator[str]:
        """The `w:p` of each line in order, with the marks of move ranges between them; '' for verbatim ones."""
        moving = any(line.clause.end.move or any(run.move for run in line.runs) for line in lines)
        moves = StoryMoves.of(((line.runs, line.clause.end) for line in lines), self.move_names) if moving else None
        for place, line in enumerate(lines):
            last = place == len(lines) - 1
            yield "" if line.verbatim else self.paragraph(line, place, moves, self.keeps_last_end and last)

    def paragraph(self, line: WrittenLine, place: int = 0, moves: StoryMoves | None = None, end_kept: bool = False) -> str:
        """One `w:p`."""
        clause = line.clause
        end = _without_half(clause.end, moves)
        mark = "" if end_kept else self.runs.marks.end(replace(end, move="") if _is_behind_insertion(end, line.runs) else end)
        properties = self.properties(line, mark)
        if moves is None:
            return f"<w:p>{properties}{self.runs.paragraph(line.runs)}</w:p>"
        runs = tuple(_without_half(run, moves) for run in line.runs)
        before, after = self._edges(moves, place)
        inside = self.runs.paragraph(runs, before, after)
        opening, closing = before(len(runs)), after(len(runs))
        if clause.cell is not None:
            return f"<w:p>{properties}{inside}{opening}{closing}</w:p>"
        return f"<w:p>{properties}{inside}{opening}</w:p>{closing}"

    def _edges(self, moves: StoryMoves, place: int) -> tuple[Callable[[int], str], Callable[[int], str]]:
        def before(index: int) -> str:
            return "".join(self._range_start(half) for half in moves.starts.get((place, index), ()))

        def after(index: int) -> str:
            return "".join(f'<w:{half.element}RangeEnd w:id="{half.id}"/>' for half in moves.ends.get((place, index), ()))

        return before, after

    def _range_start(self, half: MoveRange) -> str:
        attributes = self.runs.marks.attributes(half.stamp)
        half.id = self.runs.marks.next_id - 1
        return f"<w:{half.element}RangeStart{attributes} w:name={quoteattr(half.name)}/>"

    def properties(self, line: WrittenLine, mark: str = "") -> str:
        """The `w:pPr` with the mark's own properties and, if the base's differ, the change."""
        clause = line.clause
        properties = self.paragraph_properties(clause, self.view or "draft")
        change = ""
        if self.view is None and not self.looks_alike(clause):
            old = self._base_properties(self.paragraph_properties(clause, "base"))
            if old != self._base_properties(properties):
                stamp = clause.props_stamp
                if stamp == NOBODY:
                    # A number that Word no longer makes, or makes now, changes with the label, whose characters come first.
                    stamp = next((run.stamp for run in line.runs if run.status is not Status.KEPT), line.end_before)
                attributes = self.runs.marks.attributes(stamp)
                change = f"<w:pPrChange{attributes}><w:pPr>{old}</w:pPr></w:pPrChange>"
        return self.assemble(properties, mark, self.section(clause) + change)

    def assemble(self, properties: ParagraphProperties, mark: str, tail: str) -> str:
        """The `w:pPr` of a paragraph: its properties, the format of the paragraph mark, then `tail`; '' if all are empty."""
        format_ = self._split_at_break(properties.other).mark
        mark_properties = f"<w:rPr>{mark}{format_}</w:rPr>" if mark or format_ else ""
        inside = self._base_properties(properties) + mark_properties + tail
        return f"<w:pPr>{inside}</w:pPr>" if inside else ""

    def _base_properties(self, properties: ParagraphProperties) -> str:
        parts = list(self._split_at_break(properties.other).parts)
        if properties.numbering:
            parts.append((PPR_ORDER["numPr"], properties.numbering))
            parts.sort(key=lambda part: part[0])
        style = f"<w:pStyle w:val={quoteattr(properties.style)}/>" if properties.style else ""
        return style + "".join(xml for _, xml in parts)

    def _split_at_break(self, other: str) -> SplitProperties:
        if not other:
            return _NOTHING
        if other not in self._splits:
            parts, mark = [], ""
            for element in elements(other):
                name = local(element.tag)
                if name == "rPr":
                    mark = self.runs.content(fragment(element))
                elif name in PPR_ORDER:
                    parts.append((PPR_ORDER[name], self.runs.content(fragment([element]))))
            parts.sort(key=lambda part: part[0])
            self._splits[other] = SplitProperties(tuple(parts), mark)
        return self._splits[other]


def _without_half(part: Part, moves: StoryMoves | None) -> Part:
    """A half of a move whose other half is not there is an insertion or a deletion."""
    return replace(part, move="") if part.move and (moves is None or part.move not in moves.whole) else part


def _is_behind_insertion(end: End, runs: Sequence[Run]) -> bool:
    """Whether an insertion stands between the end of a moved paragraph and its text: LibreOffice would keep such an end."""
    if not end.move or end.status is not Status.DELETED:
        return False
    last = next((run for run in reversed(runs) if run.text), None)
    return last is not None and last.status is Status.INSERTED
