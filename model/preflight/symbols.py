"""Symbols, numbers and reasons of proposals, as the guidelines of the conferences allow them."""

from __future__ import annotations

from model.cuts.serials import PrintedProposal, printed_proposals
from model.message import Message
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Problem, Rule
from model.redline import Redline, Status
from model.submission.conferences import number_and_revision
from model.submission.story import StoryId
from model.text.lazy_regex import late

_GUIDE = Message.of("WTDC-21 and PP-10 guidelines for proposals (symbols ADD, MOD, SUP, NOC)")
_NUMBER = late(r"[A-Z]{1,5}(?:/[A-Z]{1,5})*/(\d+|XX)(?:A(\d+))?(?:R\d+)?/\d+")


def _field(text: CheckedText, name: str) -> str:
    return f"proposals/{text.number}/{name}"


def _of(text: CheckedText, name: str, message: Message) -> Problem:
    return Problem(message, text.story, field=_field(text, name), quote=text.proposal.symbol)


def is_amended(redline: Redline) -> bool:
    """Whether accepting and rejecting give different texts."""
    return any(
        clause.end.status is not Status.KEPT
        or clause.row is not Status.KEPT
        or clause.base_props is not None
        or (clause.own_label is not None and clause.own_label != clause.label)
        or any((run.status is not Status.KEPT and run.text) or run.base_style is not None for run in clause.runs)
        for clauses in (redline.clauses, *(note.clauses for note in redline.notes.values()))
        for clause in clauses
    )


def _has_base(redline: Redline) -> bool:
    return any(run.status.on("base") and run.text.strip() for clause in redline.clauses for run in clause.runs)


def _add(text: CheckedText, context: CheckContext) -> Faults:
    if (
        text.proposal.symbol == "ADD"
        and not text.cuts
        and text.proposal.theirs is None
        and _has_base(text.redline)
        and is_amended(text.redline)
    ):
        message = Message.of("the symbol is ADD, but a text in force is amended; use MOD, since ADD is for a wholly new text")
        yield _of(text, "symbol", message)


def _mod(text: CheckedText, context: CheckContext) -> Faults:
    symbol = text.proposal.symbol
    if symbol in ("MOD", "(MOD)") and not text.cuts:
        if not _has_base(text.redline):
            message = Message.of("the symbol is {symbol}, but the text is wholly new; use ADD", symbol=symbol)
            yield _of(text, "symbol", message)
        elif not is_amended(text.redline):
            message = Message.of("{symbol} proposes no change; amend the text, or use NOC to keep it", symbol=symbol)
            yield _of(text, "symbol", message)


def _amended_without_mark(text: CheckedText, context: CheckContext) -> Faults:
    symbol = text.proposal.symbol
    if symbol in ("SUP", "SUP*", "NOC") and not text.cuts and is_amended(text.redline):
        message = Message.of(
            "{symbol} allows no changes, but the text is amended; the changes are omitted from the export. Use MOD to "
            "propose them",
            symbol=symbol,
        )
        yield _of(text, "symbol", message)


def _reasons(text: CheckedText, context: CheckContext) -> Faults:
    symbol = text.proposal.symbol
    if not symbol or text.cuts or text.proposal.reasons.strip() or (symbol == "NOC" and not text.proposal.number):
        return
    owed = symbol in ("SUP", "SUP*", "NOC")
    proposal = f"{symbol} {text.proposal.number}".strip()
    message = Message.of("{proposal} gives no reasons; add a short statement of reasons after each proposal", proposal=proposal)
    if owed:
        message = Message.of("{proposal} gives no reasons; they are required", proposal=proposal)
    yield Problem(message, text.story, field=_field(text, "reasons"), quote=symbol, severity="error" if owed else None)


def _number(text: CheckedText, context: CheckContext) -> Faults:
    proposal = text.proposal
    if not proposal.symbol or text.cuts or (proposal.symbol == "NOC" and not proposal.number):
        return
    if not proposal.number:
        message = Message.of(
            "{symbol} has no number yet; the secretariat allots it, `ABC/XX/1` holds its place", symbol=proposal.symbol
        )
        yield _of(text, "number", message)
    elif not _NUMBER.fullmatch(proposal.number):
        message = Message.of(
            "“{number}” does not have the form of a proposal number, source, document and serial: ATU/35A18/1",
            number=proposal.number,
        )
        yield Problem(message, text.story, field=_field(text, "number"), quote=proposal.number)


def _agrees(context: CheckContext) -> Faults:
    document, _ = number_and_revision(context.submission.header.document)
    addendum, _ = number_and_revision(context.submission.header.addendum)
    seen: dict[str, PrintedProposal] = {}
    texts = {text.number: text for text in context.texts}
    for printed in printed_proposals(context.submission, {number: text.cuts for number, text in texts.items()}):
        number, text = printed.number, texts[printed.text]
        match = _NUMBER.fullmatch(number)
        if match is None:
            continue
        note, clause = printed.cut.place if printed.cut is not None else ("", "")
        story, field = StoryId(text.number, note), "" if printed.cut is not None else _field(text, "number")
        if number in seen:
            yield Problem(_given_twice(number, seen[number]), story, clause, field, quote=number, severity="error")
        seen.setdefault(number, printed)
        if document and match[1] not in ("XX", document):
            message = Message.of(
                "the proposal number {number} says document {said}, the header says {given}",
                number=number, said=match[1], given=document,
            )  # fmt: skip
            yield Problem(message, story, clause, field, quote=number)
        if addendum and match[2] not in ("XX", addendum):
            message = Message.of(
                "the proposal number {number} says no addendum, the header says {given}", number=number, given=addendum
            )
            if match[2]:
                message = Message.of(
                    "the proposal number {number} says addendum {said}, the header says {given}",
                    number=number, said=match[2], given=addendum,
                )  # fmt: skip
            yield Problem(message, story, clause, field, quote=number)


def _given_twice(number: str, other: PrintedProposal) -> Message:
    """That a number is also that of another proposal, of a provision or of a whole text."""
    if other.cut is not None:
        return Message.of(
            "{number} is also the number of the proposal on {other}; give every proposal its own",
            number=number, other=other.cut.address,
        )  # fmt: skip
    return Message.of(
        "{number} is also the number of proposal {other}; give every proposal its own", number=number, other=other.text
    )


def _on_record(text: CheckedText, context: CheckContext) -> Faults:
    original = text.proposal.original
    if text.proposal.symbol not in ("MOD", "(MOD)") or not original.clauses or original is text.redline:
        return
    now, then = text.redline.base(), original.base()
    old = [clause.text_on("draft") for clause in then.clauses]
    new = [clause.text_on("draft") for clause in now.clauses]
    if old == new:
        return
    at = next((place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new)))
    clause = now.clauses[at].id if at < len(now.clauses) else ""
    message = Message.of(
        "the text in force is not the one that was opened: an amendment was accepted into it; the export shows it as in force"
    )
    yield Problem(message, text.story, clause, quote=(new[at][:60] if at < len(new) else ""))


RULES = (
    Rule(
        "symbol-add", "error", Message.of("ADD before a text that exists"),
        Message.of("ADD proposes a whole new text and is written without tracked changes. A paragraph added to a resolution in "
                   "force is MOD. Change the symbol of the proposal in the submission form."),
        _GUIDE, text=_add,
    ),
    Rule(
        "symbol-mod", "error", Message.of("MOD without a change, or before a new text"),
        Message.of("MOD proposes changes to a text in force, and shows them. If nothing is changed, the proposal says "
                   "nothing: amend the text, use NOC to keep it as it is, or ADD for a new one."),
        _GUIDE, text=_mod,
    ),
    Rule(
        "symbol-untracked", "error", Message.of("SUP or NOC with changes in the text"),
        Message.of("SUP abrogates a whole text and NOC keeps one: neither shows changes, so those that were made would not be "
                   "exported. Use MOD, or reject the changes."),
        _GUIDE, text=_amended_without_mark,
    ),
    Rule(
        "reasons", "warning", Message.of("Reasons are missing"),
        Message.of("Each proposal is followed by a short statement of reasons. SUP and a numbered NOC are not accepted without. "
                   "Write them in the submission form."),
        Message.of("WTSA-16 and PP-22 guidelines for proposals; Plenipotentiary Conference 2010, §2.1"), text=_reasons,
    ),
    Rule(
        "proposal-number", "advice", Message.of("The proposal number is missing or has another form"),
        Message.of("A proposal is known by source, document (with addendum) and serial number, ATU/35A18/1. Before the document "
                   "has a number the place is held by XX."),
        Message.of("WTDC-14 rules for the numbering of proposals; General Rules 42"), text=_number,
    ),
    Rule(
        "numbers-agree", "warning", Message.of("Proposal numbers and header disagree"),
        Message.of("Document and addendum in the proposal number must be those of the header, and no two proposals have one "
                   "number: the secretariat files by them."),
        Message.of("ITU file and proposal numbering (symbols of documents)"), submission=_agrees,
    ),
    Rule(
        "base-on-record", "warning", Message.of("The text in force was changed"),
        Message.of("A proposal is read against the text in force. Where an amendment was accepted, the export shows it as if it "
                   "were in force. Undo the acceptance, or go back to an earlier version."),
        Message.of("WTDC-21 guidelines: what is amended must be the text in force"), text=_on_record,
    ),
)  # fmt: skip
