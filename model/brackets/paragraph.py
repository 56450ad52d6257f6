"""The brackets of one paragraph of a side: its pairs, what each contains, and the brackets whose partner is elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from model.brackets.pairs import BracketPair, find_pairs, opening_beside, set_levels, side_by_side
from model.brackets.side_text import SideText, Spans, label_on
from model.brackets.values import BracketFault, BracketOption, FaultKind, OpenKind, OptionKind, TextSpan
from model.lexicon.bracket_words import (
    PARTNERS,
    OptionHead,
    follows_citing_word,
    is_alternative_label,
    is_and_or,
    is_aside,
    is_blank,
    is_bracketed_year,
    is_handle,
    is_mark,
    is_no_change,
    is_placeholder,
    is_reference,
    option_head,
    owner_label,
)
from model.redline import ANCHOR, NOTE, Clause, Side, Status
from model.text.lazy_regex import late

_SQUARE = late(r"[\[\]［］【】〔〕]")
_OPENING = frozenset(PARTNERS)
_LONGEST_LABEL = 160
_TAIL = " \u00a0\t.;,；，。؛،" + NOTE
_LONGEST_TAIL = 12
_GLUED = (".", ",", ")", "”", "»", '"')
_CHINESE = "\u2e80"
"""The first character of the scripts that do not separate words by spaces."""
_FEW_WORDS = late(r"[^\W\d_]+(?:[-‑'’.][^\W\d_]+)*(?:[\s\u00a0]+[^\W\d_]+)?|\d{1,3}")
"""What is beside a slash without spaces if the slash separates options: one or two words, or a number."""


class LocalOpen(Struct, frozen=True):
    """An open text of a paragraph before its level in the story is known."""

    start: int
    """Its first character in the text of the paragraph."""
    kind: OpenKind
    span: TextSpan
    options: tuple[BracketOption, ...]
    level: int


class Lone(Struct, frozen=True):
    """A bracket whose partner, if it has one, is in another paragraph."""

    at: int
    sign: str
    clause: str
    offset: int
    status: Status
    whole: bool
    """Whether nothing but marks is before an opening one, or after a closing one, in its paragraph."""
    owner: str = ""
    head: OptionHead | None = None
    in_label: bool = False
    beside: int = -1
    """For a closing bracket: the opening one that follows after nothing but spaces or a slash; -1 if there is none."""
    content: tuple[str, int] = ("", 0)
    """For an opening bracket: the clause and the offset at which the wording after its label begins."""


class ParsedParagraph(Struct, frozen=True):
    """The facts about a paragraph that do not depend on others."""

    clauses: tuple[Clause, ...]
    open_texts: tuple[LocalOpen, ...] = ()
    lone: tuple[Lone, ...] = ()
    faults: tuple[BracketFault, ...] = ()
    placeholders: tuple[TextSpan, ...] = ()
    head: OptionHead | None = None
    """The head of the option, if the paragraph begins as one of several, in brackets or not."""
    content: TextSpan | None = None
    """Everything that follows this head, if no bracket surrounds it."""
    head_brackets: TextSpan | None = None
    """Brackets around the head alone, `[Option 1]`."""


def parse_paragraph(clauses: tuple[Clause, ...], side: Side) -> ParsedParagraph | None:
    """The brackets of a paragraph; None if it has none and does not begin as an option."""
    parts = [run.text for clause in clauses for run in clause.runs if run.status.on(side)]
    whole = parts[0] if len(parts) == 1 else "".join(parts)
    label = label_on(clauses, side)
    has_sign = _SQUARE.search(whole) is not None or label[:1] in _OPENING
    head = option_head(whole.translate({ord(ANCHOR): None}).lstrip()[:_LONGEST_LABEL]) if not has_sign else None
    if not has_sign and head is None and not is_alternative_label(label):
        return None
    return _Parser(SideText(clauses, side)).result()


class _Parser:
    """One paragraph while it is parsed."""

    def __init__(self, text: SideText) -> None:
        self.side_text = text
        self.text = text.text
        self.is_number = text.clauses[-1].props.kind == "number"
        self.faults: list[BracketFault] = []
        self.found = find_pairs(text.text)
        self.links, self.fields = text.links_and_fields()
        self.lead = len(self.text) - len(self.text.lstrip())
        self.last_mark = -1
        """The end of the last bracket that is the mark of a note: one that follows directly is one too."""

    def result(self) -> ParsedParagraph:
        """The result of the parser."""
        for at in self.found.crossed:
            self._fault("crossed", at)
        placeholders: list[TextSpan] = []
        counted: list[BracketPair] = []
        for pair in self.found.pairs:
            if self.is_number or self._is_left_alone(pair):
                continue
            if not pair.nests and (is_placeholder(self.text[pair.start + 1 : pair.stop]) or _within(self.fields, pair.start)):
                placeholders.append(self.side_text.span(pair.start, pair.stop + 1))
                continue
            counted.append(pair)
        set_levels(counted)
        found = [self._open_text(group) for group in side_by_side(self.text, counted)]
        found.sort(key=lambda local: (local.start, local.level))
        head, content, head_brackets = self._head(counted)
        lone = () if self.is_number else tuple(map(self._lone, self.found.lone))
        if self.is_number:
            head = None
            for at in self.found.lone:
                self._fault("unclosed" if self.text[at] in PARTNERS else "unopened", at)
        return ParsedParagraph(
            tuple(self.side_text.clauses),
            tuple(found),
            lone,
            tuple(self.faults),
            tuple(placeholders),
            head,
            content,
            head_brackets,
        )

    def _fault(self, kind: FaultKind, at: int) -> None:
        self.faults.append(BracketFault(kind, *self.side_text.place(at), self.text[at]))

    def _is_left_alone(self, pair: BracketPair) -> bool:
        """Whether brackets mean something other than open words: references, handles, marks of notes, links, *sic*."""
        if _within(self.links, pair.start):
            return True
        if pair.nests or pair.stop - pair.start > 90:
            return False
        text = self.text
        content = text[pair.start + 1 : pair.stop].strip()
        before, after = text[max(pair.start - 24, 0) : pair.start], text[pair.stop + 1 : pair.stop + 8]
        if _is_link(after) or is_handle(content) or is_aside(content) or is_reference(content):
            return True
        if is_bracketed_year(text[pair.start : pair.stop + 1]):
            return True
        if before[-1:] in (".", "-", "\u2011", "/") and before[-2:-1].isalpha() and len(content) > 2 and content[0].isupper():
            return not any(map(str.isspace, content)) and not is_blank(content)  # Report M.[SHARING]
        if is_mark(content) and self._is_mark(pair, content, before, after):
            self.last_mark = pair.stop
            return True
        return False

    def _is_mark(self, pair: BracketPair, content: str, before: str, after: str) -> bool:
        """Whether a number, letter or star in brackets is the mark of a note or a number of a list."""
        if self.side_text.style(pair.start + 1).vertical == "superscript" or content[0] in "*∗†‡":
            return True
        if content.isalpha():
            return before[-1:].isalpha() and not before[-2:-1].isalpha()  # x[n], but State[s]
        if (before[-1:].isalpha() and before[-1:] < _CHINESE) or before[-1:] in _GLUED or pair.start == self.last_mark + 1:
            return True
        if pair.start <= self.lead:
            return not after.strip() or after[0] == "\t"
        return follows_citing_word(before)

    def _open_text(self, group: Sequence[BracketPair]) -> LocalOpen:
        options = [option for pair in group for option in self._options(pair)]
        start, stop = group[0].start, group[-1].stop + 1
        kind: OpenKind = "alternatives" if len(options) > 1 else options[0].kind
        if kind == "text" and self._is_whole(start, stop):
            kind = "clause"
        return LocalOpen(start, kind, self.side_text.span(start, stop), tuple(options), group[0].level)

    def _is_whole(self, start: int, stop: int) -> bool:
        """Whether the paragraph has nothing but a closing mark outside a range."""
        return start <= self.lead and len(self.text) < stop + _LONGEST_TAIL and not self.text[stop:].strip(_TAIL)

    def _options(self, pair: BracketPair) -> list[BracketOption]:
        """The wordings in a pair of brackets: one, or several with slashes between them."""
        side, start, stop = self.side_text, pair.start + 1, pair.stop
        marks = (side.status(pair.start), side.status(pair.stop))
        owner, length = owner_label(self.text[start : min(stop, start + _LONGEST_LABEL)])
        head = option_head(self.text[start : min(stop, start + _LONGEST_LABEL)]) if not owner else None
        if head is not None and (head.is_firm or head.length == stop - start) and start + head.length < stop:
            length = head.length
            owner, more = owner_label(self.text[start + length : min(stop, start + length + _LONGEST_LABEL)])
            owner, length = owner or head.owner, length + more
        number = head.number if head is not None else ""
        in_label = pair.start < side.label_signs
        low = start + length
        if (cuts := self._option_slashes(pair, low)) is not None:
            edges = [low - 1, *cuts, stop]
            parts = [(a + 1, b) for a, b in pairwise(edges)]
            return [
                BracketOption(side.span(pair.start if a == low else a, pair.stop + 1 if b == stop else b), self._strip(a, b),
                       self._kind(a, b), owner, number, marks, in_label)
                for a, b in parts
            ]  # fmt: skip
        kind: OptionKind = "noc" if head is not None and head.is_noc else self._kind(low, stop)
        if owner and low == stop:
            kind = "text"  # the party wants the words deleted
        return [BracketOption(side.span(pair.start, pair.stop + 1), side.span(low, stop), kind, owner, number, marks, in_label)]

    def _strip(self, start: int, stop: int) -> TextSpan:
        text = self.text[start:stop]
        low = start + len(text) - len(text.lstrip())
        return self.side_text.span(low, max(low, stop - (len(text) - len(text.rstrip()))))

    def _kind(self, start: int, stop: int) -> OptionKind:
        if stop - start > 2_000:
            return "text"
        text = self.text[start:stop]
        return "blank" if is_blank(text) else "noc" if is_no_change(text) else "text"

    def _option_slashes(self, pair: BracketPair, low: int) -> list[int] | None:
        """The slashes of a pair that separate options; None if they are part of words (`and/or`, `TCP/IP`, `km/h`)."""
        slashes = [at for at in pair.slashes if at >= low]
        content = self.text[low : min(pair.stop, low + 400)]
        if not slashes or is_and_or(content) or "://" in content:
            return None
        spaced = [at for at in slashes if self.text[at - 1].isspace() and self.text[at + 1].isspace()]
        if spaced:
            return spaced
        parts = [self.text[a + 1 : b] for a, b in pairwise([low - 1, *slashes, pair.stop])]
        if all(len(part) < 80 and _FEW_WORDS.fullmatch(part.strip()) for part in parts) and not all(map(_is_short_form, parts)):
            return slashes
        return None

    def _head(self, pairs: Sequence[BracketPair]) -> tuple[OptionHead | None, TextSpan | None, TextSpan | None]:
        """The head of an option at the beginning of the paragraph, the wording after it, and the brackets around it alone."""
        lead, side = self.lead, self.side_text
        if is_alternative_label(label_on(side.clauses, side.side)):
            signs = side.label_signs
            return OptionHead(0), None if signs else side.span(signs, len(self.text)), None
        head = option_head(self.text[lead : lead + _LONGEST_LABEL])
        if head is not None:
            low = lead + head.length
            _, more = owner_label(self.text[low : low + _LONGEST_LABEL])
            return head, side.span(low + more, len(self.text)), None
        first = pairs[0] if pairs and pairs[0].start == lead else None
        head = option_head(self.text[lead + 1 : min(first.stop, lead + 1 + _LONGEST_LABEL)]) if first is not None else None
        if first is None or head is None:
            return None, None, None
        if lead + 1 + head.length >= first.stop:
            after = first.stop + 1
            after += len(self.text[after:]) - len(self.text[after:].lstrip())
            return head, side.span(after, len(self.text)), side.span(first.start, first.stop + 1)
        return (head, None, None) if self._is_whole(first.start, first.stop + 1) else (None, None, None)

    def _lone(self, at: int) -> Lone:
        text, sign, place = self.text, self.text[at], self.side_text.place(at)
        opens = sign in PARTNERS
        if not opens:
            whole = len(text) < at + _LONGEST_TAIL and not text[at + 1 :].strip(_TAIL + "]］】〕")
            return Lone(at, sign, *place, self.side_text.status(at), whole, beside=opening_beside(text, at + 1))
        rest = text[at + 1 : at + 1 + _LONGEST_LABEL]
        head = option_head(rest)
        length = head.length if head is not None else 0
        owner, more = owner_label(rest[length:])
        content = self.side_text.place(at + 1 + length + more)
        owner = owner or (head.owner if head is not None else "")
        whole = at < self.lead + _LONGEST_TAIL and not text[self.lead : at].strip(" \u00a0\t[［【〔")
        in_label = at < self.side_text.label_signs
        return Lone(at, sign, *place, self.side_text.status(at), whole, owner, head, in_label, content=content)


def _is_short_form(text: str) -> bool:
    """Whether a text is an abbreviation, such as one of `TCP/IP`."""
    return text.isupper() and len(text) < 6


def _is_link(after: str) -> bool:
    """Whether what follows a bracket makes it the text of a link: `(http`, `(www.`."""
    return after.startswith(("(http", "(www.", "(mailto", "(ftp:"))


def _within(spans: Spans, at: int) -> bool:
    """Whether a place is in one of several ranges, which are in order and not inside of one another."""
    index = bisect_right(spans, (at, at))
    return any(low <= at < high for low, high in spans[max(index - 1, 0) : index + 1])
