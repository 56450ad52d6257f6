"""French texts with and without spaces at their marks: the text in force decides, ITU's usage where it says nothing."""

from __future__ import annotations

from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st
from lxml.etree import parse
from msgspec.structs import replace

from model.redline import Clause, End, Redline, Run, Status
from model.submission.french_spaces import BLANKS, HIGH, has_spaced_marks, mark_behind
from model.submission.values import Proposal, Submission

MARKS = [*HIGH, "»"]
SPACED = st.tuples(st.sampled_from("\u00a0\u202f "), st.sampled_from(MARKS)).map(lambda pair: f"mot{pair[0]}{pair[1]}")
CLOSE = st.sampled_from(MARKS).map(lambda mark: f"mot{mark}")
NEUTRAL = st.sampled_from(["10:30", "https://itu.int/a?b", "mot,", "mot.", "(Rév. Dubaï, 2018)", "«", "mot"])


def french(*texts: str, language: str = "fr", symbol: str = "MOD", status: Status = Status.KEPT) -> Submission:
    clauses = tuple(Clause(f"c{at}", runs=(Run(text, status),), end=End(status)) for at, text in enumerate(texts))
    return Submission(proposals=(Proposal(symbol, redline=Redline(clauses)),), language=language)


@given(st.lists(SPACED), st.lists(CLOSE), st.lists(NEUTRAL), st.randoms(use_true_random=False))
def test_most_of_the_marks_decide(spaced: list[str], close: list[str], neutral: list[str], random) -> None:
    texts = [*spaced, *close, *(neutral_text.replace("«", "") for neutral_text in neutral)]
    random.shuffle(texts)
    expected = len(spaced) > len(close)
    assert has_spaced_marks(french(*texts)) is expected
    assert has_spaced_marks(french(" ".join(texts)), 1) is expected
    assert has_spaced_marks(french(*texts), 1) is expected


@given(st.lists(SPACED, min_size=1), st.sampled_from(["", "MOD", "NOC", "SUP", "ADD", "ADD*"]), st.sampled_from(list(Status)))
def test_only_a_text_in_force_is_asked(spaced: list[str], symbol: str, status: Status) -> None:
    in_force = status.in_base and not symbol.startswith("ADD")
    assert has_spaced_marks(french(*spaced, symbol=symbol, status=status)) is in_force


@given(st.lists(SPACED, min_size=1), st.sampled_from(["en", "es", "ru", "zh", "ar", ""]))
def test_only_french_is_asked(spaced: list[str], language: str) -> None:
    assert not has_spaced_marks(french(*spaced, language=language))
    value = french(*spaced, language=language)
    french_proposal = replace(value.proposals[0], redline=replace(value.proposals[0].redline, language="fr"))
    assert has_spaced_marks(replace(value, proposals=(french_proposal,)))


def test_each_text_is_asked_by_itself_and_all_for_what_stands_around_them() -> None:
    first, two = french("un ;", "deux ;", "trois ;"), french("un;", "deux;")
    value = replace(first, proposals=(*first.proposals, *two.proposals))
    assert has_spaced_marks(value, 1)
    assert not has_spaced_marks(value, 2)
    assert has_spaced_marks(value)
    assert not has_spaced_marks(Submission(language="fr"))
    assert not has_spaced_marks(value, 3)


@given(st.text(max_size=5), st.sampled_from([*HIGH, ",", "."]), st.booleans())
def test_a_mark_brings_its_space_once(words: str, mark: str, spaced: bool) -> None:
    put = mark_behind(words, mark, spaced=spaced)
    assert put in (mark, f"\u00a0{mark}")
    assume(words)
    assert ((words + put)[-2] in BLANKS) is (words[-1] in BLANKS or (spaced and mark in HIGH))


def test_the_french_texts_of_the_united_nations_have_spaces(shared: Path) -> None:
    files = sorted((shared / "corpus/akn/un").glob("fr_*.xml"))
    assert len(files) == 5
    for file in files:
        texts = ["".join(paragraph.itertext()) for paragraph in parse(file).getroot().iter("{*}p")]
        assert has_spaced_marks(french(*texts)), file.name
