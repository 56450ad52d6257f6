"""Reads a label that was typed at the beginning of a paragraph, and decides which scheme a sequence of labels follows.

Typed labels are followed by a tab, two or more spaces, a no-break or wide space, or, after a closing mark or a bullet, by a
single space. The neighbours of a label decide what it leaves open (`i)` is a letter or a roman number).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from model.numbering.schemes import BULLETS, LETTERS, TAILS, Numeral, parse_label
from model.redline import Scheme
from model.text.lazy_regex import late

_SPACES = "\t \u00a0\u2000-\u200a\u202f\u3000"
_TAIL = rf"[ \u00a0]?(?:{'|'.join(TAILS)})"
_ABJAD = f"(?:[ا\ufeeb{LETTERS['abjad']}]\u0640?)"
_CORE = (
    r"(?P<digits>\d{1,3}(?:\.\d{1,3})*)|(?P<letters>(?P<small>[a-zа-я])(?P=small){0,3}|(?P<big>[A-ZА-Я])(?P=big){0,3}|[ivxlc]{1,9}|[IVXLC]{1,9}"
    rf"|{_ABJAD})"
)
_TYPED = late(
    rf"(?P<label>(?P<open>[(（\[]|[ \u00a0](?={_ABJAD}[ \u00a0]?\)))?(?:{_CORE})(?P<inner>{_TAIL}|(?<=\d)[a-zA-Z](?![a-zA-Z]))?"
    rf"(?P<close>(?<=[\u0600-\u06ff\ufeeb])[ \u00a0]?[)]|[)）\]]|[.．、](?!\d))?(?P<outer>{_TAIL})?)"
    rf"(?P<after>[{_SPACES}]+|$|(?=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]))"
)
_QUOTED = late(rf"(?P<label>(?P<q>['‘’]) ?\d{{1,2}} ?['‘’])(?P<after>[{_SPACES}]+)")
_ARABIC = late("[\u0620-\u06ff]")
_BULLET = late(rf"(?P<label>[{re.escape(BULLETS[:-2])}]|[o§](?=\t))(?P<after>[{_SPACES}]+|(?<=•)(?=\S))")


class TypedLabel(Struct, frozen=True):
    """A label found at the head of a text."""

    label: str
    after: str
    """The separator between label and text: a tab, spaces, nothing."""
    candidates: tuple[Numeral, ...]
    """The possible readings, the likelier first."""

    @property
    def length(self) -> int:
        """The number of characters of label and separator."""
        return len(self.label) + len(self.after)

    @property
    def scheme(self) -> Scheme:
        """The likeliest scheme."""
        return self.candidates[0].scheme


class PlacedLabel(Struct, frozen=True):
    """A label with the meaning that its sequence gives it, and how many lists it is nested in (0: the outermost)."""

    numeral: Numeral
    depth: int


def read_label(text: str, language: str = "") -> TypedLabel | None:
    """The label at the beginning of a text, not of another script than the language's; None if there is none: `1<tab>` is a
    label, `1 January` and `2018 was` are not; `a)` is one, `a` only before a tab."""
    found = _QUOTED.match(text) if language in ("", "ar") else None
    if found and _ARABIC.search(text):
        numeral = parse_label(found["label"], "roman")
        return TypedLabel(found["label"], found["after"], (numeral,)) if numeral else None
    found = _BULLET.match(text)
    if found:
        return TypedLabel(found["label"], found["after"], (Numeral("bullet", sign=found["label"]),))
    found = _TYPED.match(text)
    if found is None or not _is_separated(found, text):
        return None
    label = found["label"]
    schemes: tuple[Scheme, ...] = ("decimal",) if found["digits"] else ("letter", "roman")
    numerals = tuple(numeral for scheme in schemes if (numeral := parse_label(label, scheme)) is not None)
    if len(numerals) == 2 and len(found["letters"]) > 1:
        numerals = numerals[::-1]  # `ii` is two long before it is the thirty-fifth letter
    if len(numerals) == 2 and found["letters"] in ("i", "I"):
        numerals = numerals[::-1]
    return TypedLabel(label, found["after"], numerals) if numerals else None


def is_label(text: str, language: str = "") -> bool:
    """Whether a text, followed by a tab, is read as a label."""
    found = read_label(text + "\t", language)
    return found is not None and found.label == text


def _is_separated(found: re.Match[str], text: str) -> bool:
    """Whether the text after the label distinguishes it from a word or a number of the text."""
    after, closed = found["after"], bool(found["close"])
    rest = text[found.end() :]
    if not after:
        return found["close"] in (")", "）", "、") if rest else found["close"] in (")", "）")
    if found["open"] and not closed:
        return False
    distinct = (closed and found["close"] not in ".．") or found["outer"] is not None or len(found["inner"] or "") > 2
    if "\t" in after:
        return True
    if found["letters"] and not closed:
        return False
    if after == " ":
        return distinct or (closed and (found["digits"] is not None or found["letters"].islower()))
    bare_number = not closed and found["inner"] is None
    return not (bare_number and len(after) == 1 and rest[:1].isdigit())


def resolve_schemes(labels: Sequence[TypedLabel | None]) -> list[PlacedLabel | None]:
    """The meaning of each of the labels of one block, decided from their order (None: a paragraph without label).

    `h) i) j)` are letters, `i) ii)` are roman, a lone `i)` under `a)` is roman. The reading with the fewest jumps
    wins; of equal ones the one that continues an open list.
    """
    paths = [_Path(0, ())]
    found: list[list[_Path]] = []
    for label in labels:
        if label is not None:
            paths = _next_paths(paths, label)
            found.append(paths)
    placed: list[PlacedLabel] = []
    number = 0
    for paths in reversed(found):
        path = paths[number]
        placed.append(PlacedLabel(path.open[-1], len(path.open) - 1))
        number = path.before
    return [None if label is None else placed.pop() for label in labels]


_MOST_PATHS = 24
_DEEPEST = 12
"""The most lists that may be open, one in the other: more do not occur, and each costs time for every label."""


class _Path(Struct, frozen=True):
    """One way to read the labels so far."""

    cost: float
    open: tuple[Numeral, ...]
    """The last label of each open list; that of the innermost is the label that was read last."""
    before: int = 0
    """The number of the path that this one continues, among those to the label before."""


def _next_paths(paths: Sequence[_Path], label: TypedLabel) -> list[_Path]:
    """The likeliest paths with one more label, each with other open lists."""
    grown = [step for number, path in enumerate(paths) for numeral in label.candidates for step in _steps(path, number, numeral)]
    best: dict[tuple[Numeral, ...], _Path] = {}
    for path in sorted(grown, key=lambda path: path.cost):
        best.setdefault(path.open, path)
    return list(best.values())[:_MOST_PATHS]


def _steps(path: _Path, number: int, numeral: Numeral) -> list[_Path]:
    """The path with one more label: in each open list, and in a new one.

    number: the number of the path
    """
    out = []
    for depth in range(min(len(path.open), _DEEPEST - 1), -1, -1):
        if depth < len(path.open):
            cost = _joining(path.open[depth], numeral)
        else:
            cost = _opening(path.open[-1] if path.open else None, numeral)
        if cost is not None:
            out.append(_Path(path.cost + cost, (*path.open[:depth], numeral), number))
    return out or [_Path(path.cost + 9, (*path.open[: _DEEPEST - 1], numeral), number)]


def _joining(last: Numeral, numeral: Numeral) -> float | None:
    """The cost of a label as the next one of a list; None if it cannot be."""
    if (last.scheme, last.alphabet, last.depth) != (numeral.scheme, numeral.alphabet, numeral.depth):
        return None
    dress = 0.0 if (last.open, last.close) == (numeral.open, numeral.close) else 0.4
    if numeral.scheme == "bullet":
        return 0.0 if last.sign == numeral.sign else 0.8
    if last.stem != numeral.stem:
        dress += 1
    if numeral.tail:
        return dress + (0.2 if last.value == numeral.value else 1.5)
    if numeral.value == last.value + 1:
        return dress
    return dress + (2.2 if numeral.value > last.value else 3.0)


def _opening(parent: Numeral | None, numeral: Numeral) -> float | None:
    """The cost of a label as the first one of a list of its own under `parent`."""
    if numeral.scheme == "bullet":
        return 0.3
    under = 0.0 if parent is None or not numeral.stem or numeral.stem.startswith(parent.core + ".") else 0.5
    same = parent is not None and (parent.scheme, parent.alphabet, parent.depth) == (
        numeral.scheme,
        numeral.alphabet,
        numeral.depth,
    )
    first = 0.5 if numeral.value == 1 else 2.5 + min(numeral.value, 30) / 100
    return first + under + (2.0 if same else 0.0)
