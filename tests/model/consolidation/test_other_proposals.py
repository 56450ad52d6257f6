"""What others propose on the text that is amended here."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from model.consolidation.merge import Party, consolidate
from model.consolidation.other_proposals import others_on
from model.edits.structure import move_clauses
from model.edits.text import type_text
from model.formats.notation import parse
from model.redline import Redline, Stamp
from model.redline.edit_text import Place
from model.submission.story import FIRST_TEXT
from model.submission.transactions import Transaction, apply
from model.submission.values import Proposal, Submission
from tests.builders.consolidation import BASE, PROPOSALS
from tests.builders.submissions import Action, actions
from tests.model.consolidation.test_merge import proposals

STAMP = Stamp("me", "2024-09-06T09:00:00Z")


def apply_to(redline: Redline, edit: Callable[[Submission], Transaction]) -> Redline:
    """The redline after an edit."""
    submission = Submission(proposals=(Proposal("MOD", redline=redline, original=redline.base()),))
    return apply(submission, edit(submission)).proposals[0].redline


def test_who_touches_a_clause_and_who_collides_is_told() -> None:
    base = parse(BASE)
    ids = {clause.text: clause.id for clause in base.clauses}
    others = others_on(base, [Party(name, parse(text)) for name, text in PROPOSALS.items()])
    assert others.touched == {
        ids["that the costs of access fall,"]: (("CITEL", "deleted"), ("RCC", "deleted"), ("APT", "changed")),
        ids["to act in good time;"]: (
            ("ATU", "changed"), ("CEPT", "changed"), ("CITEL", "changed"), ("CEPT", "inserted"),
        ),
        ids["to report to the Council every year;"]: (("ATU", "changed"), ("RCC", "changed")),
        ids["to publish the results of this work."]: (("APT", "changed"),),
    }  # fmt: skip
    mine = BASE.replace("to act in good", "to {~~act~>move~~} in {~~good~>due~~}")
    my_proposal = parse(mine.replace("access fall", "access {~~fall~>rise~~}"))
    met = {clause.text_on("base"): others.parties_in_conflict(my_proposal.clauses, clause.id) for clause in my_proposal.clauses}
    assert {text: names for text, names in met.items() if names} == {
        "to act in good time;": ("CEPT",),
        "that the costs of access fall,": ("CITEL", "RCC"),
    }


def test_a_new_paragraph_that_ends_a_row_collides_with_the_deletion_of_that_row_alone() -> None:
    rows = ["|1.1.1| Year", "|1.2.1| 2018", "|1.3.1| 2020"]
    base = parse("\n".join(rows))
    deletions = ["\n".join([*rows[:at], f"|1.-{at + 1}.1| {{--{rows[at][8:]}--}}{{--¶--}}", *rows[at + 1 :]]) for at in range(3)]
    others = others_on(base, [Party(f"row {at}", parse(text)) for at, text in enumerate(deletions, 1)])
    mine = parse("\n".join([*rows[:2], "|1.2.1| {++new++}{++¶++}", rows[2]]))
    assert [others.parties_in_conflict(mine.clauses, clause.id) for clause in mine.clauses if "new" in clause.text] == [
        ("row 2",)
    ]


def test_a_move_of_the_same_paragraph_collides_if_other_words_arrive() -> None:
    base = parse("One\n\nTwo\n\nThree")
    third = base.clauses[2].id
    moved = apply_to(base, lambda text: move_clauses(text, FIRST_TEXT, third, 0, STAMP))
    changed = apply_to(moved, lambda text: type_text(text, FIRST_TEXT, Place(0, 0), Place(0, 0), "n", STAMP))
    for theirs, names in ((moved, ()), (changed, ("A",))):
        others = others_on(base, [Party("A", theirs)])
        assert others.parties_in_conflict(moved.clauses, third) == names


@given(st.lists(st.lists(actions(), max_size=4), min_size=2, max_size=3))
def test_what_collides_here_is_a_conflict_of_the_consolidation_and_the_other_way_round(lists: list[list[Action]]) -> None:
    base, parties = proposals(lists)
    if len(parties) < 2:
        return
    *theirs, mine = parties
    others = others_on(base, theirs)
    met = {name for clause in mine.redline.clauses for name in others.parties_in_conflict(mine.redline.clauses, clause.id)}
    wanted = set()
    for consolidation in (consolidate(base, [other, mine]) for other in theirs):
        if any(not change.note for conflict in consolidation.conflicts for change in conflict.proposed):
            wanted.add(consolidation.parties[0].name)
    assert met == wanted
