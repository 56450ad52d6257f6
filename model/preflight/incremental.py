"""The preflight while somebody types, in slices; paragraphs that a change cannot touch are not checked again."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

from msgspec import Struct, field

from model.preflight.context import CheckContext, is_suppressed, lines_of
from model.preflight.finding import Finding
from model.preflight.rules import SUBMISSION_RULES, TEXT_RULES, check_lines
from model.redline import Clause, Status
from model.redline.runs import common_ends
from model.submission.story import StoryId
from model.text.stepwise import run_to_end

BIT = 8
"""Paragraphs that are checked at a time."""
FindingsByClause = Mapping[str, tuple[Finding, ...]]
"""By the first clause of a paragraph; paragraphs without findings are omitted."""


class LineFindings(Struct, frozen=True):
    """The findings of single paragraphs, of all texts and notes; a value, replaced by `update` after each change."""

    context: CheckContext | None = None
    stories: Mapping[StoryId, tuple[Clause, ...]] = field(default_factory=dict)
    """The clauses of each story as they were checked."""
    found: Mapping[StoryId, FindingsByClause] = field(default_factory=dict)
    """By story."""

    def update(self, context: CheckContext) -> LineFindings:
        """The findings after a change: only paragraphs one of whose clauses is another object than before are checked."""
        return run_to_end(self.updating(context))

    def updating(self, context: CheckContext) -> Generator[None, None, LineFindings]:
        """The same step by step."""
        known = self if self._holds_for(context) else LineFindings()
        stories: dict[StoryId, tuple[Clause, ...]] = {}
        found: dict[StoryId, FindingsByClause] = {}
        for story, clauses, language in _stories(context):
            old, stories[story] = known.stories.get(story, ()), clauses
            if old is clauses:
                found[story] = known.found.get(story, {})
                continue
            start, old_stop, stop = _window(old, clauses)
            found_before = dict(known.found.get(story, {}))
            for clause in old[start:old_stop]:
                found_before.pop(clause.id, None)
            lines = lines_of(story, clauses[start:stop], language)
            fresh: dict[str, list[Finding]] = {}
            for at in range(0, len(lines), BIT):
                for finding in check_lines(lines[at : at + BIT], context):
                    fresh.setdefault(finding.fault.clause, []).append(finding)
                yield
            found[story] = found_before | {id: tuple(findings) for id, findings in fresh.items()}
        return LineFindings(context, stories, found)

    def _holds_for(self, context: CheckContext) -> bool:
        """Whether paragraphs are judged in a context as they were."""
        if self.context is None or self.context.terms != context.terms or self.context.spaced != context.spaced:
            return False
        kinds = [[(proposal.redline.language or checked.language, proposal.symbol) for proposal in checked.submission.proposals]
                 for checked in (self.context, context)]  # fmt: skip
        return all(a == b for a, b in zip(*kinds, strict=False))

    def __iter__(self) -> Iterator[Finding]:
        for found in self.found.values():
            for findings in found.values():
                yield from findings


def checking_texts(context: CheckContext) -> Generator[None, None, tuple[Finding, ...]]:
    """The findings of the rules for texts and submissions, step by step: a check that is dropped half-way has changed nothing."""
    found: list[Finding] = []
    yield from context.prepare()
    for looking in _looking(context):
        for finding in looking:
            if finding is not None:
                found.append(finding)
            else:
                yield
        yield
    return tuple(found)


def _looking(context: CheckContext) -> Iterator[Iterator[Finding | None]]:
    """The findings of each rule in each text, and in the submission, without rules that take as long as an export."""
    for rule in TEXT_RULES:
        for text in context.texts:
            if rule.text is not None:
                yield rule.finding(rule.text(text, context))
    for rule in SUBMISSION_RULES:
        if rule.submission is not None and not rule.heavy:
            yield rule.finding(rule.submission(context))


def _stories(context: CheckContext) -> Iterator[tuple[StoryId, tuple[Clause, ...], str]]:
    for number, proposal in enumerate(context.submission.proposals, 1):
        if is_suppressed(proposal):
            continue
        language = proposal.redline.language or context.language
        yield StoryId(number), proposal.redline.clauses, language
        for key, note in proposal.redline.notes.items():
            yield StoryId(number, key), note.clauses, language


def _window(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[int, int, int]:
    """The range in which two texts differ, in whole paragraphs of the draft: start, stop in the old one and in the new one."""
    head, tail = common_ends(old, new)
    while head > 0 and not _closes(new[head - 1]):
        head -= 1
    while tail > 0 and not all(
        len(clauses) - tail <= head or _closes(clauses[len(clauses) - tail - 1]) for clauses in (old, new)
    ):
        tail -= 1
    return head, len(old) - tail, len(new) - tail


def _closes(clause: Clause) -> bool:
    """Whether a paragraph of the draft ends with a clause."""
    return clause.end.status.in_draft and (clause.row is Status.KEPT or clause.row.in_draft)
