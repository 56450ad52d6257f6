"""The document symbol in the page headers and footers of a submission's own file, replaced if it has changed.

Only the old symbol is replaced; its series stays as it was printed (`WTSA24/`, `WTSA-24/`) while the conference does.
"""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct

from model.formats.page.front_matter import Front
from model.formats.safe_xml import parse_part
from model.formats.word.package.package_parts import Parts
from model.formats.word.package.wordml import W
from model.submission.conferences import LETTERS, document_number

_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


def renew_symbol(parts: Parts, old: Front, new: Front, file: str) -> None:
    """Replaces the symbol of one header by that of another in all page headers and footers; `file` is for errors."""
    renewal = _Renewal.of(old, new)
    if renewal is None:
        return
    for name, kind in parts.types.items():
        if not kind.endswith(("header+xml", "footer+xml")) or name not in parts.data:
            continue
        root = parse_part(parts.data[name], name, file)
        renewed = [paragraph for paragraph in root.iter(W + "p") if _renew(paragraph, renewal)]
        if renewed:
            parts.data[name] = bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


class _Renewal(Struct, frozen=True):
    """The pattern to look for, and its replacement."""

    pattern: re.Pattern[str]
    number: str
    letter: str
    symbol: str
    """The whole symbol, for when the series cannot stay."""

    @classmethod
    def of(cls, old: Front, new: Front) -> _Renewal | None:
        number = document_number(old.header)
        if not number or (old.document_symbol, number) == (new.document_symbol, document_number(new.header)):
            return None
        pattern = re.compile(rf"(?<![\w/])(?P<series>[^\W\d][\w.-]*/)?{re.escape(number)}(?P<letter>-[ACEFRS])?(?![\w(/-])")
        same = old.header.conference == new.header.conference
        letter = "-" + LETTERS.get(new.language, "E")
        return cls(pattern, document_number(new.header), letter, "" if same else new.document_symbol)

    def words(self, found: re.Match[str]) -> str | None:
        """The replacement for a match; None if it is no symbol."""
        if not found["series"]:
            return None
        if not self.number or self.symbol:
            return self.symbol
        return found["series"] + self.number + (self.letter if found["letter"] else "")


def _renew(paragraph: etree._Element, renewal: _Renewal) -> bool:
    """Replaces the old symbol in a paragraph, and returns whether it was there."""
    signs = [sign for sign in paragraph.iter(W + "t", *_SIGNS) if next(sign.iterancestors(W + "p"), None) is paragraph]
    texts = [_SIGNS.get(str(sign.tag), sign.text or "") for sign in signs]
    done = False
    for found in reversed(list(renewal.pattern.finditer("".join(texts)))):
        words = renewal.words(found)
        if words is not None and words != found[0]:
            _replace_text(signs, texts, found.span(), words)
            done = True
    return done


def _replace_text(signs: list[etree._Element], texts: list[str], span: tuple[int, int], words: str) -> None:
    """Replaces a stretch of the text of several signs by words, in the first of them that can contain any."""
    at = 0
    for place, (sign, text) in enumerate(zip(signs, texts, strict=True)):
        start, stop = max(span[0] - at, 0), min(span[1] - at, len(text))
        at += len(text)
        if start >= stop:
            continue
        if sign.tag == W + "t":
            sign.text = texts[place] = text[:start] + words + text[stop:]
            sign.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words = ""
        elif (run := sign.getparent()) is not None:
            run.remove(sign)
            texts[place] = ""
