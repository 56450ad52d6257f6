"""Lists of contents saved from ITU's site: one line a text with number, edition and title, under headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.errors import FileError
from model.formats.html.encoding import page_source
from model.formats.html.reader import read_html
from model.lexicon import guess_language
from model.lexicon.lines import NumberLine, is_part_heading, read_number_line
from model.library.texts.clauses import legible_text
from model.message import Message
from model.redline import LINE_BREAK
from model.references.editions import EditionRow, row_of_text
from model.references.text_head import TextHead, edition_named
from model.text.lazy_regex import late

_LONGEST = 600
"""Characters beyond which a line is no entry of a list."""
_HEADING = 150
"""Characters beyond which a line is no heading."""
_NUMBER = 160
"""Characters within which the number and the edition of an entry are looked for."""
_WORDS = 6
"""Blanks among which a number ends that has no edition."""
_ABBREVIATED = late(r"(?P<word>res|rés|dec|déc|rec|op|рез|реш|рек)\. ?(?=[\d(\[№n])", re.IGNORECASE)
_FULL = {
    "res": "Resolution", "rés": "Résolution", "dec": "Decision", "déc": "Décision", "rec": "Recommendation", "op": "Opinion",
    "рез": "Резолюция", "реш": "Решение", "рек": "Рекомендация",
}  # fmt: skip
_BULLETS = "•·▪◦○■–—-* "
_MARK = late(r"(?:ADD|\(?MOD\)?|NOC)[ :]+")
_SUPPRESSED = late(r"SUP\*?[ :]+")
_ENDS = late(r"[)）]|(?=\s)|(?=[:：–—])|$")
_LEADER = late(r"(?:[ .…·_]{3,}|[.…·_]{2,} ?)(?:\d{1,4}|[ivxlc]{1,7})$|[.…·_]{3,}$")
_FORMAT = late(r"[ (\[]*(?:PDF|DOCX?|HTML?|Word)[)\]]*$", re.IGNORECASE)
_ABROGATED = late(
    r"(?i)abrogated|suppressed|no longer in force|abrogé|abolie|derogad|suprimid|аннулир|отменен|утративш|исключен|废止|废除|删除"
    r"|ملغا|ألغي|الملغ"
)
_OFTEN = 3
"""A line that is repeated so many times on a page is no heading: it is a link to the top of the page."""


class ContentsPage(Struct, frozen=True):
    """The editions that a list of contents names, and the warnings about it, a sentence each."""

    rows: tuple[EditionRow, ...]
    warnings: tuple[Message, ...] = ()


class ContentsLine(Struct, frozen=True):
    """A line of a list of contents."""

    text: str
    """Cells of a row are parted by tabs."""
    heading: bool


class ContentsEntry(Struct, frozen=True):
    """A text that a list of contents names."""

    number: NumberLine
    title: str
    group: str
    abrogated: bool


def read_contents_page(data: bytes, name: str) -> ContentsPage:
    """The editions of the texts that an HTML page lists. FileError, in one sentence, if it lists none."""
    try:
        text = read_html(page_source(data, name))
    except FileError as error:
        raise FileError(name, error.reason) from None
    lines = list(_lines(text.paragraphs, text.headings))
    language = guess_language(line.text for line in lines)
    entries = list(entries_of(lines))
    if not entries:
        reason = Message.of(
            "it is a web page that lists no texts by number, edition and title; save the page of the table of contents, or "
            "open it in Word and save it as .docx"
        )
        raise FileError(name, reason)
    found: dict[tuple[object, ...], EditionRow] = {}
    unknown: list[str] = []
    bodies = Counter(edition_named(TextHead(entry.number), language).body for entry in entries)
    del bodies[""]
    usual = bodies.most_common(1)[0][0] if bodies else ""
    for entry in entries:
        row = _row(entry, usual, language, name)
        if row is None:
            unknown.append(entry.number.number)
        else:
            found.setdefault(row.same, row)
    warnings: tuple[Message, ...] = ()
    if unknown:
        warnings = (
            Message.counted(
                "{n} line names a text without a known edition and was omitted: {numbers}.",
                "{n} lines name a text without a known edition and were omitted: {numbers}.",
                len(unknown),
                numbers=tuple(unknown[:10]),
            ),
        )
    return ContentsPage(tuple(found.values()), warnings)


def _row(entry: ContentsEntry, usual: str, language: str, source: str) -> EditionRow | None:
    edition = edition_named(TextHead(entry.number), language)
    if not edition.date and usual and not edition.body:
        edition = edition_named(TextHead(entry.number, body=usual), language)
    row = row_of_text(entry.number.instrument, edition, entry.title, source)
    return row and replace(row, group=entry.group, status="abrogated" if entry.abrogated else row.status)


def _lines(paragraphs: Sequence[Sequence[object]], headings: frozenset[int]) -> Iterator[ContentsLine]:
    for at, runs in enumerate(paragraphs):
        source = "".join(getattr(run, "text", "") for run in runs)
        for piece in source.split(LINE_BREAK):
            cells = [legible_text(cell) for cell in piece.split("\t")]
            text = "\t".join(cell for cell in cells if cell)
            if text:
                yield ContentsLine(text, at in headings)


def entries_of(lines: Sequence[ContentsLine]) -> Iterator[ContentsEntry]:
    read = [read_entry(line.text) for line in lines]
    often = {text for text, count in Counter(line.text for line in lines).items() if count >= _OFTEN}
    part = subject = ""
    above: list[str] = []
    """The headings since the last entry."""
    waiting: tuple[NumberLine, bool] | None = None
    """An entry whose title is in the next line."""
    marked = any(line.heading and not found for line, found in zip(lines, read, strict=True))
    for at, (line, found) in enumerate(zip(lines, read, strict=True)):
        group = " – ".join(filter(None, (part, subject)))
        if waiting is not None:
            number, abrogated = waiting
            follows = found is None and not line.heading and not _is_number(line.text) and len(line.text) <= _LONGEST
            yield ContentsEntry(number, _title(line.text) if follows else "", group, abrogated)
            waiting = None
            if follows:
                continue
        if found is None:
            if _may_head(line, lines, read, at, marked=marked) and line.text not in often:
                above.append(line.text.replace("\t", " "))
            continue
        if above:
            parts = [text for text in above if is_part_heading(text)]
            part = parts[-1] if parts else part
            subject = next((text for text in reversed(above) if text not in parts), "")
            group, above = " – ".join(filter(None, (part, subject))), []
        number, title, abrogated = found
        abrogated = abrogated or bool(_ABROGATED.search(group))
        if title:
            yield ContentsEntry(number, title, group, abrogated)
        else:
            waiting = (number, abrogated)
    if waiting is not None:
        yield ContentsEntry(waiting[0], "", " – ".join(filter(None, (part, subject))), waiting[1])


def _may_head(
    line: ContentsLine,
    lines: Sequence[ContentsLine],
    read: Sequence[tuple[NumberLine, str, bool] | None],
    at: int,
    *,
    marked: bool,
) -> bool:
    """Whether a line that is no entry is a heading: by the page's marks, otherwise if an entry follows directly."""
    if len(line.text) > _HEADING or _is_number(line.text) or line.text[-1] in ".;,。；،؛":
        return False
    if line.heading or is_part_heading(line.text):
        return True
    return not marked and at + 1 < len(lines) and read[at + 1] is not None


def _is_number(text: str) -> bool:
    return not any(sign.isalpha() for sign in text)


def read_entry(line: str) -> tuple[NumberLine, str, bool] | None:
    """The number line and the title of an entry, and whether it is no longer in force; None if the line is no entry."""
    if len(line) > _LONGEST or not any(sign.isdigit() for sign in line[:_NUMBER]):
        return None
    cells = line.split("\t")
    for at in range(min(len(cells), 3)):
        rest = [cell for cell in cells[at:] if not (_is_number(cell) and cell is not cells[at])]
        text = " ".join(rest).lstrip(_BULLETS)
        marked = _MARK.match(text)
        text = text[marked.end() :] if marked is not None else text
        suppressed = _SUPPRESSED.match(text)
        text = text[suppressed.end() :] if suppressed is not None else text
        short = _ABBREVIATED.match(text)
        if short is not None:
            text = f"{_FULL[short['word'].lower()]} {text[short.end() :]}"
        found = _number_before(text)
        if found is None:
            continue
        number, end = found
        title = _title(text[end:])
        if title[:1].islower() and (not number.edition or text.rstrip()[-1] in ".;,:"):
            return None  # a sentence about the text
        return number, title, suppressed is not None or bool(_ABROGATED.search(title))
    return None


def _number_before(text: str) -> tuple[NumberLine, int] | None:
    """The longest number line at the start of a text, and its end."""
    ends: list[int] = []
    blanks = 0
    for match in _ENDS.finditer(text, 0, _NUMBER):
        if not match[0]:
            blanks += 1
            if blanks > _WORDS:
                continue
        ends.append(match.end())
    for end in reversed(ends):
        number = read_number_line(text[:end])
        if number is not None:
            return number, end
    return None


def _title(text: str) -> str:
    text = _FORMAT.sub("", _LEADER.sub("", text.replace("\t", " ")).strip())
    return text.strip(" –—-:：.…·_")
