"""Margin numbers in Word files: written before the labels, proved, read back; in files of others read by ITU's style for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import structure, text
from model.edits.provisions import set_number
from model.edits.structure import NewClause
from model.errors import EditError, ProofError
from model.formats.page.labels import LabelRuns
from model.formats.show import show_json
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import Props, Redline, Run, Stamp
from model.redline.edit_text import Place
from model.submission.clause_paths import clause_at_path
from model.submission.resolved import View
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission
from tests.builders.treaty import small_treaty, submission_of
from tests.builders.word import docx, p, r

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)
LINES = ("= Article 9", "9.1 first", "… that continues", "+ new", "+ newer", "- 9.2 second", "9.3 third", "9.10 (SUP - WRC-03)")
TREATY = submission_of(small_treaty(*LINES))


def numbers(submission: Submission) -> list[tuple[str | None, str | None, str]]:
    """The margin numbers of both sides and the words of each clause."""
    redline = submission.proposals[0].redline
    labelling = Labelling.of(redline)
    return [
        (labelling.number("base", clause.id), labelling.number("draft", clause.id), clause.text) for clause in redline.clauses
    ]


def sides(submission: Submission, side: View) -> list[tuple[str | None, str]]:
    """The margin number and the words of each paragraph of a side."""
    clauses = show_json(submission, side)["proposals"][0]["clauses"]
    return [(clause.get("number", {}).get(side), "".join(words for _, words in clause["runs"])) for clause in clauses]


def exported(submission: Submission, view: View = "markup") -> Submission:
    return read_word(export_word(submission, ExportOptions(view=view))[0], "a.docx").submission


def test_a_file_with_tracked_changes_has_the_numbers_of_both_sides() -> None:
    assert numbers(exported(TREATY)) == numbers(TREATY)
    read = exported(TREATY).proposals[0].redline
    assert [clause.own_number for clause in read.clauses] == [None] * 8, "the rule gives them again"
    assert [clause.props.provision for clause in read.clauses] == [False, True, False, True, True, True, True, True]


@pytest.mark.parametrize("view", ["draft", "base"])
def test_a_file_of_one_side_has_the_numbers_of_that_side(view: View) -> None:
    assert sides(exported(TREATY, view), "base") == sides(TREATY, view)


def test_an_alone_text_and_a_symbol_make_no_difference() -> None:
    alone = replace(TREATY, proposals=(replace(TREATY.proposals[0], symbol=""),))
    assert numbers(exported(alone)) == numbers(TREATY)


def test_numbers_set_by_hand_and_provisional_ones_are_read_back_as_set_by_hand() -> None:
    by_hand = apply(TREATY, set_number(TREATY, STORY, "c3", "9.[A12]", ME))
    read = exported(by_hand).proposals[0].redline
    assert [clause.own_number.text for clause in read.clauses if clause.own_number] == ["9.[A12]"]
    provisional = submission_of(replace(TREATY.proposals[0].redline, item="1.15"))
    assert numbers(exported(provisional)) == numbers(provisional)


@pytest.mark.parametrize("view", ["markup", "draft"])
def test_a_provision_without_a_number_stays_a_provision(view: View) -> None:
    submission = submission_of(small_treaty("= Article 9", "9.11 first", "+ no number", "9.11A second", "… that continues"))
    redline = exported(submission, view).proposals[0].redline
    shown = Labelling.of(redline)
    wanted = [(None, False), ("9.11", True), (None, True), ("9.11A", True), (None, False)]
    assert [(shown.number("draft", clause.id), clause.props.provision) for clause in redline.clauses] == wanted
    if view == "markup":
        assert numbers(exported(submission)) == numbers(submission)
        assert sides(exported(submission), "base") == sides(submission, "base")


def test_a_label_and_a_number_are_told_apart() -> None:
    edits = [NewClause(Props("paragraph", 1, "letter", provision=True), (Run("labelled"),))]
    value = apply(TREATY, structure.insert_clauses(TREATY, STORY, 7, edits, ME))
    assert numbers(exported(value)) == numbers(value)
    read = exported(value).proposals[0].redline
    shown = Labelling.of(read)
    assert [shown.draft(clause.id) for clause in read.clauses if clause.text == "labelled"] == ["a)"]


def edited_in_turn(submission: Submission, steps: Iterable[tuple[str, int]]) -> Submission:
    """The submission after edits, each a kind and a place; one that is not possible is left out."""
    for kind, place in steps:
        try:
            submission = apply(submission, edited(submission, kind, place))
        except EditError:
            continue
    return submission


def edited(submission: Submission, kind: str, place: int) -> Transaction:
    clauses = submission.proposals[0].redline.clauses
    index = place % len(clauses)
    id, size = clauses[index].id, len(clauses[index].text)
    if kind == "insert":
        return structure.insert_clauses(submission, STORY, index, [NewClause(Props(provision=True), (Run("added"),))], ME)
    if kind == "delete":
        return structure.delete_clauses(submission, STORY, id, ME, only=True)
    if kind == "split":
        return text.split(submission, STORY, id, size // 2, ME)
    if kind == "merge":
        return text.merge_next(submission, STORY, id, ME)
    if kind == "move":
        return structure.move_clauses(submission, STORY, id, (index + 3) % (len(clauses) + 1), ME)
    return text.type_text(submission, STORY, Place(index, 0), Place(index, min(size, 2)), "typed ", ME)


KINDS = ["insert", "delete", "split", "merge", "move", "type"]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=1, max_size=6))
def test_whatever_is_amended_is_exported_with_its_numbers(steps: list[tuple[str, int]]) -> None:
    """The proof reads each file; rejecting all gives the numbers of the base, accepting all those of the draft."""
    lines = ("= Article 9", "9.1 first words", "… that continue", "9.2 second words", "9.3 third", "= Article 10", "10.1 last")
    submission = edited_in_turn(submission_of(small_treaty(*lines)), steps)
    read = exported(submission)
    for side in ("base", "draft"):
        unnumbered = [(number, words) for number, words in sides(submission, side)]
        assert [pair for pair in sides(read, side) if pair[1]] == [pair for pair in unnumbered if pair[1]]


def test_a_number_that_is_not_written_is_found_by_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LabelRuns, "margin", lambda *given: ())
    with pytest.raises(ProofError, match=r"instead of “9\.1"):
        export_word(TREATY)


def test_two_parties_in_a_treaty_text_are_refused() -> None:
    proposal = TREATY.proposals[0]
    layered = replace(TREATY, proposals=(replace(proposal, theirs=proposal.redline),))
    with pytest.raises(EditError, match="two parties"):
        export_word(layered)


# --- files of others ------------------------------------------------------------------------------------------------------

STYLES = '<w:style w:type="character" w:styleId="Artdef"><w:name w:val="Art_def"/><w:rPr><w:b/></w:rPr></w:style>'
TAB = "<w:r><w:tab/></w:r>"


def numbered(number: str, words: str) -> str:
    return p(r(number, '<w:rStyle w:val="Artdef"/>') + TAB + r(words))


FOREIGN = docx(
    p(r("ARTICLE 25"))
    + numbered("25.1", "§ 1 The first.")
    + numbered("25.2", "The second, that continues:")
    + p(r("as a paragraph without a number."))
    + numbered("25.2A", "The third.")
    + p(r("25.3", '<w:rStyle w:val="Artref"/>') + TAB + r("is cited here.")),
    styles=STYLES,
)


def foreign() -> Submission:
    return read_word(FOREIGN, "rr.docx").submission


def test_a_number_in_the_style_of_numbers_is_read() -> None:
    redline = foreign().proposals[0].redline
    printed = [(clause.number.text if clause.number else None, clause.text) for clause in redline.clauses]
    assert printed[1][0] == "25.1"
    assert printed[2:5] == [
        ("25.2", "The second, that continues:"), (None, "as a paragraph without a number."), ("25.2A", "The third."),
    ]  # fmt: skip
    assert printed[5][0] is None, "a number that is cited is none of the paragraph"


def test_a_text_of_others_is_amended_in_its_own_package() -> None:
    submission = foreign()
    redline = submission.proposals[0].redline
    new = [NewClause(Props(provision=True), (Run("An insertion."),))]
    index = redline.places[clause_at_path(redline, "25.2A")]
    submission = apply(submission, structure.insert_clauses(submission, STORY, index + 1, new, ME))
    submission = apply(submission, text.type_text(submission, STORY, Place(2, 4), Place(2, 10), "other", ME))
    read = exported(submission)
    assert numbers(read) == numbers(submission)
    assert [pair[:2] for pair in numbers(read)][4:6] == [("25.2A", "25.2A"), (None, "25.2B")]
    assert sides(exported(submission, "draft"), "base") == sides(submission, "draft")


def test_a_number_before_a_tracked_change_stays_one() -> None:
    body = p(r("25.1", '<w:rStyle w:val="Artdef"/>') + r("\u00a0The words.")) + p(
        r("25.x", '<w:rStyle w:val="Artdef"/>') + r(" none")
    )
    redline: Redline = read_word(docx(body, styles=STYLES), "a.docx").submission.proposals[0].redline
    assert [(clause.number.text if clause.number else None, clause.text) for clause in redline.clauses] == [
        ("25.1", "The words."), (None, "25.x none"),
    ]  # fmt: skip


def paragraphs_of(*lines: str) -> str:
    return "".join(p("".join(r(piece) for piece in _with_tabs(line) if piece)) for line in lines)


def _with_tabs(line: str) -> list[str]:
    first, *rest = line.split("\t")
    return [first, *[piece for part in rest for piece in ("<w:tab/>", part)]]


SHAPED = [
    "CHAPTER I", "Terminology", "ARTICLE 1", "Terms", *[f"1.{number}\tTerm {number}." for number in range(1, 8)],
    "that continues", "ARTICLE 2", "Nomenclature", "Section I – Bands",
    *[f"2.{number}\t§ {number}\tBand {number}." for number in range(1, 6)],
]  # fmt: skip


def test_numbers_are_read_by_their_shape_where_styles_are_foreign() -> None:
    redline = read_word(docx(paragraphs_of(*SHAPED)), "rr.docx").submission.proposals[0].redline
    printed = [clause.number.text for clause in redline.clauses if clause.number]
    assert printed == [*[f"1.{number}" for number in range(1, 8)], *[f"2.{number}" for number in range(1, 6)]]
    labels = [clause.label.text if clause.label else "" for clause in redline.clauses if clause.number]
    assert labels[:7] == [""] * 7
    heads = [(clause.props.level, clause.text) for clause in redline.clauses if clause.props.kind == "heading"]
    assert heads == [
        (1, "CHAPTER I"), (1, "Terminology"), (2, "ARTICLE 1"), (2, "Terms"), (2, "ARTICLE 2"), (2, "Nomenclature"),
        (3, "Section I – Bands"),
    ]  # fmt: skip
    plain = [clause.text for clause in redline.clauses if not clause.props.provision and clause.props.kind == "paragraph"]
    assert plain == ["that continues"]


@pytest.mark.parametrize(
    "lines",
    [
        ["RESOLUTION 1 (Geneva, 2022)", "The title", *SHAPED],
        [line.replace("2.", "1.") for line in SHAPED],
        [line for line in SHAPED if not line.startswith("ARTICLE")],
        SHAPED[:10],
        [line.replace("\t", " ", 1) for line in SHAPED],
    ],
)
def test_labels_of_other_texts_stay_labels(lines: list[str]) -> None:
    redline = read_word(docx(paragraphs_of(*lines)), "a.docx").submission.proposals[0].redline
    assert [clause for clause in redline.clauses if clause.number] == []


def test_lines_in_styles_of_units_have_their_levels_whatever_their_words() -> None:
    """A title of two lines, and a heading of a section that has no number (B1 in Article 32)."""
    heads = [
        ("ChapNo", "CHAPTER VII"), ("Chaptitle", "Distress"), ("ArtNo", "ARTICLE 32"), ("Arttitle", "Procedures for"),
        ("Arttitle", "distress and safety"), ("Section1", "B1 − Transmission of an alert"), ("Section2", "B1.1 − Ships"),
    ]  # fmt: skip
    styles = STYLES + "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/></w:style>' for id in dict(heads)
    )
    body = "".join(p(r(words), f'<w:pStyle w:val="{style}"/>') for style, words in heads)
    redline = read_word(docx(body + numbered("32.1", "Words."), styles=styles), "a.docx").submission.proposals[0].redline
    assert [(clause.props.kind, clause.props.level) for clause in redline.clauses] == [
        *[("heading", level) for level in (1, 1, 2, 2, 2, 3, 4)], ("paragraph", 1),
    ]  # fmt: skip


def test_the_form_of_the_numbers_says_how_the_text_is_numbered() -> None:
    redline = foreign().proposals[0].redline
    assert (redline.instrument, redline.policy) == ("RR", "letters")
    plain = docx(numbered("61", "1. The first.") + numbered("61A", "2. The second."), styles=STYLES)
    redline = read_word(plain, "cs.docx").submission.proposals[0].redline
    assert (redline.instrument, redline.policy) == ("", "bis")


def test_all_margin_numbers_of_an_arabic_file_are_in_one_font() -> None:
    """Word takes the font of a run by its direction, LibreOffice by its characters: 9.1 has none of any script, 9.1A has."""
    text = replace(small_treaty("= المادة 9", "9.1 أول", "+ جديد", "9.2 ثان"), language="ar")
    submission = replace(submission_of(text), language="ar")
    for form in ("", "final-acts"):
        data = export_word(submission, ExportOptions(form=form, date="2026-11-30T12:00:00Z"))[0]
        with ZipFile(BytesIO(data)) as package:
            document, styles = (package.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
        runs = re.findall(r'<w:r><w:rPr><w:rStyle w:val="Artdef"/>(.*?)</w:rPr><w:t[^>]*>([^<]*)<', document)
        assert ('<w:rtl w:val="0"/>', "9.1A") in runs
        assert {properties for properties, _ in runs} == {'<w:rtl w:val="0"/>'}
        (style,) = re.findall(r'w:styleId="Artdef".*?</w:style>', styles)
        assert 'w:ascii="Times New Roman" w:cs="Times New Roman"' in style
        assert '<w:sz w:val="22"/><w:szCs w:val="22"/>' in style
        assert "<w:b/><w:bCs/>" in style
