"""Both wordings of a conflict in the text, one after the other or as options in square brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from model.consolidation.options import option_text
from model.merging.atoms import Atom, is_end, is_in_base, is_shown
from model.merging.changes import AtomChange, apply_changes
from model.redline import Clause, End, Run, Stamp, Status
from model.redline.runs import struck_run

_Draft = list[Atom]


def both_wordings(base: Sequence[Atom], first: Sequence[AtomChange], second: Sequence[AtomChange]) -> list[AtomChange]:
    """The changes of two sides as one, with the wording of the first before that of the second."""
    return list(_clustered_changes(base, first, second, _side_by_side))


def option_wordings(
    base: Sequence[Atom], first: Sequence[AtomChange], second: Sequence[AtomChange], *, wide: bool
) -> list[AtomChange]:
    """The changes of two sides as one, with both wordings as options in square brackets and their owners. Paragraphs, notes and
    pictures are put one after the other instead.

    wide: whether the brackets are full-width ones, as in Chinese
    """

    def options(old: Sequence[Atom], drafts: Sequence[_Draft], stamps: Sequence[Stamp]) -> list[Atom]:
        atoms = [*old, *drafts[0], *drafts[1]]
        if any(isinstance(look, Clause) or look.content for _, look in atoms):
            return _side_by_side(old, drafts, stamps)
        names = [stamp.author if stamps[0].author != stamps[1].author else "" for stamp in stamps]
        words = ["".join([letter for letter, _ in draft]) for draft in drafts]
        lead = words[0][: len(words[0]) - len(words[0].lstrip())]
        tail = words[1][len(words[1].rstrip()) :]
        out: list[Atom] = []
        for number, (name, text, draft) in enumerate(zip(names, words, drafts, strict=True)):
            look = replace(draft[0][1], status=Status.INSERTED)
            option = option_text(name, text.strip(), wide=wide)
            gap = lead if not number else "" if wide else " "
            out += [(letter, look) for letter in gap + option + (tail if number else "")]
        return out

    return list(_clustered_changes(base, first, second, options))


_Join = Callable[[Sequence[Atom], Sequence[_Draft], Sequence[Stamp]], list[Atom]]


def _clustered_changes(
    base: Sequence[Atom], first: Sequence[AtomChange], second: Sequence[AtomChange], join: _Join
) -> Iterator[AtomChange]:
    """The changes of both sides, by clusters that touch. If one side leaves no words in a cluster, the other side's changes
    apply."""
    for low, high, changes in _clusters(first, second):
        sides = [[change for change in side if change in changes] for side in (first, second)]
        if not all(sides):
            yield from sides[0] or sides[1]
            continue
        texts = [_within(base, side, low, high) for side in sides]
        shown = [[atom for atom in text if is_shown(atom)] for text in texts]
        if not all(shown) or any(change.sort != "text" for change in changes):
            kept = sides[0] if shown[0] else sides[1]
            yield from kept
            continue
        stamps = [_stamp_of(side) for side in sides]
        old = _struck(base[low:high], stamps[0])
        drafts = [[_as_inserted(atom, stamp) for atom in text] for text, stamp in zip(shown, stamps, strict=True)]
        yield AtomChange("text", low, high, (*old, *join(base[low:high], drafts, stamps)))


def _clusters(first: Sequence[AtomChange], second: Sequence[AtomChange]) -> Iterator[tuple[int, int, list[AtomChange]]]:
    out: list[tuple[int, int, list[AtomChange]]] = []
    for change in sorted((*first, *second), key=lambda found: (found.start, found.stop)):
        if out and change.start <= out[-1][1]:
            low, high, changes = out[-1]
            out[-1] = low, max(high, change.stop), [*changes, change]
        else:
            out.append((change.start, change.stop, [change]))
    return iter(out)


def _within(base: Sequence[Atom], changes: Sequence[AtomChange], low: int, high: int) -> list[Atom]:
    """A stretch of the base after the changes inside it."""
    moved = [replace(change, start=change.start - low, stop=change.stop - low) for change in changes]
    return apply_changes(base[low:high], moved, {})


def _stamp_of(changes: Sequence[AtomChange]) -> Stamp:
    """The author and time of changes: those of their first insertion or deletion."""
    for change in changes:
        for _, look in change.atoms:
            stamp = look.stamp if isinstance(look, Run) else look.end.stamp
            if stamp != Stamp():
                return stamp
    return Stamp()


def _struck(atoms: Sequence[Atom], stamp: Stamp) -> list[Atom]:
    """A stretch with its text in force deleted."""
    out: list[Atom] = []
    for letter, look in atoms:
        if not is_in_base((letter, look)):
            continue
        if isinstance(look, Run):
            out.append((letter, struck_run(look, stamp)))
        elif look.end.status is Status.KEPT:
            out.append((letter, replace(look, end=End(Status.DELETED, stamp))))
        else:
            out.append((letter, look))
    return out


def _as_inserted(atom: Atom, stamp: Stamp) -> Atom:
    letter, look = atom
    if isinstance(look, Run):
        by = look.stamp if look.status is Status.INSERTED else stamp
        return letter, Run("", Status.INSERTED, look.style, stamp=by, content=look.content)
    by = look.end.stamp if look.end.status is Status.INSERTED else stamp
    shell = replace(look, end=End(Status.INSERTED, by), label=None, base_props=None, source="")
    return letter, shell


def _side_by_side(old: Sequence[Atom], drafts: Sequence[_Draft], stamps: Sequence[Stamp]) -> list[Atom]:
    first, second = drafts
    if any(map(is_end, (*first, *second))) and not is_end(first[-1]):
        end = next(atom for atom in (*first, *second) if is_end(atom))
        return [*first, end, *second]
    if is_end(first[-1]) or first[-1][0].isspace() or second[0][0].isspace():
        return [*first, *second]
    gap = first[-1][0], first[-1][1]
    return [*first, (" ", replace(gap[1], content="")) if isinstance(gap[1], Run) else gap, *second]
