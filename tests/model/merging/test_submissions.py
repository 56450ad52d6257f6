"""The merge of submissions: what belongs to a proposal beside its text."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.diff.compare import compare
from model.edits.notes import insert_note
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import parse
from model.merging.submissions import merge_submissions
from model.redline import Redline
from model.submission.comments import Comment, Reply
from model.submission.positions import Position
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from model.submission.values import IgnoredProblem, Proposal, Submission, conflict_count
from tests.builders.merges import AUTHORS

BASE = "*recalling*\na)\tthat States act soon;\nb)\tthat all is well,\n"


def text(draft: str, author: int = 0, base: str = BASE) -> Redline:
    return compare(parse(base, language="en"), parse(draft, language="en"), AUTHORS[author])


def of(draft: str = BASE, author: int = 0, **more: object) -> Submission:
    proposal = Proposal("MOD", redline=text(draft, author), original=parse(BASE, language="en"))
    return Submission(proposals=(replace(proposal, **more),), language="en")


def test_comments_and_replies_of_both_are_kept() -> None:
    base = of(comments={"c1": Comment("Agreed?", replies=(Reply("Yes."),))})
    first = of(comments={"c1": Comment("Agreed?", replies=(Reply("Yes."), Reply("ATU: no."))), "c2": Comment("ours")})
    second = of(comments={"c1": Comment("Agreed now?", replies=(Reply("Yes."), Reply("EUR: yes."))), "c2": Comment("theirs")})
    found = merge_submissions(base, first, second).proposals[0].comments
    assert found["c1"] == Comment("Agreed now?", replies=(Reply("Yes."), Reply("ATU: no."), Reply("EUR: yes.")))
    assert sorted(comment.text for key, comment in found.items() if key != "c1") == ["ours", "theirs"]


def test_a_comment_that_both_reword_is_a_conflict() -> None:
    base, first, second = (of(comments={"c1": Comment(words)}) for words in ("short", "brief", "terse"))
    merged = merge_submissions(base, first, second)
    assert merged.proposals[0].comments["c1"].text == "brief"
    assert [conflict.name for conflict in merged.proposals[0].conflicts.values()] == ["comments/c1"]


def test_positions_are_merged_field_by_field() -> None:
    base = of(positions={"p1": Position(stance="acceptable", owners=("ATU",))})
    first = of(positions={"p1": Position(stance="red_line", owners=("ATU", "EUR"))})
    second = of(positions={"p1": Position(stance="acceptable", owners=("ATU", "RCC"), note="Say no.")})
    merged = merge_submissions(base, first, second)
    assert merged.proposals[0].positions["p1"] == Position(stance="red_line", owners=("ATU", "EUR", "RCC"), note="Say no.")
    assert not conflict_count(merged)


def test_of_two_reasons_to_ignore_a_problem_the_later_one_is_kept_whatever_the_order() -> None:
    base, key = of(), "a|1|c1|"
    first = replace(base, ignored={key: IgnoredProblem("so meant", AUTHORS[0])})
    second = replace(base, ignored={key: IgnoredProblem("so printed", AUTHORS[1]), "b|1||": IgnoredProblem("", AUTHORS[1])})
    for copies in ((first, second), (second, first)):
        assert merge_submissions(base, *copies).ignored == {
            key: IgnoredProblem("so printed", AUTHORS[1]),
            "b|1||": IgnoredProblem("", AUTHORS[1]),
        }
    silent = replace(base, ignored={key: IgnoredProblem("", AUTHORS[1])})
    for copies in ((first, silent), (silent, first)):
        assert merge_submissions(base, *copies).ignored[key].reason == "so meant"


def test_ignored_problems_and_new_proposals_of_both_are_kept() -> None:
    base = of()
    first = replace(base, ignored={"a|1|c1|": IgnoredProblem("so meant")}, proposals=(*base.proposals, Proposal("NOC", "1")))
    second = replace(base, ignored={"b|1|c1|": IgnoredProblem("so meant")}, proposals=(*base.proposals, Proposal("SUP", "2")))
    merged = merge_submissions(base, first, second)
    assert set(merged.ignored) == {"a|1|c1|", "b|1|c1|"}
    assert sorted(proposal.symbol for proposal in merged.proposals) == ["MOD", "NOC", "SUP"]


@pytest.mark.parametrize(("words", "conflicts"), [(("well", "good"), 0), (("soon", "later"), 1)])
def test_a_lower_layer_that_one_copy_adds_stays_below_the_text(words: tuple[str, str], conflicts: int) -> None:
    base = of()
    theirs = text(BASE.replace("soon", "now"))
    upper = Redline(theirs.draft().clauses, language="en")
    first = replace(base, proposals=(replace(base.proposals[0], redline=upper, theirs=theirs),))
    merged = merge_submissions(base, first, of(BASE.replace(*words), 1))
    assert merged.proposals[0].theirs == theirs
    assert conflict_count(merged) == conflicts
    held = [merged.proposals[0].redline.clauses, *(conflict.other for conflict in merged.proposals[0].conflicts.values())]
    assert words[1] in "".join(clause.text for story in held for clause in story)
    assert read_project(project_bytes(Project(merged))).submission == merged


def with_note(words: str, *, is_marked: bool = True) -> Submission:
    """The text with a footnote, and with a mark that refers to it."""
    submission = of()
    made = apply(
        submission, insert_note(submission, FIRST_TEXT, submission.proposals[0].redline.clauses[-1].id, 4, words, AUTHORS[2])
    )
    if is_marked:
        return made
    redline = replace(made.proposals[0].redline, clauses=submission.proposals[0].redline.clauses)
    return replace(made, proposals=(replace(made.proposals[0], redline=redline),))


def test_a_note_to_which_no_text_refers_keeps_its_words() -> None:
    """An older program may have left it."""
    base, first = with_note("short"), of(BASE.replace("soon", "now"))
    for was in (base, of()):
        merged = merge_submissions(was, first, with_note("short and more", is_marked=False))
        assert [note.clauses[0].text for note in merged.proposals[0].redline.notes.values()] == ["short and more"]
    other = with_note("longer", is_marked=False)
    merged = merge_submissions(of(), other, with_note("short", is_marked=False))
    assert sorted(note.clauses[0].text for note in merged.proposals[0].redline.notes.values()) == ["longer", "short"]
    assert merge_submissions(of(), with_note("short", is_marked=False), other) == merged


def test_a_note_to_which_no_text_refers_stays_removed() -> None:
    base = with_note("short", is_marked=False)
    merged = merge_submissions(base, of(BASE.replace("soon", "now")), replace(base, language="fr"))
    assert merged.proposals[0].redline.notes == {}
