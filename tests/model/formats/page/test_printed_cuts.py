"""A treaty text as it is printed: its proposals as in the Word file; on the screen the whole text without their lines."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from msgspec.structs import replace

from model.edits.script.apply import apply_edits
from model.errors import EditError
from model.formats.page.blocks import Line, Printout
from model.formats.page.metrics import metrics
from model.formats.page.printout import treaty_texts, unroll, unroll_as_submitted
from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.submission.values import Header
from tests.builders.submissions import submission
from tests.builders.treaty import small_treaty, submission_of

HEADER = Header(conference="WRC-27", document="20", sources=("Administration of Arcadia",), title="Beacons")
TEXT = replace(
    submission_of(
        small_treaty(
            "= ARTICLE 9", "= Beacons", "9.1 one", "+ new", "- 9.2 two", "… of it", "9.3 three", "= ARTICLE 10", "10.1 x"
        )
    ),
    header=HEADER,
)
AMENDED = apply_edits(
    TEXT,
    {
        "edits": [
            {"do": "replace", "at": "10.1", "find": "x", "with": "y"},
            {"do": "set", "field": "proposals[9.1A]/reasons", "value": "It is new."},
        ]
    },
)


def lines(printed: Printout | None) -> list[tuple[str, str]]:
    """The style and the words of each printed line."""
    assert printed is not None
    return [
        (line.style, "".join(span.text for part in (line.margin, line.label, line.spans) for span in part))
        for line in printed.blocks
        if isinstance(line, Line)
    ]


PRINTED = [
    ("ArtNo", "ARTICLE 9"),
    ("Arttitle", "Beacons"),
    ("Proposal", "ADD\tXXX/20/1"),
    ("Normal", "9.1Anew (WRC-27)"),
    ("Reasons", "Reasons:\tIt is new."),
    ("Proposal", "MOD\tXXX/20/2"),
    ("Normal", "9.2two"),
    ("Normal", "of it (WRC-27)"),
    ("Reasons", ""),
    ("ArtNo", "ARTICLE 10"),
    ("Proposal", "MOD\tXXX/20/3"),
    ("Normal", "10.1xy (WRC-27)"),
    ("Reasons", ""),
]


def test_proposals_are_printed_with_headings_lines_and_reasons() -> None:
    assert lines(unroll_as_submitted(AMENDED))[2:-1] == PRINTED


def test_the_word_file_has_the_same_paragraphs() -> None:
    document = Document(BytesIO(export_word(AMENDED, ExportOptions(form="provisions"))[0]))
    ids = [(paragraph.style.style_id, paragraph.text) for paragraph in document.paragraphs]
    start = ids.index(PRINTED[0])
    styles = [style for style, _ in ids[start:]]
    assert styles[: len(PRINTED)] == [style for style, _ in PRINTED]


def test_units_are_printed_in_the_styles_of_the_conference() -> None:
    assert metrics("Section1").centred
    assert metrics("Section1").bold
    assert metrics("ArtNo").size > metrics("Normal").size


def test_a_text_on_the_screen_has_the_first_page_and_no_line_of_a_proposal() -> None:
    labels = [Labelling.of(proposal.redline) for proposal in AMENDED.proposals]
    whole = treaty_texts(AMENDED, lambda number: labels[number - 1])
    assert whole == {1: None}
    found = lines(unroll(AMENDED, around=whole))
    assert ("Title1", "Beacons") in found
    assert not {"Proposal", "Reasons", "ArtNo"} & {style for style, _ in found}
    with_introduction = replace(AMENDED, header=replace(HEADER, introduction="Why."))
    first = [line for line in unroll(with_introduction, around=whole).blocks if isinstance(line, Line) and line.new_page]
    assert [span.text for line in first for span in line.spans] == ["ARTICLE 9"]


def test_a_resolution_and_a_text_without_amendments_are_printed_whole() -> None:
    assert unroll_as_submitted(submission()) is None
    assert unroll_as_submitted(replace(TEXT, proposals=(replace(TEXT.proposals[0], redline=TEXT.proposals[0].original),))) is None
    both = replace(AMENDED, proposals=(*AMENDED.proposals, replace(submission().proposals[0], symbol="MOD", number="ARC/20/9")))
    found = lines(unroll_as_submitted(both))
    assert [words for style, words in found if style == "Proposal"][-1] == "MOD\tARC/20/9"
    assert ("Title", "On small texts") in found or any(words == "On small texts" for _, words in found)


def test_a_new_provision_without_a_number_is_refused() -> None:
    unnumbered = submission_of(small_treaty("9.1 one", "+ new", "9.1A two"))
    with pytest.raises(EditError, match="has no number"):
        unroll_as_submitted(unnumbered)
