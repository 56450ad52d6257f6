"""Extracts with units, headings and paragraphs that have no number: each comes back to its place in the text in force."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.files.extract_import import put_in
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.redline import End, Label, Props, Redline, Run, Status
from model.submission.values import CutSettings
from tests.builders.treaty import marked_treaty, small_treaty, submission_of
from tests.model.files.test_extract_import import exported_and_read, sides

FOLLOWING = ("= ARTICLE 10", "= Other", "10.1 last")


def amended(redline: Redline, place: int, words: str = " more") -> Redline:
    """The text with words added to a clause."""
    clause = redline.clauses[place]
    changed = replace(clause, runs=(*clause.runs, Run(words, Status.INSERTED)))
    return replace(redline, clauses=(*redline.clauses[:place], changed, *redline.clauses[place + 1 :]))


def check_put_back(redline: Redline) -> None:
    """Exports a text, puts the extract into its text in force and compares both sides."""
    submission = submission_of(redline)
    base = replace(submission.proposals[0], redline=redline.base())
    filled = put_in(base, exported_and_read(submission), "ATU")
    assert filled.messages == ()
    for side in ("base", "draft"):
        assert sides(filled.proposal.redline, side) == sides(redline, side)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("9.1 one", "+= Heading", "… more of 9.1"), id="a heading before the rest of a provision"),
        pytest.param(("9.1 one", "+= ARTICLE 9A", "+ new", "… more of 9.1"), id="an article before it"),
        pytest.param(("9.1 one", "= Heading", "+= ARTICLE 9A", "+ new"), id="an article after a heading"),
        pytest.param(("9.1 one", "= Heading", "… text", "+= Section II", "+ new"), id="a section after a paragraph"),
        pytest.param(("9.1 one", "9.2 two", "+= ARTICLE 9A", "+= Title"), id="an article without provisions"),
        pytest.param(("9.1 one", "-= Heading", "… text"), id="a struck heading over a paragraph"),
        pytest.param(("9.1 one", "= Section II", "-= Title", "… text"), id="a struck title"),
        pytest.param(("9.1 one", "= Section II", "= Title", "-… text", "9.2 two"), id="a struck paragraph under a title"),
    ],
)
@pytest.mark.parametrize("following", [FOLLOWING, ()], ids=["an article follows", "the text ends"])
def test_what_has_no_number_comes_back_to_its_place(lines: tuple[str, ...], following: tuple[str, ...]) -> None:
    check_put_back(small_treaty("= ARTICLE 9", "= Coordination", *lines, *following))


def test_numbers_that_contradict_the_heading_above_them_do_not_move_an_article() -> None:
    check_put_back(small_treaty("= Section I", "9.1 one", "+= ARTICLE 9A", "+ new", "= Section II", "9.2 two", "9.3 three"))


@pytest.mark.parametrize("place", range(5))
def test_an_amended_line_without_a_number_is_read_with_the_other_provisions(place: int) -> None:
    lines = ("= CHAPTER I", "= ARTICLE 9", "= Coordination", "… text below it", "= Heading", "9.1 one", "9.2 two")
    check_put_back(amended(amended(small_treaty(*lines), place), 6))
    check_put_back(amended(small_treaty(*lines), place))


def test_a_paragraph_under_the_line_of_an_appendix_is_no_title_of_it() -> None:
    table = "kind\tnumber\ttext\nprovision\t9.1\tone\nappendix\t\tAPPENDIX 4\ntext\t\tText\ntable_row\t\ta|b\n"
    redline = text_of_rows(read_rows(table)).redline
    check_put_back(amended(amended(redline, len(redline.clauses) - 1), 0))


def test_a_paragraph_that_begins_with_council_continues_its_provision() -> None:
    check_put_back(amended(small_treaty("= ARTICLE 9", "9.1 one", "… Council meets each year,", "… in Geneva", "9.2 two"), 3))


@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_mark_of_a_heading_is_not_that_of_the_paragraph_under_it(place: int) -> None:
    lines = ("= ARTICLE 9", "= Coordination (WRC-12)", "… text (WRC-07)", "= Heading", "9.1 one (WRC-03)", "9.2 two")
    check_put_back(amended(marked_treaty(*lines), place))


def test_an_amended_title_that_is_printed_above_several_proposals_is_read_once() -> None:
    text = small_treaty("= ARTICLE 9", "= Title", "9.1 one", "9.2 two", "9.3 three", *FOLLOWING)
    check_put_back(amended(amended(amended(text, 1), 2), 4))


@pytest.mark.parametrize("first", ["", "= CHAPTER I"])
def test_a_new_article_without_provisions_has_no_headings_of_the_one_before_and_comes_back_by_its_number(first: str) -> None:
    lines = ("= ARTICLE 8", "8.1 one", "= ARTICLE 9", "= Section I", "9.1 one", "+= ARTICLE 9A", "+= (Not used)", *FOLLOWING)
    text = small_treaty(*filter(None, (first,)), *lines)
    check_put_back(text)
    printed = exported_and_read(submission_of(text)).redline
    assert [clause.text for clause in printed.clauses] == [*filter(None, (first.strip("= "),)), "ARTICLE 9A", "(Not used)"]


def test_a_label_that_an_insertion_moves_is_that_of_the_draft() -> None:
    redline = small_treaty("= ARTICLE 9", "9.1 one", "+ new", "9.2 two", "9.3 three")
    labels = {"c1": "أ)", "c3": "ب)", "c4": "ج)"}
    clauses = (
        replace(
            clause,
            label=Label(labels[clause.id]) if clause.id in labels else None,
            props=replace(clause.props, level=2, scheme="letter"),
        )
        if clause.props.provision
        else clause
        for clause in redline.clauses
    )
    check_put_back(replace(redline, clauses=tuple(clauses), policy="letters", language="ar"))


def test_a_text_without_a_number_that_is_there_twice_is_reported() -> None:
    redline = small_treaty("= ARTICLE 9", "= Title", "= Heading", "9.1 one", "= Heading", "9.2 two")
    submission = submission_of(amended(amended(redline, 4), 5))
    filled = put_in(submission_of(redline).proposals[0], exported_and_read(submission), "ATU")
    (message,) = map(str, filled.messages)
    assert message == "“Heading” is left out: the text in force has these words more than once"
    assert sides(filled.proposal.redline, "draft")[5] == ("9.2", "", "two more")


def test_a_title_without_a_style_for_it_is_found_by_its_words() -> None:
    redline = small_treaty("= Rules", "= ARTICLE 9", "9.1 one", "9.2 two")
    front = replace(redline.clauses[0], props=replace(redline.clauses[0].props, kind="title"))
    check_put_back(amended(amended(replace(redline, clauses=(front, *redline.clauses[1:])), 0), 2))


def test_a_paragraph_that_is_joined_with_the_article_after_it_is_put_back() -> None:
    redline = small_treaty("… Preface", "= ARTICLE 9", "= Coordination", "9.1 one", "9.2 two")
    preface = replace(redline.clauses[0], end=End(Status.DELETED))
    check_put_back(replace(amended(redline, 3), clauses=(preface, *amended(redline, 3).clauses[1:])))


def test_a_title_of_which_the_number_line_is_struck_is_printed_with_it() -> None:
    redline = small_treaty("-= CHAPTER I", "= Title", "= ARTICLE 9", "= Other", "9.1 one", "+ new", "= CHAPTER II", "10.1 two")
    submission = submission_of(amended(redline, 7))
    order = {"c0": CutSettings(order=1), "c5": CutSettings(order=3), "c7": CutSettings(order=2)}
    proposal = replace(submission.proposals[0], cuts=order)
    read = exported_and_read(replace(submission, proposals=(proposal,)))
    filled = put_in(replace(proposal, redline=redline.base()), read, "ATU")
    assert filled.messages == ()
    assert sides(filled.proposal.redline, "draft") == sides(proposal.redline, "draft")


def test_what_is_kept_of_a_range_is_read_once() -> None:
    redline = small_treaty("= ARTICLE 9", "= Title", "9.1 one", "= Section II", "… text", "9.2 two", "9.3 three")
    submission = submission_of(amended(redline, 6))
    kept = {"c2": CutSettings(symbol="NOC", underlined=True, last="c5")}
    read = exported_and_read(replace(submission, proposals=(replace(submission.proposals[0], cuts=kept),)))
    filled = put_in(submission_of(redline).proposals[0], read, "ATU")
    assert sides(filled.proposal.redline, "base") == sides(redline, "base")


def test_a_provision_ends_before_the_line_of_an_opening() -> None:
    redline = small_treaty("= ARTICLE 9", "9.1 one", "+ new", "… The Conference,", "9.2 two")
    opening = replace(redline.clauses[3], props=Props("opening", 0))
    check_put_back(replace(redline, clauses=(*redline.clauses[:3], opening, *redline.clauses[4:])))


def test_a_paragraph_of_a_provision_that_becomes_the_number_of_a_text_ends_the_provision() -> None:
    redline = small_treaty("= ARTICLE 9", "9.1 one", "… more of it", "9.2 two")
    more = redline.clauses[2]
    clauses = (*redline.clauses[:2], replace(more, props=Props("number", 0), base_props=more.props), redline.clauses[3])
    check_put_back(replace(redline, clauses=clauses))


def test_a_label_that_looks_like_a_number_is_none_beside_numbers() -> None:
    redline = small_treaty("= ARTICLE 9", "50 one", "… deeper", "51 two", instrument="CS")
    labelled = replace(redline.clauses[2], label=Label("1"), props=replace(redline.clauses[2].props, scheme="decimal"))
    check_put_back(amended(replace(redline, clauses=(*redline.clauses[:2], labelled, *redline.clauses[3:])), 2))
