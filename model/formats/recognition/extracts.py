"""Extracts of treaty texts: single provisions under their symbols, as proposals and Final Acts print them.

A symbol is on the line of a proposal (`MOD<tab>ACP/35/7`) or, in the old form, in the margin before the number (`MOD 61 …`). The
provisions become one text with gaps: those of ADD are inserted, those of SUP deleted, the others are as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from model.allocations.frequencies import band_at
from model.formats.recognition.label_bookmarks import is_anchor, without_bookmarks
from model.formats.recognition.line import side_text
from model.formats.recognition.margin_numbers import split_number
from model.formats.recognition.raw_body import RawParagraph, side_of
from model.formats.recognition.style_roles import normal_name, role_of
from model.lexicon import is_number_line, read_call
from model.numbering.mark_forms import read_mark
from model.numbering.provision_numbers import MarginNumber, parse_margin
from model.numbering.unit_lines import is_mark
from model.numbering.units import TextUnit, parse_unit
from model.redline import ANCHOR, NOTE, SIDES, Run, Status, Style
from model.redline.runs import cut
from model.submission.values import Symbol
from model.text.lazy_regex import late

_NUMBER_STYLE = Style(name="Artdef")
_SYMBOL = late(r"(?P<symbol>ADD\*?|MOD|\(MOD\)|SUP\*?|NOC)(?:[\t \u00a0\u2003]+(?P<rest>.+))?", re.DOTALL)
_FIRST_SIGNS = "AMSN("
_AMENDED = ("MOD", "(MOD)")
_WORDS_OF_RANGE = 3
"""The words of `19.117 to 19.126`."""
_LONGEST_TITLE = 200
_UNIT_STYLES = frozenset(
    "chapno chaptitle artno arttitle sectionno sectiontitle section1 section2 section3 appendixno appendixtitle".split()
)
_BLANKS = " \t\u00a0\u2002\u2003"


class ExtractPart(Struct, frozen=True):
    """One proposal, or one block of Final Acts."""

    symbol: Symbol
    text: Sequence[RawParagraph]
    headings: Sequence[RawParagraph] = ()
    """The headings before it, which are printed for orientation."""
    number: str = ""
    reasons: str = ""
    is_underlined: bool = False
    """Whether its NOC is a proposal to keep the provisions."""
    is_clean: bool = False
    """Whether it is the draft of a MOD without revision marks, as Final Acts have it."""


class TreatyParagraph(Struct, frozen=True):
    """A paragraph of the text that the parts of an extract make up."""

    paragraph: RawParagraph
    part: int
    """The number of its part."""
    is_heading: bool = False
    """Whether it is printed for orientation."""


def provision_parts(paragraphs: Sequence[RawParagraph], ranges: Sequence[tuple[int, int]]) -> list[bool]:
    """For each proposal, from its line up to the next one, whether it consists of provisions or units of a treaty text.

    A number without letters and points (`61`) could also be the label of a paragraph of a resolution, and a heading or paragraph
    without a number is part of any text, so they are of a treaty text only beside others that are certain."""
    texts = [paragraphs[start + 1 : stop] for start, stop in ranges]
    heads = [next((paragraph for paragraph in text if _words(paragraph)), None) for text in texts]
    certain = [
        (head is not None and _is_certain(head)) or (start > 0 and _is_line_of_unit(paragraphs[start - 1]))
        for head, (start, _) in zip(heads, ranges, strict=True)
    ]
    if not any(certain):
        return certain
    return [
        sure or (head is not None and not _is_of_resolution(text)) for sure, head, text in zip(certain, heads, texts, strict=True)
    ]


def _is_of_resolution(text: Sequence[RawParagraph]) -> bool:
    """Whether some paragraphs have the number line or a call of a resolution."""
    lines = (_words(paragraph) for paragraph in text if paragraph.cell is None)
    return any(line and (is_number_line(line) or read_call(line)) for line in lines)


def _is_line_of_unit(paragraph: RawParagraph) -> bool:
    """Whether a paragraph has one of ITU's styles for the lines of articles and the like."""
    return normal_name(paragraph.face.name or paragraph.face.style) in _UNIT_STYLES


def _is_certain(paragraph: RawParagraph) -> bool:
    if paragraph.cell is not None:
        return False
    lines = (side_text(paragraph.runs, side).strip(_BLANKS) for side in SIDES)
    if split_number(paragraph.runs)[1] or any(line and _unit_in(line) is not None for line in lines):
        return True
    number = _number_in(paragraph)
    return number is not None and _is_address(number)


def _is_address(number: MarginNumber) -> bool:
    """Whether a number has the form of a margin number and no other."""
    elements = number.first.elements
    return len(elements) > 1 or bool(number.first.head or elements[0].letters or elements[0].tail)


def _words(paragraph: RawParagraph) -> str:
    """The characters of a paragraph as proposed, or those in force if nothing else is left."""
    draft = side_text(paragraph.runs, "draft").strip(_BLANKS)
    return draft or side_text(paragraph.runs, "base").strip(_BLANKS)


def _unit_in(words: str) -> TextUnit | None:
    """The unit that a line numbers, footnotes left out; None if it is none."""
    return parse_unit(words.replace(NOTE, ""))


def _number_in(paragraph: RawParagraph) -> MarginNumber | None:
    found = margin_head(_words(paragraph))
    return parse_margin(found) if found else None


def margin_head(words: str) -> str:
    """The margin number that a line begins with, before a tab, a blank or its end; empty if there is none."""
    first = words.split("\t", 1)[0].rstrip(_BLANKS)
    band = band_at(first)
    if band is not None and band[0].unit:
        return ""  # the title of a block of the Table of Frequency Allocations, 2 450-2 700 MHz
    if parse_margin(first) is not None:
        return first
    pieces = first.replace("\u00a0", " ").split(" ")
    for size in (_WORDS_OF_RANGE, 1):
        head = first[: len(" ".join(pieces[:size]))]
        if len(pieces) > size and parse_margin(head) is not None:
            return head
    return ""


def headings_before(paragraphs: Sequence[RawParagraph], start: int, stop: int, *, follows: bool = False) -> int:
    """The index at which the headings of units begin that end at `stop`, at least `start`; `stop` if there are none. They are
    headings only behind other words: `follows` says that some are before `start`."""
    first, place = stop, stop - 1
    titles = 0
    while place >= start:
        paragraph = paragraphs[place]
        words = _words(paragraph)
        if paragraph.cell is not None or len(words) > _LONGEST_TITLE or role_of(paragraph.face).name == "reasons":
            break
        unit = _unit_in(words) if words else None
        if unit is not None:
            if titles and not is_mark(unit.rest):
                break
            first, titles = place, 0
        elif words:
            titles += 1
            if titles > 1:
                break
        place -= 1
    has_text = any(_words(paragraph) or paragraph.cell is not None for paragraph in paragraphs[start:first])
    return first if follows or has_text or start == 0 else stop


# --- the old form -------------------------------------------------------------------------------------------------------


def margin_parts(paragraphs: Sequence[RawParagraph]) -> list[ExtractPart]:
    """The blocks of a text with symbols in the margin or on lines of their own; none if it has another shape."""
    if not any(map(_may_have_symbol, paragraphs)):
        return []
    words = [_words(paragraph) if paragraph.cell is None else "" for paragraph in paragraphs]
    opening = {place: found for place, line in enumerate(words) if (found := _symbol_at(words, place)) is not None}
    if not opening or any(line and (is_number_line(line) or read_call(line)) for line in words):
        return []
    out: list[ExtractPart] = []
    places = sorted(opening)
    begin = headings_before(paragraphs, 0, places[0])
    for place, following in zip(places, [*places[1:], len(paragraphs)], strict=True):
        symbol, alone = opening[place]
        head = next((at for at in range(place + 1, following) if words[at]), place) if alone else place
        has_head = not alone or _unit_in(words[head]) is not None
        stop = following
        if following < len(paragraphs):
            stop = headings_before(paragraphs, (head if has_head else place) + 1, following, follows=has_head)
        first = () if alone else (_without_symbol(paragraphs[place], symbol),)
        text = (*first, *paragraphs[place + 1 : stop])
        is_clean = symbol in _AMENDED and not any(map(_is_tracked, text))
        out.append(ExtractPart(symbol, text, paragraphs[begin:place], is_clean=is_clean))
        begin = stop
    return out


def _may_have_symbol(paragraph: RawParagraph) -> bool:
    """Whether a side of a paragraph may begin with a symbol: a cheap look that rules most paragraphs out."""
    for run in paragraph.runs:
        sign = run.text.lstrip(_BLANKS)[:1]
        if sign and sign in _FIRST_SIGNS:
            return True
        if sign and sign != ANCHOR and run.status is Status.KEPT:
            return False
    return False


def _symbol_at(words: Sequence[str], place: int) -> tuple[Symbol, bool] | None:
    """The symbol that a line begins with, and whether it is alone; None if no provision or unit follows it."""
    line = words[place]
    found = _SYMBOL.fullmatch(line) if line[:1] in _FIRST_SIGNS else None
    if found is None:
        return None
    rest = found["rest"]
    following = rest or next((line for line in words[place + 1 : place + 4] if line), "")
    if not margin_head(following) and _unit_in(following) is None:
        return None
    return cast(Symbol, found["symbol"]), not rest


def _is_tracked(paragraph: RawParagraph) -> bool:
    kept = Status.KEPT
    return paragraph.end.status is not kept or any(run.status is not kept for run in paragraph.runs)


def _without_symbol(paragraph: RawParagraph, symbol: Symbol) -> RawParagraph:
    """The paragraph without the symbol that it begins with and the blanks after it."""
    text = "".join(run.text for run in paragraph.runs)
    at = text.find(symbol) + len(symbol)
    at += len(text[at:]) - len(text[at:].lstrip(_BLANKS))
    return replace(paragraph, runs=cut(paragraph.runs, at)[1])


# --- one text -----------------------------------------------------------------------------------------------------------


def treaty_paragraphs(parts: Iterable[ExtractPart]) -> Iterator[TreatyParagraph]:
    """The paragraphs of one text made of parts: headings once, the provisions of ADD inserted, those of SUP deleted. None of them
    has a place in its file, since the text is not that of the file."""
    tables: dict[int, int] = {}
    before: list[str] = []
    for number, part in enumerate(parts):
        heads = [words for paragraph in part.headings if (words := _words(paragraph))]
        headings = [paragraph for paragraph in part.headings if _words(paragraph)] if heads != before else []
        before = heads or before
        has_styled = any(split_number(paragraph.runs)[1] for paragraph in part.text)
        for paragraph in (*headings, *_on_sides(part)):
            cell = paragraph.cell
            if cell is not None:
                cell = (tables.setdefault(cell[0], len(tables)), *cell[1:])
            placed = replace(_with_styled_number(paragraph, has_styled=has_styled), cell=cell, source="")
            yield TreatyParagraph(placed, number, is_heading=any(paragraph is heading for heading in headings))


def _on_sides(part: ExtractPart) -> Iterator[RawParagraph]:
    """The paragraphs of a part with the status that its symbol gives them."""
    if part.symbol in _AMENDED:
        yield from part.text
        return
    added = part.symbol.startswith("ADD")
    status = Status.INSERTED if added else Status.DELETED if part.symbol.startswith("SUP") else Status.KEPT
    for paragraph in _without_spacing(side_of(part.text, "draft" if added else "base"), is_new=added):
        runs = tuple(replace(run, status=status) for run in paragraph.runs)
        row = status if paragraph.cell is not None else paragraph.row
        yield replace(paragraph, runs=runs, end=replace(paragraph.end, status=status), row=row)


def _without_spacing(paragraphs: Sequence[RawParagraph], *, is_new: bool) -> Sequence[RawParagraph]:
    """The paragraphs of a part without those that are empty; of a new text, without those before its first words, and those after
    its last ones if the edition mark shows that it ends there."""
    filled = [at for at, paragraph in enumerate(paragraphs) if paragraph.cell is not None or _words(paragraph)]
    if not is_new or not filled:
        return [paragraphs[at] for at in filled]
    is_ended = read_mark(_words(paragraphs[filled[-1]])) is not None
    return paragraphs[filled[0] : filled[-1] + 1 if is_ended else len(paragraphs)]


def _with_styled_number(paragraph: RawParagraph, *, has_styled: bool) -> RawParagraph:
    """The paragraph with the margin number that it begins with in ITU's style for it, by which it is read.

    has_styled: whether its part has numbers in that style, beside which `1` is a label
    """
    if paragraph.cell is not None or split_number(paragraph.runs)[1] or without_bookmarks(paragraph.runs)[1]:
        return paragraph
    head = margin_head(_words(paragraph))
    margin = parse_margin(head) if head and has_styled else None
    if margin is not None and not _is_address(margin):
        return paragraph
    text = "".join(run.text for run in paragraph.runs if not is_anchor(run))
    if not head or not text.startswith(head):
        return paragraph
    size = len(head) + sum(1 for _ in _leading_anchors(paragraph.runs))
    number, rest = cut(paragraph.runs, size)
    styled = tuple(run if is_anchor(run) else replace(run, style=_NUMBER_STYLE) for run in number)
    return replace(paragraph, runs=(*styled, *rest))


def _leading_anchors(runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        if not is_anchor(run):
            return
        yield run
