"""Marks that say in print whose change it is, in a text with the changes of two parties; and the line that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from model.formats.page.blocks import Line, Span
from model.layers.authors import names_in
from model.layers.combined import CombinedLayers
from model.redline import KEPT, Run, Status, Style

LONGEST = 5
"""Characters of a name that is its own mark, as `EUR` and `APT` are."""
_RAISED = Style(vertical="superscript")


def author_marks(layers: CombinedLayers | None) -> Mapping[str, str]:
    """A mark for each author of the changes of two layers, the other party's first; none for a text of one layer.

    A short name is its own mark; the others get letters.
    """
    if layers is None:
        return {}
    names = sorted(names_in(layers.redline) - {""}, key=lambda name: (name not in layers.authors, name))
    letters = (letter for letter in _letters(len(names)) if letter not in names)
    return {name: name if len(name) <= LONGEST else next(letters) for name in names}


def _letters(count: int) -> Iterable[str]:
    """More letters than are asked for, so that some may be taken: A to Z, then A1 to Z1 and so on."""
    rounds = 2 + 2 * count // len(ascii_uppercase)
    return (f"{letter}{number or ''}" for number in range(rounds) for letter in ascii_uppercase)


def key_line(marks: Mapping[str, str]) -> Line:
    """The line with each mark and the name that it stands for."""
    words = [f"[{mark}]" if mark == name else f"[{mark}] {name}" for name, mark in marks.items()]
    return Line("Normal", (Span("   ".join(words), stands_for=0),))


def mark_after(run: Run, following: Run | None, marks: Mapping[str, str]) -> Span | None:
    """The mark after changed characters; None if they are not changed, or go on as a change of the same authors."""
    names = _authors(run)
    if not names or (following is not None and _authors(following) == names):
        return None
    found = [marks[name] for name in names if name in marks]
    return Span(f"[{'/'.join(found)}]", style=_RAISED, stands_for=0) if found else None


def _authors(run: Run) -> tuple[str, ...]:
    if run.status is Status.RETRACTED:
        return run.stamp.author, run.retracted.author
    if run.status is not KEPT:
        return (run.stamp.author,)
    return (run.style_stamp.author,) if run.base_style is not None else ()
