"""Lines put together to paragraphs, by their distance, indents, ends and labels."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field

from model.formats.pdf.layout.characters import CJK
from model.formats.pdf.layout.columns import PagePart
from model.formats.pdf.layout.contents_lines import ends_entry
from model.formats.pdf.layout.label_gaps import has_label, label_words, tab_stop
from model.formats.pdf.layout.lines import SENTENCE_END, PageLine
from model.formats.pdf.layout.measures import Measures, blocks_of
from model.lexicon import is_note_line

_LEAST_WIDTH = 0.45
"""Of the column: lines that end at one place before its end are running text only if they are at least as wide."""
_CENTRED = 0.014
"""Of the column: spaces before and after a line that differ less are equal."""
_FEW = 3
"""Lines: fewer do not tell how they end."""
_RAGGED = 0.3
"""Of the lines: those that end at the edge in a text that is not justified."""
_NEAR = 2.0
"""Points between indents that are alike."""
_AMOUNT = re.compile(r"[-–−+±<>≤≥(]*\s*[€$£¥]?\s*(?:\d[\d.,:/ ]*)?\s*[%‰€$£¥)]*|[-–—]")
_ITEM_END = re.compile("[,，،]$")


Joining = Literal["no", "yes", "perhaps", "break"]
"""Whether a line continues a paragraph; break: after a line that was ended on purpose."""


class PageParagraph(Struct):
    """The lines of a paragraph and the columns that they are in."""

    lines: list[PageLine]
    lefts: list[float]
    """The beginning of the column of each line."""
    rights: list[float]
    """The end of the column of each line."""
    is_centred: bool = False
    is_ragged: bool = False
    """Whether its lines end at different places in a document that is justified."""
    joins: list[int] = field(default_factory=list)
    """The numbers of lines that may begin a paragraph of their own."""
    breaks: list[int] = field(default_factory=list)
    """The numbers of lines before which a line was ended on purpose."""

    @property
    def indent(self) -> float:
        """The indent of its lines after the first, in points."""
        indents = [line.left - left for line, left in zip(self.lines, self.lefts, strict=True)]
        return indents[1] if len(indents) > 1 else indents[0]

    @property
    def first_indent(self) -> float:
        """The indent of its first line, in points."""
        return self.lines[0].left - self.lefts[0]

    @property
    def heading(self) -> int:
        """The level of a heading in the structure of the file; 0 for other text."""
        block = self.lines[0].block
        return block.heading if block is not None else 0

    @property
    def size(self) -> float:
        """The size of its characters."""
        return self.lines[0].size


def paragraphs_of(parts: Sequence[PagePart], measures: Measures) -> list[PageParagraph]:
    """The paragraphs in the parts of a text, which follow each other."""
    out: list[PageParagraph] = []
    for part in parts:
        left, right = measures.edges_of(part)
        ends = _local_ends(part, right, measures)
        for at, (line, local) in enumerate(zip(part.lines, ends, strict=True)):
            place = _Place(line, left, right, local.right, at == 0, part.column is None)
            below = part.lines[at + 1] if at + 1 < len(part.lines) else None
            joined = _continues(out[-1], place, below, measures) if out else "no"
            if joined == "no":
                out.append(PageParagraph([line], [left], [local.right], is_ragged=local.is_ragged))
                continue
            paragraph = out[-1]
            if joined == "perhaps":
                paragraph.joins.append(len(paragraph.lines))
            elif joined == "break":
                paragraph.breaks.append(len(paragraph.lines))
            paragraph.lines.append(line)
            paragraph.lefts.append(left)
            paragraph.rights.append(local.right)
            paragraph.is_ragged = local.is_ragged
    for paragraph in out:
        paragraph.is_centred = _is_centred_paragraph(paragraph)
    return out


def joined(paragraph: PageParagraph, below: PageParagraph) -> PageParagraph:
    """Two paragraphs as one, whose line between them was ended on purpose if they are centred."""
    count = len(paragraph.lines)
    breaks = [count] if paragraph.is_centred and below.is_centred else []
    return PageParagraph(
        paragraph.lines + below.lines,
        paragraph.lefts + below.lefts,
        paragraph.rights + below.rights,
        paragraph.is_centred,
        below.is_ragged,
        paragraph.joins + [at + count for at in below.joins],
        paragraph.breaks + breaks + [at + count for at in below.breaks],
    )


class _Place(Struct):
    """A line and the column that it is in."""

    line: PageLine
    left: float
    right: float
    local: float
    """The end of lines near it, which may have an indent on that side."""
    is_first: bool
    """Whether it is the first in its column."""
    is_in_cell: bool = False


class _Local(Struct):
    """The end of lines that are near each other."""

    right: float
    is_ragged: bool = False
    """Whether they end at different places."""


def _local_ends(part: PagePart, right: float, measures: Measures) -> list[_Local]:
    """For each line, where the lines around it end: lines that end at one place before the column's end have an indent there."""
    out: list[_Local] = []
    for start, stop in blocks_of(part.lines, measures.pitch):
        block = part.lines[start:stop]
        end = _end_of_block(block, right)
        if end is None:
            end = measures.end_of(part, block) or right
        flush = sum(line.right > end - 1.5 for line in block[:-1])
        ragged = len(block) > _FEW and flush < _RAGGED * (len(block) - 1)
        out += [_Local(max(end, max(line.right for line in block) - 3), ragged)] * len(block)
    return out


def _end_of_block(block: Sequence[PageLine], right: float) -> float | None:
    """The place where the lines of a block end by an indent; None if they tell none."""
    furthest = max(line.right for line in block)
    if len(block) < _FEW or furthest >= right - 10 or furthest - block[0].left <= _LEAST_WIDTH * (right - block[0].left):
        return None
    at_end = sum(1 for line in block[:-1] if line.right > furthest - 1.5)
    fills = all(line.right + 0.2 * line.size + below.first_width > furthest for line, below in itertools.pairwise(block))
    return furthest if at_end >= max(2, 0.6 * (len(block) - 1)) or (fills and len(block) > _FEW) else None


def _continues(paragraph: PageParagraph, place: _Place, below: PageLine | None, measures: Measures) -> Joining:
    """Whether a line continues a paragraph."""
    last, line = paragraph.lines[-1], place.line
    if last.block is not None or line.block is not None:
        if line.block is not last.block:
            return "no"
        return "break" if not place.is_first and _has_room(paragraph, line, measures) else "yes"
    if not _has_size_of(last, line) or _changes_weight(paragraph, line) or ends_entry(last):
        return "no"
    if ends_entry(line) and _is_rest_of_entry(paragraph, place, measures):
        return "yes"
    if _begins_note(last, line) or (place.is_in_cell and _is_amount(last) and _is_amount(line)):
        return "no"
    if _has_room(paragraph, line, measures):
        return "break" if not place.is_first and _is_below_centred(paragraph, place, measures) else "no"
    if place.is_first:
        return _goes_on(paragraph, place, measures)
    if not _is_near(last, line, below, measures) or _begins_item(last, line, measures) or not _fits_indent(paragraph, line):
        return "no"
    return "yes"


def _has_size_of(last: PageLine, line: PageLine) -> bool:
    """Whether a line has the size of the one before, or begins in the size in which that ends."""
    if abs(last.size - line.size) <= 0.12 * last.size:
        return True
    first, end = line.words[0], last.words[-1]
    return abs(end.size - first.size) <= 0.12 * first.size and max(end.size, first.size) >= max(last.size, line.size)


def _is_amount(line: PageLine) -> bool:
    """Whether a line is a number or a sign beside one."""
    return _AMOUNT.fullmatch(line.text) is not None


def _begins_note(last: PageLine, line: PageLine) -> bool:
    """Whether a line begins a note of the text (`NOTE 2 – …`) after a sentence."""
    return is_note_line(line.text) and SENTENCE_END.search(last.text) is not None


def _begins_item(last: PageLine, line: PageLine, measures: Measures) -> bool:
    """Whether a line begins with a label: a number without a wide gap after it, within a sentence, is a reference (`9.5.5`)."""
    if not has_label(line, measures.is_justified):
        return False
    if label_words(line, deep=False) or _begins_sentence(line) or SENTENCE_END.search(last.text):
        return True
    return _ITEM_END.search(last.text) is not None and not line.text[0].isdigit()


def _hangs(paragraph: PageParagraph, line: PageLine) -> bool:
    """Whether a line begins where the text after the tab of the first line does."""
    stop = tab_stop(paragraph.lines[0])
    return stop is not None and abs(stop - line.left) < _NEAR


def _is_rest_of_entry(paragraph: PageParagraph, place: _Place, measures: Measures) -> bool:
    """Whether a line ends an entry of a list of contents that was divided before the page numbers."""
    last, line = paragraph.lines[-1], place.line
    is_wide = last.right > place.left + 0.7 * (place.right - place.left)
    return (
        not place.is_first
        and is_wide
        and line.left >= last.left - _NEAR
        and _is_near(last, line, None, measures)
        and not has_label(line, measures.is_justified)
    )


def _is_below_centred(paragraph: PageParagraph, place: _Place, measures: Measures) -> bool:
    """Whether two lines in the middle of their column are as near as the lines of one paragraph."""
    last, line = paragraph.lines[-1], place.line
    if not _is_centred(last, paragraph.lefts[-1], paragraph.rights[-1]) or not _is_centred(line, place.left, place.local):
        return False
    return 0 < line.baseline - last.baseline < 1.06 * measures.pitch(last.size) + 0.3 and _look(last) == _look(line)


def _look(line: PageLine) -> tuple[bool, bool]:
    return all(word.is_bold for word in line.words), all(word.is_italic for word in line.words)


def _is_bold(line: PageLine) -> bool:
    """Whether a line is of a heading, whose lines are seldom justified."""
    return all(word.is_bold for word in line.words)


def _changes_weight(paragraph: PageParagraph, line: PageLine) -> bool:
    """Whether a bold line is followed by one that is not, or the reverse."""
    before = [word.is_bold for word in paragraph.lines[-1].words]
    return len(set(before)) == 1 and all(word.is_bold is not before[0] for word in line.words) and len(line.words) > 2


def _has_room(paragraph: PageParagraph, line: PageLine, measures: Measures) -> bool:
    """Whether the last line of a paragraph has room for the first word of a line, so that it ends there."""
    last, left, right = paragraph.lines[-1], paragraph.lefts[-1], paragraph.rights[-1]
    start = left if last.left > left + 8 and _is_centred(last, left, right) and not _is_indented(last, line, right) else last.left
    if last.left > left + 0.4 * (right - left) and abs(last.right - right) < 2:
        start = left  # it is set to the end of the column
    room = right - start - (last.right - last.left)
    if _ends_cjk(last) or CJK.match(line.text):
        return room > line.first_width + 0.9 * last.size
    is_justified = (
        measures.is_justified
        and not paragraph.is_ragged
        and not (_is_bold(last) and _is_bold(line))
        and not _hangs(paragraph, line)
    )
    if is_justified and start == last.left and room > 2.5 * last.size and line.first_width > room - last.size:
        return not _is_divided(last)
    return line.first_width + 0.22 * last.size < room - 0.5


def _is_indented(last: PageLine, line: PageLine, right: float) -> bool:
    """Whether a line that may be in the middle of its column looks like the first of a paragraph that has an indent."""
    is_full = right - last.right < line.first_width
    return is_full and line.left < last.left - 8 and abs(last.size - line.size) < 0.3 and _look(last) == _look(line)


def _ends_cjk(line: PageLine) -> bool:
    return bool(CJK.match(line.text[-1:]))


def _is_divided(line: PageLine) -> bool:
    return line.text.endswith(("-", "\u2010", "/"))


def _is_near(last: PageLine, line: PageLine, below: PageLine | None, measures: Measures) -> bool:
    """Whether two lines have the distance of lines of one paragraph."""
    pitch, usual = line.baseline - last.baseline, measures.pitch(last.size)
    if pitch <= 0:
        return False
    if pitch < 1.13 * usual + 0.6:
        return True
    if below is not None and pitch < 2.4 * last.size:  # a paragraph may have wider lines
        return abs((below.baseline - line.baseline) - pitch) < 0.4 and pitch < 1.7 * usual
    return False


def _fits_indent(paragraph: PageParagraph, line: PageLine) -> bool:
    last = paragraph.lines[-1]
    if _is_centred(last, paragraph.lefts[-1], paragraph.rights[-1]) and line.left > paragraph.lefts[-1] + 8:
        return True
    if len(paragraph.lines) == 1:
        indented = line.left > last.left + _NEAR and not has_label(last, False)
        return not (indented and SENTENCE_END.search(last.text) and _begins_sentence(line))
    difference = line.left - last.left
    if abs(difference) <= _NEAR:
        return True
    return difference < 0 and not SENTENCE_END.search(last.text) and not _begins_sentence(line)


def _goes_on(paragraph: PageParagraph, place: _Place, measures: Measures) -> Joining:
    """Whether the first line of a column continues the paragraph at the end of the column before it."""
    line, last = place.line, paragraph.lines[-1]
    if _begins_item(last, line, measures) or _is_centred(line, place.left, place.right):
        return "no"
    indent = line.left - place.left
    if len(paragraph.lines) > 1 and abs(indent - paragraph.indent) > _NEAR + 1:
        return "no"
    if SENTENCE_END.search(last.text):
        return "no" if _begins_sentence(line) else "perhaps"
    return "yes"


def _begins_sentence(line: PageLine) -> bool:
    letter = next((sign for sign in line.text if sign.isalpha()), "")
    return letter.isupper() or not letter.islower()


def _is_centred(line: PageLine, left: float, right: float) -> bool:
    """Whether a line is in the middle of its column, with space on both sides."""
    before, after = line.left - left, right - line.right
    return abs(before - after) < _CENTRED * (right - left) and before > 0.03 * (right - left) + 4


def _is_centred_paragraph(paragraph: PageParagraph) -> bool:
    places = list(zip(paragraph.lines, paragraph.lefts, paragraph.rights, strict=True))
    if not any(_is_centred(*place) for place in places) or ends_entry(paragraph.lines[-1]):
        return False
    return all(abs((line.left - left) - (right - line.right)) < 1.2 * _CENTRED * (right - left) for line, left, right in places)
