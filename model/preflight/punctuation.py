"""Marks within paragraphs: closing marks, quotes, spaces, hyphens, as each language wants them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from model.allocations.lines import is_note_number
from model.message import Message
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Fix, Problem, Rule, in_new_words
from model.submission.french_spaces import BLANKS, ENDS, HIGH, mark_behind
from model.text.lazy_regex import late

_MARKS = {"zh": ("；", "，", "。"), "ar": ("؛", "،", ".")}
_LATIN = (";", ",", ".")
_QUOTES = {"“": "”", "«": "»", "„": "“", "「": "」", "『": "』", "《": "》"}
_QUOTE_SIGNS = late(f"[{''.join(_QUOTES)}{''.join(_QUOTES.values())}]")
_DOUBLE = late(r"(?<=\S)[ \u00a0\u202f]{2,}(?=\S)")
_BEFORE = late(r"(?<=\w)[ \u00a0]+(?=[,;:.?!](?:\s|$))")
_FRENCH_MARK = late(rf"(?<=[\w{re.escape(ENDS)}])(?P<space>[{BLANKS}]*)(?P<mark>[{HIGH}])(?=\s|$)")
_GUILLEMET = late(rf"«(?P<behind>[{BLANKS}]*)(?=\S)|(?<=\S)(?P<before>[{BLANKS}]*)»")
_RUSSIAN_YEAR = late(r"(?<=\d)( ?)(?=гг?\.)")
_REFERENCE = late(r"(?:^|(?<=\s))(§§?|No\.|Nos\.|núm\.|núms\.|n°|№)( )(?=\d)")
_SECTOR = late(r"\b(?:ITU|UIT|МСЭ)([-\u2011])(?=[RTDРТ]\b)")


def _closing(text: CheckedText, context: CheckContext) -> Faults:
    """The mark at the end of each item: inside a block, at its end, at the end of the text."""
    semicolon, comma, stop = _MARKS.get(text.language, _LATIN)
    lists = [tuple(line for line in block.items if not line.is_table_note) for block in text.blocks]
    last = lists[-1][-1] if lists and lists[-1] else None
    for block, items in zip(text.blocks, lists, strict=True):
        for place, line in enumerate(items):
            yield None
            words = line.text.rstrip()
            if not words or words[-1] in ":：":
                continue
            ends_block = place == len(items) - 1
            wanted = stop if line is last else comma if ends_block else semicolon
            closing = words[-1]
            if closing == wanted or not _is_item(items, place):
                continue
            end = len(words)
            start = end - 1 if closing in ";,.；，。؛،" else end
            if closing in ".。" and not ends_block and line.label == "":
                continue
            if not block.is_marked and line.is_kept(start, end):
                continue
            message = _message_of_end(wanted, closing if start < end else "", ends_text=line is last, ends_block=ends_block)
            put = mark_behind(words[:start], wanted, spaced=context.is_spaced(text.story))
            yield in_new_words(line, start, end, message, (start, end, put))


def _message_of_end(wanted: str, closing: str, *, ends_text: bool, ends_block: bool) -> Message:
    """The message on a paragraph that ends with `closing`, or without a mark if that is ''."""
    if ends_text and closing:
        return Message.of("“{wanted}” ends the text, not “{closing}”", wanted=wanted, closing=closing)
    if ends_text:
        return Message.of("“{wanted}” ends the text; there is no mark", wanted=wanted)
    if ends_block and closing:
        return Message.of("“{wanted}” ends the block, not “{closing}”", wanted=wanted, closing=closing)
    if ends_block:
        return Message.of("“{wanted}” ends the block; there is no mark", wanted=wanted)
    if closing:
        return Message.of("“{wanted}” ends a paragraph inside a block, not “{closing}”", wanted=wanted, closing=closing)
    return Message.of("“{wanted}” ends a paragraph inside a block; there is no mark", wanted=wanted)


def _is_item(items: tuple[DraftLine, ...], place: int) -> bool:
    """Whether the closing mark of a paragraph ends an item of a list: no deeper list follows to which it leads."""
    below = items[place + 1] if place + 1 < len(items) else None
    return below is None or below.level <= max(items[place].level, 1)


class _Mark(NamedTuple):
    """A faulty mark: its place and the message about it."""

    start: int
    stop: int
    message: Message
    fixes: tuple[Fix, ...] = ()


def _quotes(line: DraftLine, context: CheckContext) -> Iterator[Problem]:
    for mark in sorted(_lone_quotes(line.text), key=lambda mark: mark.start):
        yield in_new_words(line, mark.start, mark.stop, mark.message, *mark.fixes)


def _lone_quotes(text: str) -> Iterator[_Mark]:
    """The quotation marks of a text that have no partner."""
    open_at: list[tuple[int, str]] = []
    closing = set(_QUOTES.values())
    straight = [found.start() for found in re.finditer('"', text)]
    for found in _QUOTE_SIGNS.finditer(text):
        place, char = found.start(), found[0]
        if char in _QUOTES and not (char == "“" and open_at and open_at[-1][1] == "„"):
            open_at.append((place, char))
        elif char in closing:
            if open_at and _QUOTES[open_at[-1][1]] == char:
                open_at.pop()
            elif len(straight) % 2 and straight[-1] < place:
                opening, start = next(key for key, value in _QUOTES.items() if value == char), straight.pop()
                message = Message.of('‘"’ opens a quotation that ‘{char}’ closes', char=char)
                yield _Mark(start, start + 1, message, ((start, start + 1, opening),))
            elif char != "“":
                yield _Mark(place, place + 1, Message.of("‘{char}’ closes a quotation that nothing opened", char=char))
    for place, char in open_at:
        yield _Mark(place, place + 1, Message.of("‘{char}’ opens a quotation that nothing closes", char=char))
    if len(straight) % 2:
        place = _odd_quote(text, straight)
        yield _Mark(place, place + 1, Message.of('a quotation mark (") has no partner'))


def _odd_quote(text: str, straight: list[int]) -> int:
    """The straight quotation mark without a partner: the first that does not open where one must, else the last."""
    opened = False
    for place in straight:
        opens = place == 0 or not text[place - 1].isalnum()
        if not opened and not opens:
            return place
        opened = not opened
    return straight[-1]


def _spaces(line: DraftLine, context: CheckContext) -> Iterator[Problem]:
    for found in _DOUBLE.finditer(line.text):
        if _is_anothers(line, context, *found.span()) or _is_before_note_number(line, found.end()):
            continue
        wanted = "\u00a0" if "\u00a0" in found[0] else " "
        yield in_new_words(line, *found.span(), Message.of("two spaces"), (*found.span(), wanted))
    for start, stop, message in _superfluous(line, context):
        yield in_new_words(line, start, stop, message, (start, stop, ""))


def _is_before_note_number(line: DraftLine, offset: int) -> bool:
    """Whether a footnote number in a cell follows, before which the Table of Frequency Allocations prints two spaces."""
    return line.bearer.cell is not None and is_note_number(line.text[offset:].split()[0])


def _superfluous(line: DraftLine, context: CheckContext) -> Iterator[tuple[int, int, Message]]:
    """The spaces before a mark that must not have one, with a message for each."""
    text = line.text
    if line.language == "zh":
        return
    for found in _BEFORE.finditer(text):
        sign = text[found.end()]
        ends = sign != "." or found.end() + 1 == len(text.rstrip())
        if ends and not (line.language == "fr" and sign in HIGH) and not _is_anothers(line, context, *found.span()):
            yield *found.span(), Message.of("a space before “{text}”", text=sign)
    for start, stop, sign in _french_places(line, context, spaced=False):
        if start < stop:
            message = Message.of("a space before “{text}”", text=sign)
            yield start, stop, message if sign else Message.of("a space inside « »")


def _firm(line: DraftLine, context: CheckContext) -> Iterator[Problem]:
    """Spaces at which a line must not break."""
    for start, stop, message in _loose(line, context):
        yield in_new_words(line, start, stop, message, (start, stop, "\u00a0"))


def _loose(line: DraftLine, context: CheckContext) -> Iterator[tuple[int, int, Message]]:
    """The places where such spaces are missing, with a message for each."""
    for start, stop, sign in _french_places(line, context, spaced=True):
        if line.text[start:stop] in ("", " "):
            message = Message.of("a no-break space belongs before “{sign}”", sign=sign)
            yield start, stop, message if sign else Message.of("a no-break space belongs inside « »")
    for found in _RUSSIAN_YEAR.finditer(line.text) if line.language == "ru" else ():
        if not _is_anothers(line, context, *found.span()):
            yield *found.span(), Message.of("a no-break space belongs before “{sign}”", sign="г.")
    for found in _REFERENCE.finditer(line.text):
        if not _is_anothers(line, context, *found.span(2)):
            yield *found.span(2), Message.of("a no-break space belongs after “{sign}”", sign=found[1])


def _french_places(line: DraftLine, context: CheckContext, *, spaced: bool) -> Iterator[tuple[int, int, str]]:
    """The spaces, present or possible, at marks of a French text of one usage: start, stop, mark after it ('' inside « »)."""
    if line.language != "fr" or context.is_spaced(line.story) is not spaced:
        return
    for found in _FRENCH_MARK.finditer(line.text):
        if not _is_anothers(line, context, *found.span()):
            yield *found.span("space"), found["mark"]
    for found in _GUILLEMET.finditer(line.text):
        if not _is_anothers(line, context, *found.span()):
            yield *found.span("behind" if found["behind"] is not None else "before"), ""


def _hyphens(text: CheckedText, context: CheckContext) -> Faults:
    """Names of Sectors with a hyphen at which a line can break, in a text that is new, or in force with firm ones mostly."""
    met: list[tuple[DraftLine, re.Match[str]]] = []
    for line in (*text.lines, *text.notes):
        met += [(line, found) for found in _SECTOR.finditer(line.text)]
        yield None
    old = [found[1] == "\u2011" for line, found in met if text.proposal.symbol != "ADD" and line.is_kept(*found.span(1))]
    if 2 * sum(old) < len(old):
        return
    for line, found in met:
        start, stop = found.span(1)
        if found[1] == "-" and not _is_anothers(line, context, start, stop):
            message = Message.of("a no-break hyphen belongs in “{text}”", text=line.text[found.start() : stop + 1])
            yield in_new_words(line, start, stop, message, (start, stop, "\u2011"))


def _is_anothers(line: DraftLine, context: CheckContext, start: int, stop: int) -> bool:
    """Whether a range is the same in the text in force that a proposal amends: its spaces are not the proposal's to repair."""
    symbol = context.submission.proposals[line.story.proposal - 1].symbol
    return symbol not in ("", "ADD", "ADD*") and line.is_kept(start, stop, beside=False)


RULES = (
    Rule(
        "closing-mark", "warning", Message.of("The mark at the end of a paragraph"),
        Message.of("Paragraphs inside a block end with a semicolon, the last of a block with a comma, the last of the text with "
                   "a full stop."),
        Message.of("61 resolutions of PP-18: 96 % of inner, 97 % of last paragraphs, all texts"), text=_closing,
    ),
    Rule(
        "quotes", "warning", Message.of("A quotation mark without partner"),
        Message.of("Each quotation that is opened is closed, in the same paragraph."),
        Message.of("ITU English Language Style Guide: quotation marks"), line=_quotes,
    ),
    Rule(
        "spaces", "advice", Message.of("Spaces where none belong"),
        Message.of("There is one space between words, and none before a comma, semicolon, colon or full stop. In French "
                   "there is none before ; : ? ! and inside « » either, as ITU prints it, unless the text in force mostly "
                   "has them."),
        Message.of("ITU English Language Style Guide: spacing; French Resolutions and Decisions of the Council (2010-11)"),
        line=_spaces,
    ),
    Rule(
        "no-break", "advice", Message.of("A line can break where it must not"),
        Message.of("A no-break space keeps together what belongs together: before г. in Russian, after § and No, and before ; "
                   ": ? ! and inside « » in French where the text in force mostly has spaces there. Words of the text in force "
                   "that a proposal amends are left as they are."),
        Message.of("ITU publications: U+00A0 before the year group (WTSA Resolution 1, 2016)"), line=_firm,
    ),
    Rule(
        "no-break-hyphen", "advice", Message.of("The name of a Sector can be parted at its hyphen"),
        Message.of("ITU-T is written with a no-break hyphen. This is asked of new texts, and of those in force that mostly have "
                   "such hyphens; words of the text in force that a proposal amends are left as they are."),
        Message.of("ITU publications: w:noBreakHyphen in ITU-T (WTSA Resolution 1, 2016)"), text=_hyphens,
    ),
)  # fmt: skip
