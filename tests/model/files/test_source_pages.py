"""The pages of a PDF in a project: kept with the places and the corrections, bound to the texts that were read from them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.errors import EditError
from model.files.opening import OpenedFile, with_corrected_pages
from model.files.read_pages import ReadPages, texts_of
from model.files.sending_copy import contents_of, copy_to_send
from model.files.source_pages import (
    PDF_PART,
    PLACES_PART,
    pages_of_proposal,
    source_pages,
    with_free_name,
    with_further_pages,
    with_pages_of,
    with_source_pages,
)
from model.formats.amend import Project, project_bytes, read_project
from model.formats.pdf.places import Doubt, PdfPlaces, SourcePlace
from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions
from model.message import Message
from model.submission.text_corrections import TextCorrection, printed_words
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline

PDF = b"%PDF-1.7 of a test"
TEXT = redline("# RESOLUTION 75\n*considering*\na)\tthat one thing\nis read,\nb)\tthat another is\n")


def box(page: int, top: float) -> SourcePlace:
    return SourcePlace(page, 72, top, 523, top + 12)


PLACES = PdfPlaces(
    "/home/somebody/R75.pdf",
    {clause.id: (box(1 + index // 3, 90.04 + 20 * index),) for index, clause in enumerate(TEXT.clauses)},
    (Doubt("paragraph", Message.of("x"), box(2, 150), TEXT.clauses[3].id),),
)


def project() -> Project:
    given = Proposal(redline=TEXT, original=TEXT)
    return with_source_pages(Project(Submission(proposals=(given,), language="en"), id="0" * 32), PDF, PLACES)


def test_a_project_keeps_the_pdf_with_the_places_and_no_folder():
    again = read_project(project_bytes(project()))
    pages = source_pages(again.parts)
    assert pages is not None
    assert (pages.name, pages.data) == ("R75.pdf", PDF)
    assert pages.places[TEXT.clauses[1].id] == (SourcePlace(1, 72, 110.0, 523, 122.0),)
    assert not again.submission.sources
    assert b"somebody" not in project_bytes(project())
    assert pages_of_proposal(pages, again.submission.proposals[0]) is pages
    assert again.reader == 1, "older programs open it and keep the parts"


def test_a_project_without_pages_is_as_it_was():
    given = Project(Submission(proposals=(Proposal(redline=TEXT),), language="en"), id="0" * 32)
    assert source_pages(given.parts) is None
    assert not given.parts


def test_a_new_proposal_has_the_pages_only_if_its_text_is_from_them():
    read = project()
    assert with_pages_of(read.submission, read).parts == read.parts
    other = replace(read.submission, proposals=(Proposal("SUP", redline=TEXT),))
    assert not with_pages_of(other, read).parts


def test_another_text_in_force_is_not_shown_beside_the_pages():
    pages = source_pages(project().parts)
    assert pages_of_proposal(pages, Proposal(redline=TEXT, source="R75.docx")) is None
    assert pages_of_proposal(pages, Proposal(redline=TEXT)) is None
    assert pages_of_proposal(None, Proposal(redline=TEXT)) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"source":"x","places":{"c1":[[0,1,2,3,4]]}}', b'{"source":"x","places":{"c1":[[1,1e300,2,3,4]]}}',
     b'{"source":"x","corrections":{"0":[{"do":"delete","clause":""}]}}', b"[" * 100_000],
)  # fmt: skip
def test_damaged_places_end_in_a_sentence(data):
    with pytest.raises(EditError, match="cannot be read; open an earlier copy"):
        source_pages({PDF_PART: PDF, PLACES_PART: data})


def test_corrections_are_kept_with_the_pages_and_made_again():
    pages = ReadPages((TEXT,), PLACES)
    made = pages.correct(0, TextCorrection("join", "is read,"))
    made = made.correct(0, TextCorrection("level", "b)\tthat another is", level=2))
    assert [printed_words(clause) for clause in made.texts[0].clauses][2:] == [
        "a)\tthat one thing is read,",
        "b)\tthat another is",
    ]
    again, unfit = pages.correct_again(made.corrections)
    assert (again, unfit) == (made, 0)
    other, unfit = ReadPages((redline("b)\tthat another is\n"),), PLACES).correct_again(
        {**made.corrections, 4: made.corrections[0]}
    )
    assert (other.texts[0].clauses[0].props.level, unfit) == (2, 3)


def test_a_joined_clause_has_the_places_of_both_and_their_doubts():
    made = ReadPages((TEXT,), PLACES).correct(0, TextCorrection("join", "is read,"))
    first, second = TEXT.clauses[2].id, TEXT.clauses[3].id
    assert made.places.places[first] == (*PLACES.places[first], *PLACES.places[second])
    assert second not in made.places.places
    assert made.places.doubts[0].clause == first


def test_the_second_half_of_a_divided_clause_is_on_the_same_place():
    words = printed_words(TEXT.clauses[2])
    made = ReadPages((TEXT,), PLACES).correct(0, TextCorrection("split", words, at=words.index("one")))
    new = made.texts[0].clauses[3].id
    assert made.places.places[new] == PLACES.places[TEXT.clauses[2].id]


def test_a_file_whose_texts_were_corrected_opens_without_amendments(tmp_path):
    opened = OpenedFile(tmp_path / "R75.pdf", "project", project(), PDF, places=PLACES)
    pages = ReadPages(texts_of(opened.submission), PLACES).correct(0, TextCorrection("join", "is read,"))
    made = with_corrected_pages(opened, pages)
    proposal = made.submission.proposals[0]
    assert proposal.redline == proposal.original == pages.texts[0]
    kept = source_pages(read_project(project_bytes(made.project)).parts)
    assert kept is not None
    assert kept.corrections == {0: (TextCorrection("join", "is read,"),)}


def test_a_copy_to_send_omits_the_pdf_with_the_sources():
    given = replace(project(), parts={**project().parts, "strange.json": b"{}"})
    found = {item.kind: item for item in contents_of(given)}
    assert str(found["sources"].title) == "the PDF from which the text was read"
    assert found["unknown"].details == ("strange.json",)
    copy = copy_to_send(given, ["sources"])
    assert copy.parts.keys() == {"strange.json"}
    assert copy.submission.proposals[0].source == ""
    assert copy_to_send(given, ["unknown"]).parts.keys() == {PDF_PART, PLACES_PART}


def test_a_text_from_a_pdf_is_exported_as_a_typed_one():
    plain = Submission(proposals=(Proposal(redline=TEXT, original=TEXT),), language="en")
    options = ExportOptions(date="2026-01-01T00:00:00Z")
    assert export_word(project().submission, options)[0] == export_word(plain, options)[0]


def base(name: str = "R75.pdf", data: bytes = b"%PDF-1.7 of another edition") -> Project:
    given = Proposal(redline=TEXT, original=TEXT)
    places = replace(PLACES, source=name)
    return with_source_pages(Project(Submission(proposals=(given,), language="en"), id="1" * 32), data, places)


def test_a_project_keeps_the_pages_of_the_old_base_and_those_of_the_new_one():
    old = project()
    new = with_free_name(base(), old.parts)
    assert new.submission.proposals[0].source == "R75-2.pdf"
    ids = {TEXT.clauses[0].id: "b1"}
    parts = with_further_pages(old.parts, new, ids)
    assert source_pages(parts, "R75.pdf") == source_pages(old.parts)
    pages = source_pages(read_project(project_bytes(replace(old, parts=parts))).parts, "R75-2.pdf")
    assert pages is not None
    assert pages.data == b"%PDF-1.7 of another edition"
    assert pages.places.keys() == {"b1", *(clause.id for clause in TEXT.clauses[1:])}
    third = with_free_name(base(data=b"%PDF-3"), parts)
    assert third.submission.proposals[0].source == "R75-3.pdf"
    assert source_pages(with_further_pages(parts, third, {}), "R75-3.pdf").data == b"%PDF-3"


def test_the_same_pdf_is_kept_once_with_the_places_of_both_bases():
    old = project()
    new = with_free_name(base(data=PDF), old.parts)
    assert new.submission.proposals[0].source == "R75.pdf"
    parts = with_further_pages(old.parts, new, {clause.id: f"new-{clause.id}" for clause in TEXT.clauses})
    assert parts.keys() == old.parts.keys()
    pages = source_pages(parts)
    assert len(pages.places) == 2 * len(TEXT.clauses)


def test_a_base_without_pages_changes_no_parts():
    parts = project().parts
    bare = Project(Submission(proposals=(Proposal(redline=TEXT),)))
    assert with_further_pages(parts, with_free_name(bare, parts), {}) is parts
    assert with_further_pages({}, base(), {}).keys() == {PDF_PART, PLACES_PART}


def test_a_copy_to_send_omits_each_pdf():
    old = project()
    given = replace(old, parts=with_further_pages(old.parts, with_free_name(base(), old.parts), {}))
    assert len(given.parts) == 4
    assert copy_to_send(given, ["sources"]).parts == {}
    assert copy_to_send(given, ["unknown"]).parts.keys() == given.parts.keys()
