"""The kinds of unmarked lines, by their shape and by the lines before them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from msgspec import Struct, field

from model.lexicon import is_annex_line, is_call, is_history, is_number_line, is_opening, read_call
from model.numbering import Numeral, PlacedLabel, TypedLabel, read_label, resolve_schemes
from model.redline import Kind, Scheme

_UNDER_WAY: frozenset[Kind] = frozenset({"opening", "call", "paragraph", "annex", "heading"})
"""No title or history follows a clause of these kinds."""


class Shapes(Struct):
    """The state of reading a text so far, as far as it bears on the next line."""

    seen: set[Kind] = field(default_factory=set)

    def see(self, kind: Kind) -> None:
        """Notes that a line of a kind was read."""
        self.seen.add(kind)

    def kind_of(self, text: str) -> Kind:
        """The kind of an unmarked line that bears no label, in whatever language."""
        if is_annex_line(text):
            return "annex"
        if not self.seen & _UNDER_WAY:
            first = self._first_line(text)
            if first is not None:
                return first
        return "call" if is_call(text) else "paragraph"

    def _first_line(self, text: str) -> Kind | None:
        if "number" not in self.seen:
            return "number" if is_number_line(text) else "opening" if is_opening(text) else None
        if is_opening(text):
            return "opening"
        if is_history(text):
            return "history"
        return "title" if "title" not in self.seen and text.strip() and not _is_common_call(text) else None


def _is_common_call(text: str) -> bool:
    """Whether a line is one of the common calls word for word: a title may begin like a call."""
    call = read_call(text)
    return call is not None and call.id != ""


class LabelledClause(Struct, frozen=True):
    """A clause as far as the meaning of its label depends on its neighbours."""

    kind: Kind
    base: str | None
    draft: str | None
    cell: tuple[int, int, int] | None = None


def meanings(clauses: Sequence[LabelledClause]) -> list[tuple[int, Scheme]]:
    """Level and scheme that the label of each clause has by its shape and sequence, block by block."""
    out: list[tuple[int, Scheme]] = []
    for (in_block, _), group in groupby(clauses, key=lambda clause: (clause.kind == "paragraph", clause.cell)):
        block = list(group)
        if not in_block:
            out += [_level_alone(clause) for clause in block]
            continue
        out += _in_block(block)
    return out


def _typed_label(label: str | None) -> TypedLabel | None:
    quoted = "\u0627" if label and label[0] in "'‘’" else ""  # `'1'` is a label before Arabic alone
    found = read_label(f"{label}\t{quoted}") if label else None
    return found if found is not None and found.label == label else None


def _level_alone(clause: LabelledClause) -> tuple[int, Scheme]:
    found = _typed_label(clause.draft or clause.base)
    return 0, found.scheme if found else "none"


@lru_cache(maxsize=1000)
def _meanings(labels: tuple[str | None, ...]) -> Sequence[PlacedLabel | None]:
    """The meanings of the labels of one block; blocks are much alike, and most are one list."""
    typed = [_typed_label(label) for label in labels]
    first = next((label for label in typed if label is not None), None)
    for numeral in first.candidates if first is not None else ():
        if listed := _one_list(numeral, typed):
            return listed
    return resolve_schemes(typed)


def _one_list(numeral: Numeral, typed: Sequence[TypedLabel | None]) -> list[PlacedLabel | None]:
    """The labels as one list that begins with a numeral and continues one by one; empty if they are none."""
    out: list[PlacedLabel | None] = []
    for label in typed:
        if label is None:
            out.append(None)
        elif numeral in label.candidates:
            out.append(PlacedLabel(numeral, 0))
            numeral = numeral.after()
        else:
            return []
    return out


def _in_block(block: Sequence[LabelledClause]) -> list[tuple[int, Scheme]]:
    base = _meanings(tuple(clause.base for clause in block))
    draft = _meanings(tuple(clause.draft for clause in block))
    out: list[tuple[int, Scheme]] = []
    for clause, old, new in zip(block, base, draft, strict=True):
        placed = new if clause.draft else old
        out.append((placed.depth + 1, placed.numeral.scheme) if placed else (1, "none"))
    return out
