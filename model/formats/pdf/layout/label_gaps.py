"""The gap between a label and its text, which tells a label from the first word of a line."""

from __future__ import annotations

import re
from statistics import median

from model.formats.pdf.layout.characters import CJK
from model.formats.pdf.layout.lines import PageLine
from model.numbering import read_label
from model.numbering.provision_numbers import parse_margin

_DEEP = re.compile(r"\d{1,2}(?:\.\d{1,3}){2,}")
"""A number that is a label whatever follows it."""
_HEADING_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,3})*\.?|[A-Z](?:\.\d{1,3})+")
_BLANK, _CJK_BLANK = 0.27, 0.5
"""Of the size: the usual width of a space."""
_MOST_WORDS = 3
"""Of a label: `1 bis )`, `10.8 and 10.9`."""


def label_words(line: PageLine, *, deep: bool = True) -> int:
    """The number of words at the beginning of a line that are a label followed by a wide gap; 0 if there is none. `deep`: also
    before a usual gap if it is a number of three parts."""
    words = line.words
    usual = _usual_blank(line)
    text = ""
    if deep and len(words) > 1 and words[1].blank and _DEEP.fullmatch(words[0].text):
        return 1
    for at, word in enumerate(words[: _MOST_WORDS + 1]):
        if at and word.blank and _gap(line, at) > 1.35 * usual + 0.12 * line.size:
            return at if _is_label(text) else 0
        text += f" {word.text}" if word.blank else word.text
    return 0


def tab_stop(line: PageLine) -> float | None:
    """Where the word after the first gap as wide as a tab begins."""
    least = max(0.6 * line.size, 2 * _usual_blank(line))
    return next((word.left for at, word in enumerate(line.words) if at and word.blank and _gap(line, at) > least), None)


def heading_label_words(line: PageLine) -> int:
    """The same for a heading, whose number is a label whatever follows it."""
    found = label_words(line)
    if found or len(line.words) < 2:
        return found
    first, second = line.words[:2]
    if not second.blank and not ("." in first.text.rstrip(".") and second.text[:1].isupper()):
        return 0  # a number that is wider than its place has no gap
    return int(_HEADING_NUMBER.fullmatch(first.text) is not None)


def has_label(line: PageLine, is_justified: bool) -> bool:
    """Whether a line begins with a label: before a wide gap, or with a sign that only labels have."""
    if label_words(line):
        return True
    first = line.words[0].text
    if len(line.words) < 2 or not line.words[1].blank:
        return False
    found = read_label(f"{first} {line.words[1].text}")
    if found is None or found.label != first:
        return False
    return found.scheme == "bullet" or not is_justified


def _is_label(text: str) -> bool:
    found = read_label(f"{text}\tx")
    if found is not None:
        return found.label == text
    margin = parse_margin(text)
    return margin is not None and len(margin.numbers) > 1  # `10.8 and 10.9`


def _gap(line: PageLine, at: int) -> float:
    return line.words[at].left - line.words[at - 1].right


def _usual_blank(line: PageLine) -> float:
    """The width of most spaces of a line, in points."""
    gaps = [_gap(line, at) for at in range(2, len(line.words)) if line.words[at].blank]
    gaps = [gap for gap in gaps if gap > 0]
    if len(gaps) > 2:
        return median(gaps)
    return (_CJK_BLANK if CJK.search(line.text) else _BLANK) * line.size
