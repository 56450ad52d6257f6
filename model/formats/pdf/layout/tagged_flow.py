"""The lines and tables of a tagged PDF in the order of its structure, if that is plausible.

The structure says which text is one paragraph, cell or note. Places say everything else: lines, columns, indents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from msgspec import Struct

from model.formats.pdf.layout.blocks import PageBlocks, Path, TextBlock
from model.formats.pdf.layout.columns import PagePart, parts_of
from model.formats.pdf.layout.footnotes import PageNote, note_of_lines, split_notes
from model.formats.pdf.layout.lines import PageLine, lines_of
from model.formats.pdf.layout.table_text import TableText
from model.formats.pdf.layout.tagged_tables import tables_of
from model.formats.pdf.layout.words import LineRules
from model.formats.pdf.pages import ARTIFACT, PdfPage, PdfRule, PdfSpan

_BODY = 0.12
"""Of the height of a page: artifacts further from its edges may be text that was marked wrongly."""
_MOST_UNTAGGED = 0.1
"""Of the text."""
_MOST_WRONG = 0.08
"""Of the pairs of lines: those that the structure parts within a sentence, or joins over a wide gap."""
_UPWARDS = 1.5
"""Of the size: text that goes on higher up than by a raised word is in another column."""
_ANNOTATION = 0.8
"""Of the size: smaller text above a word tells how to read it."""
_BESIDE = 2.0
"""Points: lines on baselines that differ by less are beside each other."""
_AFTER_ALL = 1 << 30
"""The number of a child after all that an element has."""
_FAR = 1.9
"""Of the usual distance: lines that are further apart are of two paragraphs."""


class TaggedLine(Struct, frozen=True):
    """A line and where it is read."""

    path: Path
    page: int
    part: int
    """The number of its part on the page; those of tables have none."""
    line: PageLine

    @property
    def order(self) -> tuple[Path, int, int, float, float]:
        return self.path, self.page, self.line.column, self.line.baseline, self.line.left


class TaggedPage(Struct):
    """The lines of a page, and what is omitted there."""

    lines: list[PageLine]
    margins: list[PageLine]
    rules: Sequence[PdfRule] = ()
    """Those that belong to no table, measured like the lines."""


class TaggedText(Struct):
    """A text in the order of its structure."""

    items: list[PagePart | TableText]
    notes: list[PageNote]


def has_plausible_tags(pages: Sequence[PdfPage]) -> bool:
    """Whether most text has tags."""
    counts: Counter[bool] = Counter()
    for page in pages:
        for span in page.spans:
            if not span.is_hidden and span.tag != ARTIFACT:
                counts[span.tag >= 0] += len(span.text)
    return counts[True] > 0 and counts[False] <= _MOST_UNTAGGED * counts.total()


def lines_of_blocks(spans: Sequence[PdfSpan], page: PdfPage, blocks: PageBlocks, rules: LineRules) -> TaggedPage:
    """The lines of a page, each of one block, from top to bottom.

    spans: the visible and upright ones of the page
    page: the page
    blocks: those of the document
    rules: those of its lines
    """
    groups: dict[int, tuple[TextBlock | None, list[PdfSpan]]] = {}
    artifacts: list[PdfSpan] = []
    for span in spans:
        if span.tag == ARTIFACT:
            artifacts.append(span)
        elif not blocks.is_label(span, page):
            block = blocks.of(span, page)
            groups.setdefault(id(block), (block, []))[1].append(span)
    lines = []
    for block, found in groups.values():
        for column, spans_ in enumerate(_columns(found)):
            for line in lines_of(spans_, page.number, page.width, rules):
                line.block, line.column = block, column
                lines.append(line)
    lines.sort(key=lambda line: (line.baseline, line.left))
    return TaggedPage(lines, lines_of(artifacts, page.number, page.width, rules) if artifacts else [])


def _columns(spans: Sequence[PdfSpan]) -> Iterator[list[PdfSpan]]:
    """The spans of a block, in the order of the content, parted where the text goes on higher up: at the top of a column."""
    column = [spans[0]]
    for before, span in pairwise(spans):
        is_alike = span.size > _ANNOTATION * before.size
        if is_alike and span.baseline < before.baseline - _UPWARDS * before.size:
            yield column
            column = []
        column.append(span)
    yield column


def return_text(pages: Sequence[TaggedPage], heights: Sequence[float]) -> None:
    """Moves artifacts in the body of a page to the lines, if they neither repeat nor count anything."""
    texts = Counter(line.text for page in pages for line in (*page.lines, *page.margins))
    for page, height in zip(pages, heights, strict=True):
        kept = []
        for line in page.margins:
            is_inside = _BODY * height < line.baseline < (1 - _BODY) * height
            if is_inside and texts[line.text] < 2 and any(sign.isalpha() for sign in line.text):
                page.lines.append(line)
            else:
                kept.append(line)
        if len(kept) < len(page.margins):
            page.margins = kept
            page.lines.sort(key=lambda line: (line.baseline, line.left))


def arranged(pages: Sequence[TaggedPage], size: float) -> TaggedText | None:
    """The lines of all pages in the order of the structure; None if that contradicts the places of the lines. `size`: that of
    most characters."""
    placed: list[TaggedLine] = []
    parts: dict[tuple[int, int], PagePart] = {}
    notes: list[PageNote] = []
    path: Path = ()
    before = dict(_paths_before(pages))
    for page in pages:
        lines, found = _without_notes(page, size)
        notes += found
        free = [line for line in lines if line.block is None or not line.block.cells]
        for number, part in enumerate(parts_of(free)):
            parts[part.lines[0].page, number] = part
            for line in part.lines:
                path = before.get(line.block.path, line.block.path) if line.block is not None else path
                placed.append(TaggedLine(path, line.page, number, line))
        placed += [
            TaggedLine(line.block.path, line.page, -1, line) for line in lines if line.block is not None and line.block.cells
        ]
    if not _fits_places(parts.values()) or not _are_in_order(placed):
        return None
    return TaggedText(list(_items(sorted(placed, key=lambda line: line.order), parts)), notes)


def _paths_before(pages: Sequence[TaggedPage]) -> Iterator[tuple[Path, Path]]:
    """The paths of blocks in another one that begins beside their end, as the text after a heading in its line does; and paths
    by which they are read before it."""
    first: dict[Path, PageLine] = {}
    last: dict[Path, PageLine] = {}
    for page in pages:
        for line in page.lines:
            if line.block is not None and not line.block.cells:
                first.setdefault(line.block.path, line)
                if line.block.is_inner:
                    last[line.block.path] = line
    for path, line in last.items():
        outer = next((path[:length] for length in range(len(path) - 1, 0, -1) if path[:length] in first), None)
        if outer is None:
            continue
        beside = first[outer]
        if beside.page == line.page and abs(beside.baseline - line.baseline) < _BESIDE and line.right < beside.left + _BESIDE:
            yield path, (*outer[:-1], outer[-1] - 1, _AFTER_ALL, *path[len(outer) :])


def _without_notes(page: TaggedPage, size: float) -> tuple[list[PageLine], list[PageNote]]:
    """The lines of a page without its footnotes, and the footnotes: by the structure, or else by their places if they are in
    paragraphs of their own."""
    notes = list(_tagged_notes(page.lines))
    rest = [line for line in page.lines if line.block is None or line.block.note is None]
    if notes:
        return rest, notes
    free = [line for line in rest if line.block is None or line.block.is_inner or not line.block.cells]
    for part in parts_of(free):
        lines, found = split_notes(part.lines, page.rules, part.left, part.right, size)
        below = {id(line.block) for line in part.lines[len(lines) :]}
        if (
            found
            and all(_may_be_note(line, size) for line in part.lines[len(lines) :])
            and not any(id(line.block) in below for line in lines if line.block is not None)
        ):
            for note in found:
                note.column = part.column
            notes += found
            rest = [line for line in rest if id(line.block) not in below]
    return rest, notes


def _may_be_note(line: PageLine, size: float) -> bool:
    return (line.block is not None and line.block.is_inner) or line.size < size - 0.4


def _fits_places(parts: Iterable[PagePart]) -> bool:
    """Whether the structure joins few lines that are far apart, and parts few lines of a sentence."""
    pairs = [(line, below, part) for part in parts for line, below in pairwise(part.lines) if line.block and below.block]
    pitches = [_pitch(line, below) for line, below, _ in pairs if line.block is below.block]
    far = max(_FAR * median(pitches), _FAR) if pitches else _FAR
    wrong = sum(
        _pitch(line, below) > far if line.block is below.block else _is_sentence(line, below, part) for line, below, part in pairs
    )
    return wrong <= _MOST_WRONG * len(pairs) + 1


def _pitch(line: PageLine, below: PageLine) -> float:
    """The distance of two lines, of their size."""
    return (below.baseline - line.baseline) / max(line.size, below.size)


def _is_sentence(line: PageLine, below: PageLine, part: PagePart) -> bool:
    """Whether a line looks like the next one of a paragraph."""
    if below.block is not None and below.block.label:
        return False
    is_full = line.right > part.right - 2 * line.size and abs(below.left - line.left) < line.size
    return (
        is_full
        and abs(line.size - below.size) < 0.3
        and 0 < _pitch(line, below) < 1.5
        and line.text[-1:].islower()
        and below.text[:1].islower()
    )


def _are_in_order(lines: Sequence[TaggedLine]) -> bool:
    """Whether the order of the structure is that of the pages, except for a few blocks."""
    first: dict[Path, int] = {}
    for line in lines:
        first.setdefault(line.path, line.page)
    pages = [page for _, page in sorted(first.items())]
    return sum(page > below for page, below in pairwise(pages)) <= 0.05 * len(pages) + 2


def _items(lines: Sequence[TaggedLine], parts: dict[tuple[int, int], PagePart]) -> Iterator[PagePart | TableText]:
    """The lines of each part that follow each other, and the tables."""

    def place(line: TaggedLine) -> tuple[Path, int, int]:
        block = line.line.block
        if line.part < 0 and block is not None:
            return block.cells[0].table, 0, 0
        return (), line.page, line.part

    for (table, page, number), found in groupby(lines, key=place):
        inside = [line.line for line in found]
        if table:
            yield from tables_of(inside)
        else:
            part = parts[page, number]
            yield PagePart(inside, part.left, part.right, part.column)


def _tagged_notes(lines: Sequence[PageLine]) -> Iterator[PageNote]:
    """The footnotes of a page."""
    inside: dict[Path, list[PageLine]] = {}
    for line in lines:
        if line.block is not None and line.block.note is not None:
            inside.setdefault(line.block.note, []).append(line)
    for _, found in sorted(inside.items()):
        yield note_of_lines(found)
