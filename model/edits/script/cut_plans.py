"""Edits from a file on the proposals that are printed from a treaty text; an address names one, `9.11A` or `Article 28A`."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from model.edits.cuts import joining, kept
from model.edits.cuts import settings as cut_settings
from model.edits.script.fields import Edit, flag_at, text_at, whole_at
from model.edits.script.table_plans import ScriptRun
from model.errors import EditError
from model.submission.transactions import Transaction
from model.submission.values import SYMBOLS, Symbol
from model.text.lazy_regex import late

_PATH = late(r"proposals\[(?P<address>.+)\]/(?P<name>[a-z]+)")
_TEXTS = ("reasons", "agenda", "number")


def plan_cut_field(run: ScriptRun, path: str, value: object) -> Callable[[], Transaction] | None:
    """The plan that sets a field of a cut, `proposals[9.11A]/reasons`; None if a path is not of this form."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    address, name = found["address"], found["name"]
    if name not in (*_TEXTS, "symbol"):
        raise EditError.of("a proposal on a provision has the fields {names}", names=("symbol", *_TEXTS))
    if not isinstance(value, str):
        raise EditError.of("“{key}” is not a text", key="value")
    if name == "symbol" and value not in ("", *SYMBOLS):
        raise EditError.of("“{key}” is one of {values}", key="value", values=SYMBOLS)

    def plan() -> Transaction:
        number, cut = cut_settings.cut_at_address(run.submission, address)
        if name == "symbol":
            return cut_settings.set_cut_symbol(run.submission, number, cut.key, cast(Symbol, value), run.stamp)
        return cut_settings.set_cut_text(run.submission, number, cut.key, name, str(value), run.stamp)

    return plan


def plan_join(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """The proposal on a provision and the next one become one, or (`remove`) its parts proposals of their own."""
    address, is_removed = text_at(edit, "at"), flag_at(edit, "remove")

    def plan() -> Transaction:
        number, cut = cut_settings.cut_at_address(run.submission, address)
        join = joining.take_apart if is_removed else joining.join_with_next
        return join(run.submission, number, cut.key, run.stamp)

    return plan


def plan_order(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """The proposal on a provision gets another place among those of its text."""
    address, to = text_at(edit, "at"), whole_at(edit, "to", 1)

    def plan() -> Transaction:
        number, cut = cut_settings.cut_at_address(run.submission, address)
        return joining.move_cut(run.submission, number, cut.key, to, run.stamp)

    return plan


def plan_noc(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """Provisions are kept as they are, from one to another; `underlined`: as a proposal; `remove`: no longer."""
    story, first = run.text_at(edit), run.clause_at(edit)
    last = run.clause_at(edit, "to") if edit.get("to") is not None else first
    underlined, remove = flag_at(edit, "underlined"), flag_at(edit, "remove")

    def plan() -> Transaction:
        if remove:
            return kept.release_provisions(run.submission, story.proposal, first, run.stamp)
        return kept.keep_provisions(run.submission, story.proposal, first, last, run.stamp, underlined=underlined)

    return plan
