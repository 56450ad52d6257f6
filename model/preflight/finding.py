"""The values that a rule is made of, and those that it finds: problems, fixes, findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import eq
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from model.message import Message
from model.submission.story import NO_TEXT, StoryId

if TYPE_CHECKING:
    from model.preflight.context import CheckContext, CheckedText, DraftLine

Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")
Fix = tuple[int, int, str]
"""Start, stop and new text: offsets in the draft of a paragraph (code points)."""


class Problem(Struct, frozen=True):
    """A fault that a rule sees, and its place."""

    message: Message
    """The fault, in one sentence."""
    story: StoryId = NO_TEXT
    """`1`, `1/notes/n3`; '' of the header."""
    clause: str = ""
    """The clause that bears the paragraph's label; '' for a proposal or a submission as a whole."""
    field: str = ""
    """The path of the header field or field of a proposal (`header/title`, `proposals/1/reasons`); '' of a text."""
    start: int = 0
    stop: int = 0
    """In the draft of the paragraph, code points."""
    quote: str = ""
    """The words that are meant."""
    fixes: tuple[Fix, ...] = ()
    """The repairs; empty if only a person can repair it."""
    severity: Severity | None = None
    """The severity, if it differs from that of the rule."""
    values: tuple[tuple[str, str], ...] = ()
    """Paths of fields with the values that would repair it."""
    number: str = ""
    """The margin number of the rule, which the repair gives the provision; '' if that is no repair."""
    symbol: str = ""
    """The symbol that the amendments give a proposal on provisions, which the repair leaves to them; '' if that is no repair."""
    broken: bool = False
    """Whether it is the rule that is at fault."""
    near: tuple[str, str] = ("", "")
    """The words before and after the faulty ones, which distinguish equal faults of one paragraph."""

    @property
    def sentence(self) -> str:
        """The fault, in English."""
        return str(self.message)

    @property
    def repairable(self) -> bool:
        """Whether a repair is offered."""
        return bool(self.fixes or self.values or self.number or self.symbol)


Faults = Iterator[Problem | None]
"""The findings of a rule for texts; None after each step of its work, when a check during typing may pause."""


class Finding(Struct, frozen=True):
    """A fault with the rule that found it."""

    rule: str
    severity: Severity
    fault: Problem
    given_key: str = ""
    """The key of the finding, if it differs from the one derived from its words."""

    @property
    def key(self) -> str:
        """A key, different in one report (`with_unique_keys`), that stays the same wherever the text around the fault moves."""
        if self.given_key:
            return self.given_key
        fault = self.fault
        where = f"{self.rule}|{fault.story.proposal or ''}|{fault.field or fault.clause}|{fault.quote}"
        near = (words.replace(_NEAR, " ") for words in fault.near)
        return _NEAR.join((where.replace(_NEAR, " "), *near)) if any(fault.near) else where.replace(_NEAR, " ")


_NEAR = "‖"
"""Separates the parts of a key: the fault, and the words before and after it."""


def with_unique_keys(found: Iterable[Finding], ignored: Collection[str]) -> Iterator[Finding]:
    """Findings with unique keys. An ignored one keeps its key if the words of one side changed, or if the key has an old form."""
    by_fault: dict[str, list[tuple[Finding, str]]] = {}
    order = [(finding, finding.key) for finding in found]
    for finding, key in order:
        by_fault.setdefault(fault_of(key), []).append((finding, key))
    left = {key: None for key in ignored if fault_of(key) in by_fault}
    keys: dict[int, str] = {}
    for how in (eq, _one_side_same, _older) if left else ():
        for key in list(left):
            alike = by_fault[fault_of(key)]
            match = next((candidate for candidate, own_key in alike if id(candidate) not in keys and how(own_key, key)), None)
            if match is not None:
                keys[id(match)] = key
                del left[key]
    taken = set(keys.values())
    numbers: dict[str, int] = {}
    for finding, own_key in order:
        key = keys.get(id(finding)) or own_key
        while id(finding) not in keys and key in taken:
            numbers[own_key] = numbers.get(own_key, 1) + 1
            key = f"{own_key}{_NEAR}{numbers[own_key]}"
        taken.add(key)
        yield replace(finding, given_key=key)


def fault_of(key: str) -> str:
    """The part of a key that equal faults of one paragraph share."""
    return key.partition(_NEAR)[0]


def _one_side_same(key: str, ignored: str) -> bool:
    """Whether the words before the fault are the same, or those after it; an older key has more of a long word."""
    now, then = key.split(_NEAR)[1:3], ignored.split(_NEAR)[1:3]
    if len(now) < 2 or len(then) < 2:
        return False
    return now[0] == then[0][-_NEAR_CHARACTERS:] != "" or now[1] == then[1][:_NEAR_CHARACTERS] != ""


def _older(key: str, ignored: str) -> bool:
    return _NEAR not in ignored


def moved_key(key: str, numbers: Mapping[str, str]) -> str | None:
    """The key of the same finding after proposals were renumbered, new by old; None if its proposal was removed."""
    if key.count("|") < 3:
        return key
    rule, story, place, quote = key.split("|", 3)
    if not story:
        return key
    if story not in numbers:
        return None
    head = f"proposals/{story}/"
    if place.startswith(head):
        place = f"proposals/{numbers[story]}/{place.removeprefix(head)}"
    return f"{rule}|{numbers[story]}|{place}|{quote}"


class Rule(Struct, frozen=True):
    """A rule of the preflight. Exactly one of `line`, `text` and `submission` is set: what it judges at a time."""

    id: str
    severity: Severity
    title: Message
    explained: Message
    """The reason for the rule, and what to do."""
    source: Message
    """The source of the rule."""
    line: Callable[[DraftLine, CheckContext], Iterator[Problem]] | None = None
    text: Callable[[CheckedText, CheckContext], Faults] | None = None
    submission: Callable[[CheckContext], Faults] | None = None
    heavy: bool = False
    """Whether it takes as long as an export: it runs when asked for, not while typing."""
    first: bool = False
    """Whether its findings are listed before all others, because they make the whole proposal void."""

    def findings(self, faults: Faults, line: DraftLine | None = None) -> Iterator[Finding]:
        """Faults as findings of this rule. If the rule fails, a finding about the rule itself, so that the others continue."""
        return (finding for finding in self.finding(faults, line) if finding is not None)

    def finding(self, faults: Faults, line: DraftLine | None = None) -> Iterator[Finding | None]:
        """As `findings`, step by step: None when the rule may pause."""
        try:
            for fault in _cap(faults, self.severity):
                yield Finding(self.id, fault.severity or self.severity, fault) if fault is not None else None
        except Exception as error:
            message = Message.of(
                "the rule “{rule}” failed here ({error}) and has not been checked; all others have: report this with the text",
                rule=self.title,
                error=type(error).__name__,
            )
            story, clause = (line.story, line.clause) if line is not None else (NO_TEXT, "")
            yield Finding(self.id, "warning", Problem(message, story, clause, quote=self.id, broken=True))


_MOST_IN_PARAGRAPH = 20
"""The most findings of one rule in one paragraph: nobody reads more, and a damaged text has thousands."""


class _Rest(Struct):
    """The faults of a rule in a paragraph after those that are listed."""

    first: Problem
    """The first of the gravest."""
    count: int = 0
    fixes: list[Fix] = msgspec.field(default_factory=list)


def _cap(faults: Faults, severity: Severity) -> Faults:
    """The faults with at most 20 in each paragraph or field; the last of more tells their number and repairs all others."""
    numbers: dict[tuple[StoryId, str, str], int] = {}
    rests: dict[tuple[StoryId, str, str], _Rest] = {}
    for fault in faults:
        if fault is None or not (fault.clause or fault.field):
            yield fault
            continue
        place = fault.story, fault.clause, fault.field
        numbers[place] = number = numbers.get(place, 0) + 1
        if number < _MOST_IN_PARAGRAPH:
            yield fault
            continue
        rest = rests.setdefault(place, _Rest(fault))
        rest.count += 1
        rest.fixes += fault.fixes
        if SEVERITIES.index(fault.severity or severity) < SEVERITIES.index(rest.first.severity or severity):
            rest.first = fault
    for place, rest in rests.items():
        if rest.count == 1:
            yield rest.first
            continue
        total = Message.counted(
            "{n} problem of this kind is in this paragraph; {listed} of them are listed",
            "{n} problems of this kind are in this paragraph; {listed} of them are listed",
            numbers[place],
            listed=_MOST_IN_PARAGRAPH - 1,
        )
        yield replace(rest.first, message=total, fixes=tuple(rest.fixes), values=())


_WORDS = 2
"""The number of words on each side that distinguish a fault."""
_NEAR_CHARACTERS = 100
"""The most characters of those words on each side; a paragraph may be one word of 200,000 characters."""


def at(line: DraftLine, start: int, stop: int, sentence: Message, *fixes: Fix, severity: Severity | None = None) -> Problem:
    """A fault in a range of a paragraph as read.

    line: the paragraph
    start, stop: the range of the faulty characters
    sentence: the fault
    *fixes: the repairs
    severity: its severity; None for that of its rule
    """
    text = line.text
    before, after = text[max(start - _NEAR_CHARACTERS, 0) : start], text[stop : stop + _NEAR_CHARACTERS]
    near = " ".join(before.rsplit(None, _WORDS)[-_WORDS:]), " ".join(after.split(None, _WORDS)[:_WORDS])
    span = line.legible.span
    placed = tuple((*span(low, high), new) for low, high, new in fixes)
    return Problem(sentence, line.story, line.clause, "", *span(start, stop), text[start:stop], placed, severity, near=near)


def in_new_words(line: DraftLine, start: int, stop: int, sentence: Message, *fixes: Fix, old: Severity = "advice") -> Problem:
    """A fault that is less severe if the text in force has the same words: then no proposal caused it.

    line: the paragraph
    start, stop: the range of the faulty characters
    sentence: the fault
    *fixes: the repairs
    old: the severity if the text in force has the same words
    """
    return at(line, start, stop, sentence, *fixes, severity=old if line.is_kept(start, stop) else None)
