"""Which words of a text a dictionary is asked about, and where they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.redline import PLAIN, Status
from model.text.legible import SILENT, Legible
from widgets.editor.document.projection import CharacterLook, ProjectedSpan, utf16_length
from widgets.spelling.spellable_words import spellable_words

KEPT, STRUCK, NEW = (CharacterLook(status, PLAIN) for status in (Status.KEPT, Status.DELETED, Status.INSERTED))


def read(*spans: ProjectedSpan) -> list[str]:
    return [word.text for word in spellable_words(spans)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("that the ITU-T, in 2024, resolves", ["that", "the", "in", "resolves"]),
        ("l’Union et l'UIT, aujourd’hui", ["l'Union", "et", "aujourd'hui"]),
        ("see https://www.itu.int/net or me@itu.int, Word2Vec and iPhone", ["see", "or", "and"]),
        ("国际电联 决议", []),
        ("in ii) and d), viii) or xiv) of the vii", ["in", "and", "or", "of", "the"]),
        ("القرار رقم", ["القرار", "رقم"]),
        ("مُدَوَّن", ["مُدَوَّن"]),
        ("Конференция, ВКР", ["Конференция"]),
        ("a é \u2028 x", []),
    ],
)
def test_words_that_are_judged(text: str, words: list[str]):
    assert read(ProjectedSpan(text, KEPT)) == words


def test_a_word_is_read_as_it_is_proposed_round_what_is_struck():
    spans = (
        ProjectedSpan("Confer", KEPT),
        ProjectedSpan("ance", STRUCK),
        ProjectedSpan("ences", NEW),
        ProjectedSpan(" 😀 recieve", KEPT),
    )
    found = spellable_words(spans)
    assert [word.text for word in found] == ["Conferences", "recieve"]
    assert found[0].stretches == ((0, 6), (10, 15))
    assert found[1].stretches == ((19, 26),)


def test_struck_words_and_marks_of_notes_are_not_read():
    assert read(ProjectedSpan("recieve", STRUCK), ProjectedSpan("Retracted", CharacterLook(Status.RETRACTED, PLAIN))) == []
    assert read(
        ProjectedSpan("word", KEPT),
        ProjectedSpan("\ufffc", CharacterLook(Status.KEPT, PLAIN, mark="1")),
        ProjectedSpan("next", KEPT),
    ) == ["word", "next"]


@pytest.mark.parametrize("char", SILENT)
def test_a_word_is_read_through_what_is_passed_over_and_marked_whole(char: str):
    (word, last) = spellable_words(
        (
            ProjectedSpan(f"tele{char}", KEPT),
            ProjectedSpan("x", STRUCK),
            ProjectedSpan(f"com{char}munica{char}tions{char}, all", KEPT),
        )
    )
    assert (word.text, last.text) == ("telecommunications", "all")
    assert word.stretches == ((0, 5), (6, 22))


SPANS = st.lists(st.builds(ProjectedSpan, st.text(max_size=8), st.sampled_from([KEPT, STRUCK, NEW])), max_size=6)


@given(SPANS)
def test_every_word_stands_where_it_says(spans):
    block = "".join(span.text for span in spans).encode("utf-16-le", "surrogatepass")
    whole = utf16_length("".join(span.text for span in spans))
    last = 0
    for word in spellable_words(spans):
        shown = b"".join(block[2 * a : 2 * b] for a, b in word.stretches).decode("utf-16-le", "surrogatepass")
        assert Legible(shown).text.replace("’", "'") == word.text
        assert last <= word.start < word.stop <= whole
        last = word.stop
