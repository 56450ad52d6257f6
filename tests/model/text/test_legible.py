"""What is passed over is nowhere in the way, and every place leads back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edits.references import replace_editions
from model.edits.repairs import repair_findings
from model.edits.replace_all import replace_hits
from model.formats.notation import parse_submission
from model.lexicon.calls import call_kind
from model.lexicon.lines import opening_body, read_number_line
from model.preflight.citation_list import entries
from model.preflight.rules import check, context_of
from model.redline import Clause, Redline, Run, Stamp
from model.references.citation_parser import cite
from model.references.self_reference_parser import refer
from model.submission.search import Query
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from model.text.legible import SILENT, Legible, unpaired_marks
from model.text.word_count import count_words
from tests.builders.search import find_hits

ME = Stamp("me")
CHARS = sorted(SILENT)


def on(text: str) -> Submission:
    return Submission(language="en", proposals=(Proposal("MOD", "1", Redline((Clause("c", runs=(Run(text),)),))),))


def sprinkled(text: str, by: str = "\u00ad") -> str:
    """The text with a silent character after each letter."""
    return "".join(char + by * char.isalpha() for char in text)


def test_all_that_is_silent_is_a_mark_of_format():
    assert {unicodedata.category(char) for char in SILENT} == {"Cf"}
    assert len(set(SILENT)) == len(SILENT) == 18


@given(st.text("ab \u00ad\u200f\ufeff", max_size=12), st.data())
def test_a_stretch_leads_back_to_its_characters(text: str, data: st.DataObject):
    read = Legible(text)
    assert read.text == "".join(char for char in text if char not in SILENT)
    start = data.draw(st.integers(0, len(read.text)))
    stop = data.draw(st.integers(start, len(read.text)))
    a, b = read.span(start, stop)
    assert Legible(text[a:b]).text == read.text[start:stop]
    assert read.place(a) == start
    if start < stop:
        assert text[a] not in SILENT
        assert text[b - 1] not in SILENT


@pytest.mark.parametrize("char", CHARS)
def test_words_are_found_through_it_and_all_are_replaced(char: str):
    value = on(f"the field of tele{char}commu{char}nications, and telecommunications{char}.")
    for query in ("of telecommunications,", f"of tele{char}communications,", "OF Telecommunications,"):
        (hit,) = find_hits(value, Query(query))
        assert hit.text == f"of tele{char}commu{char}nications,"
    for options in ({"whole": True}, {"pattern": True}, {"fold": True}, {"case": True}):
        assert len(list(find_hits(value, Query("telecommunications", **options)))) == 2
    after = apply(value, replace_hits(value, Query("telecommunications"), "ICT", ME)).proposals[0].redline
    assert Legible(after.clauses[0].text_on("draft")).text == "the field of ICT, and ICT."


def test_a_no_break_hyphen_is_a_hyphen():
    value = on("ITU\u2011T and ITU-T")
    for query in ("ITU-T", "ITU\u2011T"):
        assert [hit.text for hit in find_hits(value, Query(query))] == ["ITU\u2011T", "ITU-T"]
        assert [hit.text for hit in find_hits(value, Query("itu-[a-z]", pattern=True))] == ["ITU\u2011T", "ITU-T"]


def test_who_looks_for_it_alone_finds_it():
    value = on("a\u00adb ITU\u2011T ITU-T")
    assert [hit.text for hit in find_hits(value, Query("\u00ad"))] == ["\u00ad"]
    assert [hit.text for hit in find_hits(value, Query("\u2011"))] == ["\u2011"]
    for pattern in ("\\xad", "\\u00ad", "\u00ad", "[\\u00ad]"):
        assert [hit.text for hit in find_hits(value, Query(pattern, pattern=True))] == ["\u00ad"]
    after = apply(value, replace_hits(value, Query("\u00ad"), "", ME))
    assert after.proposals[0].redline.clauses[0].text_on("draft") == "ab ITU\u2011T ITU-T"


def test_words_that_stay_keep_their_soft_hyphens():
    value = on("infor\u00admation tech\u00adnologies")
    made = replace_hits(value, Query("information technologies"), "information and communication technologies", ME)
    clause = apply(value, made).proposals[0].redline.clauses[0]
    assert clause.text_on("draft") == "infor\u00admation and communication tech\u00adnologies"
    assert clause.text_on("base") == "infor\u00admation tech\u00adnologies"
    assert not replace_hits(value, Query("INFORMATION"), "information", ME).steps


def test_a_direction_that_begins_in_what_is_replaced_goes_on_behind_it():
    value = on("one \u202bt\u200ewo three\u202c four")
    after = apply(value, replace_hits(value, Query("one two"), "x", ME)).proposals[0].redline.clauses[0]
    assert after.text_on("draft") == "x\u202b three\u202c four"
    assert unpaired_marks("a\u2066b\u2069c\u202cd\u202ae") == "\u202c\u202a"


@pytest.mark.parametrize("char", CHARS)
def test_citations_references_calls_and_words_are_the_same_with_it(char: str):
    cited = "Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference"
    (plain,), (found,) = cite(cited, "en"), cite(sprinkled(cited, char), "en")
    assert (found.body, found.number, found.edition.place) == (plain.body, plain.number, plain.edition.place)
    calls = ["recalling", "instructs the Director"]
    (plain,), (found,) = refer("see recalling a)", "en", calls), refer(sprinkled("see recalling a)", char), "en", calls)
    assert (found.calls, len(found.items)) == (plain.calls, 1)
    assert call_kind(sprinkled("instructs the Director", char), "en") == "operative"
    assert read_number_line(sprinkled("RESOLUTION 75 (Rev. Geneva, 2022)", char)).number == "75"
    opening = "The World Telecommunication Standardization Assembly (Geneva, 2022),"
    assert opening_body(sprinkled(opening, char), "en") == "WTSA"
    assert count_words(f"{sprinkled('two words', char)} {char}") == 2


BROKEN = """\
Language: en
Conference: WTSA-24

MOD\tATU/35A18/1
# RESOLUTION 75 (Rev. Geneva, 2022)
## On a subject
### (Dubai, 2012; Geneva, 2022)
> The World Telecommunication Standardization Assembly (Geneva, 2022),

*considering*
a)\tthat one (is;
b)\tthat Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference and recalling z) say [so] ,
*recalling*
a)\tthat “all is  as it was
b)\tthe WSIS+SDG, WSIS+SDG and WSIS-SDG, ICTs,
*resolves*
1\tto act on a):
2\tto report.
"""


@pytest.mark.parametrize("char", CHARS)
def test_the_checks_find_the_same_and_their_repairs_are_the_same(char: str):
    def through(text: str) -> tuple[list[tuple[str, str]], list[str]]:
        value = parse_submission(text)
        found = check(context_of(value, terms={"ICTs": "digital technologies"}))
        sentences = [(finding.rule, Legible(finding.fault.sentence).text) for finding in found]
        after = apply(value, repair_findings(value, found, ME)).proposals[0].redline
        return sentences, [Legible(clause.text_on("draft")).text for clause in after.clauses]

    labels = ("a)\t", "b)\t", "1\t", "2\t")
    lines = BROKEN.splitlines(keepends=True)
    sprinkle = "".join(line[:3] + sprinkled(line[3:], char) if line.startswith(labels) else line for line in lines)
    assert sprinkle.count(char) > 100
    assert through(sprinkle) == through(BROKEN)
    assert len(through(BROKEN)[0]) > 10


def test_an_edition_is_replaced_where_it_stands():
    text = "Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference"
    value = on(f"{sprinkled('see', chr(0xAD))} {sprinkled(text)}, x\u00ad")
    made = replace_editions(value, entries(context_of(value, at="2024-10-15")), ME)
    after = apply(value, made).proposals[0].redline.clauses[0]
    assert Legible(after.text_on("draft")).text == f"see {text.replace('Dubai, 2018', 'Bucharest, 2022')}, x"
    assert after.text_on("base") == value.proposals[0].redline.clauses[0].text
