"""Replacing search hits in the draft, tracked, in one transaction. Words that hit and replacement share at their ends keep their
formats, notes and authors; a hit with a footnote, a picture or deleted text is not changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.edits.common import replace_clauses, transaction
from model.errors import EditError
from model.redline import LINE_BREAK, NOTE, OBJECT, PLAIN, Clause, Run, Stamp, Status, join_runs
from model.redline.canonical import CARET
from model.redline.runs import struck_run, with_offsets
from model.submission.search import Finder, Hit, Match, Passage, Query, is_shown, passages
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Splice, Step, Transaction
from model.submission.values import Submission
from model.text.lazy_regex import late
from model.text.legible import Legible, unpaired_marks
from model.text.letter_case import with_capitals_of
from model.text.stepwise import run_to_end

_REFERENCE = late(r"\\(?:(\d{1,2})|g<(\w+)>|(.?))", re.DOTALL)
_BIT = 500
"""Hits of one paragraph that are looked at in one step of the work."""
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}
_UNFIT = late(f"[\x00-\x08\x0b-\x1f\x7f{OBJECT}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that stand for something else in a run, or that no file can hold."""


class Replacement(Struct, frozen=True):
    """A hit and its replacement. `kept`: it is not replaced, as it contains a `note` (or a picture) or `struck` text; else ''."""

    hit: Hit
    new: str
    reason_kept: str = ""

    @property
    def old(self) -> str:
        """The words that were found."""
        return self.hit.text


class _Core(Struct, frozen=True):
    """The changed part of a passage: its text from `start` to `stop` becomes `new`."""

    start: int
    stop: int
    new: str


class ReplaceAll:
    """The replacement of all hits of a query: they are searched step by step, and replaced without another search. In a query
    with a pattern the template may refer to its groups, `\\1` or `\\g<name>`. EditError if it cannot be done."""

    def __init__(self, submission: Submission, query: Query, template: str) -> None:
        if query.where == "base":
            raise EditError.of("the text in force is not edited; look in the proposed text to replace something there")
        self._submission = submission
        self._query = query
        self._finder = Finder(query)
        self._expand = _Template(template, self._finder)
        self._found: list[tuple[Passage, list[tuple[Replacement, _Core]]]] = []

    @property
    def replacements(self) -> tuple[Replacement, ...]:
        """The replacements that would be made, in order."""
        return tuple(replacement for _, found in self._found for replacement, _ in found)

    def search(self, chosen: Collection[Hit] | None = None) -> Generator[None, None, ReplaceAll]:
        """Looks for all hits, or those of `chosen` that are still there."""
        wanted = None if chosen is None else set(chosen)
        touched = None if chosen is None else {(hit.story, hit.clause) for hit in chosen}
        for passage in passages(self._submission, self._query.where):
            if touched is not None and not any((passage.story, clause.id) in touched for clause in passage.clauses):
                continue
            found = []
            for number, (hit, match) in enumerate(self._finder.pairs(passage), 1):
                if wanted is None or hit in wanted:
                    found.append(
                        _replacement(
                            passage, hit, self._words_for(hit, match), match.start, as_it_stands=self._finder.as_it_stands
                        )
                    )
                if number % _BIT == 0:
                    yield
            if found:
                self._found.append((passage, found))
            yield
        return self

    def _words_for(self, hit: Hit, match: Match) -> str:
        """The replacement of a hit, with the capitals of the hit unless the query distinguishes them."""
        new = self._expand(match)
        return new if self._query.case or self._query.pattern else with_capitals_of(hit.text, new)

    def make_transaction(self, stamp: Stamp, chosen: Collection[Hit] | None = None) -> Generator[None, None, Transaction]:
        """Replaces all hits, or the chosen ones; the caret is placed after the last."""
        wanted = None if chosen is None else set(chosen)
        changes = [
            (
                passage,
                [
                    core
                    for replacement, core in found
                    if not replacement.reason_kept and (wanted is None or replacement.hit in wanted)
                ],
            )
            for passage, found in self._found
        ]
        count = sum(len(cores) for _, cores in changes)
        return _making(self._submission, changes, TransactionKind.REPLACE, count, stamp)


def preview_replacements(
    submission: Submission, query: Query, template: str, chosen: Collection[Hit] | None = None
) -> tuple[Replacement, ...]:
    """The replacements that would be made, in order: all hits, or those of `chosen` that are still there."""
    return run_to_end(ReplaceAll(submission, query, template).search(chosen)).replacements


def replace_hits(
    submission: Submission, query: Query, template: str, stamp: Stamp, chosen: Collection[Hit] | None = None
) -> Transaction:
    """Replace all hits, or the chosen ones; the caret is placed after the last. EditError if that is impossible.

    query: the search
    template: the replacement
    chosen: the hits to replace; None for all
    """
    return run_to_end(run_to_end(ReplaceAll(submission, query, template).search(chosen)).make_transaction(stamp))


def replace_spans(
    submission: Submission,
    changes: Iterable[tuple[Passage, Sequence[tuple[int, int, str]]]],
    kind: TransactionKind,
    count: int,
    stamp: Stamp,
) -> Transaction:
    """Replace stretches of passages of the draft; one with a note or a picture in it is not changed.

    changes: the passages with their (start, stop, new text), in order and not overlapping
    kind: the kind of the undo step
    count: what the text of the kind counts
    """
    cored: list[tuple[Passage, list[_Core]]] = []
    for passage, spans in changes:
        text = passage.text
        cores = [_core(text[start:stop], _fit(new), start) for start, stop, new in spans]
        cored.append((passage, [core for core in cores if not _obstacle(passage, core)]))
    return run_to_end(_making(submission, cored, kind, count, stamp))


def _making(
    submission: Submission, passages: Iterable[tuple[Passage, list[_Core]]], kind: TransactionKind, count: int, stamp: Stamp
) -> Generator[None, None, Transaction]:
    by_story: dict[StoryId, list[tuple[Passage, list[_Core]]]] = {}
    for passage, cores in passages:
        if cores:
            by_story.setdefault(passage.story, []).append((passage, cores))
    steps: list[Step] = []
    after: Selection | None = None
    for story, changes in by_story.items():
        new: dict[str, tuple[Run, ...]] = {}
        for passage, cores in changes:
            new.update(_Rewriting(cores, stamp, caret=passage is changes[-1][0]).of(passage))
            yield
        of_story, caret = yield from _steps(story, story_clauses(submission, story), new)
        steps += of_story
        after = caret or after
    return transaction(kind, steps, stamp, selection=after, count=count)


def _replacement(passage: Passage, hit: Hit, new: str, start: int, *, as_it_stands: bool) -> tuple[Replacement, _Core]:
    core = _core(hit.text, new, start, as_it_stands=as_it_stands)
    return Replacement(hit, new, _obstacle(passage, core)), core


def _core(old: str, new: str, start: int, *, as_it_stands: bool = False) -> _Core:
    """What differs between two texts, in whole words as they are read; what gives them a direction beyond the words stays."""
    if as_it_stands:
        head, tail = _common(old, new)
        return _Core(start + head, start + len(old) - tail, new[head : len(new) - tail])
    was, now = Legible(old), Legible(new)
    head, tail = _common(was.text, now.text)
    low, high = was.span(head, len(was.text) - tail)
    put = slice(*now.span(head, len(now.text) - tail))
    return _Core(start + low, start + high, new[put] + unpaired_marks(old[low:high]))


def _common(old: str, new: str) -> tuple[int, int]:
    """How many characters two texts have in common at the head and at the end, in whole words."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    while head and (_inside_word(old, head) or _inside_word(new, head)):
        head -= 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    while tail and (_inside_word(old, len(old) - tail) or _inside_word(new, len(new) - tail)):
        tail -= 1
    return head, tail


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _of_word(text[at - 1]) and _of_word(text[at])


def _of_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNMC"


def _obstacle(passage: Passage, core: _Core) -> str:
    """The reason why a core must not be changed; '' if it may be."""
    if NOTE in core.new or OBJECT in core.new:
        return "note"
    for offset, run in with_offsets(run for _, _, run in passage.runs):
        if offset < core.stop and offset + len(run.text) > core.start:
            if run.content:
                return "note"
            if not run.status.in_draft:
                return "struck"
    return ""


class _Template:
    """The replacement of hits. EditError if it refers to a group that the pattern does not have."""

    def __init__(self, template: str, finder: Finder) -> None:
        self._parts: list[str | _Group] = [_fit(template)]
        if finder.query.pattern:
            self._parts = list(_parse(template, *finder.groups))

    def __call__(self, match: Match) -> str:
        return "".join(
            part if isinstance(part, str) else match.group(part.name).replace("\n", LINE_BREAK) for part in self._parts
        )


class _Group(Struct, frozen=True):
    name: int | str


def _parse(template: str, count: int, names: Collection[str]) -> Iterator[str | _Group]:
    """A template with references to groups, as `re.sub` reads it."""
    at = 0
    for found in _REFERENCE.finditer(template):
        yield _fit(template[at : found.start()])
        at = found.end()
        number, name, escaped = found.groups()
        if number is None and name is not None and name.isdecimal():
            number = name
        if number is not None:
            if int(number) > count:
                raise EditError.of(
                    "the replacement refers to group {number}; the pattern has {count} in brackets", number=number, count=count
                )
            yield _Group(int(number))
        elif name is not None:
            if name not in names:
                raise EditError.of("the replacement refers to group “{name}”; the pattern has none of that name", name=name)
            yield _Group(name)
        elif escaped in _ESCAPES:
            yield _fit(_ESCAPES[escaped])
        else:
            raise EditError.of("“{group}” in the replacement means nothing; write a backslash as \\\\", group=found.group())
    yield _fit(template[at:])


def _fit(text: str) -> str:
    return _UNFIT.sub("", text.replace("\n", LINE_BREAK))


class _Rewriting:
    """Carries cores of one passage out, in one walk over its runs."""

    def __init__(self, cores: Sequence[_Core], stamp: Stamp, *, caret: bool) -> None:
        self._todo = list(reversed(cores))
        self._stamp = stamp
        self._caret = caret
        self._at = 0
        self._style = PLAIN
        self._out: list[Run] = []

    def of(self, passage: Passage) -> dict[str, tuple[Run, ...]]:
        """The new runs of each clause of the passage, by its id."""
        new = {}
        for clause in passage.clauses:
            self._out = []
            for run in clause.runs:
                if is_shown(run, passage.where):
                    self._walk(run)
                else:
                    self._out.append(run)
            new[clause.id] = tuple(self._out)
        return new

    def _walk(self, run: Run) -> None:
        stop = self._at + len(run.text)
        if self._at == 0:
            self._put_in(run)
        while self._at < stop:
            core = self._todo[-1] if self._todo else None
            inside = core is not None and core.start <= self._at
            border = stop if core is None else min(stop, core.stop if inside else core.start)
            piece = replace(run, text=run.text[len(run.text) - (stop - self._at) : len(run.text) - (stop - border)])
            if not inside:
                self._out.append(piece)
            elif run.status is Status.KEPT:
                self._out.append(struck_run(piece, self._stamp))
            if core is not None and self._at == core.start:
                self._style = run.style
            self._at = border
            self._put_in(run)

    def _put_in(self, run: Run) -> None:
        """Inserts what belongs after the last character that was passed."""
        while self._todo and self._todo[-1].stop == self._at:
            core = self._todo.pop()
            style = self._style if core.start < core.stop else run.style
            if core.new:
                self._out.append(Run(core.new, Status.INSERTED, style, stamp=self._stamp))
            if self._caret and not self._todo:
                self._out.append(Run("", content=CARET))


def _steps(
    story: StoryId, clauses: tuple[Clause, ...], new: Mapping[str, tuple[Run, ...]]
) -> Generator[None, None, tuple[list[Step], Selection | None]]:
    """The steps that give clauses of a story other runs, the last window first, and where the caret stands then."""
    steps: list[Step] = []
    after: Selection | None = None
    low = 0
    for high, clause in enumerate(clauses, 1):
        if clause.end.status is not Status.KEPT and high < len(clauses):
            continue
        window = clauses[low:high]
        if any(changed.id in new for changed in window):
            rewritten = [replace(changed, runs=new.get(changed.id, changed.runs)) for changed in window]
            for step in replace_clauses(story, clauses, rewritten, low, high)[1]:
                assert isinstance(step, Splice)
                formed, caret = _without_caret(step.new)
                after = Selection(story, caret, caret) if caret else after
                if formed != step.old:
                    steps.append(replace(step, new=formed))
            yield
        low = high
    return steps[::-1], after


def _without_caret(clauses: Sequence[Clause]) -> tuple[tuple[Clause, ...], tuple[str, int] | None]:
    """The clauses without the caret in their runs, and where it stood."""
    caret: tuple[str, int] | None = None
    out = []
    for clause in clauses:
        caret = next(((clause.id, offset) for offset, run in with_offsets(clause.runs) if run.content == CARET), caret)
        out.append(replace(clause, runs=join_runs(clause.runs)))
    return tuple(out), caret
