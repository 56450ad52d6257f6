"""The clauses of a text that may refer to others, since they contain the first word of a call; kept across changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from model.redline import SIDES, Clause, Redline, Side
from model.redline.runs import common_ends
from model.submission.search import is_shown
from model.text.legible import Legible

ENDS = " ,،，:：\u00a0"
"""Characters around the words of a call."""


class Mentions(Struct, frozen=True):
    """A value, replaced by `update` after each change. It may name a clause too many, never one too few."""

    clauses: tuple[Clause, ...]
    language: str
    verbs: frozenset[str]
    """The first words of the calls, of now and of before, in small letters."""
    ids: frozenset[str]

    @staticmethod
    def of(redline: Redline, verbs: frozenset[str] = frozenset()) -> Mentions:
        """The clauses of a text, those counted that hold one of some other `verbs`."""
        clauses, language = redline.clauses, redline.language
        calls = (text for side in SIDES for text in _calls(clauses, side))
        verbs |= {verb_of(text, language) for text in calls} - {""}
        return Mentions(clauses, language, verbs, _holding(clauses, verbs))

    def update(self, redline: Redline) -> Mentions:
        """The mentions after a change; only changed clauses are read if no call is among them."""
        old, new = self.clauses, redline.clauses
        if redline.language != self.language:
            return Mentions.of(redline, self.verbs)
        if old is new:
            return self
        head, tail = common_ends(old, new)
        gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
        was, stop = len(old) - tail, len(new) - tail
        goes_on = [  # the clauses before a call may be one paragraph with it
            side
            for side in SIDES
            if (_is_open(old, was, side) or _is_open(new, stop, side))
            and _text_with_ends(gone, side) != _text_with_ends(come, side)
        ]
        rest = max((_paragraph_end(new, stop, side) for side in goes_on), default=stop)
        if any(map(_is_call, (*gone, *new[head:rest]))):
            return Mentions.of(redline, self.verbs)
        ids = self.ids.difference(clause.id for clause in gone) | _holding(come, self.verbs)
        return Mentions(new, self.language, self.verbs, ids)


def _is_call(clause: Clause) -> bool:
    return clause.props.kind == "call" or (clause.base_props is not None and clause.base_props.kind == "call")


def _calls(clauses: Iterable[Clause], side: Side) -> Iterator[str]:
    """For each call the text of its paragraph of a side up to the call, once only if nothing was added to it."""
    words: list[str] = []
    is_given = False
    for clause in clauses:
        text = clause.text_on(side)
        if text:
            words.append(text)
            is_given = False
        if _is_call(clause) and not is_given:
            yield "".join(words)
            is_given = True
        if clause.end.status.on(side):
            words.clear()
            is_given = False


def _text_with_ends(clauses: Iterable[Clause], side: Side) -> str:
    """The text of clauses on a side, with the paragraph ends there."""
    return "".join([clause.text_on(side) + "\u2029" * clause.end.status.on(side) for clause in clauses])


def _is_open(clauses: Sequence[Clause], at: int, side: Side) -> bool:
    """Whether the clauses before an index may be one paragraph with those after it."""
    return at == 0 or not clauses[at - 1].end.status.on(side)


def _paragraph_end(clauses: Sequence[Clause], at: int, side: Side) -> int:
    """The index after the clause that closes the paragraph of a side at an index."""
    while at < len(clauses) and not clauses[at].end.status.on(side):
        at += 1
    return at + 1


def verb_of(text: str, language: str) -> str:
    """The first word of a call, in lower case, which every paragraph that refers to it contains; '' if it has no text."""
    text = Legible(text).text.strip().strip(ENDS).strip().casefold()
    return text[:2] if language == "zh" else next(iter(text.split(maxsplit=1)), "")


def _holding(clauses: Iterable[Clause], verbs: Iterable[str]) -> frozenset[str]:
    """The clauses that hold one of the words and are no call, and those that are no paragraph by themselves."""
    out = []
    for clause in clauses:
        if clause.end.status.in_draft:
            if clause.props.kind == "call":
                continue
            text = Legible("".join(run.text for run in clause.runs if is_shown(run, "draft"))).text.casefold()
            if not any(verb in text for verb in verbs):
                continue
        out.append(clause.id)
    return frozenset(out)
