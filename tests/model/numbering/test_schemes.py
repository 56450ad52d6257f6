"""Labels as numbers, and labels read at the head of a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.numbering import bare, parse_label, read_label, resolve_schemes
from model.numbering.schemes import TAILS, Alphabet, Numeral, spell, value_of
from model.redline import Scheme

ALPHABETS: dict[Alphabet, Scheme] = {
    "latin": "letter", "LATIN": "letter", "abjad": "letter", "cyrillic": "letter", "roman": "roman", "ROMAN": "roman",
    "digits": "decimal", "indic": "decimal",
}  # fmt: skip
DRESSES = [("", ")"), ("(", ")"), ("", "."), ("（", "）")]


@given(st.sampled_from(list(ALPHABETS)), st.integers(1, 80))
def test_a_value_is_spelled_and_read_back(alphabet: Alphabet, value: int) -> None:
    assert value_of(alphabet, spell(alphabet, value)) == value


@given(
    st.sampled_from(list(ALPHABETS)),
    st.integers(1, 60),
    st.sampled_from(DRESSES),
    st.sampled_from(["", "bis", "ter"]),
    st.booleans(),
    st.lists(st.integers(1, 20), max_size=3),
)
def test_a_label_is_taken_apart_and_put_together(
    alphabet: Alphabet, value: int, dress: tuple[str, str], tail: str, inside: bool, above: list[int]
) -> None:
    scheme = ALPHABETS[alphabet]
    stem = "".join(f"{number}." for number in above) if alphabet == "digits" else ""
    numeral = Numeral(scheme, value, alphabet, stem, *dress, tail, bool(tail) and inside)
    parsed = parse_label(numeral.text, scheme)
    assert parsed is not None
    assert (parsed.text, parsed.value, parsed.alphabet, parsed.stem) == (numeral.text, value, alphabet, stem)
    assert bare(numeral.text) == numeral.core


@given(
    st.sampled_from(list(ALPHABETS)),
    st.integers(1, 40),
    st.sampled_from([")", "."]),
    st.sampled_from(["\t", "  ", "\u00a0"]),
)
def test_a_typed_label_is_recognised(alphabet: Alphabet, value: int, mark: str, after: str) -> None:
    label = spell(alphabet, value) + mark
    if alphabet in ("abjad", "cyrillic") and value > 28:
        return
    typed = read_label(f"{label}{after}the text")
    assert typed is not None
    assert (typed.label, typed.after) == (label, after)
    assert any(numeral.value == value and numeral.scheme == ALPHABETS[alphabet] for numeral in typed.candidates)


@given(st.sampled_from(TAILS), st.sampled_from(["{}){}", "{}{})"]))
def test_latin_words_follow_one_another(tail: str, shape: str) -> None:
    numeral = parse_label(shape.format("b", tail), "letter")
    assert numeral is not None
    assert numeral.value == 2
    follower = numeral.inserted_after().tail
    assert follower in TAILS[TAILS.index(tail) + 1 :] or tail == TAILS[-1]


def test_after_z_come_double_letters() -> None:
    assert [spell("latin", value) for value in (26, 27, 28, 53)] == ["z", "aa", "bb", "aaa"]


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        ("a)\tthat", "a)", "\t"),
        ("a) that", "a)", " "),
        ("1\tthat", "1", "\t"),
        ("1  that", "1", "  "),
        ("1\u00a0that", "1", "\u00a0"),
        ("1. that", "1.", " "),
        ("1.1.2\tthat", "1.1.2", "\t"),
        ("(1) that", "(1)", " "),
        ("b)bis\tthat", "b)bis", "\t"),
        ("bbis) that", "bbis)", " "),
        ("b bis) that", "b bis)", " "),
        ("1bis that", "1bis", " "),
        ("6.1a\tthat", "6.1a", "\t"),
        ("–\tthat", "–", "\t"),
        ("• that", "•", " "),
        ("•that", "•", ""),
        ("- that", "-", " "),
        ("· that", "·", " "),
        ("a)考虑到", "a)", ""),
        ("أ ) نص", "أ )", " "),
        ("' 1 ' نص", "' 1 '", " "),
        ("a)", "a)", ""),
    ],
)
def test_labels_at_the_head(text: str, label: str, after: str) -> None:
    typed = read_label(text)
    assert typed is not None
    assert (typed.label, typed.after) == (label, after)
    assert text[typed.length :] == text[len(label) + len(after) :]


NO_LABELS = (
    "a that|2018 was|2018\twas|1 January 2020|15\u00a0000|1.5 million|§ 1|ok) so|e.g. so|i.e. so|A. Smith|MOD\tATU/1|"
    "Members) and|1|–||-5 dB|considering|I am|a|and)\tso"
).split("|")


@pytest.mark.parametrize("text", NO_LABELS)
def test_words_and_numbers_are_no_labels(text: str) -> None:
    assert read_label(text) is None


def schemes(labels: str) -> str:
    """The first letters of the schemes, and the depths, of labels that follow one another."""
    placed = resolve_schemes([read_label(f"{label}\t") for label in labels.split()])
    return " ".join(f"{place.numeral.scheme[0]}{place.depth}" for place in placed if place)


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        ("h) i) j)", "l0 l0 l0"),
        ("i) ii)", "r0 r0"),
        ("i)", "r0"),
        ("a) i) b)", "l0 r1 l0"),
        ("a) i) v) b)", "l0 r1 r1 l0"),
        ("h) i) ii) i)", "l0 r1 r1 l0"),
        ("u) v) w) x)", "l0 l0 l0 l0"),
        ("iii) iv) v) vi)", "r0 r0 r0 r0"),
        ("b) c) d)", "l0 l0 l0"),
        ("a) b) b)bis c)", "l0 l0 l0 l0"),
        ("1 1.1 1.2 a) b) 2 2.1 3", "d0 d1 d1 l2 l2 d0 d1 d0"),
        ("a) – – b)", "l0 b1 b1 l0"),
        ("y) z) aa) bb)", "l0 l0 l0 l0"),
    ],
)
def test_the_sequence_decides(labels: str, wanted: str) -> None:
    assert schemes(labels) == wanted


def test_the_time_for_equal_labels_grows_with_their_number_alone() -> None:
    """Each opens a list in the one before, so that there were as many open lists as labels."""
    begin = time.process_time()
    placed = resolve_schemes([read_label("a)\t")] * 1_500)
    assert time.process_time() - begin < 3
    assert max(place.depth for place in placed if place) < 12


@given(st.lists(st.sampled_from(["a)", "i)", "ii)", "v)", "1", "1.1", "–", "c)", "x)", ""]), max_size=30))
def test_a_sequence_keeps_every_label(labels: list[str]) -> None:
    typed = [read_label(f"{label}\t") if label else None for label in labels]
    placed = resolve_schemes(typed)
    assert [place.numeral.text if place else "" for place in placed] == labels


@pytest.mark.parametrize("printed", ["ه", "\ufeeb", "هـ", "\ufeeb "])
def test_the_fifth_arabic_letter_is_read_in_the_forms_that_itu_prints(printed: str) -> None:
    label = read_label(f"{printed})\tنص", "ar")
    assert label is not None
    assert label.label == f"{printed})"
    assert [candidate.value for candidate in label.candidates] == [5]


@pytest.mark.parametrize("sign", "✓✔❖•–")
def test_the_bullets_that_word_offers_are_labels(sign: str) -> None:
    label = read_label(f"{sign} Scope")
    assert label is not None
    assert (label.label, label.scheme) == (sign, "bullet")
    assert read_label(f"{sign}") is None
