"""The signs and texts of a consolidation: the state of a proposal, the parties, changes besides words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from model.consolidation.changes import PartyChange
from model.consolidation.matrix import Matrix, State
from model.consolidation.merge import Decision, Party
from model.redline import Label, Props, Style
from widgets.common.clause_outline import beginning
from widgets.common.foreign_text import isolated, isolated_always
from widgets.common.translation import join_words, translate

SIGNS: dict[State, str] = {
    "": "·", "changed": "~", "deleted": "−", "inserted": "+", "conflict": "⚠", "chosen": "✓", "refused": "✗",
    "beside": "‖", "compromise": "≈", "settled": "✓", "taken": "✓",
}  # fmt: skip
QUOTED = 160
"""Characters of a wording that a list shows."""


def state_words(state: State) -> str:
    """A state in words."""
    return {
        "": translate("Consolidating", "no change"),
        "changed": translate("Consolidating", "changed", "clause, to one party"),
        "deleted": translate("Consolidating", "deleted", "clause, to one party"),
        "inserted": translate("Consolidating", "inserted", "clause, to one party"),
        "conflict": translate("Consolidating", "conflict"),
        "chosen": translate("Consolidating", "chosen", "wording"),
        "refused": translate("Consolidating", "not chosen", "wording"),
        "beside": translate("Consolidating", "side by side"),
        "compromise": translate("Consolidating", "compromise"),
        "settled": translate("Consolidating", "decided", "conflict"),
        "taken": translate("Consolidating", "in the draft"),
    }[state]


def names_of(parties: Sequence[Party], chosen: Iterable[int]) -> str:
    """The names of some parties."""
    return join_words(isolated(parties[party].name) for party in chosen)


def quote(text: str) -> str:
    """A wording on one line of a list, with signs for its paragraph ends."""
    text = text.strip("\n").replace("\n", " ¶ ")
    return (
        translate("Consolidating", "“{words}”").format(words=isolated_always(beginning(text, QUOTED)))
        if text
        else translate("Consolidating", "(deleted)")
    )


def also_words(changes: Iterable[PartyChange]) -> str:
    """The changes besides those of words."""
    return join_words(dict.fromkeys(_also(change) for change in changes))


def _also(change: PartyChange) -> str:
    value = change.value
    if isinstance(value, Style):
        named = (
            (value.italic, translate("Consolidating", "italic")),
            (value.bold, translate("Consolidating", "bold")),
            (value.underline, translate("Consolidating", "underlined")),
        )
        return join_words(word for on, word in named if on) or value.vertical or translate("Consolidating", "plain letters")
    if isinstance(value, Label):
        return translate("Consolidating", "label {label}").format(label=isolated(value.text))
    if isinstance(value, Props):
        return translate("Consolidating", "another kind of clause, or another level")
    return translate("Consolidating", "other words")


def decided_words(board: Matrix, key: str, decision: Decision) -> str:
    """The decision on a conflict in words."""
    if decision.kind == "party":
        names = names_of(board.found.parties, board.alike(key, decision.party))
        return translate("Consolidating", "the wording of {names}").format(names=names)
    if decision.kind == "own":
        return translate("Consolidating", "a compromise")
    if decision.kind == "options":
        return translate("Consolidating", "all as options in square brackets")
    return translate("Consolidating", "no change") if decision.kind == "base" else translate("Consolidating", "all side by side")
