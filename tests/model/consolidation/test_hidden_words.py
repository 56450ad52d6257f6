"""The texts of a change that does not fit contain no hidden words, as no other output does."""

from __future__ import annotations

import pytest

from model.consolidation.changes import PartyChange
from model.consolidation.rebase import PositionMapping, characters
from model.redline import Clause, Redline, Run, Style
from model.redline.hidden_text import HIDDEN_XML

HIDDEN = Style(other=HIDDEN_XML)


def text(*runs: str) -> Redline:
    """A text of one paragraph; a run in capitals is hidden."""
    made = tuple(Run(run, style=HIDDEN if run.isupper() else Style()) for run in runs)
    return Redline((Clause("c1", runs=made),))


@pytest.mark.parametrize(
    ("given", "now"),
    [
        (text("that ", "SECRET", "members then decide;"), "that members then decide;"),
        (text("that ", "SECRET"), ""),
        (text("that states ", "SECRET", "decide;"), "that states decide;"),
    ],
)
def test_a_change_that_does_not_fit_is_told_without_hidden_words(given: Redline, now: str) -> None:
    other = text("that ", "HIDE", "the states ", "ALSO", "decide;")
    start = characters(other.clauses).index("the states")
    _, unmapped = PositionMapping(given, other).carry([PartyChange("text", start, start + len("the states ALSO"))])
    (misfit,) = unmapped
    assert misfit.old == "that the states decide;"
    assert misfit.new == "that decide;"
    assert misfit.now == now
