"""NOC: provisions that stay as they are, plain or as a proposal (underlined)."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.derive import CutIndex
from model.edits.cuts.settings import of_settings
from model.errors import EditError
from model.redline import Stamp
from model.submission.story import proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import CutSettings, Submission

_NONE = CutSettings()


def keep_provisions(
    submission: Submission, number: int, first: str, last: str, stamp: Stamp, *, underlined: bool = False
) -> Transaction:
    """Mark provisions NOC: those between two clauses, or all of a unit if both are its line. EditError if all are amended.

    first: a clause of the first provision
    last: a clause of the last one
    underlined: whether it is a proposal to keep them, with a number and reasons
    """
    index = _index(submission, number)
    at, stop = sorted((_passage(index, first), _passage(index, last)))
    if at == stop and index.passages.all[at].rank is not None:
        stop = index.passages.end_of_unit(at) - 1
    amended = {at for at in range(at, stop + 1) if index.is_amended(at)}
    begin = next((place for place in range(at, stop + 1) if place not in amended), None)
    if begin is None:
        raise EditError.of("these provisions are amended; NOC is for provisions that stay as they are")
    passages = index.passages.all
    key = index.key_at(begin)
    present = proposal_of(submission, number).cuts.get(key, _NONE)
    reach = passages[stop].beginnings[0] if stop > begin else ""
    settings = replace(present, symbol="NOC", underlined=underlined, last=reach)
    return of_settings(submission, number, {key: settings}, TransactionKind.KEEP_PROVISIONS, stamp)


def release_provisions(submission: Submission, number: int, clause: str, stamp: Stamp) -> Transaction:
    """Take back the NOC of the provision that contains a clause; its reasons are kept. EditError if it has none.

    clause: any clause of it
    """
    index = _index(submission, number)
    cut = index.cut_of(clause)
    if cut is None or cut.symbol != "NOC":
        raise EditError.of("there is no NOC here that could be taken back")
    settings = replace(cut.settings, symbol="", underlined=False, last="")
    return of_settings(submission, number, {cut.key: settings}, TransactionKind.RELEASE_PROVISIONS, stamp)


def _index(submission: Submission, number: int) -> CutIndex:
    index = CutIndex.of(proposal_of(submission, number))
    if not index.passages.all:
        raise EditError.of("this text has no margin numbers; they are in treaty texts, such as the Constitution")
    return index


def _passage(index: CutIndex, clause: str) -> int:
    place = index.proposal.redline.places.get(clause)
    if place is None:
        raise EditError.of("that provision is no longer there")
    return index.passages.index_of(place)
