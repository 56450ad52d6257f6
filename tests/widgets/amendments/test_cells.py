"""What a row says of an amendment."""

from __future__ import annotations

import pytest

from model.redline import NOBODY
from model.submission.amendments import Amendment
from widgets.amendments.cells import WHOLE, amendment_line, old_and_new_words

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
}


@pytest.mark.parametrize(("amendment", "shown"), CASES.items())
def test_blanks_ends_and_notes_are_shown_where_no_words_are(amendment, shown):
    kind, old, new = amendment
    assert old_and_new_words(Amendment(kind, "", "a", old, new, NOBODY)) == shown


def test_a_tooltip_has_the_words_whole():
    long = " ".join(["word"] * 100)
    assert long in amendment_line(Amendment("deletion", "", "a", long, "", NOBODY), "a", WHOLE)
    assert "…" in amendment_line(Amendment("deletion", "", "a", long, "", NOBODY), "a")
