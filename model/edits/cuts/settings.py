"""Symbol, number, reasons and agenda item of a proposal that is printed from a treaty text, and the serial numbers of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.serials import printed_proposals
from model.cuts.values import Cut
from model.edits.common import transaction
from model.errors import EditError, shorten_value
from model.numbering import Labelling
from model.redline import Stamp
from model.submission.field_forms import refuse_long_field
from model.submission.story import proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import CutSettings, Submission, Symbol

_NONE = CutSettings()


def set_cut_text(submission: Submission, number: int, key: str, name: str, value: str, stamp: Stamp) -> Transaction:
    """Set the reasons, the agenda item or the whole number of a cut. EditError if there is no such cut.

    key: that of the cut
    name: `reasons`, `agenda` or `number`; an empty number is that of its place
    value: the text from now on
    """
    present = settings_of(submission, number, key)
    refuse_long_field(value, getattr(present, name))
    return of_settings(submission, number, {key: replace(present, **{name: value})}, TransactionKind.SET_FIELD, stamp, field=name)


def set_cut_symbol(submission: Submission, number: int, key: str, symbol: Symbol | Literal[""], stamp: Stamp) -> Transaction:
    """Lock the symbol of an amended cut, or let its amendments give it (''). EditError if it would hide amendments.

    key: that of the cut
    symbol: the symbol from now on
    """
    cut = cut_by_key(submission, number, key)
    settings = replace(cut.settings, symbol=_fit_symbol(cut, symbol))
    return of_settings(submission, number, {key: settings}, TransactionKind.SET_FIELD, stamp, field="symbol")


def change_cut(submission: Submission, number: int, key: str, settings: CutSettings, stamp: Stamp) -> Transaction:
    """Set all that a user writes for a cut at once: symbol, number, agenda item and reasons. EditError if the symbol would hide
    amendments.

    key: that of the cut, or of settings without one
    settings: what is set from now on
    """
    present = settings_of(submission, number, key)
    for name in ("reasons", "agenda", "number"):
        refuse_long_field(getattr(settings, name), getattr(present, name))
    cut = next((cut for cut in cuts(proposal_of(submission, number)) if cut.key == key), None)
    symbol = _fit_symbol(cut, settings.symbol) if cut is not None and settings.symbol != present.symbol else present.symbol
    new = replace(present, symbol=symbol, number=settings.number, agenda=settings.agenda, reasons=settings.reasons)
    return of_settings(submission, number, {key: new}, TransactionKind.CHANGE_PROPOSAL, stamp)


def _fit_symbol(cut: Cut, symbol: Symbol | Literal[""]) -> Symbol | Literal[""]:
    """The symbol to store for a cut, '' for that of its amendments; EditError if it would hide amendments."""
    if symbol == "NOC" != cut.derived:
        raise EditError.of("{address} is amended, so its symbol cannot be NOC; reject its amendments first", address=cut.address)
    if cut.derived == "NOC" and symbol not in ("", "NOC"):
        raise EditError.of("{address} is kept as it is (NOC); take the NOC back, or amend it", address=cut.address)
    return "NOC" if cut.derived == "NOC" else "" if symbol == cut.derived else symbol


def settings_of(submission: Submission, number: int, key: str) -> CutSettings:
    """The settings under a key; EditError if neither a cut nor settings have it."""
    known = proposal_of(submission, number).cuts.get(key)
    return known if known is not None else cut_by_key(submission, number, key).settings


def cut_by_key(submission: Submission, number: int, key: str) -> Cut:
    """A cut of a text; EditError if there is none of that key."""
    found = next((cut for cut in cuts(proposal_of(submission, number)) if cut.key == key), None)
    if found is None:
        raise EditError.of("that proposal is no longer there")
    return found


def cut_at_address(submission: Submission, address: str) -> tuple[int, Cut]:
    """The text and the cut that bears on an address, `9.11A` or `Article 28A`. EditError if there is none, or several.

    address: that of any provision of the cut
    """
    found: list[tuple[int, Cut]] = []
    known: list[str] = []
    for number, proposal in enumerate(submission.proposals, 1):
        labelling = Labelling.of(proposal.redline)
        derived = cuts(proposal, labelling)
        known += [cut.address for cut in derived]
        found += [(number, cut) for cut in derived if address.casefold() in _addresses(cut, labelling)]
    exact = [(number, cut) for number, cut in found if cut.address == address]
    if len(exact) == 1:
        return exact[0]
    if len(found) == 1:
        return found[0]
    if found:
        raise EditError.of(
            "several proposals bear on “{address}”; name another provision of the one that you mean",
            address=shorten_value(address),
        )
    raise EditError.of(
        "no proposal bears on “{address}”; there are {addresses}", address=shorten_value(address), addresses=tuple(known[:20])
    )


def _addresses(cut: Cut, labelling: Labelling) -> Iterator[str]:
    """The addresses by which a cut is found, in lower case: its own, and the numbers of its provisions."""
    yield cut.address.casefold()
    for id in cut.provisions:
        number = labelling.number("draft", id) or labelling.number("base", id)
        if number is not None:
            yield number.casefold()


def of_settings(
    submission: Submission, number: int, new: Mapping[str, CutSettings], kind: TransactionKind, stamp: Stamp, *, field: str = ""
) -> Transaction:
    """The transaction that gives cuts other settings; those that say nothing are removed.

    new: the settings by their keys
    kind: the kind of the undo step
    field: the name of the setting that changes, for the undo list; '' for several
    """
    steps = [_setting(submission, number, key, settings) for key, settings in new.items()]
    steps = [step for step in steps if step.old != step.new]
    made = transaction(kind, steps, stamp)
    return replace(made, values={"field": field}) if field else made


def _setting(submission: Submission, number: int, key: str, settings: CutSettings) -> SetField:
    stored = settings if settings != _NONE else None
    return SetField(f"proposals/{number}/cuts/{key}", proposal_of(submission, number).cuts.get(key), stored)


# -- serial numbers: they stay from the time at which the document has a number


def lock_numbers(submission: Submission, stamp: Stamp) -> Transaction:
    """Let all proposals of treaty texts keep the serial numbers that they have now; later ones are numbered after them."""
    return transaction(TransactionKind.LOCK_NUMBERS, [*locking_steps(submission)], stamp)


def release_numbers(submission: Submission, stamp: Stamp) -> Transaction:
    """Let the proposals of treaty texts be numbered in their order again."""
    return transaction(TransactionKind.RELEASE_NUMBERS, [*releasing_steps(submission)], stamp)


def locking_steps(submission: Submission) -> Iterator[SetField]:
    """The steps by which the serial numbers stay as they are."""
    for printed in printed_proposals(submission):
        cut = printed.cut
        if cut is not None and printed.number and not cut.settings.serial and not cut.settings.number:
            settings = replace(cut.settings, serial=int(printed.number.rpartition("/")[2]))
            yield _setting(submission, printed.text, cut.key, settings)


def releasing_steps(submission: Submission) -> Iterator[SetField]:
    """The steps by which no serial number is locked."""
    for number, proposal in enumerate(submission.proposals, 1):
        for key, settings in proposal.cuts.items():
            if settings.serial:
                yield _setting(submission, number, key, replace(settings, serial=0))
