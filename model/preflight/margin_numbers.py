"""Margin numbers of treaty texts: missing where the rule of insertions gives none, twice, out of order."""

from __future__ import annotations

from model.message import Message
from model.numbering.provision_numbers import ProvisionNumber, parse_margin
from model.preflight.context import CheckContext, CheckedText
from model.preflight.finding import Faults, Rule, at


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
        elif before is not None and margin.first < before:
            message = Message.of("the margin number {number} is after {before}", number=margin.text, before=before.text)
            yield at(line, 0, 0, message)
        seen.add(margin.text)
        before = margin.last


RULES = (
    Rule(
        "margin-number", "warning", Message.of("A margin number is missing, twice or out of order"),
        Message.of("Provisions are cited by their margin numbers. A new one takes the number before it with a letter (9.11A); "
                   "between 9.11 and 9.11A the rule gives none."),
        Message.of("insertions into the Constitution, the Convention and the Radio Regulations since 1994, measured"),
        text=_numbers,
    ),
)  # fmt: skip
