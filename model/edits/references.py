"""References to clauses of the same text, which follow their targets in the step that relabelled them; renewed citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from msgspec.structs import replace

from model.edits.replace_all import replace_spans
from model.numbering import Labelling, is_labelled_alike
from model.numbering.margin_numbers import NumberPair
from model.numbering.provision_numbers import parse_margin
from model.redline import Clause, Redline, Stamp, Status
from model.redline.runs import common_ends
from model.references.mention_index import Mentions
from model.references.numbered_texts import NumberedTexts
from model.references.numbered_units import changed_unit_numbers, is_unit_line
from model.references.provision_references import ProvisionReferences, stale_numbers
from model.references.self_references import SelfReferences, Stale
from model.submission.search import Passage
from model.submission.story import StoryId, redline_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, SetField, Splice, Step, Transaction
from model.submission.values import Submission

if TYPE_CHECKING:
    from model.preflight.citation_list import CitationEntry
    from model.preflight.finding import Fix


def fix_references(submission: Submission, found: Iterable[Stale], stamp: Stamp) -> Transaction:
    """Make references name their targets; faulty ones are not changed."""
    changes: dict[Passage, list[tuple[int, int, str]]] = {}
    for stale in found:
        changes.setdefault(stale.passage, []).extend(stale.fixes)
    spans = [(passage, sorted(set(replacements))) for passage, replacements in changes.items()]
    count = sum(len(replacements) for _, replacements in spans)
    return replace_spans(submission, spans, TransactionKind.UPDATE_REFERENCES, count, stamp)


def replace_editions(submission: Submission, chosen: Iterable[CitationEntry], stamp: Stamp) -> Transaction:
    """Name the edition in force in chosen citations; one that only a person can correct is not changed."""
    fixes: dict[Passage, set[Fix]] = {}
    for entry in chosen:
        line = entry.cited.line
        for start, stop, new in entry.fixes:
            fixes.setdefault(line.passage, set()).add((*line.legible.span(start, stop), new))
    count = sum(map(len, fixes.values()))
    spans = [(passage, sorted(replacements)) for passage, replacements in fixes.items()]
    return replace_spans(submission, spans, TransactionKind.REPLACE_EDITIONS, count, stamp)


def stale_references(
    before: Submission,
    after: Submission,
    labelling: Callable[[int], Labelling] | None = None,
    mentions: Callable[[int, Redline], Mentions] | None = None,
) -> tuple[Stale, ...]:
    """The references that a change made stale, in all texts. `labelling` gives the labels of a proposal as they were, by its
    number; `mentions` the clauses of a text that may refer, first of the text before, so that the calls of both are known."""
    found: list[Stale] = []
    for number, (old, new) in enumerate(zip(before.proposals, after.proposals, strict=False), 1):
        if old.redline is not new.redline:
            among: frozenset[str] | None = None
            if mentions is not None:
                mentions(number, old.redline)
                among = mentions(number, new.redline).ids
                if not among:
                    continue
            then = labelling(number) if labelling is not None else Labelling.of(old.redline)
            found += _stale_in(SelfReferences(StoryId(number), old.redline, then), new.redline, among)
    return (
        *found,
        *_stale_numbers(before, after, labelling or (lambda number: Labelling.of(before.proposals[number - 1].redline))),
    )


def _stale_numbers(before: Submission, after: Submission, labelling: Callable[[int], Labelling]) -> Iterator[Stale]:
    """The references to provisions whose numbers a change moved or took away."""
    new, old, changed = set[str](), set[str](), set[str]()
    for number, (was, now) in enumerate(zip(before.proposals, after.proposals, strict=False), 1):
        if was.redline is not now.redline and (numbers := labelling(number).numbers):
            new.update(both.draft for both in numbers.values() if both.base is None and both.draft is not None)
            old.update(_touched_numbers(was.redline, now.redline, numbers))
            changed.update(changed_unit_numbers(was.redline, now.redline))
    old |= changed
    citing = [_citing(proposal.redline, new, old) for proposal in after.proposals] if new or old else []
    if not any(citing):
        return
    labels = [labelling(number) for number in range(1, len(before.proposals) + 1)]
    fresh = [then.update(proposal.redline) for then, proposal in zip(labels, after.proposals, strict=False)]
    changed |= {text for then, now in zip(labels, fresh, strict=False) for text in _changed_numbers(then.numbers, now.numbers)}
    were, are = _numbered(before, labels), _numbered(after, fresh)
    for number, (proposal, ids) in enumerate(zip(after.proposals, citing, strict=True), 1):
        references = ProvisionReferences(StoryId(number), proposal.redline.language or after.language, are, were)
        yield from (stale for stale in stale_numbers(references, proposal.redline, ids) if stale.old in changed)


def _numbered(submission: Submission, labels: Sequence[Labelling]) -> NumberedTexts:
    return NumberedTexts.of(
        (number, proposal.redline, labelling)
        for number, (proposal, labelling) in enumerate(zip(submission.proposals, labels, strict=False), 1)
    )


def _touched_numbers(was: Redline, now: Redline, numbers: Mapping[str, NumberPair]) -> Iterator[str]:
    """The numbers in force of the provisions that a change touches in more than their words."""
    head, tail = common_ends(was.clauses, now.clauses)
    kept = {clause.id: clause.end.status for clause in now.clauses[head : len(now.clauses) - tail]}
    for clause in was.clauses[head : len(was.clauses) - tail]:
        both = numbers.get(clause.id)
        if both is not None and both.draft is not None and kept.get(clause.id) is not clause.end.status:
            margin = parse_margin(both.draft)
            yield from (number.text for number in margin.numbers) if margin is not None else ()


def _citing(redline: Redline, new: Set[str], old: Set[str]) -> list[str]:
    """The clauses that may cite some numbers: any words those of provisions in force, inserted words those of new ones too."""
    found = []
    for clause in redline.clauses:
        inserted = any(run.status is Status.INSERTED for run in clause.runs)
        if inserted or old:
            text = clause.text_on("draft")
            if any(number in text for number in old) or (inserted and any(number in text for number in new)):
                found.append(clause.id)
    return found


def _changed_numbers(then: Mapping[str, NumberPair], now: Mapping[str, NumberPair]) -> Iterator[str]:
    """The numbers of the draft that a provision had and has no more."""
    for id, both in then.items():
        if both.draft is not None and (id not in now or now[id].draft != both.draft):
            margin = parse_margin(both.draft)
            yield from (number.text for number in margin.numbers) if margin is not None else ()


def stale_of(
    submission: Submission,
    labelling: Callable[[int], Labelling],
    story: StoryId,
    was: SelfReferences | None = None,
    only: Iterable[str] | None = None,
) -> Iterator[Stale]:
    """The references of a story, to clauses and to provisions, that are out of date.

    labelling: the labels of a proposal by its number
    was: the text when its inserted words were written, if known
    only: if given, only in paragraphs of these clauses
    """
    redline = redline_of(submission, story)
    chosen = None if only is None else set(only)
    yield from SelfReferences(story, redline, labelling(story.proposal), was).stale(chosen)
    texts = _numbered(submission, [labelling(number) for number in range(1, len(submission.proposals) + 1)])
    if texts.texts and not story.note:
        before = NumberedTexts.of([(story.proposal, was.redline, was.labelling)]) if was is not None else None
        language = redline.language or submission.language
        yield from stale_numbers(ProvisionReferences(story, language, texts, before), redline, chosen)


def _stale_in(was: SelfReferences, redline: Redline, among: frozenset[str] | None) -> Iterator[Stale]:
    labelling = was.labelling.update(redline)
    same_calls = _call_words(redline) == _call_words(was.redline)
    if labelling.labels == was.labelling.labels and len(redline.clauses) == len(was.redline.clauses) and same_calls:
        return  # as when the first letter is typed into an empty paragraph
    now = SelfReferences(was.story, redline, labelling, was)
    if now.draft.place == was.draft.place and same_calls:
        return
    stale = tuple(now.stale(among))
    known = {
        reference_key(reference)
        for reference in was.stale({clause.id for reference in stale for clause in reference.passage.clauses})
    }
    yield from (reference for reference in stale if reference_key(reference) not in known)


def renamed_references(was: SelfReferences, redline: Redline) -> tuple[Stale, ...]:
    """The references to calls that have other words than before, but to none that was emptied: it may be about to be written;
    those to units that have other numbers."""
    return (*_renamed_calls(was, redline), *_renamed_units(was, redline))


def _renamed_units(was: SelfReferences, redline: Redline) -> Iterator[Stale]:
    """The references of a text to its own units that have other numbers than before."""
    changed = set(changed_unit_numbers(was.redline, redline))
    if changed and not was.story.note:
        number, ids = was.story.proposal, _citing(redline, set(), changed)
        texts = (
            NumberedTexts.of([(number, *text)])
            for text in ((redline, was.labelling.update(redline)), (was.redline, was.labelling))
        )
        references = ProvisionReferences(was.story, redline.language, *texts)
        yield from (stale for stale in stale_numbers(references, redline, ids) if stale.old in changed and stale.fixes)


def _renamed_calls(was: SelfReferences, redline: Redline) -> tuple[Stale, ...]:
    before, now = _call_words(was.redline), _call_words(redline)
    old = (before[id].split() for id, words in now.items() if before.get(id, words) != words)
    verbs = {words[0].casefold() for words in old if words}
    if not verbs:
        return ()
    near = {clause.id for clause in redline.clauses if any(verb in clause.text_on("draft").casefold() for verb in verbs)}
    references = SelfReferences(was.story, redline, was.labelling.update(redline), was)
    return tuple(stale for stale in references.stale(near) if stale.fixes)


def _call_words(redline: Redline) -> dict[str, str]:
    return {clause.id: clause.text_on("draft") for clause in redline.clauses if clause.props.kind == "call"}


def reference_key(stale: Stale) -> tuple[StoryId, str, str]:
    """By which a reference is known again in another state of the text: story, clause, words."""
    return stale.passage.story, stale.clause, stale.old


def may_relabel(transaction: Transaction) -> bool:
    """Whether a transaction can move labels of the draft: no change of the wording alone, of the base, or of everything."""
    if transaction.rebases or any(isinstance(step, SetField) and step.path == "proposals" for step in transaction.steps):
        return False
    return any(_moves_labels(step) for step in transaction.steps)


def renames_target(transaction: Transaction) -> bool:
    """Whether a transaction gives a call or the line of a unit other words."""
    return any(
        isinstance(step, SetClause | Splice)
        and not step.story.note
        and any(
            old.id == new.id
            and old.runs is not new.runs
            and (old.props.kind == "call" or (old.props.kind == "heading" and is_unit_line(old, new)))
            for old, new in _clause_pairs(step)
        )
        for step in transaction.steps
    )


def _clause_pairs(step: SetClause | Splice) -> Iterator[tuple[Clause, Clause]]:
    if isinstance(step, SetClause):
        yield step.old, step.new
    else:
        yield from zip(step.old, step.new, strict=False)


def _moves_labels(step: Step) -> bool:
    if isinstance(step, SetField):
        return step.path.endswith(("/policy", "/item", "/instrument"))
    if step.story.note:
        return False
    if isinstance(step, SetClause):
        return not is_labelled_alike(step.old, step.new)
    return len(step.old) != len(step.new) or not all(map(is_labelled_alike, step.old, step.new))


def with_fixed_references(after: Submission, transaction: Transaction, found: Iterable[Stale], stamp: Stamp) -> Transaction:
    """A transaction that leads to `after`, with references put right there in the same step."""
    fixes = [stale for stale in found if stale.fixes]
    if not fixes:
        return transaction
    fixed = fix_references(after, fixes, stamp)
    return replace(transaction, steps=(*transaction.steps, *fixed.steps))
