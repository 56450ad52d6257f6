"""Which clauses of a text may refer to clauses of the same text, kept from change to change: a reference begins with the first
word of a call, or holds it, and most paragraphs hold none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from model.finding import is_shown
from model.pieces import common_ends
from model.redline import KEPT, SIDES, Clause, Redline, Side

ENDS = " ,،，:：\u00a0"
"""What may stand about the words of a call."""


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
        said = (_text(clauses, at, side) for at, clause in enumerate(clauses) if _is_call(clause) for side in SIDES)
        verbs |= {verb_of(text, language) for text in said if text.strip(ENDS).strip()}
        return Mentions(clauses, language, verbs, _holding(clauses, verbs))

    def update(self, redline: Redline) -> Mentions:
        """The same of the text after a change; only clauses that are others are read where no call is among them."""
        old, new = self.clauses, redline.clauses
        if redline.language != self.language:
            return Mentions.of(redline, self.verbs)
        head, tail = common_ends(old, new)
        gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
        stop = len(new) - tail
        while 0 < stop < len(new) and new[stop - 1].end.status is not KEPT:
            stop += 1  # what precedes a call may be one paragraph with it
        if any(map(_is_call, (*gone, *new[head:stop]))):
            return Mentions.of(redline, self.verbs)
        ids = self.ids.difference(clause.id for clause in gone) | _holding(come, self.verbs)
        return Mentions(new, self.language, self.verbs, ids)


def _is_call(clause: Clause) -> bool:
    return clause.props.kind == "call" or (clause.base_props is not None and clause.base_props.kind == "call")


def _text(clauses: Sequence[Clause], at: int, side: Side) -> str:
    """The text of the paragraph of a side up to a clause."""
    first = at
    while first > 0 and not clauses[first - 1].end.status.on(side):
        first -= 1
    return "".join(clause.text_on(side) for clause in clauses[first : at + 1])


def verb_of(text: str, language: str) -> str:
    """The first word of a call, in small letters: every paragraph that refers to it holds that."""
    text = text.strip(ENDS).casefold()
    return text[:2] if language == "zh" else text.split()[0]


def _holding(clauses: Iterable[Clause], verbs: Iterable[str]) -> frozenset[str]:
    """The clauses that hold one of the words and are no call, and those that are no paragraph by themselves."""
    out = []
    for clause in clauses:
        if clause.end.status.in_draft:
            if clause.props.kind == "call":
                continue
            text = "".join(run.text for run in clause.runs if is_shown(run, "draft")).casefold()
            if not any(verb in text for verb in verbs):
                continue
        out.append(clause.id)
    return frozenset(out)
