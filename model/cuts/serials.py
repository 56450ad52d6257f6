"""The proposals of a submission as they are printed, with their numbers: `EUR/9A2/1`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from model.cuts.derive import cuts
from model.cuts.values import Cut
from model.submission.conferences import document_code
from model.submission.source_symbols import UNKNOWN_SOURCE, source_symbol
from model.submission.values import Submission, Symbol
from model.text.lazy_regex import late

_SERIAL = late(r".*/([1-9]\d{0,5})")


class PrintedProposal(Struct, frozen=True):
    """A proposal as it is printed: a cut of a treaty text, or any other proposal as a whole."""

    text: int
    """The number of its text in the submission, from 1."""
    cut: Cut | None
    symbol: Symbol | str
    number: str
    """`EUR/9A2/1`; '' for none."""
    is_provisional: bool = False
    """Whether the document has a number, but that of the proposal may still change as it is not locked."""


def printed_proposals(submission: Submission, derived: Mapping[int, Sequence[Cut]] | None = None) -> tuple[PrintedProposal, ...]:
    """The proposals of a submission as they are printed, in order. The cuts of a treaty text are numbered through the document:
    locked serial numbers stay, the others follow in the order of the cuts, after the locked ones.

    derived: the cuts of texts, by their numbers from 1, if they are known
    """
    found: list[tuple[int, Cut | None]] = []
    for number, proposal in enumerate(submission.proposals, 1):
        known = derived.get(number) if derived is not None else None
        of_text = known if known is not None else cuts(proposal)
        found += [(number, cut) for cut in of_text] or [(number, None)]
    serials = _serials(submission, found)
    before = f"{source_symbol(submission) or UNKNOWN_SOURCE}/{document_code(submission.header, 'XX')}/" if any(serials) else ""
    is_numbered = bool(submission.header.document)
    out = []
    for (number, cut), serial in zip(found, serials, strict=True):
        proposal = submission.proposals[number - 1]
        if cut is None:
            out.append(PrintedProposal(number, None, proposal.symbol, proposal.number))
        else:
            text = cut.settings.number or (f"{before}{serial}" if serial else "")
            out.append(PrintedProposal(number, cut, cut.symbol, text, is_numbered and bool(serial) and not cut.settings.serial))
    return tuple(out)


def _serials(submission: Submission, found: Sequence[tuple[int, Cut | None]]) -> list[int]:
    """The serial number of each cut; 0 for what has none, or has its whole number set by hand.

    found: each with the number of its text. The number of a text that is printed as cuts is not printed, so it is free. A locked
        number of settings that belong to no cut at present is not: their cut may come back.
    """
    counted = [cut if cut is not None and cut.is_numbered and not cut.settings.number else None for _, cut in found]
    locked = [settings.serial for proposal in submission.proposals for settings in proposal.cuts.values() if settings.serial]
    texts = [cut.settings.number if cut is not None else submission.proposals[text - 1].number for text, cut in found]
    taken = {int(match[1]) for match in map(_SERIAL.fullmatch, texts) if match is not None} | set(locked)
    after = max(locked, default=0)
    out: list[int] = []
    for cut in counted:
        if cut is None:
            out.append(0)
        elif cut.settings.serial:
            out.append(cut.settings.serial)
        else:
            after += 1
            while after in taken:
                after += 1
            out.append(after)
    return out
