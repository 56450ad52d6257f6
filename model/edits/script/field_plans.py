"""Edits from a file that set a field: of the header, of a text, of a proposal on provisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from model.cuts.derive import cuts
from model.cuts.serials import PrintedProposal
from model.cuts.values import Cut
from model.edits import fields
from model.edits.cuts import settings as cut_settings
from model.edits.script.fields import Edit, check_fit, text_at
from model.edits.script.table_plans import ScriptRun
from model.errors import EditError, shorten_value
from model.submission.conferences import LETTERS
from model.submission.field_forms import field_type
from model.submission.json_codec import decode
from model.submission.story import proposal_of
from model.submission.transactions import Transaction
from model.submission.values import SYMBOLS, Symbol
from model.text.lazy_regex import late

_ADDRESSED = late(r"proposals\[(?P<address>.+)\]/(?P<name>[a-z]+)")
_INDEXED = late(r"proposals/(?P<index>\d{1,9})/(?P<name>.+)")
_TEXTS = ("reasons", "agenda", "number")


class PrintedRun(ScriptRun, Protocol):
    """A run over a file of edits that knows the proposals as they were printed."""

    @property
    def printed(self) -> Sequence[PrintedProposal]:
        """The proposals as they were printed when the text was read."""


def plan_set(run: PrintedRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """A field gets a value. A proposal is named by what it bears on, `proposals[9.11A]/reasons`, or by its index. The symbol of
    a treaty text as a whole, which its export in one piece needs, can be set by the index as long as it has none."""
    path = text_at(edit, "field")
    if path == "proposals" or "/notes/" in path or "/struck/" in path:
        raise EditError.of("the field {path} cannot be set by an edit", path=shorten_value(repr(path)))
    if "value" not in edit:
        raise EditError.of("“value” is missing")
    check_fit(edit["value"], "value")
    addressed, indexed = _ADDRESSED.fullmatch(path), _INDEXED.fullmatch(path)
    if addressed is not None:
        address = addressed["address"]
        return _plan_field(run, lambda: cut_settings.cut_at_address(run.submission, address), addressed["name"], edit["value"])
    if indexed is not None and any(printed.cut is not None for printed in run.printed):
        printed = _printed_at(run, int(indexed["index"]))
        name = indexed["name"]
        of_cut = (*_TEXTS, "symbol") if proposal_of(run.submission, printed.text).symbol else _TEXTS
        if printed.cut is not None and name in of_cut:
            return _plan_field(run, _finder(run, printed.text, printed.cut), name, edit["value"])
        path = f"proposals/{printed.text}/{name}"
    if path == "language" and edit["value"] not in ("", *LETTERS):
        raise EditError.of("“value” is one of {letters}", letters=tuple(LETTERS))
    value = decode(edit["value"], field_type(path), path)
    return lambda: fields.set_field(run.submission, path, value, run.stamp)


def _printed_at(run: PrintedRun, index: int) -> PrintedProposal:
    """The proposal with an index among those that were printed when the text was read, as `show --format json` lists them."""
    if not 1 <= index <= len(run.printed):
        raise EditError.of(
            "there is no proposal {number}: the submission has {given}",
            number=shorten_value(repr(str(index))),
            given=len(run.printed),
        )
    return run.printed[index - 1]


def _finder(run: ScriptRun, text: int, cut: Cut) -> Callable[[], tuple[int, Cut]]:
    """Finds the cut that contains the first provision of one that there was when the text was read."""

    def find() -> tuple[int, Cut]:
        now = cuts(proposal_of(run.submission, text))
        same = next((other for other in now if cut.provisions[0] in other.provisions), None)
        if same is None:
            raise EditError.of("that proposal is no longer there")
        return text, same

    return find


def _plan_field(run: ScriptRun, find: Callable[[], tuple[int, Cut]], name: str, value: object) -> Callable[[], Transaction]:
    """The plan that sets a field of the cut that `find` returns with the number of its text."""
    if name not in (*_TEXTS, "symbol"):
        raise EditError.of("a proposal on a provision has the fields {names}", names=("symbol", *_TEXTS))
    if not isinstance(value, str):
        raise EditError.of("“{key}” is not a text", key="value")
    if name == "symbol" and value not in ("", *SYMBOLS):
        raise EditError.of("“{key}” is one of {values}", key="value", values=SYMBOLS)

    def plan() -> Transaction:
        number, cut = find()
        if name == "symbol":
            return cut_settings.set_cut_symbol(run.submission, number, cut.key, cast(Symbol, value), run.stamp)
        return cut_settings.set_cut_text(run.submission, number, cut.key, name, str(value), run.stamp)

    return plan
