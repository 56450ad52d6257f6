"""Conflicts of parties as options in square brackets, `[ATU: recalling] [EUR: noting]`, the text in force deleted before them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from model.consolidation.apply_changes import AppliedChange
from model.consolidation.changes import InsertedEnd, PartyChange
from model.consolidation.conflicts import Conflict, parties_alike
from model.redline import PLAIN, Run, Stamp, Status, Style


def option_changes(
    text: str,
    conflict: Conflict,
    names: Sequence[str],
    wording: Callable[[int], str],
    stamp: Callable[[Iterable[int]], Stamp],
    *,
    wide: bool,
) -> list[AppliedChange] | None:
    """The changes that make options of a conflict; None if it is about more than words of one paragraph.

    text: the words of the story of the base
    conflict: the disagreement
    names: the names of all parties
    wording: the words of the stretch of the conflict as a party wants them
    stamp: the author and date of the changes of some parties
    wide: whether the brackets are those of Chinese, with no space between options
    """
    if not can_be_options(text, conflict):
        return None
    style = _style_of(conflict)
    changes: list[AppliedChange] = []
    if conflict.start < conflict.stop:
        deletion = PartyChange("text", conflict.start, conflict.stop)
        changes.append(AppliedChange(deletion, stamp(conflict.parties), conflict.parties[0]))
    gap = "" if wide else " "
    lead, tail = _spaces(text[conflict.start : conflict.stop])
    for number, parties in enumerate(parties_alike(conflict)):
        words = wording(parties[0]).strip()
        owner = ", ".join(names[party] for party in parties)
        option = f"{gap if number else lead}{option_text(owner, words, wide=wide)}"
        last = number == len(parties_alike(conflict)) - 1
        run = Run(f"{option}{tail if last else ''}", Status.INSERTED, style)
        change = PartyChange("text", conflict.stop, conflict.stop, (run,))
        changes.append(AppliedChange(change, stamp(parties), number))
    return changes


def option_text(owner: str, words: str, *, wide: bool) -> str:
    """A wording in square brackets, those of Chinese if `wide`, after its owner if that is known."""
    start, stop = ("［", "］") if wide else ("[", "]")
    return f"{start}{owner}: {words}{stop}" if owner else f"{start}{words}{stop}"


def can_be_options(text: str, conflict: Conflict) -> bool:
    """Whether a conflict is about words of one paragraph of a text alone: no ends, rows, formats, moves, notes or pictures."""
    if "\n" in text[conflict.start : conflict.stop]:
        return False
    for proposed in conflict.proposed:
        change = proposed.change
        if change.sort != "text" or change.whole or any(proposed.moves):
            return False
        if any(isinstance(piece, InsertedEnd) or piece.content for piece in change.pieces):
            return False
    return True


def _style_of(conflict: Conflict) -> Style:
    """The format of the first words that a party proposes."""
    pieces = (piece for proposed in conflict.proposed for piece in proposed.change.pieces)
    first = next((piece for piece in pieces if isinstance(piece, Run)), None)
    return first.style if first is not None else PLAIN


def _spaces(words: str) -> tuple[str, str]:
    """The spaces at both ends of words, which stay outside of the brackets."""
    if not words.strip():
        return "", ""
    return words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
