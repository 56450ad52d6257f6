"""Laws of cuts, after any edits of a treaty text: they cover its amendments, are put back to the draft, and keep what was set."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from model.cuts.derive import CutIndex, cuts
from model.cuts.values import Cut
from model.edits.cuts import joining, kept
from model.edits.cuts import settings as cut_settings
from model.edits.provisions import insert_continuation, insert_provision, strike_provisions
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.numbering import Labelling
from model.redline import Clause, Redline, Side, Stamp, Status, paragraphs
from model.redline.runs import referred_notes
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.submissions import ME, Action, actions, carried_out
from tests.builders.treaty import small_treaty, submission_of

TEXT = small_treaty(
    "= ARTICLE 9", "= Procedure", "9.1 one", "… more of it", "9.2 two", "= Section II", "9.3 three", "9.4 four", "9.5 five",
    "= ARTICLE 10", "= Other", "10.1 other", "… and more", "10.2 last",
)  # fmt: skip


def _at(value: Submission, part: float) -> int:
    clauses = value.proposals[0].redline.clauses
    if not clauses:
        raise EditError("the text is empty")
    return min(int(part * len(clauses)), len(clauses) - 1)


def _id(value: Submission, part: float) -> str:
    return value.proposals[0].redline.clauses[_at(value, part)].id


def _cut(value: Submission, part: float) -> Cut:
    found = cuts(value.proposals[0])
    if not found:
        raise EditError("there is no cut")
    return found[min(int(part * len(found)), len(found) - 1)]


def _provision(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return insert_provision(value, StoryId(1), _at(value, n[0]), stamp)


def _continuation(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return insert_continuation(value, StoryId(1), _at(value, n[0]), stamp)


def _strike(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return strike_provisions(value, StoryId(1), [_id(value, n[0])], stamp)


def _reasons(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return cut_settings.set_cut_text(value, 1, _cut(value, n[0]).key, "reasons", f"Reason {n[1]:.3}.", stamp)


def _symbol(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return cut_settings.set_cut_symbol(value, 1, _cut(value, n[0]).key, "(MOD)" if n[1] > 0.3 else "", stamp)


def _join(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return joining.join_with_next(value, 1, _cut(value, n[0]).key, stamp)


def _take_apart(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return joining.take_apart(value, 1, _cut(value, n[0]).key, stamp)


def _order(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return joining.move_cut(value, 1, _cut(value, n[0]).key, int(n[1] * 6), stamp)


def _keep(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return kept.keep_provisions(value, 1, _id(value, n[0]), _id(value, n[1]), stamp, underlined=n[2] > 0.5)


def _release(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return kept.release_provisions(value, 1, _id(value, n[0]), stamp)


def _lock(value: Submission, n: list[float], stamp: Stamp) -> Transaction:
    return cut_settings.lock_numbers(value, stamp) if n[0] > 0.5 else cut_settings.release_numbers(value, stamp)


OF_TEXT = (_provision, _continuation, _strike)
OF_CUTS = (_reasons, _symbol, _join, _take_apart, _order, _keep, _release, _lock)
any_actions = st.lists(st.one_of(actions(), actions(OF_TEXT), actions(OF_CUTS)), max_size=12)


def texts_on(clauses: tuple[Clause, ...], side: Side) -> list[object]:
    return [(paragraph.props, paragraph.runs, paragraph.closing.cell) for paragraph in paragraphs(clauses, side)]


def stretches(redline: Redline, found: tuple[Cut, ...]) -> Iterator[tuple[bool, tuple[Clause, ...]]]:
    """The text divided at the edges of the cuts that amend it: whether a stretch is in one, and its clauses."""
    amending = [cut for cut in found if cut.derived != "NOC"]
    of_provisions = {span for cut in amending if not cut.note for span in cut.spans}
    of_notes = {span for cut in amending if cut.note for span in cut.spans}  # a footnote has that of its provision
    inside = {(start, stop) for start, stop in of_notes for low, high in of_provisions if low <= start and stop <= high}
    spans = sorted(of_provisions | (of_notes - inside))
    place = 0
    for start, stop in spans:
        assert start >= place, "two cuts overlap"
        yield False, redline.clauses[place:start]
        yield True, redline.clauses[start:stop]
        place = stop
    yield False, redline.clauses[place:]


@given(any_actions)
def test_every_amendment_is_in_exactly_one_cut(todo: list[Action]) -> None:
    proposal = carried_out(submission_of(TEXT), todo).proposals[0]
    redline = proposal.redline
    found = [cut for cut in cuts(proposal) if cut.derived != "NOC"]
    held = [clause.id for cut in found if not cut.note for clause in cut.clauses(redline)]
    assert len(held) == len(set(held))
    footnotes = [cut.note for cut in found if cut.note]
    assert len(footnotes) == len(set(footnotes))
    held += [clause.id for cut in found if cut.note for clause in cut.clauses(redline)]
    of_notes = {clause.id: referred_notes(Redline((clause,))) for clause in redline.clauses}
    for amendment in amendments(redline):
        parts = {(part.note, part.clause) for part in amendment.parts} or {(amendment.note, amendment.clause)}
        for note, clause in parts:
            places = [clause] if not note else [id for id, keys in of_notes.items() if note in keys]
            assert set(places) <= set(held) or is_retracted(redline, note, clause)


def is_retracted(redline: Redline, note: str, id: str) -> bool:
    """Whether the two sides of a clause do not differ, as all that is tracked in it is on neither."""
    clause = next(clause for clause in redline.clauses_of(note) if clause.id == id)
    return not any(run.text and run.status in (Status.INSERTED, Status.DELETED) for run in clause.runs)


@given(any_actions)
def test_what_is_outside_of_the_cuts_is_the_same_on_both_sides_and_all_together_is_the_draft(todo: list[Action]) -> None:
    proposal = carried_out(submission_of(TEXT), todo).proposals[0]
    redline = proposal.redline
    parts = list(stretches(redline, cuts(proposal)))
    for side in ("base", "draft"):
        joined = [text for _, clauses in parts for text in texts_on(clauses, side)]
        assert joined == texts_on(redline.clauses, side)
    numbers = Labelling.of(redline).numbers
    for in_cut, clauses in parts:
        if not in_cut:
            printed = tuple(clause for clause in clauses if clause.text.strip() or clause.cell or clause.id in numbers)
            assert texts_on(printed, "base") == texts_on(printed, "draft")


@given(any_actions)
def test_cuts_that_are_updated_are_those_that_are_derived_anew(todo: list[Action]) -> None:
    value = submission_of(TEXT)
    index = CutIndex.of(value.proposals[0])
    for action in todo:
        value = carried_out(value, [action])
        proposal = value.proposals[0]
        index = index.update(proposal, index.labelling.update(proposal.redline))
        fresh = CutIndex.of(proposal)
        assert (index.cuts, index.unused) == (fresh.cuts, fresh.unused)
        assert index.passages.all == fresh.passages.all


@given(any_actions)
def test_each_action_is_undone_with_its_settings(todo: list[Action]) -> None:
    value = submission_of(TEXT)
    for action in todo:
        try:
            made = action(value)
        except EditError:
            continue
        after = apply(value, made)
        assert from_json(to_json(made)) == made
        assert apply(after, invert(made)) == value
        value = after


@given(any_actions)
@example([])
def test_settings_survive_the_text_and_the_file(todo: list[Action]) -> None:
    value = carried_out(submission_of(TEXT), todo)
    proposal = value.proposals[0]
    index = CutIndex.of(proposal)
    used = {cut.key: cut.settings for cut in index.cuts if cut.key in proposal.cuts}
    assert used | index.unused == proposal.cuts
    assert read_project(project_bytes(Project(value))).submission == value


@given(st.permutations(range(6)), st.randoms(use_true_random=False))
def test_the_order_of_edits_does_not_matter(order: list[int], chance: random.Random) -> None:
    def edits(value: Submission, which: int) -> Transaction:
        at = {id: place for place, id in enumerate(clause.id for clause in value.proposals[0].redline.clauses)}
        match which:
            case 0:
                return insert_provision(value, StoryId(1), at["c4"], ME)
            case 1:
                return strike_provisions(value, StoryId(1), ["c6"], ME)
            case 2:
                return strike_provisions(value, StoryId(1), ["c13"], ME)
            case 3:
                return insert_provision(value, StoryId(1), at["c8"], ME)
            case 4:
                return insert_continuation(value, StoryId(1), at["c11"], ME)
        return kept.keep_provisions(value, 1, "c7", "c7", ME, underlined=True)

    value = submission_of(TEXT)
    for which in order:
        made = edits(value, which)
        if chance.random() > 0.7:
            value = apply(apply(value, made), invert(made))
        value = apply(value, made)
    shown = [(cut.symbol, cut.address) for cut in cuts(value.proposals[0])]
    assert shown == [("ADD", "9.2A"), ("SUP", "9.3"), ("NOC", "9.4"), ("ADD", "9.5A"), ("MOD", "10.1"), ("SUP", "10.2")]


@given(any_actions)
def test_addresses_and_serial_numbers_are_unique_and_in_order(todo: list[Action]) -> None:
    from model.cuts.serials import printed_proposals

    value = carried_out(submission_of(TEXT), [action for action in todo if action.do is not _lock])
    printed = [proposal for proposal in printed_proposals(value) if proposal.cut is not None]
    addresses = [proposal.cut.address for proposal in printed if proposal.cut is not None]
    assert len(addresses) == len(set(addresses))
    serials = [int(proposal.number.rpartition("/")[2]) for proposal in printed if proposal.number]
    assert all(before < after for before, after in pairwise(serials))
