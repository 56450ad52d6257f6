"""What a row says of an amendment."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextLayout

from model.numbering import Labelling
from model.redline import NOBODY
from model.submission.amendments import Amendment, amendments
from tests.builders.notation import redline
from widgets.amendments.cells import WHOLE, WORDS, amendment_line, old_and_new_words, shortened_words
from widgets.common.foreign_text import old_arrow_new

CASES = {
    ("deletion", " ", ""): ("␣", ""),
    ("insertion", "", "\u00a0 "): ("", "␣␣"),
    ("deletion", "\u2028", ""): ("↵", ""),
    ("replacement", "two  words ", "one"): ("two words", "one"),
    ("merge", "", ""): ("¶", ""),
    ("split", "", ""): ("", "¶"),
    ("insertion", "", "\u0001"): ("", "footnote"),
    ("deletion", "\u0001 ", ""): ("footnote␣", ""),
    ("insertion", "", "words\u0001"): ("", "words"),
    ("row", "", "2003\t\tGeneva"): ("", "2003 · Geneva"),
    ("row", "one\ttwo", ""): ("one · two", ""),
}


@pytest.mark.parametrize(("amendment", "shown"), CASES.items())
def test_blanks_ends_and_notes_are_shown_where_no_words_are(amendment, shown):
    kind, old, new = amendment
    assert old_and_new_words(Amendment(kind, "", "a", old, new, NOBODY)) == shown


def test_a_tooltip_has_the_words_whole():
    long = " ".join(["word"] * 100)
    assert long in amendment_line(Amendment("deletion", "", "a", long, "", NOBODY), "a", WHOLE)
    assert "…" in amendment_line(Amendment("deletion", "", "a", long, "", NOBODY), "a")


def test_long_words_are_cut_between_words_and_a_text_without_blanks_anywhere():
    message = "the importance of radiocommunications for the attainment of internationalization goals"
    head, tail = shortened_words(message).split(" … ")
    assert message.startswith(head + " ")
    assert message.endswith(" " + tail)
    assert len(head) + len(tail) <= WORDS
    assert shortened_words("字" * 100) == "字" * 30 + " … " + "字" * 20


@pytest.mark.parametrize("before", ["بشأن الخطة للفترة", "on the plan for"])
def test_years_with_a_hyphen_between_are_in_the_order_of_the_text(qtbot, before):
    text = redline(f"{before} {{--2023-2020--}}{{++2027-2024++}}")
    (change,) = [amendment for amendment in amendments(text, Labelling.of(text)) if amendment.kind == "replacement"]
    old, new = old_and_new_words(change)
    rightwards = is_at_left("2023", "2020", f"{before} 2023-2020")
    assert rightwards is before.isascii()
    assert is_at_left("2023", "2020", old) is is_at_left("2027", "2024", new) is rightwards
    card = old_arrow_new((old, new))
    assert is_at_left("2023", "2020", card) is is_at_left("2027", "2024", card) is rightwards


def is_at_left(before: str, other: str, line: str) -> bool:
    """Whether one part of a line is at the left of another."""
    laid = QTextLayout(line)
    laid.beginLayout()
    drawn = laid.createLine()
    laid.endLayout()
    first, second = (drawn.cursorToX(line.index(part) + 1)[0] for part in (before, other))
    return first < second
