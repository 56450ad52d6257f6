"""Paragraphs as one list of tokens, each with the places of its characters in their runs.

Marks without width and text (bookmarks, comment ranges) are not compared: those of the base stay in place, those of the other
text are dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec.structs import replace

from model.diff import tokens
from model.redline import ANCHOR, Clause, Run, Style, with_text

END = ("end",)
"""The token of a paragraph end."""
_BESIDE = re.compile(r"<cw:beside\b|<w:(?:bookmark|commentRange|perm)(?:Start|End)\b|<w:(?:proofErr|lastRenderedPageBreak)\b")
_NOISE = re.compile(r"<w:(?:lang|noProof|webHidden)\b[^>]*?(?:/>|></w:\w+>)")
_VOLATILE = re.compile(r' (?:w:rsid\w*|w14:\w+Id|wp14:\w+Id)="[^"]*"|(?<=<cw:open) id="[^"]*"|(?<=<cw:close) id="[^"]*"')


def is_beside(run: Run) -> bool:
    """Whether a run is a mark that the comparison passes over."""
    return bool(run.content) and run.text == ANCHOR and _BESIDE.search(run.content) is not None


@dataclass
class TokenStream:
    """Paragraphs of one side."""

    paragraphs: Sequence[Clause]
    keys: list[Hashable] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    """Of each token the number of its paragraph."""
    starts: list[int] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    """The start and stop of its characters in the paragraph; for an end, both are after the last character."""
    _runs: list[ComparedRuns] = field(default_factory=list)

    @classmethod
    def of(cls, paragraphs: Sequence[Clause]) -> TokenStream:
        """The tokens of consecutive paragraphs."""
        stream = cls(paragraphs)
        for number, clause in enumerate(paragraphs):
            stream._add(number, ComparedRuns.of(clause.runs), last=number == len(paragraphs) - 1)
        return stream

    def _add(self, number: int, cut: ComparedRuns, *, last: bool) -> None:
        self._runs.append(cut)
        text, special = cut.text, cut.special
        spans = tokens.token_spans(text)
        if special:
            self.keys += [special.get(start) or text[start:stop] for start, stop in spans]
        else:
            self.keys += [text[start:stop] for start, stop in spans]
        self.parts += [number] * len(spans)
        self.starts += [start for start, _ in spans]
        self.stops += [stop for _, stop in spans]
        if not last:
            self.keys.append(END)
            self.parts.append(number)
            self.starts.append(len(text))
            self.stops.append(len(text))

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, int, int, bool]]:
        """Tokens `start` to `stop` as ranges of one paragraph each: its number, start, stop, and whether its end follows."""
        place = start
        while place < stop:
            number, first = self.parts[place], place
            while place < stop and self.parts[place] == number and self.keys[place] is not END:
                place += 1
            ends = place < stop and self.parts[place] == number and self.keys[place] is END
            begin = self.starts[first]
            yield number, begin, self.stops[place - 1] if place > first else begin, ends
            if ends:
                place += 1

    def runs(self, number: int, start: int, stop: int) -> list[Run]:
        """The runs of a stretch of a paragraph."""
        return self._runs[number].slice(start, stop)

    def marks(self, number: int, start: int, stop: int) -> list[tuple[int, Run]]:
        """The skipped marks of a range, with their places, without those after the last character."""
        cut = self._runs[number]
        return [(place, run) for place, run in cut.marks if start <= place < stop]

    def closing_marks(self, number: int) -> list[Run]:
        """The marks after the last character of a paragraph."""
        cut = self._runs[number]
        return [run for place, run in cut.marks if place >= len(cut.text)]


@dataclass
class ComparedRuns:
    """The runs of a paragraph without the marks that are passed over."""

    text: str
    runs: list[Run]
    starts: list[int]
    special: dict[int, Hashable]
    """The values of placeholder characters by place: notes, objects, marks."""
    marks: list[tuple[int, Run]]

    @classmethod
    def of(cls, runs: Sequence[Run]) -> ComparedRuns:
        """The runs without their marks; each mark keeps its place."""
        kept: list[Run] = []
        starts: list[int] = []
        special: dict[int, Hashable] = {}
        marks: list[tuple[int, Run]] = []
        place = 0
        for run in runs:
            if run.content and is_beside(run):
                marks.append((place, run))
                continue
            if not run.text:
                continue
            if run.content:
                special[place] = (run.text, _VOLATILE.sub("", run.content))
            kept.append(run)
            starts.append(place)
            place += len(run.text)
        return cls("".join(run.text for run in kept), kept, starts, special, marks)

    def slice(self, start: int, stop: int) -> list[Run]:
        """The runs from character `start` to `stop`, those at the edges cut."""
        out: list[Run] = []
        at = bisect_right(self.starts, start) - 1 if self.starts else 0
        while 0 <= at < len(self.runs) and self.starts[at] < stop:
            run, begin = self.runs[at], self.starts[at]
            low, high = max(start - begin, 0), min(stop - begin, len(run.text))
            if low < high:
                out.append(run if (low, high) == (0, len(run.text)) else with_text(run, run.text[low:high]))
            at += 1
        return out


def identity(runs: Sequence[Run]) -> tuple[str, Hashable]:
    """The text of a paragraph, and a key that is equal for paragraphs that say the same."""
    if not any(run.content for run in runs):
        text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
        return text, text
    cut = ComparedRuns.of(runs)
    return cut.text, (cut.text, tuple(cut.special.items())) if cut.special else cut.text


@lru_cache(maxsize=4096)
def visible_style(style: Style) -> Style:
    """A format without its invisible parts."""
    return replace(style, other=_NOISE.sub("", style.other)) if style.other else style


def same_look(first: Style, second: Style) -> bool:
    """Whether two formats look the same."""
    return first is second or first == second or visible_style(first) == visible_style(second)
