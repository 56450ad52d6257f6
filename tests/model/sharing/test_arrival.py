"""What arrives in a draft with private parts, and what goes out of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import EditError
from model.merging.stretches import part_to_merge
from model.merging.submissions import merge_submissions
from model.redline import Stamp
from model.sharing.arrival import conflict_keys, fit_step, submission_to_send, take_in_changes, without_positions
from model.sharing.new_commits import transaction_between
from model.submission.comments import Comment
from model.submission.conflicts import MergeConflict
from model.submission.positions import Position
from model.submission.transactions import apply, invert
from model.submission.values import Proposal, Submission
from tests.builders.merges import triple
from tests.builders.sharing import Colleague, colleagues, draft_of, shared_text, typed

ROOT = shared_text()
PRIVATE = {"comments": {"c1": Comment("private words", private=True)}, "positions": {"p1": Position(note="red")}}


def with_parts(submission: Submission, **parts: object) -> Submission:
    return replace(submission, proposals=(replace(submission.proposals[0], **parts), *submission.proposals[1:]))


def sent(colleague: Colleague) -> None:
    """A commit of what is not private, and the draft as it is."""
    draft = colleague.draft
    colleague.draft = without_positions(draft)
    colleague.commit()
    colleague.draft = draft


def test_private_parts_stay_and_are_never_sent() -> None:
    first, second = colleagues(ROOT)
    first.draft = with_parts(typed(" alpha", "soon")(ROOT, first.stamp), **PRIVATE)
    sent(first)
    second.draft = typed(" beta", "well")(ROOT, second.stamp)
    second.commit()
    first.take_in(second.history.commits)
    assert first.draft.proposals[0].comments == PRIVATE["comments"]
    assert first.draft.proposals[0].positions == PRIVATE["positions"]
    assert without_positions(first.draft) == first.history.state_of(first.vector)
    assert "beta" in " ".join(draft_of(first.draft))
    assert all("private words" not in repr(commit) and "red" not in repr(commit.change) for commit in first.history.commits)


def test_a_private_comment_gives_its_key_to_a_colleagues_comment() -> None:
    """Otherwise the next commit would rename the colleague's for everybody."""
    first, second = colleagues(ROOT)
    first.draft = with_parts(ROOT, comments={"c1": Comment("private", private=True), "c2": Comment("private too", reason=True)})
    second.draft = with_parts(ROOT, comments={"c1": Comment("for all")})
    second.commit()
    first.take_in(second.history.commits)
    comments = first.draft.proposals[0].comments
    assert comments["c1"] == Comment("for all")
    assert sorted(comment.text for comment in comments.values()) == ["for all", "private", "private too"]
    assert without_positions(first.draft) == first.history.state_of(first.vector), "nothing is pending"


def test_a_private_comment_gives_way_also_if_a_proposal_is_new() -> None:
    first, second = colleagues(ROOT)
    first.draft = with_parts(ROOT, comments={"c1": Comment("private", private=True)})
    first.draft = replace(first.draft, proposals=(Proposal("NOC", "ATU/1/0"), *first.draft.proposals))
    second.draft = with_parts(ROOT, comments={"c1": Comment("for all")})
    second.commit()
    first.history.add(second.history.commits)
    merged = take_in_changes(first.draft, ROOT, second.draft)
    assert merged.proposals[1].comments["c1"] == Comment("for all")


def test_a_private_comment_that_was_shared_keeps_its_key() -> None:
    first, second = colleagues(with_parts(ROOT, **PRIVATE))
    second.draft = with_parts(second.draft, comments={"c1": Comment("other words", private=True)})
    second.commit()
    first.take_in(second.history.commits)
    assert first.draft == second.draft


def test_conflicts_about_public_words_are_shared_and_others_are_not() -> None:
    public = MergeConflict("title", base_value="", present_value="a", other_value="b")
    conflicts = {
        "m1": MergeConflict("positions/p1", present_value={"note": "secret"}),
        "m2": MergeConflict("comments/c1", base_value={"text": "a"}, present_value={"text": "b", "private": True}),
        "m3": MergeConflict("comments/c2", base_value={"text": "a"}, present_value={"text": "b"}),
        "m4": MergeConflict("reasons", present_value="x"),
    }
    document = replace(with_parts(ROOT, conflicts=conflicts, **PRIVATE), conflicts={"m0": public})
    out = without_positions(document)
    assert dict(out.conflicts) == {"m0": public}
    assert sorted(out.proposals[0].conflicts) == ["m3", "m4"]
    assert (dict(out.proposals[0].comments), dict(out.proposals[0].positions)) == ({}, {})
    assert without_positions(out) == out


def test_what_was_typed_meanwhile_stays() -> None:
    first, second = colleagues(ROOT)
    second.draft = typed(" beta", "well")(ROOT, second.stamp)
    second.commit()
    typed_meanwhile = typed(" alpha", "soon")(ROOT, first.stamp)
    after = second.history.state_of(second.vector)
    merged = take_in_changes(typed_meanwhile, ROOT, after)
    assert all(word in " ".join(draft_of(merged)) for word in ("alpha", "beta"))
    added = replace(ROOT, proposals=(*ROOT.proposals, Proposal("NOC", "1")))
    assert len(take_in_changes(added, ROOT, after).proposals) == 2
    assert take_in_changes(ROOT, ROOT, after) is after


def test_one_who_keeps_the_own_parts_does_not_remove_those_that_others_share() -> None:
    first, second = colleagues(with_parts(ROOT, **PRIVATE))
    withheld = {
        "comments": {**PRIVATE["comments"], "c2": Comment("secret", private=True)},
        "positions": {"p2": Position(note="secret")},
    }
    first.draft = typed(" alpha", "soon")(with_parts(first.draft, **withheld), first.stamp)
    first.draft = replace(first.draft, proposals=(Proposal("NOC", "ATU/1/0"), *first.draft.proposals))
    wanted = submission_to_send(first.draft, first.history.root)
    assert "secret" not in repr(wanted)
    assert wanted.proposals[1].comments == PRIVATE["comments"]
    assert wanted.proposals[1].positions == PRIVATE["positions"]
    draft, first.draft = first.draft, wanted
    first.commit()
    first.draft = draft
    second.draft = with_parts(second.draft, positions={"p1": Position(note="blue"), "p2": Position(note="of the second")})
    second.commit()
    first.take_in(second.history.commits)
    state = first.history.state_of(first.vector)
    assert submission_to_send(first.draft, state) == state, "nothing is pending"
    positions = first.draft.proposals[1].positions
    assert sorted(position.note for position in positions.values()) == ["blue", "of the second", "secret"]
    assert positions["p2"] == Position(note="of the second")


def test_a_draft_without_private_parts_goes_out_as_it_is() -> None:
    conflicted = with_parts(ROOT, conflicts={"m4": MergeConflict("reasons", present_value="x")})
    assert without_positions(conflicted) is conflicted
    assert submission_to_send(conflicted, ROOT) is conflicted


def seen(proposal: Proposal) -> list[object]:
    """The text of a proposal with its marks. The merge of the whole text may also give clauses elsewhere their canonical form."""
    return [(clause.id, clause.runs, clause.end) for clause in proposal.redline.clauses]


@given(st.integers(0, 10**6), st.booleans())
def test_a_step_is_fitted_by_the_part_of_the_text_near_it_as_by_the_whole(at: int, undo: bool) -> None:
    found = triple(31, at, real=False)
    base, wanted = found.base, found.second
    before, after = (wanted, base) if undo else (base, wanted)
    step = transaction_between(before, after, Stamp("me"))
    merged = merge_submissions(base, found.first, wanted)
    try:
        fitted, result = fit_step(step, before, after, found.first, undo=undo)
    except EditError:
        assert conflict_keys(merged) - conflict_keys(found.first)
        return
    assert [seen(proposal) for proposal in result.proposals] == [seen(proposal) for proposal in merged.proposals]
    assert apply(found.first, invert(fitted) if undo else fitted) == result


def test_a_step_in_a_long_text_is_fitted_without_the_rest() -> None:
    """Colleagues have changed every clause but those around it."""
    root = shared_text("".join(f"{number}\tthat is number {number};\n" for number in range(1, 200)))
    typed_here = typed(" own", "number 100")(root, Stamp("me"))
    now = typed_here
    for number in range(1, 200, 3):
        if abs(number - 100) > 4:
            now = typed(" theirs", f"number {number};")(now, Stamp("Ana"))
    parts = part_to_merge(*(version.proposals[0].redline.clauses for version in (typed_here, now, root)))
    assert parts is not None
    assert all(part.stop - part.start < 8 for part in parts)
    _, result = fit_step(transaction_between(root, typed_here, Stamp("me")), root, typed_here, now, undo=True)
    assert result == merge_submissions(typed_here, now, root)
    assert " ".join(draft_of(result)).count("theirs") == " ".join(draft_of(now)).count("theirs")
    assert "own" not in " ".join(draft_of(result))
