"""The numbers of the proposals that are printed from a treaty text."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.serials import printed_proposals
from model.edits.cuts.joining import move_cut
from model.edits.cuts.kept import keep_provisions
from model.edits.cuts.settings import lock_numbers, release_numbers, set_cut_text
from model.edits.dependants import with_dependants
from model.edits.fields import set_field
from model.edits.provisions import insert_provision
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Proposal, Submission
from tests.builders.submissions import ME
from tests.builders.treaty import small_treaty, submission_of

TEXT = submission_of(small_treaty("9.1 one", "+ new", "- 9.2 two", "9.3 three", "9.4 four", "+ last"))


def numbers(submission: Submission) -> list[str]:
    return [proposal.number for proposal in printed_proposals(submission)]


def done(submission: Submission, made: Transaction) -> Submission:
    return apply(submission, with_dependants(submission, made))


def with_document(submission: Submission, number: str) -> Submission:
    return done(submission, set_field(submission, "header/document", number, ME))


def test_serial_numbers_are_provisional_and_run_in_the_order_of_the_proposals():
    assert numbers(TEXT) == ["XXX/XX/1", "XXX/XX/2", "XXX/XX/3"]
    moved = apply(TEXT, move_cut(TEXT, 1, "c5", 1, ME))
    assert next((printed.symbol, printed.number) for printed in printed_proposals(moved)) == ("ADD", "XXX/XX/1")
    assert [printed.cut.address for printed in printed_proposals(moved) if printed.cut is not None] == ["9.4A", "9.1A", "9.2"]


def test_a_plain_noc_has_no_number_and_an_underlined_one_has():
    plain = apply(TEXT, keep_provisions(TEXT, 1, "c3", "c3", ME))
    assert numbers(plain) == ["XXX/XX/1", "XXX/XX/2", "", "XXX/XX/3"]
    assert numbers(apply(TEXT, keep_provisions(TEXT, 1, "c3", "c3", ME, underlined=True)))[2:] == ["XXX/XX/3", "XXX/XX/4"]


def test_numbers_are_locked_once_the_document_has_one_and_new_ones_follow():
    numbered = with_document(TEXT, "9")
    assert numbers(numbered) == ["XXX/9/1", "XXX/9/2", "XXX/9/3"]
    more = apply(numbered, insert_provision(numbered, StoryId(1), 3, ME))
    assert numbers(more) == ["XXX/9/1", "XXX/9/2", "XXX/9/4", "XXX/9/3"]
    assert numbers(with_document(more, "10")) == ["XXX/10/1", "XXX/10/2", "XXX/10/4", "XXX/10/3"]
    assert numbers(with_document(more, "")) == ["XXX/XX/1", "XXX/XX/2", "XXX/XX/3", "XXX/XX/4"]


def test_the_number_of_a_later_proposal_is_provisional_until_it_is_locked():
    assert not any(proposal.is_provisional for proposal in printed_proposals(TEXT)), "the document has no number at all"
    numbered = with_document(TEXT, "9")
    later = apply(numbered, insert_provision(numbered, StoryId(1), 4, ME))
    later = apply(later, insert_provision(later, StoryId(1), 3, ME))
    assert numbers(later) == ["XXX/9/1", "XXX/9/2", "XXX/9/4", "XXX/9/5", "XXX/9/3"]
    assert [proposal.is_provisional for proposal in printed_proposals(later)] == [False, False, True, True, False]
    locked = done(later, lock_numbers(later, ME))
    assert not any(proposal.is_provisional for proposal in printed_proposals(locked))
    earlier = apply(locked, insert_provision(locked, StoryId(1), 0, ME))
    assert numbers(earlier) == ["XXX/9/6", "XXX/9/1", "XXX/9/2", "XXX/9/4", "XXX/9/5", "XXX/9/3"]


def test_a_locked_number_is_not_given_again_while_its_proposal_is_gone():
    numbered = with_document(TEXT, "9")
    (proposal,) = numbered.proposals
    gone = replace(proposal.redline, clauses=proposal.redline.clauses[:5])
    without = replace(numbered, proposals=(replace(proposal, redline=gone),))
    more = apply(without, insert_provision(without, StoryId(1), 3, ME))
    assert numbers(more) == ["XXX/9/1", "XXX/9/2", "XXX/9/4"], "3 is that of the proposal on 9.4A"


def test_numbers_of_later_proposals_stay_once_something_is_set_for_one():
    numbered = with_document(TEXT, "9")
    later = apply(numbered, insert_provision(numbered, StoryId(1), 4, ME))
    assert numbers(later) == ["XXX/9/1", "XXX/9/2", "XXX/9/4", "XXX/9/3"]
    reasoned = done(later, set_cut_text(later, 1, "c2", "reasons", "Why.", ME))
    more = apply(reasoned, insert_provision(reasoned, StoryId(1), 3, ME))
    assert numbers(more) == ["XXX/9/1", "XXX/9/2", "XXX/9/5", "XXX/9/4", "XXX/9/3"]
    made = with_dependants(later, set_cut_text(later, 1, "c2", "reasons", "Why.", ME))
    assert apply(apply(later, made), invert(made)) == later


def test_numbers_are_provisional_while_the_document_has_none():
    reasoned = done(TEXT, set_cut_text(TEXT, 1, "c2", "reasons", "Why.", ME))
    assert {settings.serial for settings in reasoned.proposals[0].cuts.values()} == {0}


def test_released_numbers_are_not_locked_by_that():
    numbered = with_document(TEXT, "9")
    released = done(numbered, release_numbers(numbered, ME))
    assert not any(settings.serial for settings in released.proposals[0].cuts.values())


def test_locking_is_undone_with_the_number_of_the_document():
    made = with_dependants(TEXT, set_field(TEXT, "header/document", "9", ME))
    assert apply(apply(TEXT, made), invert(made)) == TEXT


def test_a_number_set_by_hand_is_not_given_twice():
    by_hand = apply(TEXT, set_cut_text(TEXT, 1, "c2", "number", "EUR/9A2/1", ME))
    assert numbers(by_hand) == ["XXX/XX/2", "EUR/9A2/1", "XXX/XX/3"]


def test_other_proposals_keep_their_own_numbers():
    resolution = Proposal("MOD", "EUR/9/1", small_treaty("+… words"))
    both = replace(TEXT, proposals=(resolution, *TEXT.proposals))
    assert numbers(both) == ["EUR/9/1", "EUR/XX/2", "EUR/XX/3", "EUR/XX/4"]


def test_the_number_of_the_whole_text_is_free_since_it_is_not_printed():
    (proposal,) = TEXT.proposals
    assert numbers(replace(TEXT, proposals=(replace(proposal, number="XXX/XX/1"),))) == ["XXX/XX/1", "XXX/XX/2", "XXX/XX/3"]
