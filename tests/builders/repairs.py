"""The law of repairs: an offered repair changes something, and after it the finding no longer exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from model.edits.repairs import repair_findings
from model.preflight.context import CheckContext
from model.preflight.finding import Finding
from model.preflight.rules import check
from model.redline import Stamp
from model.submission.transactions import apply, get_field
from model.submission.values import Submission

STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")
MOST_ROUNDS = 3
"""How often *Repair all* may be needed: of two repairs of the same words, one round carries out one."""
Framed = Callable[[Submission], CheckContext]
"""The context in which a submission is checked."""


def broken_laws(submission: Submission, framed: Framed) -> list[str]:
    """A sentence on each finding of a submission whose repair breaks the law, alone or with all others."""
    frame = framed(submission)
    before = check(frame)
    offered = [finding for finding in before if finding.fault.repairable]
    faults = [f"offers what is there: {_sentence(offer)}" for offer in offered if not differs(offer, frame)]
    known = _counted(before)
    for finding in offered:
        after = _counted(check(framed(apply(submission, repair_findings(submission, [finding], STAMP)))))
        if after[_same(finding)] >= known[_same(finding)]:
            faults.append(f"is still found after its repair: {_sentence(finding)}")
    return faults + _left_by_repair_all(submission, framed)


def differs(finding: Finding, frame: CheckContext) -> bool:
    """Whether the repair of a finding changes something."""
    fault = finding.fault
    if any(get_field(frame.submission, path) == value for path, value in fault.values):
        return False
    if not fault.fixes:
        return True
    text = frame.by_clause[fault.story, fault.clause].passage.text
    return all(text[start:stop] != new for start, stop, new in fault.fixes)


def _left_by_repair_all(submission: Submission, framed: Framed) -> list[str]:
    now = submission
    for _ in range(MOST_ROUNDS):
        offered = [finding for finding in check(framed(now)) if finding.fault.repairable]
        if not offered:
            return []
        now = apply(now, repair_findings(now, offered, STAMP))
    return [f"is still offered after “Repair all”: {_sentence(offer)}" for offer in check(framed(now)) if offer.fault.repairable]


def _counted(found: Iterable[Finding]) -> Counter[tuple[str, ...]]:
    return Counter(map(_same, found))


def _same(finding: Finding) -> tuple[str, ...]:
    """The identity of a finding after its words were changed: its rule, its place and its sentence without the words of the
    text."""
    fault = finding.fault
    return finding.rule, str(fault.story), fault.clause, fault.field, fault.message.id


def _sentence(finding: Finding) -> str:
    fault = finding.fault
    return f"{finding.rule} {fault.story} {fault.clause or fault.field}: {fault.sentence} {fault.fixes or fault.values}"
