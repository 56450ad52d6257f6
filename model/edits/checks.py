"""Repairs that the preflight offers, as tracked edits."""

from __future__ import annotations

from collections.abc import Iterable

from model.checks.findings import Finding, Mend
from model.edits.replacing import replace_spans
from model.finding import Passage
from model.redline import Stamp, groups
from model.steps import Transaction, story_clauses
from model.submission import Submission


def repair(submission: Submission, findings: Iterable[Finding], stamp: Stamp) -> Transaction:
    """Carry out what findings offer; of two that touch the same words the first is."""
    wanted: dict[tuple[str, str], list[Mend]] = {}
    rules = set()
    for finding in findings:
        if finding.fault.mends:
            rules.add(finding.rule)
            wanted.setdefault((finding.fault.story, finding.fault.clause), []).extend(finding.fault.mends)
    changes = []
    for story in {story for story, _ in wanted}:
        for group in groups(story_clauses(submission, story), "draft"):
            mends = wanted.get((story, group[0].id))
            if mends:
                changes.append((Passage(story, group, "draft"), _apart(mends)))
    return replace_spans(submission, changes, "Repair" if len(rules) == 1 else "Repair findings", stamp)


def _apart(mends: Iterable[Mend]) -> list[Mend]:
    """Mends in order, without those that touch words that another one touches."""
    out: list[Mend] = []
    for start, stop, new in sorted(set(mends), key=lambda mend: mend[:2]):
        if not out or (start >= out[-1][1] and (start, stop) != out[-1][:2]):
            out.append((start, stop, new))
    return out
