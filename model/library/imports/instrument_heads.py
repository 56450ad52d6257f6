"""The places in the body of a Word file at which an instrument begins, and the paragraphs between two instruments.

They are recognised by style if the file has ITU's styles, otherwise by form: a number line in capitals before an opening line.
A clause that only begins like a number line, or that is a citation, is not a number line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from model.formats.recognition.line import side_text
from model.formats.recognition.proposal_lines import is_rule, proposal_line
from model.formats.recognition.raw_body import RawParagraph
from model.formats.recognition.style_roles import role_of
from model.formats.recognition.submission import is_void
from model.lexicon import document_word
from model.lexicon.lines import NumberLine, is_page_line, is_part_heading, opening_body, read_number_line
from model.library.texts.clauses import legible_text
from model.submission.values import SYMBOLS
from model.text.lazy_regex import late

_NUMBER_LINE = 200
"""Characters beyond which a paragraph is no number line."""
_OPENING_WITHIN = 4
"""Paragraphs after a number line within which its opening line is looked for: a title of two lines, a history and the opening
line."""
_JUDGED = 400
"""A longer paragraph is a clause of a text, whatever its words. Characters."""
_HEADING = 120
"""Characters beyond which a paragraph heads no group."""
_RUN_OF_PAGES = 3
"""So many paragraphs that are a number each, rising, are page numbers."""
_MARKED = late(r"(?P<mark>\(MOD\)|ADD\*?|MOD|SUP\*?|NOC)[\s\u2028]+(?=\S)")
_HEADING_ROLES = frozenset({"heading", "doctitle"})


class BodyLine(Struct, frozen=True):
    """A paragraph of a body as it is judged here."""

    text: str
    """As it is read; '' for a paragraph of a table."""
    role: str
    mark: str
    """ADD, MOD, SUP … if the line consists of a mark."""
    proposed: bool
    """It opens a proposal with a number, as no published text does."""
    reasons: bool
    """It opens the reasons of a proposal, by its words or its style."""
    capital: bool
    """Whether its style has the property *all caps*."""
    stands_out: bool
    """It is bold throughout, or centred."""
    page: bool
    """It is the header or the number of a printed page, by its words."""
    void: bool


class InstrumentHead(Struct, frozen=True):
    """The beginning of an instrument, by the indices of paragraphs."""

    first: int
    """The paragraph with its mark; without a mark, its number line."""
    number: int
    """Its number line."""
    mark: str
    typed: bool = False
    """Whether the mark is in the paragraph of the number line."""


class InstrumentPlace(Struct, frozen=True):
    """The paragraphs of an instrument."""

    head: InstrumentHead
    stop: int
    """One past its last paragraph."""
    group: str
    """The headings above it."""
    gap: int
    """The first paragraph between the text before and this one: headings, page numbers, its mark."""


def body_lines(paragraphs: Sequence[RawParagraph]) -> list[BodyLine]:
    """The paragraphs of a body, each with what tells where an instrument begins."""
    return [_line(paragraph) for paragraph in paragraphs]


def _line(paragraph: RawParagraph) -> BodyLine:
    void = is_void(paragraph)
    if void or paragraph.cell is not None:
        return BodyLine("", "", "", False, False, False, False, False, void)
    source = side_text(paragraph.runs, "draft")
    text = legible_text(source) if len(source) <= _JUDGED else source
    role = role_of(paragraph.face).name
    mark, proposed = "", False
    if len(source) <= 80 and (role == "proposal" or text.startswith(SYMBOLS)):
        found = proposal_line(source, styled=role == "proposal")
        if found is not None and not (found.number and read_number_line(found.number) is not None):
            mark, proposed = found.symbol, bool(found.number)
    reasons = role == "reasons" and bool(text)
    if not reasons and (":" in text[:30] or "：" in text[:30]):
        word = document_word(text[:80])
        reasons = word is not None and word.term == "reasons"
    face = paragraph.face
    bold = all(run.style.bold or face.bold for run in paragraph.runs if run.text.strip() and not run.content)
    return BodyLine(text, role, mark, proposed, reasons, face.caps, face.centred or bold, is_page_line(text), False)


def is_contribution(lines: Sequence[BodyLine]) -> bool:
    """Whether a body is a submission: its proposals have a number, or a symbol and reasons, and no text is unchanged."""
    return any(line.proposed for line in lines) or (any(line.mark for line in lines) and any(line.reasons for line in lines))


def instrument_places(lines: Sequence[BodyLine], language: str) -> list[InstrumentPlace]:
    """The instruments of a body, in order."""
    heads = _heads(lines, language)
    out: list[InstrumentPlace] = []
    part = subject = ""
    for place, head in enumerate(heads):
        floor = _after_title(lines, heads[place - 1].number) if place else 0
        stop, headings = _gap_before(lines, head.first, floor)
        if place:
            out[-1] = replace(out[-1], stop=stop)
        if headings:
            parts = [text for text in headings if is_part_heading(text)]
            if parts:
                part = parts[-1]
            subject = " – ".join(text for text in headings if text not in parts)
        out.append(InstrumentPlace(head, len(lines), " – ".join(filter(None, (part, subject))), stop))
    return out


def page_lines(lines: Sequence[BodyLine], *, several: bool) -> frozenset[int]:
    """The paragraphs that are the header or the number of a printed page; bare numbers in a file of several texts alone."""
    numbers = [(at, int(line.text)) for at, line in enumerate(lines) if line.text.isdecimal() and len(line.text) <= 4]
    rising = several and len(numbers) >= _RUN_OF_PAGES and all(first < second for (_, first), (_, second) in pairwise(numbers))
    found = {at for at, _ in numbers} if rising else set()
    return frozenset(found | {at for at, line in enumerate(lines) if line.page})


def _heads(lines: Sequence[BodyLine], language: str) -> list[InstrumentHead]:
    out: list[InstrumentHead] = []
    above = -1
    """The last paragraph that is not empty."""
    for at, line in enumerate(lines):
        if line.void or not line.text:
            continue
        head = _head(lines, at, above, language)
        if head is not None:
            out.append(head)
        if not line.page:
            above = at
    return out


def _head(lines: Sequence[BodyLine], at: int, above: int, language: str) -> InstrumentHead | None:
    line = lines[at]
    if len(line.text) > _NUMBER_LINE or line.mark:
        return None
    mark = lines[above].mark if above >= 0 else ""
    styled = line.role in ("number", "proposal")
    if not styled and not mark and not _in_capitals(line):
        return None
    typed = _MARKED.match(line.text) if styled or _in_capitals(line) else None
    if read_number_line(line.text[typed.end() :] if typed is not None else line.text) is None:
        return None
    if mark:
        return InstrumentHead(above, at, mark)
    mark = typed["mark"] if typed is not None else ""
    if line.role == "number" or mark.startswith("SUP") or _is_opened(lines, at, language):
        return InstrumentHead(at, at, mark, typed is not None)
    return None


def _in_capitals(line: BodyLine) -> bool:
    """Whether the words before the edition are in capitals, by their letters or their style; scripts without them are."""
    head = line.text.replace("（", "(").split("(")[0]
    return line.capital or head == head.upper()


def _is_opened(lines: Sequence[BodyLine], at: int, language: str) -> bool:
    """Whether an opening line follows a number line before another number line does."""
    left = _OPENING_WITHIN
    for line in (lines[place] for place in range(at + 1, len(lines))):
        if not line.text or line.page:
            continue
        if opening_body(line.text, language) or opening_body(line.text):
            return True
        left -= 1
        if not left or line.mark or head_number(line.text) is not None:
            return False
    return False


def head_number(text: str) -> NumberLine | None:
    """The number line in a paragraph, also behind a mark; None if it is none."""
    typed = _MARKED.match(text)
    return read_number_line(text[typed.end() :] if typed is not None else text)


def _after_title(lines: Sequence[BodyLine], number: int) -> int:
    """One past the line after a number line: that line is the title, whatever its form."""
    return next((at + 1 for at in range(number + 1, len(lines)) if lines[at].text), number + 1)


def gap_before(lines: Sequence[BodyLine], first: int, floor: int) -> int:
    """The end of the text before a paragraph: that paragraph, or the first of the headings and page numbers above it."""
    return _gap_before(lines, first, floor)[0]


def _gap_before(lines: Sequence[BodyLine], first: int, floor: int) -> tuple[int, list[str]]:
    """The end of the text before an instrument, and the headings between the two."""
    headings: list[str] = []
    stop = first
    for at in reversed(range(floor, first)):
        line = lines[at]
        if line.text and not _is_between(line):
            if not _is_heading(line):
                break
            headings.append(line.text)
        elif not line.text and not line.void:
            break
        stop = at
    return stop, headings[::-1]


def _is_between(line: BodyLine) -> bool:
    """Whether a paragraph is the header, the number or the rule between two texts."""
    return line.page or is_rule(line.text) or (line.text.isdecimal() and len(line.text) <= 4)


def _is_heading(line: BodyLine) -> bool:
    if len(line.text) > _HEADING or line.text[-1] in ".;:,。；：，،؛":
        return False
    return is_part_heading(line.text) or (
        line.role in _HEADING_ROLES or (line.stands_out and line.role in ("", "normal", "list") and not line.text[0].islower())
    )
