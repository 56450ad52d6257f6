"""Finding words in a submission: in the draft, in the base, or in all that the markup shows.

A passage is what is searched at a time: a paragraph of the side, struck (inserted) ends looked through, or in the
markup one clause. What the side does not show is not in its way: a hit in the draft may span struck text, and never
lies in it. Anchors have no width and are overlooked, and so are soft hyphens and other characters that are not read, but by
who looks for them; a note or an object is one character that no typed word equals.
A line break inside a clause is `\\n` to a pattern.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from model.errors import EditError
from model.redline import ANCHOR, LINE_BREAK, Clause, Run, groups
from model.submission.story import StoryId, stories, story_clauses
from model.submission.values import Submission
from model.text.lazy_regex import expanded_length, late
from model.text.legible import SILENT, Legible

if TYPE_CHECKING:
    import regex

Where = Literal["markup", "draft", "base"]

CONTEXT = 48
"""Characters before and after a hit that are shown with it."""
LONGEST_QUERY = 300
MOST_WRITTEN_OUT = 20_000
"""Signs that a pattern may have with its counts written out, as it is compiled: a million take 300 MB and a second."""
PATIENCE = 0.04
PATIENCE_A_CHARACTER = 2e-6
"""Seconds that a pattern may take on one passage: one that backtracks without end would take for ever."""

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Scripts that part no words; Korean does, but its particles stand at the word."""
_NO_WORD_BEFORE = rf"(?<![{_MARKS}])(?<![^\W{_UNSPACED}])"
_NO_WORD_AFTER = rf"(?![{_MARKS}])(?![^\W{_UNSPACED}])"
_ALIKE = {
    " ": "[ \u00a0\u2007\u2009\u202f]",
    "'": "['\u2018\u2019\u02bc]",
    '"': '["\u201c\u201d\u201e\u00ab\u00bb]',
    "-": "[-\u2010\u2011]",
}
"""The typed characters for signs that texts print in several forms."""
_CODE = late(r"\\(?:x|u|U)([0-9A-Fa-f]{2,8})")
_DIGITS = {"x": 2, "u": 4, "U": 8}
_ASKED = frozenset(map(ord, SILENT + "\u2011"))
_UNDECOMPOSED = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ı": "i", "\u2010": "-", "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"',
}  # fmt: skip


class Query(Struct, frozen=True):
    """A search: the words, and where. `fold` ignores accents, vowel signs, hamza, and the width of letters."""

    text: str
    case: bool = False
    whole: bool = False
    pattern: bool = False
    """Whether `text` is a regular expression."""
    fold: bool = False
    where: Where = "draft"


class Hit(Struct, frozen=True):
    """A place where words were found: from `start` in `clause` to `stop` in `last`, which is the same clause unless a paragraph
    of the side consists of several. Offsets are code points in the whole text of the clause."""

    story: StoryId
    clause: str
    start: int
    last: str
    stop: int
    text: str
    before: str
    after: str


class Passage(Struct, frozen=True):
    """Clauses that are searched as one text."""

    story: StoryId
    clauses: tuple[Clause, ...]
    where: Where

    @property
    def runs(self) -> Iterator[tuple[Clause, int, Run]]:
        """The shown text: each run with its clause and its offset there."""
        for clause in self.clauses:
            offset = 0
            for run in clause.runs:
                if is_shown(run, self.where):
                    yield clause, offset, run
                offset += len(run.text)

    @property
    def text(self) -> str:
        """The characters that are searched."""
        return "".join([run.text for clause in self.clauses for run in clause.runs if is_shown(run, self.where)])


class Match(Struct, frozen=True):
    """A hit: its place in the text of a passage, and the contents of the pattern's groups (by number or name; KeyError)."""

    start: int
    stop: int
    group: Callable[[int | str], str]


def is_shown(run: Run, where: Where) -> bool:
    """Whether a run is among the characters that are searched."""
    if run.content and run.text == ANCHOR:
        return False
    return where == "markup" or run.status.on(where)


def passages(submission: Submission, where: Where, story: StoryId | None = None) -> Iterator[Passage]:
    """The passages to search, in order: everything, or one story."""
    for name in stories(submission) if story is None else [story]:
        clauses = story_clauses(submission, name)
        parts = ((clause,) for clause in clauses) if where == "markup" else groups(clauses, where)
        for part in parts:
            yield Passage(name, part, where)


class Finder:
    """A prepared query. EditError, with a sentence for the user, if it cannot be used."""

    def __init__(self, query: Query, patience: float = PATIENCE) -> None:
        self.query = query
        self._patience = patience
        self._table = _Folding()
        self.as_it_stands = not query.fold and _asks_for_silent(query)
        """Whether a text is searched with the characters that are otherwise skipped, and its hyphens are distinguished."""
        if len(query.text) > LONGEST_QUERY:
            raise EditError.of("the search text is longer than {most} characters; search for a part of it", most=LONGEST_QUERY)
        self._compiled = _compile(query, self._table) if query.text else None

    @property
    def groups(self) -> tuple[int, frozenset[str]]:
        """The number of groups of the pattern, and the names of those that have one."""
        if self._compiled is None:
            return 0, frozenset()
        return self._compiled.groups, frozenset(self._compiled.groupindex)

    def matches(self, passage: Passage, most: int | None = None) -> Iterator[Match]:
        """The matches of the query in a passage, at most `most`; empty ones are omitted, and no character is in two."""
        text = passage.text.replace(LINE_BREAK, "\n")
        read = self._read(text)
        known = 0
        try:
            for match in self._matches(read.text, None if self.query.fold else most):
                start, stop = read.span(*match.span())
                if start == stop or start < known:
                    continue
                known = stop
                yield Match(start, stop, _groups(match, read))
        except TimeoutError:
            raise EditError.of(
                "the pattern “{text}” takes too long on a paragraph that begins with “{words}”; make it simpler, without "
                "repetitions inside repetitions",
                text=self.query.text,
                words=text[:30],
            ) from None

    def _read(self, text: str) -> Legible:
        """A text as the query reads it."""
        if self.as_it_stands:
            return Legible(text, {})
        read = Legible(text, self._table if self.query.fold and not text.isascii() else None)
        if self.query.pattern:
            read.text = read.text.replace("\u2011", "-")
        return read

    def _matches(self, text: str, most: int | None) -> Iterator[_Found]:
        """The matches of the pattern itself. One of a user's is run by `regex`, which can be stopped; `re` cannot."""
        if self._compiled is None:
            return iter(())
        if isinstance(self._compiled, re.Pattern):
            return self._compiled.finditer(text)
        limit = self._patience + len(text) * PATIENCE_A_CHARACTER
        # As a list, since the clock of `regex` also counts the time between two matches.
        found = (match for match in self._compiled.finditer(text, timeout=limit) if match.end() > match.start())
        return iter(list(islice(found, most)))

    def hits(self, passage: Passage, most: int | None = None) -> list[Hit]:
        """The first hits in a passage, in order."""
        return [hit for hit, _ in self.pairs(passage, most)]

    def pairs(self, passage: Passage, most: int | None = None) -> Iterator[tuple[Hit, Match]]:
        """The first hits in a passage, in order, each with its match."""
        found = list(islice(self.matches(passage, most), most))
        if found:
            text, places = passage.text, _Places(passage)
            yield from ((_hit(passage, text, places, match), match) for match in found)


def _hit(passage: Passage, text: str, places: _Places, match: Match) -> Hit:
    start, stop = match.start, match.stop
    return Hit(
        passage.story,
        *places.before(start),
        *places.behind(stop),
        text[start:stop],
        text[max(0, start - CONTEXT) : start],
        text[stop : stop + CONTEXT],
    )


def stretch(passage: Passage, start: int, stop: int) -> tuple[tuple[str, int], tuple[str, int]]:
    """A stretch of the text of a passage, not empty, as offsets in the whole texts of its clauses: each end with its id."""
    places = _Places(passage)
    return places.before(start), places.behind(stop)


class _Places:
    """From offsets in the text of a passage to offsets in its clauses."""

    def __init__(self, passage: Passage) -> None:
        self._runs = list(passage.runs)
        self._starts: list[int] = []
        length = 0
        for _, _, run in self._runs:
            self._starts.append(length)
            length += len(run.text)

    def before(self, offset: int) -> tuple[str, int]:
        """The place before the character at an offset."""
        index = bisect_right(self._starts, offset) - 1
        clause, start, _ = self._runs[index]
        return clause.id, start + offset - self._starts[index]

    def behind(self, offset: int) -> tuple[str, int]:
        """The place after the character that ends at an offset."""
        id, start = self.before(offset - 1)
        return id, start + 1


# Patterns

_Compiled: TypeAlias = "re.Pattern[str] | regex.Pattern[str]"
_Found: TypeAlias = "re.Match[str] | regex.Match[str]"


def _compile(query: Query, table: _Folding) -> _Compiled:
    """The pattern of a query."""
    ignoring = not query.case
    if not query.pattern:
        words = query.text.translate(table) if query.fold else _words(query)
        body = "".join(_ALIKE.get(char) or re.escape(char) for char in words.replace(LINE_BREAK, "\n"))
        if not words:
            body = r"(?!)"
        return re.compile(_with_word_boundaries(body, query), re.IGNORECASE if ignoring else 0)
    if expanded_length(query.text) > MOST_WRITTEN_OUT:
        raise EditError.of(
            "the pattern “{text}” repeats more than {most:,} times; write a smaller count", text=query.text, most=MOST_WRITTEN_OUT
        )
    import regex  # the first window searches nothing

    body = "".join(char.translate(table) if query.fold and char.isalpha() else char for char in query.text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            regex.compile(query.text)
            return regex.compile(_with_word_boundaries(body, query), regex.IGNORECASE if ignoring else 0)
    except regex.error as error:
        raise EditError.of("“{text}” is not a regular expression: {error}", text=query.text, error=str(error)) from error
    except (ValueError, OverflowError, RecursionError, MemoryError, KeyError) as error:
        raise EditError.of("“{text}” cannot be used as a regular expression; make it simpler", text=query.text) from error


def _asks_for_silent(query: Query) -> bool:
    """Whether skipped characters, or a no-break hyphen, are themselves searched: alone, or named in a pattern."""
    if not query.pattern:
        return not query.text.strip(SILENT + "\u2011")
    named = {int(found[1][: _DIGITS[found[0][1]]], 16) for found in _CODE.finditer(query.text)}
    return bool(named & _ASKED) or any(char in query.text for char in (*SILENT, "\u2011", "{Cf}"))


def _words(query: Query) -> str:
    return query.text if _asks_for_silent(query) else Legible(query.text).text.replace("\u2011", "-")


def _with_word_boundaries(body: str, query: Query) -> str:
    return f"{_NO_WORD_BEFORE}(?:{body}){_NO_WORD_AFTER}" if query.whole else body


def _groups(match: _Found, read: Legible) -> Callable[[int | str], str]:
    def group(name: int | str) -> str:
        try:
            start, stop = match.span(name)
        except IndexError:
            raise KeyError(name) from None
        if start < 0:
            return ""
        start, stop = read.span(start, stop)
        return read.source[start:stop]

    return group


# Folding


class _Folding(dict[int, str]):
    """The reading of each character; '' if it is skipped."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        parts = unicodedata.normalize("NFKD", char)
        plain = "".join(_UNDECOMPOSED.get(part, part) for part in parts if not _is_passed_over(part))
        self[code] = plain
        return plain


def _is_passed_over(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Cf") or char == "\u0640"
