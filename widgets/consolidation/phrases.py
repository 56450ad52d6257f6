"""The signs and words of a consolidation: what became of a proposal, who wants something, what changes beside words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from model.consolidation.changes import PartyChange
from model.consolidation.matrix import Matrix, State
from model.consolidation.merge import Decision, Party
from model.redline import Label, Props, Style
from widgets.common.clause_outline import beginning
from widgets.common.foreign_text import apart, isolated

SIGNS: dict[State, str] = {
    "": "·", "changed": "~", "deleted": "−", "inserted": "+", "conflict": "⚠", "chosen": "✓", "refused": "✗",
    "beside": "‖", "compromise": "≈", "settled": "✓",
}  # fmt: skip
QUOTED = 160
"""Characters of a wording that are told in a list."""


def tr(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("Consolidating", text)


def state_words(state: State) -> str:
    """A state in words."""
    return {
        "": tr("no change"),
        "changed": tr("changed"),
        "deleted": tr("deleted"),
        "inserted": tr("inserted"),
        "conflict": tr("conflict"),
        "chosen": tr("chosen"),
        "refused": tr("not chosen"),
        "beside": tr("side by side"),
        "compromise": tr("compromise"),
        "settled": tr("decided"),
    }[state]


def names_of(parties: Sequence[Party], chosen: Iterable[int]) -> str:
    """The names of some parties."""
    return ", ".join(isolated(parties[party].name) for party in chosen)


def quoted(text: str) -> str:
    """A wording in a list, on one line; its paragraph ends shown."""
    text = text.strip("\n").replace("\n", " ¶ ")
    return tr("“{words}”").format(words=apart(beginning(text, QUOTED))) if text else tr("(deleted)")


def also_words(changes: Iterable[PartyChange]) -> str:
    """The changes beside those of words."""
    return "; ".join(dict.fromkeys(_also(change) for change in changes))


def _also(change: PartyChange) -> str:
    value = change.value
    if isinstance(value, Style):
        named = ((value.italic, tr("italic")), (value.bold, tr("bold")), (value.underline, tr("underlined")))
        return ", ".join(word for on, word in named if on) or value.vertical or tr("plain letters")
    if isinstance(value, Label):
        return tr("label {label}").format(label=isolated(value.text))
    if isinstance(value, Props):
        return tr("another kind of clause, or another level")
    return tr("other words")


def decided_words(board: Matrix, key: str, decision: Decision) -> str:
    """The decision of a conflict, in words."""
    if decision.kind == "party":
        names = names_of(board.found.parties, board.alike(key, decision.party))
        return tr("the wording of {names}").format(names=names)
    if decision.kind == "own":
        return tr("a compromise")
    return tr("no change") if decision.kind == "base" else tr("all side by side")
