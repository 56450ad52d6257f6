"""Quotes, dashes and slips of the fingers as the language of the text wants them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.lexicon.words import LANGUAGES
from model.text.typing_corrections import SIGNS, WORDS, TypingRules, correction, has_straight_quotes, rules_of
from resources import read_table
from tests.builders.strategies import letters

N = "\u00a0"
USER_WORDS = {"wg": "Working Group", "teh": "teh"}


def typed(text: str, language: str, user_words: dict[str, str] | None = None, start: str = "", *, spaced: bool = False) -> str:
    """What stands there once a text was typed key by key."""
    rules = rules_of(language, signs=True, words=True, users_words=user_words, spaced=spaced)
    for sign in text:
        start += sign
        found = correction(start, rules)
        if found is not None:
            start = start[: len(start) - found.length] + found.put
    return start


CASES = [
    ("en", 'the "Union" (the "ITU") and ITU\'s \'own\'', "the “Union” (the “ITU”) and ITU’s ‘own’"),
    ("en", "2018--2022, and so on... ", "2018–2022, and so on… "),
    ("en", 'a 5" disk, 6\' high, "of 5"', "a 5\" disk, 6' high, “of 5”"),
    ("en", '"A/RES/70/125"', "“A/RES/70/125”"),
    ("en", 'A/RES/70/125" C22/DL/5--x A/a...', 'A/RES/70/125" C22/DL/5--x A/a...'),
    ("en", "https://itu.int/teh--x?q='y' me@teh.org ", "https://itu.int/teh--x?q='y' me@teh.org "),
    (
        "en",
        "----- .....",
        "–--- …..",
    ),
    ("en", "Teh ITU, (teh) itu-t.", "The ITU, (the) ITU-T."),
    ("en", '"teh" TEH tehran lateh ', "“the” TEH tehran lateh "),
    ("fr", '"mot" l\'Union "deux mots"; fin', "«mot» l’Union «deux mots»; fin"),
    ("fr", '" mot " «mot» « mot »', "«mot» «mot» «mot»"),
    ("fr", "mot ; mot : mot ? mot ! 10:30 ; https://itu.int/x?y", "mot; mot: mot? mot! 10:30; https://itu.int/x?y"),
    ("fr", "reseau, Reseau d'acces.", "réseau, Réseau d'acces.".replace("d'", "d’")),
    ("es", '"así" -- "también"...', "«así» – «también»…"),
    ("es", "Resolucion 75, desarollo ", "Resolución 75, desarrollo "),
    ("ru", 'слово "Союз" -- комисия.', "слово «Союз» – комиссия."),
    ("zh", '称"国际电联"的"联盟"--等...', "称“国际电联”的“联盟”——等……"),
    ("ar", '"كلمة" -- كلمة...', "“كلمة” – كلمة…"),
    ("ar", "'1' كلمة", "'1' كلمة"),
    ("", '"x" -- teh ', '"x" -- teh '),
]


@pytest.mark.parametrize(("language", "keys", "text"), CASES)
def test_it_is_put_right_key_by_key(language: str, keys: str, text: str) -> None:
    assert typed(keys, language) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ('"mot" l\'Union "deux mots" ; fin', f"«{N}mot{N}» l’Union «{N}deux mots{N}»{N}; fin"),
        ('" mot " «mot» « mot »', f"«{N}mot{N}» «{N}mot{N}» «{N}mot{N}»"),
        ("mot ; mot : mot ? mot ! 10:30", f"mot{N}; mot{N}: mot{N}? mot{N}! 10:30"),
    ],
)
def test_french_is_typed_with_spaces_where_the_text_has_them(keys: str, text: str) -> None:
    assert typed(keys, "fr", spaced=True) == text


@given(st.lists(st.sampled_from(['"mot"', '" mot "', "«mot»", "« mot »"]), min_size=1), st.booleans())
def test_guillemets_are_the_same_however_they_are_typed(words: list[str], spaced: bool) -> None:
    put = f"«{N}mot{N}»" if spaced else "«mot»"
    assert typed(", ".join(words), "fr", spaced=spaced) == ", ".join([put] * len(words))


@given(st.sampled_from(LANGUAGES), st.text(max_size=20))
def test_other_languages_know_nothing_of_it(language: str, text: str) -> None:
    if language != "fr":
        assert typed(text, language, spaced=True) == typed(text, language)


def test_the_words_of_the_user_win() -> None:
    assert typed("teh wg, Wg.", "en", USER_WORDS) == "teh Working Group, Working Group."
    assert typed("wg ", "ar", USER_WORDS) == "Working Group "


def test_each_part_is_switched_off_by_itself() -> None:
    assert rules_of("en", signs=False, words=False) == TypingRules()
    assert rules_of("en", signs=True, words=False, users_words=USER_WORDS).words == {}
    assert rules_of("en", signs=False, words=True).quotes == {}


def test_the_tables_are_whole() -> None:
    for row in read_table(SIGNS):
        assert row["language"] in LANGUAGES
        assert row["spacing"] in (("", "close", "spaced") if row["language"] == "fr" else ("",))
        assert row["place"] in ("open", "close", "any")
        assert row["typed"] != row["put"] != ""
    known = set()
    for row in read_table(WORDS):
        assert row["language"] in LANGUAGES
        assert row["typed"].replace("-", "").isalpha()
        assert row["typed"] != row["put"] != ""
        assert (row["language"], row["typed"]) not in known
        known.add((row["language"], row["typed"]))
    wrong = {(language, typed) for language, typed in known}
    assert not [row for row in read_table(WORDS) if (row["language"], row["put"]) in wrong], "what is put is left alone"


QUIET = st.text(letters.filter(lambda letter: letter not in "\"'-.«»"), max_size=30)


@given(st.sampled_from(LANGUAGES), QUIET)
def test_text_without_triggers_is_never_changed(language: str, text: str) -> None:
    assert typed(text, language) == text


@given(st.sampled_from(LANGUAGES), st.text(letters, min_size=1, max_size=30))
def test_only_what_starts_is_looked_at_and_the_rest_stays(language: str, text: str) -> None:
    rules = rules_of(language, signs=True, words=True)
    found = correction(text, rules)
    if found is not None:
        assert text[-1] in rules.starts
        assert 0 < found.length <= len(text)
        assert found.put != text[-found.length :]


@pytest.mark.parametrize(("texts", "straight"), [(['"a"'], True), (['"a"', "“b”"], False), (["a"], False), ([], False)])
def test_quotes_follow_those_of_the_text(texts: list[str], straight: bool) -> None:
    assert has_straight_quotes(texts) is straight
    rules = rules_of("en", signs=True, words=True, straight=True)
    assert not rules.quotes
    assert rules.signs == rules_of("en", signs=True, words=True).signs
