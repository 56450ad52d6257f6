"""What the brackets of a story are, as short lines that a test can name."""

from __future__ import annotations

from collections.abc import Sequence

from model.brackets.values import BracketOption, Brackets, TextSpan
from model.redline import ANCHOR, Clause, Side


def described(clauses: Sequence[Clause], found: Brackets) -> list[str]:
    """A line for each open text, fault and placeholder; see `written_passages`."""
    lines = []
    for made in found.open_texts:
        options = " | ".join(_option(clauses, option, found.side) for option in made.options)
        lines.append(f"{made.level} {made.kind} {options}")
    lines += [f"! {fault.kind} {fault.sign}" for fault in found.faults]
    return lines + [f"? {words_of(clauses, mark, found.side)[1:-1]}" for mark in found.placeholders]


def _option(clauses: Sequence[Clause], option: BracketOption, side: Side) -> str:
    owner = f"{option.owner}: " if option.owner else ""
    kind = f" ({option.kind})" if option.kind != "text" else ""
    return f"{owner}{words_of(clauses, option.content, side)}{kind}"


def words_of(clauses: Sequence[Clause], span: TextSpan, side: Side) -> str:
    """The characters of a side in a span, with ` ¶ ` between clauses."""
    parts, inside = [], False
    for clause in clauses:
        inside = inside or clause.id == span.first
        if inside:
            low = span.start if clause.id == span.first else 0
            high = span.stop if clause.id == span.last else len(clause.text)
            parts.append("".join(_shown(clause, side, low, high)))
        if clause.id == span.last:
            break
    return " ¶ ".join(parts)


def _shown(clause: Clause, side: Side, low: int, high: int) -> list[str]:
    shown, at = [], 0
    for run in clause.runs:
        if run.status.on(side) and not (run.content and run.text == ANCHOR):
            shown.append(run.text[max(low - at, 0) : max(high - at, 0)])
        at += len(run.text)
    return shown
