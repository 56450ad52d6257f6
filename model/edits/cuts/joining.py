"""Proposals of a treaty text joined, taken apart and put in another order."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.values import Cut
from model.edits.cuts.settings import cut_by_key, of_settings
from model.errors import EditError
from model.redline import Stamp
from model.submission.story import proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import CutSettings, Submission

_NONE = CutSettings()


def join_with_next(submission: Submission, number: int, key: str, stamp: Stamp) -> Transaction:
    """Make one proposal of a cut and the next one of the text, with the reasons of both. EditError if there is none, or if one of
    them is NOC or a footnote.

    key: that of the cut
    """
    cut = cut_by_key(submission, number, key)
    if cut.note:
        raise EditError.of("{address} is a footnote, which is always a proposal of its own", address=cut.address)
    amended = [other for other in _in_text_order(submission, number) if other.derived != "NOC" and not other.note]
    place = next((place for place, other in enumerate(amended) if other.key == key), None)
    if place is None:
        raise EditError.of("{address} is kept as it is (NOC), which is joined with nothing", address=cut.address)
    if place + 1 == len(amended):
        raise EditError.of("no proposal follows {address} in the text", address=cut.address)
    following = amended[place + 1]
    settings = replace(
        cut.settings,
        last=following.provisions[-1],
        reasons="\n".join(dict.fromkeys(filter(None, (cut.settings.reasons, following.settings.reasons)))),
        agenda=cut.settings.agenda or following.settings.agenda,
    )
    return of_settings(submission, number, {key: settings, following.key: _NONE}, TransactionKind.JOIN_PROPOSALS, stamp)


def take_apart(submission: Submission, number: int, key: str, stamp: Stamp) -> Transaction:
    """Make proposals of their own of the parts of a cut: those that were joined, or the provisions of a new or struck article.
    EditError if it is one already.

    key: that of the cut
    """
    cut = cut_by_key(submission, number, key)
    settings = cut.settings
    if cut.derived != "NOC" and settings.last:
        settings = replace(settings, last="")
    elif cut.derived in ("ADD", "SUP", "ADD*", "SUP*") and len(cut.provisions) > 1 and not settings.separate:
        settings = replace(settings, separate=True)
    else:
        raise EditError.of("the proposal on {address} has no parts that could be proposals of their own", address=cut.address)
    return of_settings(submission, number, {key: settings}, TransactionKind.SPLIT_PROPOSAL, stamp)


def move_cut(submission: Submission, number: int, key: str, to: int, stamp: Stamp) -> Transaction:
    """Give a cut another place among those of its text; the others keep their order, which is stored if it is not that of the
    text.

    key: that of the cut
    to: its place, from 1; a number outside of the list means its end
    """
    found = cuts(proposal_of(submission, number))
    moved = next((cut for cut in found if cut.key == key), None)
    if moved is None:
        raise EditError.of("that proposal is no longer there")
    rest = [cut for cut in found if cut is not moved]
    rest.insert(min(max(to, 1), len(found)) - 1, moved)
    in_order = [cut.key for cut in rest] == [cut.key for cut in _in_text_order(submission, number)]
    new = {cut.key: replace(cut.settings, order=0 if in_order else place) for place, cut in enumerate(rest, 1)}
    return of_settings(submission, number, new, TransactionKind.MOVE_PROPOSAL, stamp)


def _in_text_order(submission: Submission, number: int) -> list[Cut]:
    return sorted(cuts(proposal_of(submission, number)), key=lambda cut: cut.spans[0])
