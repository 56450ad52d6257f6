"""Words as they are searched."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.library.texts.search_normalization import beginnings, normal_form, words_of

TEXTS = st.text(st.one_of(st.sampled_from("abé Éñœß-’ёйЙاألإةىبلكفو ًـ人权发ｆﬁ²_\u00ad\u200f"), st.characters()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Développement DURABLE, l’Œuvre", "developpement durable l oeuvre"),
        ("de\u0301veloppe\u00adment", "developpement"),
        ("ITU-T A.1 (Rev. Dubai, 2018)", "itu t a 1 rev dubai 2018"),
        ("ещё Её йод поёт", "еще ее йод поет"),
        ("可持续发展，人权", "可 持 续 发 展 人 权"),
        ("ＩＴＵ ﬁnal m²", "itu final m2"),
        ("الأُمم المتحدة", "امم متحده"),
        ("والبلدان للبلدان بلدان البلدان وبلدان", "دان دان دان دان دان"),
        ("اللجنة لجنة ولجنة باللجنة", "جنه جنه جنه جنه"),
        ("حقوق الإنسان بحقوق إنسان", "حقوق انسان حقوق انسان"),
        ("مســؤولية مسئولية", "مسووليه مسيوليه"),
        ("بلد ال في", "بلد ال في"),
        ("_ ـ ― ½", "12"),
        ("", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert normal_form(text) == words


@given(TEXTS)
def test_words_have_their_places(text: str) -> None:
    found = list(words_of(text))
    assert normal_form(text) == " ".join(word.form for word in found)
    assert [normal_form(text[word.start : word.stop]) for word in found] == [word.form for word in found]
    assert all(before.stop <= after.start for before, after in pairwise(found))
    assert all(word.form.isalnum() for word in found)


LETTERS = (
    st.characters(max_codepoint=0x6FF)
    | st.characters(min_codepoint=0x1E00, max_codepoint=0x1EFF)
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
)
"""Those of the six languages and their neighbours."""


@given(st.text(LETTERS))
def test_case_and_composition_change_nothing(text: str) -> None:
    assert normal_form(unicodedata.normalize("NFD", text)) == normal_form(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(("form", "found"), [("devel", ("devel",)), ("بلد", ("بلد", "لد")), ("منظم", ("منظم",))])
def test_beginnings(form: str, found: tuple[str, ...]) -> None:
    assert beginnings(form) == found
