"""The rules of all files joined, and the check of a submission by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from model.cuts.passages import is_changed
from model.library.queries.library_lookup import EMPTY_LOOKUP, LibraryLookup, LibraryRows
from model.numbering import Labelling
from model.preflight import (
    allocations,
    brackets,
    citations,
    country_lists,
    cuts,
    head_lines,
    header,
    labels,
    languages,
    library_texts,
    margin_numbers,
    provision_references,
    punctuation,
    symbols,
    treaty_texts,
    unverified_words,
    words,
)
from model.preflight.context import CheckContext, CheckedText, DraftLine
from model.preflight.finding import SEVERITIES, Finding, Problem, Rule, with_unique_keys
from model.references.conference_history import held_conferences
from model.references.editions import EditionRow, Editions, shipped_editions
from model.submission.conferences import find_conference
from model.submission.values import Submission

RULES: tuple[Rule, ...] = (
    *symbols.RULES,
    *head_lines.RULES,
    *labels.RULES,
    *margin_numbers.RULES,
    *provision_references.RULES,
    *treaty_texts.RULES,
    *allocations.RULES,
    *country_lists.RULES,
    *cuts.RULES,
    *punctuation.RULES,
    *brackets.RULES,
    *words.RULES,
    *citations.RULES,
    *library_texts.RULES,
    *header.RULES,
    *languages.RULES,
    *unverified_words.RULES,
)
_ABOUT_WORDS = frozenset(
    rule.id for rules in (allocations, punctuation, brackets, words, citations, languages) for rule in rules.RULES
)
"""The rules that judge the words of a paragraph, whoever wrote them."""
LINE_RULES = tuple(rule for rule in RULES if rule.line is not None)
TEXT_RULES = tuple(rule for rule in RULES if rule.text is not None)
SUBMISSION_RULES = tuple(rule for rule in RULES if rule.submission is not None)
_LAST = "9999-12-31"


def rule_named(id: str) -> Rule:
    """The rule with an id. KeyError if there is none."""
    return next(rule for rule in RULES if rule.id == id)


def context_of(
    submission: Submission,
    *,
    at: str = "",
    conference: str = "",
    own_rows: Iterable[EditionRow] = (),
    terms: Mapping[str, str] | None = None,
    labellings: Sequence[Labelling] = (),
    parallel: Submission | None = None,
    file: str = "",
    library: LibraryLookup = EMPTY_LOOKUP,
) -> CheckContext:
    """The context of the checks of a submission.

    at: the date at which editions are judged (ISO 8601); '': the first day of its conference, else that of the conference in its
        opening line, else the last that the tables know
    conference: id of the conference; '': that of the header
    own_rows: the user's own rows of editions
    terms: the user's outdated terms, each with its newer form
    labellings: the labels of the texts, if known
    parallel: the other language version
    file: name of the file that is checked
    library: answers of the library; its editions supplement those of the table
    """
    found = find_conference(conference or submission.header.conference)
    known = known_editions(tuple(own_rows), library.library_rows)
    date = at or (found.start if found is not None else "")
    context = CheckContext(submission, date, found, known, terms or {}, labellings, parallel, file, library)
    return context if context.at else replace(context, at=_date_of(context))


@lru_cache(maxsize=2)
def known_editions(own_rows: tuple[EditionRow, ...], held: LibraryRows) -> Editions:
    """The table with rows of the library and of the user's own; kept, since each change of a text asks for it again."""
    return Editions.of([*held.rows, *shipped_editions(), *own_rows])


def _date_of(context: CheckContext) -> str:
    for text in context.texts:
        instrument = context.citing_instrument(text)
        for conference in held_conferences():
            if (conference.body, conference.place, conference.year) == (instrument.body, instrument.place, instrument.year):
                return conference.start
    return _LAST


def check(context: CheckContext, *, heavy: bool = False) -> tuple[Finding, ...]:
    """The findings of all rules, errors first, else in order of the text; `heavy` adds rules that take as long as an export."""
    found: list[Finding] = []
    for text in context.texts:
        found += check_lines((*text.lines, *text.notes), context)
        found += check_text(text, context)
    found += check_frame(context, heavy=heavy)
    return in_report_order(found, context)


def check_lines(lines: Iterable[DraftLine], context: CheckContext) -> list[Finding]:
    """The findings of the rules that look at single paragraphs."""
    return [
        finding for line in lines for rule in LINE_RULES if rule.line for finding in rule.findings(rule.line(line, context), line)
    ]


def check_text(text: CheckedText, context: CheckContext) -> list[Finding]:
    """The findings of the rules that look at a whole text."""
    return [finding for rule in TEXT_RULES if rule.text for finding in rule.findings(rule.text(text, context))]


def check_frame(context: CheckContext, *, heavy: bool = False) -> list[Finding]:
    """The findings of the rules that look at the submission."""
    rules = [rule for rule in SUBMISSION_RULES if heavy or not rule.heavy]
    return [finding for rule in rules if rule.submission for finding in rule.findings(rule.submission(context))]


def open_and_ignored(found: Iterable[Finding], submission: Submission) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that are open, and those that the submission says are to be ignored."""
    both: tuple[list[Finding], list[Finding]] = ([], [])
    for finding in found:
        both[finding.key in submission.ignored].append(finding)
    return tuple(both[0]), tuple(both[1])


def in_report_order(found: Iterable[Finding], context: CheckContext) -> tuple[Finding, ...]:
    """Findings as a report lists them: by severity, then in the order of the text, the header first. A failed rule comes once.
    Advice on unchanged paragraphs of a treaty text is left out: thousands of provisions are in force, and only those that are
    amended can be repaired by a proposal."""
    weight = {severity: place for place, severity in enumerate(SEVERITIES)}
    notes = [list(text.redline.notes) for text in context.texts]

    def key(finding: Finding) -> tuple[int, int, int, int, int]:
        fault = finding.fault
        number, note = fault.story.proposal, fault.story.note
        order = notes[number - 1].index(note) + 1 if note else 0
        grave = -1 if rule_named(finding.rule).first else weight[finding.severity]
        return grave, number, order, _place(fault, context), fault.start

    out: list[Finding] = []
    failed: set[str] = set()
    in_force = _TextInForce(context)
    for finding in sorted(found, key=key):
        if finding.severity == "advice" and finding.rule in _ABOUT_WORDS and in_force.has(finding.fault):
            continue
        if finding.fault.broken and finding.rule in failed:
            continue
        failed.update([finding.rule] if finding.fault.broken else [])
        out.append(finding)
    return tuple(with_unique_keys(out, context.submission.ignored))


class _TextInForce:
    """What stays as it is in the treaty texts of a submission."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._amended_tables: dict[int, frozenset[int]] = {}
        """The tables of which something is changed, by the numbers of the texts."""

    def has(self, fault: Problem) -> bool:
        """Whether a fault is in a paragraph that stays as it is, in a table of which all does."""
        if not fault.clause or not self._context.texts[fault.story.proposal - 1].labelling.numbers:
            return False
        line = self._context.by_clause.get((fault.story, fault.clause))
        if line is None or not line.unchanged:
            return False
        cell = line.bearer.cell
        return cell is None or fault.story.note != "" or cell[0] not in self._tables_of(fault.story.proposal)

    def _tables_of(self, number: int) -> frozenset[int]:
        if number not in self._amended_tables:
            clauses = self._context.texts[number - 1].redline.clauses
            changed = (clause.cell[0] for clause in clauses if clause.cell is not None and is_changed(clause))
            self._amended_tables[number] = frozenset(changed)
        return self._amended_tables[number]


def _place(fault: Problem, context: CheckContext) -> int:
    """The index of the clause of a fault in its story; −1 for a text as a whole."""
    if not fault.clause:
        return -1
    redline = context.texts[fault.story.proposal - 1].redline
    if not fault.story.note:
        return redline.places.get(fault.clause, -1)
    return next((at for at, clause in enumerate(redline.clauses_of(fault.story.note)) if clause.id == fault.clause), -1)
