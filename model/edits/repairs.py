"""Repairs of findings of the preflight, as tracked edits; ignoring a finding that is meant to be so."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from model.cuts.changed_notes import clause_of_footnote
from model.edits.common import transaction
from model.edits.cuts.settings import set_cut_symbol
from model.edits.provisions import set_number
from model.edits.replace_all import replace_spans
from model.edits.transform import Transform
from model.preflight import head_lines
from model.preflight.finding import Finding, Fix
from model.preflight.rules import context_of
from model.redline import Stamp, groups, label_bearer
from model.submission.search import Passage
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction, get_field
from model.submission.values import IgnoredProblem, Submission


def repair_findings(submission: Submission, findings: Iterable[Finding], stamp: Stamp) -> Transaction:
    """Carry out the repairs of findings; of two that touch the same words, the first."""
    wanted: dict[tuple[StoryId, str], list[Fix]] = {}
    values: dict[str, str] = {}
    rules = set()
    findings = list(findings)
    for finding in findings:
        if finding.fault.repairable:
            rules.add(finding.rule)
        for path, value in finding.fault.values:
            values.setdefault(path, value)
        if finding.fault.fixes:
            wanted.setdefault((finding.fault.story, finding.fault.clause), []).extend(finding.fault.fixes)
    changes = []
    for story in {story for story, _ in wanted}:
        for group in groups(story_clauses(submission, story), "draft"):
            fixes = wanted.get((story, label_bearer(group, "draft").id))
            if fixes:
                changes.append((Passage(story, group, "draft"), _without_overlaps(fixes)))
    steps = [SetField(path, get_field(submission, path), value) for path, value in values.items()]
    made = transaction(TransactionKind.REPAIR, steps, stamp, count=len(rules))
    if changes:
        made = replace_spans(submission, changes, TransactionKind.REPAIR, len(rules), stamp)
        made = replace(made, steps=(*made.steps, *steps))
    numbered = dict.fromkeys((finding.fault.story, finding.fault.clause) for finding in findings if finding.fault.number)
    released = dict.fromkeys((finding.fault.story, finding.fault.clause) for finding in findings if finding.fault.symbol)
    if not numbered and not released:
        return made
    transform = Transform(submission, stamp)
    transform.add(made)
    for story, clause in numbered:
        transform.add(set_number(transform.submission, story, clause, None, stamp))
    for story, clause in released:
        key = clause_of_footnote(story.note, clause) if story.note else clause
        transform.add(set_cut_symbol(transform.submission, story.proposal, key, "", stamp))
    return transaction(TransactionKind.REPAIR, transform.steps, stamp, count=len(rules))


def repair_head(submission: Submission, stamp: Stamp, number: int | None = None) -> Transaction:
    """Make the lines before the first introductory phrase those of the conference: number, editions, opening. `number` is the
    proposal whose text is changed, from 1; None changes all texts."""
    frame = context_of(submission)
    texts = frame.texts if number is None else frame.texts[number - 1 : number]
    rules = [(rule, rule.text) for rule in head_lines.RULES if rule.text is not None]
    found = [finding for text in texts for rule, check in rules for finding in rule.findings(check(text, frame))]
    return repair_findings(submission, found, stamp)


def ignore(submission: Submission, findings: Iterable[Finding], reason: str, stamp: Stamp) -> Transaction:
    """Ignores findings, with a reason; the author and the time are kept with it."""
    ignored = IgnoredProblem(reason.strip(), stamp)
    keys = dict.fromkeys(finding.key for finding in findings)
    steps = [SetField(f"ignored/{key}", submission.ignored.get(key), ignored) for key in keys]
    return transaction(TransactionKind.IGNORE_FINDINGS, steps, stamp, count=len(steps))


def stop_ignoring(submission: Submission, findings: Iterable[Finding], stamp: Stamp) -> Transaction:
    """Take back that findings are ignored."""
    keys = dict.fromkeys(finding.key for finding in findings)
    steps = [SetField(f"ignored/{key}", submission.ignored[key], None) for key in keys if key in submission.ignored]
    return transaction(TransactionKind.STOP_IGNORING_FINDINGS, steps, stamp, count=len(steps))


def _without_overlaps(fixes: Iterable[Fix]) -> list[Fix]:
    """Fixes in order, without those that share words with another one."""
    out: list[Fix] = []
    for start, stop, new in sorted(set(fixes)):
        if not out or (start >= out[-1][1] and (start, stop) != out[-1][:2]):
            out.append((start, stop, new))
    return out
