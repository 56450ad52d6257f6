"""A consolidation under review: rejecting a party, accepting what is decided; texts with notes and tables."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.consolidation.merge import Consolidation, Decision, Party, consolidate, merged_redline, of_party
from model.edits.review import accept, by_author, reject
from model.formats.notation import parse
from model.redline import NOTE, Redline, Run, Side, Stamp, Status, paragraphs
from model.submission.amendments import amendments
from model.submission.transactions import apply
from tests.builders.consolidation import checked
from tests.builders.submissions import SMALL, Action, _move, actions, carried_out, submission
from tests.model.consolidation.test_merge import DATE, edits, texts

RICH = """\
    # RESOLUTION 7 (Rev. Oxdorf, 2018)
    *considering*
    a)\tthat texts[^1] are short;
    b)\tthat *some* have items:
      i)\tone of them,
      ii)\tanother,
    |1.1.1| Year
    |1.1.2| Place
    |1.2.1| 2018
    |1.2.2| Oxdorf
    *resolves*
    1\tto go on;
    2\tto stop.
    [^1]: Those of this Assembly.
"""


def proposed(written: str, lists: Sequence[Sequence[Action]]) -> tuple[Redline, list[Party]]:
    """Each list of actions as a party's proposal; one that accepts something is left out."""
    base = submission(written).proposals[0].redline
    parties = []
    for number, acts in enumerate(lists):
        value = submission(written)
        value = carried_out(value, acts)
        redline = value.proposals[0].redline
        if content_on(redline, "base") == content_on(base, "base"):
            parties.append(Party(f"P{number}", redline))
    return base, parties


def content_on(redline: Redline, side: Side) -> object:
    """The text of a side with its notes and formats."""
    text = redline.base() if side == "base" else redline.draft()
    words = [
        (
            paragraph.props.kind,
            paragraph.props.level,
            [(run.text, run.style.italic, run.style.bold, run.style.underline) for run in paragraph.runs],
        )
        for paragraph in paragraphs(text.clauses, side)
    ]
    calls = [run.content for clause in text.clauses for run in clause.runs if run.content]
    return words, [texts(Redline(text.notes[key].clauses), side) for key in calls if key in text.notes]


def touching(found: Consolidation) -> bool:
    """Whether a party puts something in right before what another one strikes, or ends a paragraph right after it. At one place
    deleted text stands before new text in every redline, so that the new text stands after the words once these are restored;
    and a deleted end beside a new one is one end that stays, whoever deleted it."""
    put = [(applied.note, applied.change, applied.parties) for applied in found.applied if applied.change.pieces]
    struck = [
        (applied.note, applied.change, applied.parties) for applied in found.applied if applied.change.start < applied.change.stop
    ]
    return any(
        entry[0] == other[0]
        and entry[2] != other[2]
        and (entry[1].stop == other[1].start or ("\n" in entry[1].words and entry[1].start == other[1].stop))
        for entry in put
        for other in struck
    )


def without_first(base: Redline, parties: Sequence[Party], found: Consolidation) -> tuple[Redline, Redline]:
    """The consolidation in which all that the first party put in is rejected, and that of the other parties."""
    value = submission(merged_redline(found, {}, DATE))
    own_changes = by_author(amendments(value.proposals[0].redline), "P0")
    if own_changes:
        value = apply(value, reject(value, 1, own_changes, Stamp("chair", DATE)))
    others = [party for party in parties if party.name != "P0"]
    return value.proposals[0].redline, merged_redline(consolidate(base, others), {}, DATE)


@given(st.sampled_from([SMALL, RICH]), st.lists(edits, min_size=1, max_size=3))
def test_rejecting_a_party_gives_the_consolidation_without_it(written: str, lists: list[list[Action]]) -> None:
    base, parties = proposed(written, lists)
    found = consolidate(base, parties)
    if found.conflicts or found.agreed_changes or found.left or not parties or touching(found):
        return
    left, without = without_first(base, parties, found)
    assert content_on(left, "draft") == content_on(without, "draft")


@given(st.sampled_from([SMALL, RICH]), st.lists(edits, min_size=1, max_size=3))
def test_rejecting_a_party_whose_strikes_touch_leaves_every_word_of_the_others(written: str, lists: list[list[Action]]) -> None:
    """Where strikes touch, the same is said in another order: what was put in right before deleted words stands after them."""
    base, parties = proposed(written, lists)
    found = consolidate(base, parties)
    if found.conflicts or found.agreed_changes or found.left or not parties or not touching(found):
        return
    left, without = without_first(base, parties, found)
    assert content_on(left, "base") == content_on(base, "base")
    assert sorted(letters(left)) == sorted(letters(without))


def letters(redline: Redline) -> str:
    """What a draft says, its ends and notes left out."""
    return "".join(paragraph.text for paragraph in paragraphs(redline.clauses, "draft")).replace(NOTE, "")


@given(st.sampled_from([SMALL, RICH]), st.lists(edits, min_size=1, max_size=3), st.lists(st.integers(0, 3), max_size=8))
def test_accepting_what_is_decided_gives_what_was_shown(written: str, lists: list[list[Action]], choices: list[int]) -> None:
    base, parties = proposed(written, lists)
    found = consolidate(base, parties)
    assert checked(found)
    kinds = ("base", "party", "stack", "own")
    decisions = {
        conflict.key: Decision(kinds[choice], conflict.parties[-1], "a compromise", stamp=Stamp("chair", DATE))  # type: ignore[arg-type]
        for conflict, choice in zip(found.conflicts, choices, strict=False)
    }
    whole = merged_redline(found, decisions, DATE)
    assert content_on(whole, "base") == content_on(base, "base")
    value = submission(whole)
    every = [amendment for amendment in amendments(whole) if amendment.parts]
    if every:
        value = apply(value, accept(value, 1, every, Stamp("chair", DATE)))
    assert content_on(value.proposals[0].redline, "base") == content_on(whole, "draft")


@given(st.lists(actions(), max_size=5))
def test_one_party_gives_its_own_text_with_notes_tables_and_formats(acts: list[Action]) -> None:
    base, parties = proposed(RICH, [acts])
    for party in parties:
        found = consolidate(base, [party])
        assert not found.conflicts
        if not found.left:
            assert content_on(merged_redline(found, {}, DATE), "draft") == content_on(party.redline, "draft")
            assert content_on(of_party(found, 0), "draft") == content_on(party.redline, "draft")


def test_words_that_were_moved_into_a_paragraph_bear_the_name_of_who_moved_them() -> None:
    """The end of that paragraph was there before and bears none."""
    came = Run("x", Status.INSERTED, stamp=Stamp("P0"), move="m")
    gone = Run("x", Status.DELETED, stamp=Stamp("P0"), move="m")
    base = parse("*noting*\na)\tone\nb)\tx two\n")
    moved = replace(base.clauses[1], runs=(came, Run("one")))
    clauses = (base.clauses[0], moved, replace(base.clauses[2], runs=(gone, Run(" two"))))
    (move,) = by_author(amendments(replace(base, clauses=clauses)), "P0")
    assert move.kind == "move"


def test_a_clause_that_is_moved_with_its_footnote_keeps_it_and_goes_back() -> None:
    acts = [Action(_move, [0.1875, 0.0, 0.0, 0.0], Stamp("me", DATE))]
    base, (party,) = proposed(RICH, [acts])
    whole = merged_redline(consolidate(base, [party]), {}, DATE)
    assert whole.notes.keys() == base.notes.keys()
    value = submission(whole)
    every = [amendment for amendment in amendments(whole) if amendment.parts]
    value = apply(value, reject(value, 1, every, Stamp("chair", DATE)))
    assert content_on(value.proposals[0].redline, "draft") == content_on(base, "base")
