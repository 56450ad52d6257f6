"""Edits from a file on the proposals that are printed from a treaty text; an address names one, `9.11A` or `Article 28A`."""

from __future__ import annotations

from collections.abc import Callable

from model.edits.cuts import joining, kept
from model.edits.cuts import settings as cut_settings
from model.edits.script.fields import Edit, flag_at, text_at, whole_at
from model.edits.script.table_plans import ScriptRun
from model.submission.transactions import Transaction


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
