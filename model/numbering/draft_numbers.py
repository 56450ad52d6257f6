"""The margin numbers of a draft that are set by hand: those that a file prints and the rule does not give, and those of
paragraphs that are no provisions any more."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from model.numbering.margin_numbers import margin_numbers
from model.redline import Clause, Label, Redline, paragraphs

_SETTLING = 20
"""How often numbers that the rule does not give are set one by one before the rest is set at once: each may change those behind
it."""


def with_printed_numbers(redline: Redline, printed: Mapping[str, Label]) -> Redline:
    """The redline with the numbers that its provisions have in print, by the clauses that bear them, in order."""
    if not printed:
        return redline
    kept: Mapping[str, Label | None] = dict.fromkeys(printed)
    for attempt in range(_SETTLING):
        redline = _with_own_numbers(redline, kept)
        numbers = margin_numbers(redline)
        wrong = [(id, label) for id, label in printed.items() if (both := numbers.get(id)) is None or both.draft != label.text]
        if not wrong:
            return redline
        kept = {**kept, **dict(wrong if attempt == _SETTLING - 2 else wrong[:1])}
    return _with_own_numbers(redline, printed)


def without_idle_numbers(redline: Redline, before: Redline) -> Redline:
    """A redline after amendments were rejected, without the numbers set by hand in paragraphs that are no provisions any more."""
    numbered = {clause.id for clause in redline.clauses if clause.own_number is not None and clause.number is None}
    if not numbered:
        return redline
    were, are = (
        {paragraph.bearer.id for paragraph in paragraphs(text.clauses, "draft") if paragraph.props.provision}
        for text in (before, redline)
    )
    return _with_own_numbers(redline, dict.fromkeys(numbered & were - are))


def _with_own_numbers(redline: Redline, numbers: Mapping[str, Label | None]) -> Redline:
    return replace(redline, clauses=tuple(_with_own_number(clause, numbers) for clause in redline.clauses))


def _with_own_number(clause: Clause, numbers: Mapping[str, Label | None]) -> Clause:
    return replace(clause, own_number=numbers[clause.id]) if clause.id in numbers else clause
