"""The smallest word-level redline of a clause, derived again from its base and its draft (DESIGN.md §4)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.diff.tokens import token_spans
from model.diff.word_diff import changes, equal_between
from model.redline import NOBODY, Clause, Run, Side, Stamp, Status, Style, join_runs
from model.redline.canonical import order_gaps


class _Character(Struct, frozen=True):
    text: str
    style: Style
    content: str
    stamp: Stamp
    """The author of its insertion or deletion; nobody if it was kept."""
    style_stamp: Stamp


def tidy_clause(clause: Clause, stamp: Stamp) -> Clause:
    """The clause with as few marked words as possible, stamped with `stamp`; unchanged with halves of moves or retracted text."""
    if all(run.status is Status.KEPT for run in clause.runs):
        return clause
    if any(run.move or run.status is Status.RETRACTED for run in clause.runs):
        return clause
    base, draft = _tokens(clause, "base"), _tokens(clause, "draft")
    runs: list[Run] = []
    found = changes([_key(token) for token in base], [_key(token) for token in draft])
    for change, start, stop, new_start in equal_between(found, len(base)):
        if change is None:
            for before, after in zip(base[start:stop], draft[new_start:], strict=False):
                runs += map(_kept_run, before, after)
            continue
        old, new = base[change.start : change.stop], draft[change.new_start : change.new_stop]
        runs += [_marked_run(character, Status.DELETED, stamp) for token in old for character in token]
        runs += [_marked_run(character, Status.INSERTED, stamp) for token in new for character in token]
    new_runs = order_gaps(join_runs(runs))
    return clause if new_runs == clause.runs else replace(clause, runs=new_runs)


def _tokens(clause: Clause, side: Side) -> list[tuple[_Character, ...]]:
    characters = [
        _Character(letter, run.style_on(side), run.content, NOBODY if run.status is Status.KEPT else run.stamp, run.style_stamp)
        for run in clause.runs
        if run.status.on(side)
        for letter in run.text
    ]
    text = "".join(character.text for character in characters)
    return [tuple(characters[start:stop]) for start, stop in token_spans(text)]


def _key(token: Sequence[_Character]) -> Hashable:
    text = "".join(character.text for character in token)
    return (text, token[0].content) if token[0].content else text


def _kept_run(before: _Character, after: _Character) -> Run:
    if before.style == after.style:
        return Run(after.text, style=after.style, content=after.content)
    stamp = after.style_stamp if after.style_stamp != NOBODY else after.stamp
    return Run(after.text, style=after.style, base_style=before.style, style_stamp=stamp, content=after.content)


def _marked_run(character: _Character, status: Status, stamp: Stamp) -> Run:
    char_stamp = character.stamp if character.stamp != NOBODY else stamp
    return Run(character.text, status, character.style, stamp=char_stamp, content=character.content)
