"""Reasons and notes of amendments: they stay with their amendments, and leave the machine only when gathered."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.amendment_notes import gather_reasons, set_remark
from model.edits.comments import set_private
from model.edits.script.apply import apply_edits
from model.edits.tables.rows import insert_row
from model.edits.text import type_text
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.amendment_notes import NONE, remarks
from model.submission.amendments import Amendment, amendments
from model.submission.clause_paths import clause_at_path
from model.submission.comments import public_comments
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from tests.builders.submissions import ME, YOU, Action, action_of, actions, submission
from tests.model.edits.test_laws import done

TEXT = """
    RESOLUTION 1 (Rev. {--A, 2020--}{++B, 2024++})
    *recalling*
    a)	one {--old--}{++new++} and {++more++},
    {++b)	two,++}{++¶++}
    """


def of(text: str = TEXT) -> Submission:
    value = redline(text)
    return Submission(proposals=(Proposal("MOD", "1", value, original=value.base()),), language="en")


def found_in(value: Submission) -> list[Amendment]:
    return [amendment for amendment in amendments(value.proposals[0].redline) if amendment.parts]


def said_of(value: Submission) -> dict[str, tuple[str, str]]:
    """Reason and note of each amendment, by its new words."""
    proposal = value.proposals[0]
    found = found_in(value)
    remark_of = remarks(proposal.redline, proposal.comments, found)
    texts = {"": "", **{key: comment.text for key, comment in proposal.comments.items()}}
    out = {}
    for amendment in found:
        remark = remark_of.get(amendment.key, NONE)
        out[amendment.new] = (texts[remark.reason], texts[remark.note])
    return out


def by_new(value: Submission, words: str) -> Amendment:
    return next(amendment for amendment in found_in(value) if amendment.new == words)


def remark(value: Submission, words: str, text: str, *, reason: bool = True) -> Submission:
    return apply(value, set_remark(value, 1, [by_new(value, words)], text, ME, reason=reason))


JOINED_AND_MOVED = [action_of("type", 0, 0, 0, 0), action_of("merge", 0, 0, 0, 0, stamp=YOU), action_of("move", 0, 1, 0, 0)]
"""Of the first paragraph the end alone is left, deleted by another author, where its words were."""


@given(st.lists(actions(), min_size=1, max_size=8), st.integers(0, 20), st.booleans())
@example(JOINED_AND_MOVED, 0, False)
@example(JOINED_AND_MOVED, 0, True)
def test_what_is_said_of_an_amendment_is_found_changed_taken_away_and_undone(todo: list[Action], which: int, reason: bool):
    value = done(submission(), todo)
    found = found_in(value)
    if not found:
        return
    chosen = [found[which % len(found)]]
    made = set_remark(value, 1, chosen, "because", ME, reason=reason)
    new = apply(value, made)
    assert apply(new, invert(made)) == value
    proposal = new.proposals[0]
    assert chosen[0].key in remarks(proposal.redline, proposal.comments, chosen)
    assert public_comments(proposal.comments) == public_comments(value.proposals[0].comments)
    gone = apply(new, set_remark(new, 1, chosen, "  ", ME, reason=reason))
    assert gone.proposals[0].comments == value.proposals[0].comments


def test_a_reason_stays_with_its_amendment_when_the_text_around_it_is_edited():
    value = remark(remark(of(), "new", "It is newer."), "more", "Ask first.", reason=False)
    story = value.proposals[0].redline.clauses
    at = next(index for index, clause in enumerate(story) if clause.text.startswith("one"))
    stamp = Stamp("other", "2024-09-06T10:00:00Z")
    value = apply(value, type_text(value, StoryId(1), Place(at, 0), Place(at, 0), "indeed ", stamp))
    texts = said_of(value)
    assert texts["new"] == ("It is newer.", "")
    assert texts["more"] == ("", "Ask first.")
    assert texts["indeed "] == texts["two,"] == ("", "")


def test_one_reason_of_several_and_a_note_beside_it():
    value = of()
    chosen = [by_new(value, "new"), by_new(value, "two,")]
    value = apply(value, set_remark(value, 1, chosen, "Both.", ME, reason=True))
    value = remark(value, "new", "Mine.", reason=False)
    assert said_of(value)["new"] == ("Both.", "Mine.")
    assert said_of(value)["two,"] == ("Both.", "")
    assert said_of(value)["more"] == ("", "")


def test_reasons_are_gathered_once_with_their_places_behind_what_stands_there():
    value = remark(remark(remark(of(), "new", "It is newer."), "two,", "It was missing."), "B, 2024", "New place.")
    value = replace(value, proposals=(replace(value.proposals[0], reasons="First.\n\nSecond."),))
    value = remark(value, "more", "Not told.", reason=False)
    made = gather_reasons(value, 1, ME)
    gathered = apply(value, made)
    assert gathered.proposals[0].reasons == (
        "First.\n\nSecond.\nNew place.\nrecalling a): It is newer.\nrecalling b): It was missing."
    )
    assert gather_reasons(gathered, 1, ME).steps == ()
    assert apply(gathered, invert(made)) == value


def test_a_reason_is_in_no_export_even_where_it_was_said_not_to_be_private():
    value = remark(of(), "new", "It is newer.")
    [key] = value.proposals[0].comments
    value = apply(value, set_private(value, 1, key, False, ME))
    assert public_comments(value.proposals[0].comments) == {}
    assert said_of(value)["new"] == ("It is newer.", "")


def test_a_row_between_others_is_gathered_under_the_number_that_a_reader_counts():
    value = submission("*considering*\na)\tthat it is;\n")
    value = apply_edits(value, {"edits": [{"do": "table", "after": "considering/a", "rows": 2, "columns": 1}]})
    redline = value.proposals[0].redline
    value = apply(value, insert_row(value, StoryId(1), clause_at_path(redline, "table[1]/+r1c1"), ME, words=["new row"]))
    value = replace(value, proposals=(replace(value.proposals[0], symbol="MOD"),))
    value = apply(value, set_remark(value, 1, [by_new(value, "new row")], "A reason.", ME, reason=True))
    assert apply(value, gather_reasons(value, 1, ME)).proposals[0].reasons == "table 1, row 2: A reason."
    redline = replace(value.proposals[0].redline, language="fr")
    value = replace(value, proposals=(replace(value.proposals[0], redline=redline),))
    assert apply(value, gather_reasons(value, 1, ME)).proposals[0].reasons.startswith("tableau 1, ligne 2")
