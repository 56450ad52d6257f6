"""A story as a sequence of atoms: its characters of all statuses, and its paragraph ends.

An atom is a character with the look of its run (the run without text), or a line feed with the shell of its clause (the clause
without runs). The atoms contain everything that a clause has, so clauses can be made from them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from model.diff.tokens import token_spans
from model.diff.word_diff import changes, smallest
from model.merging.origins import origin_in
from model.redline import ANCHOR, NOBODY, Clause, Run

Look = Run | Clause
Atom = tuple[str, Look]
Pair = tuple[int, int]
"""The indexes of the same atom in two sequences."""


def atoms_of(clauses: Iterable[Clause]) -> list[Atom]:
    """The atoms of clauses."""
    out: list[Atom] = []
    for clause in clauses:
        for run in clause.runs:
            look = replace(run, text="")
            out += [(letter, look) for letter in run.text]
        out.append(("\n", replace(clause, runs=())))
    return out


def clauses_from(atoms: Iterable[Atom]) -> list[Clause]:
    """The clauses that atoms make up; characters after the last end belong to the last clause."""
    out: list[Clause] = []
    runs: list[Run] = []
    for look, same in groupby(atoms, key=lambda atom: atom[1]):
        if isinstance(look, Clause):
            for _ in same:
                out.append(replace(look, runs=tuple(runs)))
                runs = []
            continue
        texts = [letter for letter, _ in same]
        runs += [replace(look, text=text) for text in (texts if look.content else ["".join(texts)])]
    if runs and out:
        out[-1] = replace(out[-1], runs=(*out[-1].runs, *runs))
    return out


def is_end(atom: Atom) -> bool:
    """Whether an atom is a paragraph end."""
    return isinstance(atom[1], Clause)


def is_in_base(atom: Atom) -> bool:
    """Whether the base has an atom."""
    look = atom[1]
    return look.status.in_base if isinstance(look, Run) else look.end.status.in_base


def is_in_draft(atom: Atom) -> bool:
    """Whether the draft has an atom."""
    look = atom[1]
    return look.status.in_draft if isinstance(look, Run) else look.end.status.in_draft


def is_shown(atom: Atom) -> bool:
    """Whether the draft shows an atom as a character or an end."""
    return is_in_draft(atom) and not (isinstance(atom[1], Run) and atom[1].content and atom[0] == ANCHOR)


def key_of(atom: Atom) -> str:
    """A key that is equal for atoms with the same text and origin, whatever their status and format."""
    return (atom[0] + atom[1].content if isinstance(atom[1], Run) else "\n¶") + origin_in(atom[1])


def base_words(clauses: Iterable[Clause]) -> str:
    """The text in force of clauses, including the marks of notes and pictures."""
    parts: list[str] = []
    for clause in clauses:
        parts += [run.text + run.content for run in clause.runs if run.status.in_base]
        if clause.end.status.in_base:
            parts.append("\n¶")
    return "".join(parts)


def without_stamps(atom: Atom) -> Atom:
    """An atom without author, time, move and id, for comparing the atoms of two people."""
    letter, look = atom
    if isinstance(look, Run):
        return letter, replace(look, stamp=NOBODY, style_stamp=NOBODY, retracted=NOBODY, move="")
    end = replace(look.end, stamp=NOBODY, retracted=NOBODY, move="")
    return letter, replace(look, id="", end=end, props_stamp=NOBODY, row_stamp=NOBODY, source="")


def pairs_of(old: Sequence[Atom], new: Sequence[Atom]) -> list[Pair]:
    """The atoms that two versions of a story have in common. If both have the same base, its atoms are paired first; only the
    atoms between them are then compared, word by word."""
    in_base = _base_pairs(old, new)
    if in_base is None:
        return _compared_pairs(old, new, (0, len(old)), (0, len(new)))
    out = list(in_base)
    for span, new_span in _spans_between(in_base, old, new):
        if any(origin_in(look) for _, look in (*old[slice(*span)], *new[slice(*new_span)])):
            out += _recognised_pairs(old, new, span, new_span)
        else:
            out += _compared_pairs(old, new, span, new_span)
    return sorted(out)


def _base_pairs(old: Sequence[Atom], new: Sequence[Atom]) -> list[Pair] | None:
    """The pairs of the atoms of the base; None if the versions have different bases."""
    old_at = [at for at, atom in enumerate(old) if is_in_base(atom)]
    new_at = [at for at, atom in enumerate(new) if is_in_base(atom)]
    if [key_of(old[at]) for at in old_at] != [key_of(new[at]) for at in new_at]:
        return None
    return list(zip(old_at, new_at, strict=True))


def _spans_between(pairs: Iterable[Pair], old: Sequence[Atom], new: Sequence[Atom]) -> Iterator[tuple[Pair, Pair]]:
    """The spans between pairs of which both versions have some atoms."""
    low = new_low = 0
    for at, new_place in (*pairs, (len(old), len(new))):
        if low < at and new_low < new_place:
            yield (low, at), (new_low, new_place)
        low, new_low = at + 1, new_place + 1


def insertions_in_both(old: Sequence[Atom], new: Sequence[Atom]) -> list[Pair]:
    """The inserted atoms with origins that a state of a story has in common with the state before. Text that was inserted between
    words of the base is after them when they are deleted, so it is compared between the words that the new state keeps. Words of
    which each state has other letters have none in common."""
    in_base = _base_pairs(old, new)
    if in_base is None:
        return _compared_pairs(old, new, (0, len(old)), (0, len(new)))
    out: list[Pair] = []
    kept = [(at, new_place) for at, new_place in in_base if is_in_draft(new[new_place])]
    for span, new_span in _spans_between(kept, old, new):
        places = [place for place in range(*span) if not is_in_base(old[place])]
        new_places = [place for place in range(*new_span) if not is_in_base(new[place])]
        inserted, now = [old[place] for place in places], [new[place] for place in new_places]
        found = _recognised_pairs(inserted, now, (0, len(inserted)), (0, len(now)), sure=True)
        out += [(places[first], new_places[second]) for first, second in found]
    return out


def _recognised_pairs(old: Sequence[Atom], new: Sequence[Atom], span: Pair, new_span: Pair, *, sure: bool = False) -> list[Pair]:
    """The pairs of two stretches of inserted text with origins: first whole words, then the atoms of the words between them.

    sure: whether words of which each version has other letters have none in common
    """
    (low, high), (new_low, new_high) = span, new_span
    words, new_words = _whole_words(old[low:high]), _whole_words(new[new_low:new_high])
    out: list[Pair] = []
    at, new_at = low, new_low
    found = smallest(_keys(old[low:high], words), _keys(new[new_low:new_high], new_words))
    for change in (*found, None):
        stop = high if change is None else low + _start(words, change.start, high - low)
        new_stop = new_at + stop - at
        out += zip(range(at, stop), range(new_at, new_stop), strict=True)
        if change is not None:
            at = low + _start(words, change.stop, high - low)
            new_at = new_low + _start(new_words, change.new_stop, new_high - new_low)
            out += _letter_pairs(old, new, (stop, at), (new_stop, new_at), sure=sure)
    return out


def _start(words: Sequence[Pair], number: int, length: int) -> int:
    """The start of a word; the length of the text after the last one."""
    return words[number][0] if number < len(words) else length


def _letter_pairs(old: Sequence[Atom], new: Sequence[Atom], span: Pair, new_span: Pair, *, sure: bool) -> list[Pair]:
    """The pairs of the atoms of two stretches."""
    (low, high), (new_low, new_high) = span, new_span
    found = smallest([key_of(atom) for atom in old[low:high]], [key_of(atom) for atom in new[new_low:new_high]])
    if sure and any(change.start < change.stop for change in found) and any(c.new_start < c.new_stop for c in found):
        return []
    out: list[Pair] = []
    at, new_at = low, new_low
    for change in found:
        out += zip(range(at, low + change.start), range(new_at, new_low + change.new_start), strict=True)
        at, new_at = low + change.stop, new_low + change.new_stop
    return [*out, *zip(range(at, high), range(new_at, new_high), strict=True)]


def _compared_pairs(old: Sequence[Atom], new: Sequence[Atom], span: Pair, new_span: Pair) -> list[Pair]:
    """The pairs of two stretches, found by comparing their words; equal stretches need no comparison."""
    (low, high), (new_low, new_high) = span, new_span
    if high - low == new_high - new_low and old[low:high] == new[new_low:new_high]:
        return list(zip(range(low, high), range(new_low, new_high), strict=True))
    words, new_words = tokens_of(old[low:high]), tokens_of(new[new_low:new_high])
    found = changes(_keys(old[low:high], words), _keys(new[new_low:new_high], new_words))
    out: list[Pair] = []
    at = new_at = 0
    for change in found:
        out += _equal_pairs(words[at : change.start], new_words[new_at : change.new_start], low, new_low)
        at, new_at = change.stop, change.new_stop
    return out + _equal_pairs(words[at:], new_words[new_at:], low, new_low)


def _equal_pairs(words: Sequence[Pair], new_words: Sequence[Pair], low: int, new_low: int) -> list[Pair]:
    if not words:
        return []
    size = words[-1][1] - words[0][0]
    return [(low + words[0][0] + step, new_low + new_words[0][0] + step) for step in range(size)]


def tokens_of(atoms: Sequence[Atom]) -> list[Pair]:
    """The start and stop of each word, sign, space and end."""
    return token_spans("".join([letter for letter, _ in atoms]))


def _whole_words(atoms: Sequence[Atom]) -> list[Pair]:
    """The start and stop of each word, sign, space and end; a word with digits is one."""
    out: list[Pair] = []
    for low, high in tokens_of(atoms):
        joined = out.pop()[0] if low and _joins(atoms[low - 1][0], atoms[low][0]) else low
        out.append((joined, high))
    return out


def _joins(letter: str, other: str) -> bool:
    """Whether a letter and a digit beside each other are in one word; signs that are written without spaces are not."""
    return letter.isalnum() and other.isalnum() and letter.isdecimal() is not other.isdecimal() and max(letter, other) < "\u2e80"


def _keys(atoms: Sequence[Atom], words: Sequence[Pair]) -> list[str]:
    return ["".join([key_of(atom) for atom in atoms[low:high]]) for low, high in words]
