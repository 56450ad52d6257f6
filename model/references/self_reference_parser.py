"""The grammar of references to clauses of the same text, in six languages.

    reference = call labels [near] | [near] point labels ["of"] [section] call [near] | call near
    labels    = label { ("," | "and" | "to") label }
    label     = number | letter ")" | roman ")" , one after the other if nested: `e) iv)`, `2 a)`

A call is the words of one of the text's own calls, or their beginning: `instructs the Director 4` for *instructs the Director
of the Telecommunication Standardization Bureau*. What is said to be `of Resolution 25` is a citation and no reference.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.lexicon.calls import read_call
from model.references.tokens import TokenReader, scan
from model.references.words import INSTRUMENTS
from model.text.lazy_regex import late
from model.text.legible import Legible

Role = Literal["single", "first", "last"]
_LETTERS = late(r"[a-z]{1,5}|[а-я]{1,2}|[أ-ي]{1,2}", re.IGNORECASE)


class LabelReference(Struct, frozen=True):
    """A label that a reference names; `first` and `last` are the ends of a range (`a) to c)`)."""

    path: tuple[str, ...]
    """The labels from the outermost inwards, without brackets: `e`, `iv`."""
    spans: tuple[tuple[int, int], ...]
    """The range of each of them, without its bracket."""
    role: Role


class Reference(Struct, frozen=True):
    """A reference to clauses of the same text; offsets are code points in the text given."""

    calls: tuple[int, ...]
    """The indices of the calls that it may mean, the likeliest first; none if it names a call that the text lacks."""
    items: tuple[LabelReference, ...]
    """Empty if it means the call as a whole."""
    call_text: str
    start: int
    stop: int
    call_start: int
    call_stop: int
    whole_call: bool
    """Whether all words of the call are there."""


def refer(text: str, language: str, calls: Sequence[str]) -> tuple[Reference, ...]:
    """The references in a text to clauses under calls, given in the order of the text."""
    return _parse_references(text, language, tuple(calls))


@lru_cache(maxsize=8_192)
def _parse_references(text: str, language: str, calls: tuple[str, ...]) -> tuple[Reference, ...]:
    """Kept, since each structural command asks the same of nearly every paragraph again."""
    return _Parser(text, language, calls).references()


class _Parser(TokenReader):
    def __init__(self, text: str, language: str, calls: tuple[str, ...]) -> None:
        self._text = text
        self._language = language
        super().__init__(scan(text, language))
        self._words = [token.text.casefold() for token in self.tokens]
        self._calls = _by_verb(calls, language)

    def references(self) -> tuple[Reference, ...]:
        found: list[Reference] = []
        at = 0
        while at < len(self.tokens):
            reference, after = self._call_first(at) or self._labels_first(at) or (None, at + 1)
            if reference is not None:
                found.append(reference)
            at = max(after, at + 1)
        return tuple(found)

    # -- rules

    def _call_first(self, at: int) -> tuple[Reference | None, int] | None:
        matched = self._call(at)
        if matched is None:
            return None
        after, calls, whole = matched
        place = after
        while self.is_one(place, "paragraph", "provision"):
            place += 1
        items, place = self._labels(place)
        near = self.is_one(place, "near")
        if not items and not (near and whole):
            return None
        place += near
        if self._is_foreign(place):
            return None, place
        return self._reference(calls, items, at, place, at, after, whole), place

    def _labels_first(self, at: int) -> tuple[Reference | None, int] | None:
        """`пункте 8 раздела решает`, `point 8 du décide`, `上述第8段做出决议`."""
        place = at
        if not self.is_one(place, "paragraph", "provision"):
            return None
        items, place = self._labels(place + 1)
        if not items:
            return None
        while self.is_one(place, "of", "section", "near") or self._mark(place, "\"«“„'"):
            place += 1
        matched = self._call(place)
        if matched is None:
            return None
        after, calls, whole = matched
        stop = after + 1 if self._mark(after, "\"»”“'") else after
        stop += self.is_one(stop, "near")
        return self._reference(calls, items, at, stop, place, after, whole), stop

    def _reference(
        self, calls: tuple[int, ...], items: Sequence[LabelReference], at: int, stop: int, call: int, call_stop: int, whole: bool
    ) -> Reference:
        start, end = self.tokens[call].start, self.tokens[call_stop - 1].stop
        words = Legible(self._text[start:end]).text
        return Reference(
            calls, tuple(items), words, self.tokens[at].start, self.tokens[stop - 1].stop, start, end, whole
        )  # fmt: skip

    # -- parts

    def _call(self, at: int) -> tuple[int, tuple[int, ...], bool] | None:
        """The longest beginning of a call at a place: its end, the calls that begin so, whether one is whole."""
        if at >= len(self._words) or self._words[at] not in self._calls:
            return None
        lengths: list[tuple[int, bool, int]] = []
        for index, words, least in self._calls[self._words[at]]:
            length = 0
            while length < len(words) and at + length < len(self._words) and words[length] == self._words[at + length]:
                length += 1
            if length >= least:
                lengths.append((length, length == len(words), index))
        if not lengths:
            return None
        longest = max(length for length, _, _ in lengths)
        best = sorted(
            (candidate for candidate in lengths if candidate[0] == longest),
            key=lambda candidate: (not candidate[1], candidate[2]),
        )
        return at + longest, tuple(index for _, _, index in best), best[0][1]

    def _labels(self, place: int) -> tuple[list[LabelReference], int]:
        """A list of labels, and its end."""
        items: list[LabelReference] = []
        role: Role = "single"
        while True:
            path: list[str] = []
            spans: list[tuple[int, int]] = []
            while self._mark(place, "第"):
                place += 1
            while (label := self._label(place)) is not None:
                text, after = label
                if path and (text[0].isdecimal() or not (self._mark(place - 1, ")") or path[-1][0].isdecimal())):
                    break
                path.append(text)
                spans.append((self.tokens[place].start, self.tokens[place].stop))
                place = after
            if not path:
                break
            items.append(LabelReference(tuple(path), tuple(spans), role))
            ahead, role = place, "single"
            while self._mark(ahead, ",") or self.is_one(ahead, "and", "to"):
                if self._label(ahead) is not None and ahead > place and not self._mark(ahead, ","):
                    break
                if self.is_one(ahead, "to") and not self._mark(ahead, ","):
                    role = "last"
                ahead += 1
            while self.is_one(ahead, "paragraph", "provision"):
                ahead += 1
            if ahead == place or self._label(ahead) is None:
                break
            if role == "last":
                items[-1] = replace(items[-1], role="first")
            place = ahead
        return items, place

    def _label(self, place: int) -> tuple[str, int] | None:
        """The label at a place without its bracket, and the place after it."""
        token = self.at(place)
        if token is None:
            return None
        closing = self.at(place + 1)
        closed = closing is not None and closing.text == ")" and closing.glued
        if token.shape == "number" and re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){0,3}(?:bis|ter|quater)?", token.text):
            return token.text, place + 1 + closed
        if closed and _LETTERS.fullmatch(token.text):
            return token.text, place + 2
        return None

    def _is_foreign(self, place: int) -> bool:
        """Whether the words refer to another instrument: `resolves 1 to 11 of Resolution 25`."""
        while self.is_one(place, "of"):
            place += 1
        token = self.at(place)
        behind = self.at(place + 1)
        return (
            token is not None
            and token.has(*INSTRUMENTS)
            and behind is not None
            and (behind.shape == "number" or behind.has("sector:R", "sector:T", "sector:D"))
        )

    def _mark(self, place: int, marks: str) -> bool:
        token = self.at(place)
        return token is not None and len(token.text) == 1 and token.text in marks


@lru_cache(maxsize=16)
def _by_verb(calls: tuple[str, ...], language: str) -> Mapping[str, Sequence[tuple[int, list[str], int]]]:
    """Calls by their first word: the place of each, its words, how many name it at least."""
    found: dict[str, list[tuple[int, list[str], int]]] = {}
    for index, call in enumerate(calls):
        words, least = _call_words(call, language)
        if words:
            found.setdefault(words[0], []).append((index, words, least))
    return found


@lru_cache(maxsize=1_024)
def _call_words(call: str, language: str) -> tuple[list[str], int]:
    """The words of a call, and the least number of words that name it: its verb with the words that belong to it."""
    words = [token.text.casefold() for token in scan(call, language) if token.shape != "mark"]
    read = read_call(call, language)
    least = len(scan(read.verb, language)) if read is not None else len(words)
    return words, max(1, min(least, len(words)))
