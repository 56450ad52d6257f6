"""Margin numbers of treaty texts: missing where the rule of insertions gives none, twice, used again, off the rule, out of order,
provisional, of another instrument."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.misplaced import is_of_another_article
from model.message import Message
from model.numbering.instruments import instruments
from model.numbering.margin_numbers import margin_numbers
from model.numbering.note_numbers import unnumbered_notes
from model.numbering.number_insertion import TakenNumbers
from model.numbering.provision_numbers import ProvisionNumber, parse_margin
from model.numbering.units import TextUnit, parse_unit
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Problem, Rule, at
from model.redline import Redline


def _numbers(text: CheckedText, context: CheckContext) -> Faults:
    labelling = text.labelling
    if not labelling.numbers:
        return
    seen: set[str] = set()
    before: ProvisionNumber | None = None
    for line in text.lines:
        yield None
        if line.clause not in labelling.numbers:
            continue
        number = labelling.number("draft", line.clause)
        margin = parse_margin(number) if number is not None else None
        if number is None:
            yield at(line, 0, 0, Message.of("the rule gives no margin number to this new provision; set one by hand"))
        if margin is None or margin.first.provisional or margin.first.is_note:
            continue
        if margin.text in seen:
            yield at(line, 0, 0, Message.of("the margin number {number} occurs twice", number=margin.text))
        elif any(last < first for first, last in margin.spans):
            yield at(line, 0, 0, Message.of("the range {number} in the margin ends before it begins", number=margin.text))
        elif before is not None and margin.first < before:
            message = Message.of("the margin number {number} is after {before}", number=margin.text, before=before.text)
            yield at(line, 0, 0, message)
        seen.add(margin.text)
        before = margin.last
    unnumbered = unnumbered_notes(text.redline, text.labelling.numbers)
    for line in text.notes:
        if line.story.note in unnumbered and line.clause == text.redline.notes[line.story.note].clauses[0].id:
            yield at(line, 0, 0, Message.of("the rule gives no margin number to this new footnote; set one by hand"))


def _by_hand(text: CheckedText, context: CheckContext) -> Faults:
    """Numbers that were set by hand on insertions."""
    by_hand = [line for line in text.lines if line.bearer.own_number is not None and line.bearer.number is None]
    if not by_hand:
        return
    by_rule = margin_numbers(_without_own_numbers(text.redline))
    base = TakenNumbers(
        margin for both in text.labelling.numbers.values() if both.base is not None and (margin := parse_margin(both.base))
    )
    is_final = bool(context.submission.header.document.strip())
    for line in by_hand:
        yield None
        margin = parse_margin(line.bearer.own_number.text) if line.bearer.own_number is not None else None
        if margin is None:
            continue
        both = by_rule.get(line.clause)
        rule = both.draft if both is not None and both.draft is not None else ""
        if any(number in base for span in margin.spans for number in span):
            message = Message.of(
                "the number {number} is or was that of a provision in force; none is used twice", number=margin.text
            )
            yield _with_number(at(line, 0, 0, message, severity="error"), rule)
        elif margin.first.provisional:
            if is_final:
                message = Message.of("the number {number} is provisional; the document has a number already", number=margin.text)
                yield _with_number(at(line, 0, 0, message), "" if text.redline.item else rule)
        elif rule and rule != margin.text:
            message = Message.of("the rule gives {rule} here, not {number}", rule=rule, number=margin.text)
            yield _with_number(at(line, 0, 0, message), rule)


def _with_number(problem: Problem, number: str) -> Problem:
    """A problem with the number that repairs it; '' if there is none."""
    provisional = parse_margin(number) if number else None
    return replace(problem, number=number) if provisional is not None and not provisional.first.provisional else problem


def _without_own_numbers(redline: Redline) -> Redline:
    clauses = (
        replace(clause, own_number=None) if clause.own_number is not None and clause.number is None else clause
        for clause in redline.clauses
    )
    return replace(redline, clauses=tuple(clauses))


def _other_instrument(text: CheckedText, context: CheckContext) -> Faults:
    """Numbers of another instrument, or of another article."""
    numbers = text.labelling.numbers
    if not numbers:
        return
    dotted = _is_dotted(text)
    unit: TextUnit | None = None
    for line in text.lines:
        yield None
        if line.kind in ("heading", "annex") and not line.in_table:
            opened = parse_unit(line.text)
            unit = opened if opened is not None and opened.kind in ("article", "appendix", "chapter") else unit
        margin = parse_margin(text.labelling.number("draft", line.clause) or "")
        if margin is None or dotted is None or margin.first.head or (margin.first.provisional and not margin.first.article):
            continue
        if bool(margin.first.article) is not dotted:
            message = Message.of(
                "the margin number {number} has the form of another instrument than the others", number=margin.text
            )
            yield at(line, 0, 0, message)
        elif dotted and unit is not None and is_of_another_article(margin.first, unit):
            yield at(
                line, 0, 0,
                Message.of("the margin number {number} is in Article {article}", number=margin.text, article=unit.number.text),
            )  # fmt: skip


def _is_dotted(text: CheckedText) -> bool | None:
    """Whether the numbers of a text begin with that of their article; None where clauses of any depth are numbered."""
    instrument = instruments().get(text.redline.instrument)
    if instrument is not None:
        return None if instrument.numbers == "clauses" else instrument.numbers == "dotted"
    margins = [parse_margin(both.base or both.draft or "") for both in text.labelling.numbers.values()]
    dotted = sum(margin is not None and bool(margin.first.article) for margin in margins)
    return 2 * dotted > len(margins)


RULES = (
    Rule(
        "margin-number", "warning", Message.of("A margin number is missing, twice or out of order"),
        Message.of("Provisions are cited by their margin numbers. A new one takes the number before it with a letter (9.11A); "
                   "between 9.11 and 9.11A the rule gives none."),
        Message.of("insertions into the Constitution, the Convention and the Radio Regulations since 1994, measured"),
        text=_numbers,
    ),
    Rule(
        "margin-number-by-hand", "advice", Message.of("A margin number that was set by hand"),
        Message.of("The rule gives a new provision the number before it with a letter, and no number is used twice, not even "
                   "that of a deleted provision. A provisional number waits for its final one. The repair gives the number of "
                   "the rule."),
        Message.of("insertions into the Constitution, the Convention and the Radio Regulations since 1994, measured"),
        text=_by_hand,
    ),
    Rule(
        "margin-number-mixed", "warning", Message.of("A margin number of another instrument or article"),
        Message.of("In the Radio Regulations a number begins with that of its article, 9.11A; in the Constitution and the "
                   "Convention numbers run through the text, 61A."),
        Message.of("Constitution (2011) and Radio Regulations (2012)"), text=_other_instrument,
    ),
)  # fmt: skip
