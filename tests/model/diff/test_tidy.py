"""Tidying: both sides stay, and no word is marked that needs none."""

from __future__ import annotations

from hypothesis import given
from msgspec.structs import replace

from model.diff.tidy import tidy_clause
from model.redline import Redline, Stamp, Status, paragraphs
from tests.builders.notation import redline
from tests.builders.strategies import redlines

ME = Stamp("me")


def tidy(text: Redline, stamp: Stamp) -> Redline:
    return replace(text, clauses=tuple(tidy_clause(clause, stamp) for clause in text.clauses))


@given(redlines())
def test_both_sides_stay(text: Redline) -> None:
    tidy_text = tidy(text, ME)
    for side in ("base", "draft"):
        assert [paragraph.text for paragraph in paragraphs(tidy_text.clauses, side)] == [
            paragraph.text for paragraph in paragraphs(text.clauses, side)
        ]
    assert tidy(tidy_text, ME) == tidy_text


def test_words_that_were_typed_again_are_kept() -> None:
    text = redline("{--el Consejo--}{++el Consejo de la UIT++} adopted")
    assert [(run.status, run.text) for run in tidy(text, ME).clauses[0].runs] == [
        (Status.KEPT, "el Consejo "),
        (Status.INSERTED, "de la UIT "),
        (Status.KEPT, "adopted"),
    ]
