"""Many edits of one place or clause: the result is that of single edits, the work is proportional to their number."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.edits.script.apply import apply_edits
from model.edits.script.batches import Batches
from model.errors import EditError
from model.formats.notation import print_redline
from model.submission.values import Submission
from tests.builders.submissions import submission
from tests.builders.work import work

TEXT = "*considering*\na)\t{first}\nb)\tto act, to act.\n*resolves*\n1\tto act.\n"
FIRST = "a *b* a {++a b++} **b** a, b a.[^1]"
PLAIN = "a *b* a **b** a, b a.[^1]"
NOTE = "[^1]: A note a.\n"
PLACES = ("a", "b", " ", ",", ".")


def applied(given: Submission, edits: list[dict[str, Any]], *, together: bool) -> Submission | str:
    """The submission after edits, or the error about the edit that cannot be carried out."""
    one_by_one = patch.object(Batches, "beginning_at", lambda self, number: range(number, number + 1))
    try:
        if together:
            return apply_edits(given, {"author": "A", "edits": edits})
        with one_by_one:
            return apply_edits(given, {"author": "A", "edits": edits})
    except EditError as error:
        return str(error)


@st.composite
def text_edits(draw: st.DrawFn) -> dict[str, Any]:
    at = draw(st.sampled_from(["considering/a", "considering/a", "considering/b"]))
    find, nth = draw(st.sampled_from(PLACES)), draw(st.integers(1, 3))
    match draw(st.sampled_from(["insert_text", "insert_text", "replace", "delete_text"])):
        case "insert_text":
            side = draw(st.sampled_from(["before", "after"]))
            return {"do": "insert_text", "at": at, side: find, "nth": nth, "text": draw(st.sampled_from(["x", "yz", "a"]))}
        case "replace":
            return {"do": "replace", "at": at, "find": find, "nth": nth, "with": draw(st.sampled_from(["", "x", "a b"]))}
        case _:
            return {"do": "delete_text", "at": at, "find": find, "nth": nth}


def inserted_before(find: str, nth: int, text: str) -> dict[str, Any]:
    return {"do": "insert_text", "at": "considering/a", "before": find, "nth": nth, "text": text}


@given(st.lists(text_edits(), min_size=2, max_size=5), st.sampled_from([FIRST, PLAIN]))
@example([inserted_before("a", 1, "a"), inserted_before("a", 3, "x")], FIRST)
@example([inserted_before("a", 3, "a"), inserted_before("a", 3, "x")], FIRST)
def test_changes_made_together_are_those_made_one_after_the_other(edits: list[dict[str, Any]], first: str) -> None:
    before = submission(TEXT.format(first=first) + NOTE)
    assert applied(before, edits, together=True) == applied(before, edits, together=False)


@pytest.mark.parametrize("edit", [{"do": "kind", "to": "heading"}, {"do": "format", "find": ",", "style": "bold"}])
def test_a_place_in_inserted_text_is_found_after_an_edit_of_another_kind(edit: dict[str, Any]) -> None:
    before = submission(TEXT.format(first=FIRST) + NOTE)
    after = applied(before, [{**edit, "at": "considering/a"}, inserted_before("a", 3, "x")], together=False)
    assert isinstance(after, Submission)
    assert "{++xa b++}" in print_redline(after.proposals[0].redline)


@given(
    st.lists(st.tuples(st.sampled_from(["before", "after"]), st.sampled_from(["considering/a", "resolves"]), st.integers(1, 3)))
)
def test_clauses_inserted_together_stand_as_those_inserted_one_after_the_other(places) -> None:
    before = submission(TEXT.format(first=FIRST) + NOTE)
    edits = [
        {"do": "insert", side: at, "clauses": [{"text": f"new {n};", "level": level, "scheme": "letter"}]}
        for n, (side, at, level) in enumerate(places)
    ]
    found = [applied(before, edits, together=together) for together in (True, False)]
    shown = [result if isinstance(result, str) else print_redline(result.proposals[0].redline) for result in found]
    assert shown[0] == shown[1]


def many(kind: str, number: int) -> list[dict[str, Any]]:
    edits: dict[str, dict[str, Any]] = {
        "one place": {"do": "insert_text", "at": "considering/a", "after": "is", "text": "x"},
        "clauses after": {"do": "insert", "after": "considering/a", "clauses": [{"text": "n;"}]},
        "clauses before": {"do": "insert", "before": "considering/a", "clauses": [{"text": "n;"}]},
    }
    if kind in edits:
        return [edits[kind]] * number
    words = {"places": {"do": "insert_text", "after": "w", "text": "x"}, "ranges": {"do": "replace", "find": "w", "with": "x"}}
    return [{**words[kind], "at": "considering/b", "nth": nth} for nth in range(1, number + 1)]


@pytest.mark.parametrize("kind", ["one place", "places", "ranges", "clauses after", "clauses before"])
def test_the_work_of_edits_grows_with_their_number_and_no_faster(kind: str) -> None:
    few, more = 100, 400

    def cost(number: int) -> int:
        before = submission(f"*considering*\na)\tthat it is;\nb)\t{'w w. ' * number}\n")
        return work(lambda: apply_edits(before, {"author": "A", "edits": many(kind, number)}))

    assert cost(more) < 1.3 * more / few * cost(few)
