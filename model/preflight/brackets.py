"""Rules on brackets: those without a partner, and open texts, that is square brackets and undecided merge conflicts."""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Mapping

from model.brackets.parser import BracketIndex
from model.brackets.values import BracketFault, Brackets, OpenText, TextSpan
from model.merging.conflict_texts import disputed_numbers, first_clause, open_conflicts, wordings
from model.message import Message
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Problem, Rule, in_new_words
from model.submission.conflicts import PROPOSAL
from model.submission.story import NO_TEXT, StoryId
from model.text.lazy_regex import late

_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】", "〔": "〕"}
_SQUARE = frozenset("[]［］【】〔〕")
_SIGNS = late(f"[{re.escape(''.join(_BRACKETS) + ''.join(_BRACKETS.values()))}]")
_INLINE_LABEL = late(r"(?:^|(?<=[\s,;:–])|(?<=\)-))(?:[ivx]{1,5}|\w|\d{1,2})\)")
BLANK = Message.of("a blank is still to be filled in")
_QUOTED = 200
"""The most characters of the words in conflict that a problem quotes."""
_STEP = 1_000
"""Clauses that are searched between two pauses."""


def _lone_brackets(text: CheckedText, context: CheckContext) -> Faults:
    """The brackets of each paragraph that have no partner or cross others."""
    found = yield from _search(text)
    faults: dict[tuple[StoryId, str], list[BracketFault]] = {}
    for story, brackets in found.items():
        for fault in brackets.faults:
            faults.setdefault((story, fault.clause), []).append(fault)
    for line in (*text.lines, *text.notes):
        yield None
        places = [(place, _lone_bracket(line.text[place])) for place in _round_brackets(line.text)]
        for clause in line.clauses:
            for fault in faults.get((line.story, clause.id), ()):
                if fault.kind != "single":
                    places.append((_read_offset(line, clause.id, fault.offset), _told_of_fault(fault)))
        for place, message in sorted(places, key=lambda entry: entry[0]):
            yield in_new_words(line, place, place + 1, message)


def _open_brackets(text: CheckedText, context: CheckContext) -> Faults:
    """What is in square brackets or is one of several options, and what still tells a writer what to write."""
    found = yield from _search(text)
    places: dict[tuple[StoryId, str], list[tuple[TextSpan, Message]]] = {}
    for story, brackets in found.items():
        for made in brackets.open_texts:
            places.setdefault((story, made.span.first), []).append((made.span, _told_of_open(made)))
        for span in brackets.placeholders:
            message = Message.of("a placeholder is still to be replaced by its text")
            places.setdefault((story, span.first), []).append((span, message))
        for fault in brackets.faults:
            if fault.kind == "single":
                message = Message.of("“{head}” is the only option here; add the others or remove its head", head=fault.sign)
                stop = fault.offset + len(fault.sign)
                span = TextSpan(fault.clause, fault.offset, fault.clause, stop)
                places.setdefault((story, fault.clause), []).append((span, message))
    for line in (*text.lines, *text.notes):
        yield None
        listed = [entry for clause in line.clauses for entry in places.get((line.story, clause.id), ())]
        members = {clause.id for clause in line.clauses}
        read = [
            (
                _read_offset(line, span.first, span.start),
                _read_offset(line, span.last, span.stop) if span.last in members else len(line.text),
                message,
            )
            for span, message in listed
        ]
        for start, stop, message in sorted(read, key=lambda entry: entry[:2]):
            yield in_new_words(line, start, stop, message)


def _search(text: CheckedText) -> Generator[None, None, Mapping[StoryId, Brackets]]:
    """The brackets of a text and its notes, found once for all rules, step by step."""
    if "brackets" in vars(text):
        return text.brackets
    found: dict[StoryId, Brackets] = {}
    for story in text.stories:
        clauses = text.redline.clauses_of(story.note)
        index = BracketIndex.of((), "draft", story)
        for stop in range(_STEP, len(clauses) + _STEP, _STEP):
            index = index.update(clauses[:stop])
            yield None
        found[story] = index.brackets
    vars(text).setdefault("brackets", found)
    return found


def _read_offset(line: DraftLine, clause: str, offset: int) -> int:
    """A place in a clause as an offset in the text of its paragraph as it is read."""
    passed = 0
    for part, start, run in line.passage.runs:
        if part.id == clause and offset <= start + len(run.text):
            passed += max(offset - start, 0)
            break
        passed += len(run.text)
    return line.legible.place(passed)


def _told_of_fault(fault: BracketFault) -> Message:
    """The message about a square bracket at fault."""
    if fault.kind == "crossed":
        return Message.of("‘{char}’ belongs to brackets that cross others", char=fault.sign)
    return _lone_bracket(fault.sign)


def _lone_bracket(char: str) -> Message:
    """The message about a bracket without a partner."""
    if char in _BRACKETS:
        return Message.of("‘{char}’ opens a bracket that nothing closes", char=char)
    return Message.of("‘{char}’ closes a bracket that nothing opened", char=char)


def _told_of_open(made: OpenText) -> Message:
    if made.kind == "blank":
        return BLANK
    if made.kind == "alternatives":
        return Message.counted(
            "{n} option is open here; should it stay?",
            "{n} options are side by side here; should they stay?",
            len(made.options),
        )
    return Message.of("square brackets mark words that are not agreed; should they stay?")


def _round_brackets(text: str) -> list[int]:
    """The offsets of other brackets without a partner in a paragraph, and of square ones that cross these."""
    signs = [(found.start(), found[0]) for found in _SIGNS.finditer(text)]
    if not signs:
        return []
    labels = {found.end() - 1 for found in _INLINE_LABEL.finditer(text)}
    alone = min(_unpaired_offsets(signs, frozenset()), _unpaired_offsets(signs, labels), key=len)
    if not alone:
        return []
    square = frozenset(_unpaired_offsets([sign for sign in signs if sign[1] in _SQUARE], frozenset()))
    return [place for place in alone if place not in square]


def _unpaired_offsets(signs: list[tuple[int, str]], labels: Collection[int]) -> list[int]:
    """The offsets of brackets without a partner, without those of labels in the sentence (`i) … ii)`)."""
    open_at: list[tuple[int, str]] = []
    alone: list[int] = []
    closing = {close: opening for opening, close in _BRACKETS.items()}
    for place, char in signs:
        if char in _BRACKETS:
            open_at.append((place, char))
        elif place not in labels:
            if open_at and open_at[-1][1] == closing[char]:
                open_at.pop()
            else:
                alone.append(place)
    return sorted((*alone, *(place for place, _ in open_at)))


def _undecided_conflicts(context: CheckContext) -> Faults:
    submission = context.submission
    for found in open_conflicts(submission):
        conflict, number = found.conflict, found.number
        story = StoryId(number, conflict.note) if number else NO_TEXT
        clause = first_clause(submission.proposals[number - 1].redline, conflict) if number else ""
        if not clause:
            story = StoryId(number) if number else NO_TEXT
        field = ""
        if conflict.name and conflict.name != PROPOSAL and "/" not in conflict.name:
            field = f"proposals/{number}/{conflict.name}" if number else f"header/{conflict.name}"
        _, present, other = (" ".join(words.split()) for words in wordings(conflict))
        message = Message.of("two merged copies differ here, and nobody has decided: the other one has “{words}”", words=other)
        if conflict.name == PROPOSAL:
            message = Message.of("one of the merged copies removes this proposal, the other amends it; decide which")
        elif "/" in conflict.name:  # a comment or a position, which may be private; a report may be sent
            present = ""
            message = Message.of("two merged copies differ in a comment or a position, and nobody has decided")
        elif numbers := disputed_numbers(submission.proposals[number - 1].redline, conflict) if number and clause else ():
            message = Message.of(
                "two merged copies give the margin number {numbers} to a new provision here, and nobody has decided: that of the "
                "other one is “{words}”",
                numbers=", ".join(numbers), words=other,
            )  # fmt: skip
        elif not other.strip():
            message = Message.of("two merged copies differ here, and nobody has decided: the other one omits these words")
        yield Problem(message, story, clause, field, quote=present[:_QUOTED], near=(found.key, ""))


RULES = (
    Rule(
        "undecided", "error", Message.of("A merge conflict is not decided"),
        Message.of("Two colleagues changed the same words in their copies. The text has one of the wordings; the card shows "
                   "both. Choose one, both, or options in square brackets."),
        Message.of("merge of copies"), submission=_undecided_conflicts,
    ),
    Rule(
        "brackets", "warning", Message.of("A bracket without partner"),
        Message.of("Each bracket that is opened is closed: round brackets in the same paragraph, square ones in the same text or "
                   "cell, and no pair crosses another."),
        Message.of("ITU English Language Style Guide: brackets"), text=_lone_brackets,
    ),
    Rule(
        "square-brackets", "warning", Message.of("Square brackets remain"),
        Message.of("Words in square brackets are not agreed. A proposal can keep them as options; in a final text none is left."),
        Message.of("practice of drafting groups of the Union"), text=_open_brackets,
    ),
)  # fmt: skip
