"""What becomes of the changes that participants make at once."""

from __future__ import annotations

from itertools import permutations

import pytest
from msgspec.structs import replace

from model.edits.comments import add_comment, change_comment
from model.edits.fields import add_proposal, remove_proposal, set_field
from model.edits.merging.conflicts import decide_conflict, decisions_of
from model.edits.notes import insert_note
from model.edits.positions import add_position
from model.edits.structure import NewClause, delete_clauses, insert_clauses, move_clauses
from model.edits.text import delete_range
from model.redline import Props, Run, Stamp
from model.redline.edit_text import Place
from model.submission.comments import CommentAnchor
from model.submission.positions import Position
from model.submission.story import FIRST_TEXT, story_clauses
from model.submission.transactions import Transaction, apply
from model.submission.values import Proposal, Submission, conflict_count
from tests.builders.sharing import Change, colleagues, commits_of, draft_of, shared_text, state_after, typed

ROOT = shared_text()


def changed(make: object, *given: object, **named: object) -> Change:
    """The change that a function of `model/edits` makes."""

    def change(submission: Submission, stamp: Stamp) -> Submission:
        made = make(submission, *given, stamp, **named)  # type: ignore[operator]
        assert isinstance(made, Transaction)
        return apply(submission, made)

    return change


def in_clause(words: str) -> str:
    """The id of a clause of the root."""
    return next(clause.id for clause in story_clauses(ROOT, FIRST_TEXT) if words in clause.text)


def state_of_all(*changes: Change, root: Submission = ROOT) -> Submission:
    """The state after changes at the same time, which is the same in each order of arrival."""
    commits = commits_of(root, changes)
    states = [state_after(root, order) for order in permutations(commits)]
    assert states == [states[0]] * len(states)
    return states[0]


def words_of(submission: Submission) -> str:
    """All words of a submission: texts, notes and both wordings of the conflicts."""
    found = [clause.text for proposal in submission.proposals for clause in proposal.redline.clauses]
    for proposal in submission.proposals:
        found += [clause.text for note in proposal.redline.notes.values() for clause in note.clauses]
        for conflict in proposal.conflicts.values():
            found += [clause.text for clause in (*conflict.present, *conflict.other)]
    return "\n".join(found)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_all_who_type_at_one_place_keep_their_words(count: int) -> None:
    state = state_of_all(*[typed(f" word{number}", "soon") for number in range(count)])
    assert all(" ".join(draft_of(state)).count(f"word{number}") == 1 for number in range(count))
    assert not conflict_count(state)


def test_words_typed_in_a_clause_that_another_deletes_are_kept_in_a_conflict() -> None:
    gone = changed(delete_clauses, FIRST_TEXT, in_clause("well"), only=True)
    state = state_of_all(gone, typed(" indeed", "well"))
    assert "indeed" in words_of(state)
    assert conflict_count(state) == 1


def test_words_typed_in_a_range_that_another_deletes_are_kept() -> None:
    at = next(place for place, clause in enumerate(story_clauses(ROOT, FIRST_TEXT)) if "well" in clause.text)
    gone = changed(delete_range, FIRST_TEXT, Place(at, 5), Place(at, 12))
    state = state_of_all(gone, typed("XX", "well", 8))
    assert "XX" in words_of(state)


def test_two_who_replace_the_same_words_leave_one_conflict() -> None:
    at = next(place for place, clause in enumerate(story_clauses(ROOT, FIRST_TEXT)) if "soon" in clause.text)
    end = len(story_clauses(ROOT, FIRST_TEXT)[at].text) - 1

    def replacing(words: str) -> Change:
        def change(submission: Submission, stamp: Stamp) -> Submission:
            shorter = changed(delete_range, FIRST_TEXT, Place(at, end - 4), Place(at, end))(submission, stamp)
            return typed(words, "soon")(shorter, stamp)

        return change

    state = state_of_all(replacing("now"), replacing("later"))
    assert conflict_count(state) == 1
    assert ("now" in words_of(state), "later" in words_of(state)) == (True, True)


def test_a_conflict_that_a_third_decides_stays_decided() -> None:
    """Those who made it go on meanwhile elsewhere, without having seen the decision."""
    gone = changed(delete_clauses, FIRST_TEXT, in_clause("well"), only=True)
    people = colleagues(ROOT, 3)
    for colleague, change in zip(people, (gone, typed(" indeed", "well")), strict=False):
        colleague.draft = change(ROOT, colleague.stamp)
        colleague.commit()
    people[2].take_in([*people[0].history.commits, *people[1].history.commits])
    [key] = people[2].draft.proposals[0].conflicts
    decided = replace(people[2].draft.proposals[0], conflicts={})
    assert key
    people[2].draft = replace(people[2].draft, proposals=(decided,))
    people[2].commit()
    for colleague, words in zip(people, (" near", " far"), strict=False):
        colleague.draft = typed(words, "States")(colleague.draft, colleague.stamp)
        colleague.commit()
    everything = [commit for colleague in people for commit in colleague.history.commits]
    state = state_after(ROOT, everything)
    assert conflict_count(state) == 0
    assert ("near" in words_of(state), "far" in words_of(state)) == (True, True)


def test_a_moved_clause_keeps_what_another_types_in_it() -> None:
    moved = changed(move_clauses, FIRST_TEXT, in_clause("soon"), 4, only=True)
    state = state_of_all(moved, typed(" indeed", "soon"))
    assert "indeed" in words_of(state)


def test_two_who_move_a_clause_to_different_places_do_not_double_it_unseen() -> None:
    up = changed(move_clauses, FIRST_TEXT, in_clause("well"), 1, only=True)
    down = changed(move_clauses, FIRST_TEXT, in_clause("well"), 4, only=True)
    state = state_of_all(up, down)
    times = " ".join(draft_of(state)).count("all is well")
    assert times == 1 or conflict_count(state), draft_of(state)


def test_two_who_move_a_clause_with_those_under_it_to_different_places() -> None:
    root = shared_text("1\tone\n2\ttwo\n2.1\tdeeper\n2.2\tas deep\n3\tthree\n4\tfour\n")
    clause = next(clause.id for clause in story_clauses(root, FIRST_TEXT) if clause.text == "two")
    up, down = changed(move_clauses, FIRST_TEXT, clause, 0), changed(move_clauses, FIRST_TEXT, clause, 6)
    state = state_of_all(up, down, root=root)
    assert " ".join(draft_of(state)).count("deeper") == 1
    [[key, conflict]] = state.proposals[0].conflicts.items()
    for decision in decisions_of(conflict):
        decided = apply(state, decide_conflict(state, 1, key, decision, Stamp("APT")))
        assert " ".join(draft_of(decided)).count("deeper") == 1 + (decision in ("both", "options")), decision
        assert "deeper" in " ".join(clause.text_on("base") for clause in story_clauses(decided, FIRST_TEXT))
    assert draft_of(apply(state, decide_conflict(state, 1, key, "other", Stamp("APT")))) in (
        ["two", "deeper", "as deep", "one", "three", "four"],
        ["one", "three", "four", "two", "deeper", "as deep"],
    )


def test_two_who_move_a_clause_to_one_place_agree() -> None:
    moved = changed(move_clauses, FIRST_TEXT, in_clause("soon"), 4, only=True)
    state = state_of_all(moved, moved)
    assert " ".join(draft_of(state)).count("act soon") == 1
    assert not conflict_count(state)
    halves = [run.move for clause in story_clauses(state, FIRST_TEXT) for run in clause.runs if run.move]
    assert len(halves) == 2
    assert len(set(halves)) == 1


def test_clauses_inserted_at_one_place_have_ids_of_their_own() -> None:
    """Also if both authors have one name and insert at the same second."""
    same = Stamp("Delegation", "2026-03-01T09:00:00Z")

    def inserting(words: str) -> Change:
        def change(submission: Submission, stamp: Stamp) -> Submission:
            new = [NewClause(Props("paragraph", 1, "letter"), (Run(words),))]
            return apply(submission, insert_clauses(submission, FIRST_TEXT, 2, new, same))

        return change

    state = state_of_all(inserting("that one is new;"), inserting("that another is new;"))
    ids = [clause.id for clause in story_clauses(state, FIRST_TEXT)]
    assert len(set(ids)) == len(ids)
    assert ("one is new" in words_of(state), "another is new" in words_of(state)) == (True, True)


def test_notes_comments_and_positions_of_all_are_kept() -> None:
    def remarks(words: str) -> Change:
        def change(submission: Submission, stamp: Stamp) -> Submission:
            clause = in_clause("soon")
            submission = changed(insert_note, FIRST_TEXT, clause, 4, f"note {words}")(submission, stamp)
            position = Position(stance="red_line", note=f"position {words}")
            submission = apply(submission, add_position(submission, 1, position, stamp))
            return apply(submission, add_comment(submission, 1, [CommentAnchor(clause)], f"comment {words}", stamp))

        return change

    state = state_of_all(remarks("alpha"), remarks("beta"), remarks("gamma"))
    [proposal] = state.proposals
    assert len(proposal.redline.notes) == len(proposal.comments) == len(proposal.positions) == 3
    assert sorted(position.note for position in proposal.positions.values()) == [
        "position alpha",
        "position beta",
        "position gamma",
    ]
    assert not conflict_count(state)


def test_a_comment_that_two_reword_is_a_conflict() -> None:
    root = apply(ROOT, add_comment(ROOT, 1, [CommentAnchor(in_clause("soon"))], "short", Stamp("ATU")))
    [key] = root.proposals[0].comments
    state = state_of_all(changed(change_comment, 1, key, "brief"), changed(change_comment, 1, key, "terse"), root=root)
    assert [conflict.name for conflict in state.proposals[0].conflicts.values()] == [f"comments/{key}"]


def test_proposals_that_are_added_removed_and_filled_at_once() -> None:
    root = apply(ROOT, add_proposal(ROOT, Proposal("NOC", "ATU/1/2"), Stamp("ATU")))
    new = Proposal("ADD", "ATU/1/3", redline=shared_text("a)\tthat this is new,\n").proposals[0].redline)
    added, removed = changed(add_proposal, new), changed(remove_proposal, 2)
    state = state_of_all(added, removed, typed(" alpha", "soon"), root=root)
    assert sorted(proposal.number for proposal in state.proposals) == ["", "ATU/1/3"]
    assert "alpha" in words_of(state)
    state = state_of_all(removed, changed(set_field, "proposals/2/reasons", "Because."), root=root)
    assert "Because." in [proposal.reasons for proposal in state.proposals]
    assert conflict_count(state) == 1


def test_a_header_that_two_fill() -> None:
    state = state_of_all(changed(set_field, "header/title", "One title"), changed(set_field, "header/title", "Another"))
    assert conflict_count(state) == 1
    state = state_of_all(changed(set_field, "header/title", "One title"), changed(set_field, "header/abstract", "Short."))
    assert (state.header.title, state.header.abstract, conflict_count(state)) == ("One title", "Short.", 0)


def test_both_layers_of_a_sub_amendment_travel() -> None:
    """A commit that makes a proposal one on another party's, and changes of ours upon it."""
    theirs = typed(" theirs", "soon")(ROOT, Stamp("EUR", "2026-01-02T09:00:00Z")).proposals[0].redline
    upper = shared_text("*recalling*\na)\tthat States act soon theirs;\nb)\tthat all is well;\nc)\tthat the end is near,\n")

    def layered(submission: Submission, stamp: Stamp) -> Submission:
        proposal = Proposal("MOD", "ATU/1/2", redline=upper.proposals[0].redline, original=theirs, theirs=theirs)
        return replace(submission, proposals=(*submission.proposals, proposal))

    first, second = colleagues(ROOT)
    first.draft = layered(ROOT, first.stamp)
    first.commit()
    second.take_in(first.history.commits)
    for colleague, words in ((first, " alpha"), (second, " beta")):
        colleague.draft = typed(words, "near", number=2)(colleague.draft, colleague.stamp)
        colleague.commit()
    state = state_after(ROOT, [*first.history.commits, *second.history.commits])
    assert state.proposals[1].theirs == theirs
    assert all(word in " ".join(draft_of(state, 2)) for word in ("alpha", "beta"))


def test_packages_travel_with_the_commit_that_needs_them() -> None:
    def imported(submission: Submission, stamp: Stamp) -> Submission:
        proposal = replace(ROOT.proposals[0], source="base.docx", number=stamp.author)
        sources = {"base.docx": stamp.author.encode()}
        return replace(submission, proposals=(*submission.proposals, proposal), sources=sources)

    state = state_of_all(imported, imported)
    assert sorted(state.sources.values()) == [b"ATU", b"EUR"]
    for proposal in state.proposals[1:]:
        assert state.sources[proposal.source] == proposal.number.encode()
