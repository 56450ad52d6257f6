"""Places in words: one way everywhere, whatever a text is called."""

from __future__ import annotations

import pytest

from model.message import Message, say_with
from model.submission.place_texts import note_text, place_text


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("recalling/e)", "recalling e)"),
        ("recalling/e)/+iv)", "recalling e) iv) (new)"),
        ("+noting", "noting (new)"),
        ("resolves/1/a)", "resolves 1 a)"),
        ("recalling[2]/a)", "recalling (2) a)"),
        ("annex[1]/resolves/1", "annex 1, resolves 1"),
        ("annex[2]/title", "annex 2, title"),
        ("table[1]/r2c3", "table 1, row 2, column 3"),
        ("resolves/¶2", "resolves, paragraph 2"),
        ("number", "number line"),
        ("history", "adoption line"),
        ("opening", "opening line"),
        (r"a\/b/c)", "a/b c)"),
        (r"\+x", "+x"),
        ("", ""),
    ],
)
def test_a_place_is_said_in_words(place: str, words: str) -> None:
    assert str(place_text(place)) == words


def test_words_of_the_document_stay_one_text_whose_direction_is_its_own() -> None:
    assert place_text("إذ تدرك/ب") == Message.verbatim("إذ تدرك ب")
    say = say_with(lambda message: {"table {number}": "tableau {number}"}.get(message.id, message.id), "⟨{}⟩".format)
    assert say(place_text("table[1]/إذ تدرك/ب")) == "tableau ⟨1⟩, ⟨إذ تدرك ب⟩"


def test_a_note_is_said_with_its_mark() -> None:
    assert (str(note_text("2")), str(note_text(""))) == ("footnote 2", "footnote")
