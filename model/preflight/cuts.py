"""Proposals that are printed from a treaty text: symbols against the amendments, missing reasons, settings without a proposal."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.values import Cut
from model.message import Message
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Problem, Rule
from model.submission.story import StoryId

_GUIDE = Message.of("WTSA-16 and PP-22 guidelines for proposals; Plenipotentiary Conference 2010, §2.1")
_SHOWN = 60
"""Characters of reasons that a message quotes."""


def _of(text: CheckedText, cut: Cut, message: Message) -> Problem:
    note, clause = cut.place
    return Problem(message, StoryId(text.number, note), clause, near=(f"{cut.symbol} {cut.address}", ""))


def _symbols(text: CheckedText, context: CheckContext) -> Faults:
    for cut in text.cuts:
        yield None
        locked = cut.settings.symbol
        if locked == "NOC" != cut.symbol:
            message = Message.of(
                "{address} is to stay (NOC), but is amended; reject the amendments, or take the NOC back", address=cut.address
            )
            yield _of(text, cut, message)
        elif _plain(cut.symbol) != _plain(cut.derived):
            message = Message.of(
                "the symbol of {address} is {symbol}, but its amendments make it {derived}",
                address=cut.address, symbol=cut.symbol, derived=cut.derived,
            )  # fmt: skip
            yield replace(_of(text, cut, message), symbol=cut.derived)


def _plain(symbol: str) -> str:
    """A symbol without what only a person knows: that a change is editorial, that a text is moved."""
    return symbol.strip("()*")


def _reasons(text: CheckedText, context: CheckContext) -> Faults:
    for cut in text.cuts:
        yield None
        if cut.settings.reasons.strip() or not cut.is_numbered:
            continue
        required = cut.symbol in ("SUP", "SUP*", "NOC")
        proposal = f"{cut.symbol} {cut.address}"
        message = Message.of(
            "{proposal} gives no reasons; add a short statement of reasons after each proposal", proposal=proposal
        )
        if required:
            message = Message.of("{proposal} gives no reasons; they are required", proposal=proposal)
        yield replace(_of(text, cut, message), severity="error" if required else None)


def _unused(text: CheckedText, context: CheckContext) -> Faults:
    index = text.cut_index
    for key, settings in index.unused.items() if index is not None else ():
        yield None
        words = settings.reasons.strip() or settings.agenda.strip()
        if words:
            message = Message.of(
                "the reasons or the agenda item of a proposal that is no longer there are kept: “{words}”", words=words[:_SHOWN]
            )
            clause = key if key in text.redline.places else ""
            yield Problem(message, text.story, clause, near=(words[:_SHOWN], ""))


RULES = (
    Rule(
        "cut-symbol", "error", Message.of("A symbol that does not fit the amendments of its provision"),
        Message.of("A new provision is ADD, a deleted one SUP, a changed one MOD; NOC keeps one as it is. A symbol that was set "
                   "by hand does not follow the text. The repair lets it follow again."),
        Message.of("WTDC-21 and PP-10 guidelines for proposals (symbols ADD, MOD, SUP, NOC)"), text=_symbols,
    ),
    Rule(
        "cut-reasons", "warning", Message.of("Reasons are missing for a provision"),
        Message.of("Each proposal on provisions is followed by a short statement of reasons. SUP and an underlined NOC are not "
                   "accepted without."),
        _GUIDE, text=_reasons,
    ),
    Rule(
        "cut-unused", "advice", Message.of("Reasons of a proposal that is no longer there"),
        Message.of("The amendments of the provision were rejected, or it was joined to another proposal. The reasons come back "
                   "with the amendments, and are in no export."),
        _GUIDE, text=_unused,
    ),
)  # fmt: skip
