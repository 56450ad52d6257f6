"""A PDF through the whole program: opened with its pages, exported, added to a library and read again with its corrections."""

from __future__ import annotations

from pathlib import Path

from model.files.opening import open_document
from model.files.source_pages import pages_of_proposal, source_pages
from model.formats.amend import project_bytes, read_project
from model.formats.pdf.page_reading import read_page_picture
from model.formats.word.export import export_word
from model.library.imports.file_import import add_chosen, rebuild, survey
from model.library.imports.import_preview import text_with_corrections
from model.library.imports.original_file import text_as_project
from model.library.store.library import Library
from model.submission.text_corrections import TextCorrection, printed_words
from tests.builders.pdf import line, pdf_of

LINES = ("RESOLUTION 75", "On the work", "The Conference,", "considering", "a) that one thing is read,", "b) that another is")


def pdf(folder: Path) -> Path:
    """A PDF of one page."""
    path = folder / "R75.pdf"
    path.write_bytes(pdf_of("".join(line(words, y=760 - 40 * at) for at, words in enumerate(LINES))))
    return path


def test_a_pdf_keeps_its_pages_from_opening_to_the_library(tmp_path: Path) -> None:
    opened = open_document(pdf(tmp_path))
    assert opened.places is not None
    assert opened.places.page_count == 1
    again = read_project(project_bytes(opened.project))
    pages = source_pages(again.parts)
    assert pages is not None
    assert pages_of_proposal(pages, again.submission.proposals[0]) is pages
    assert {clause.id for clause in again.submission.proposals[0].redline.clauses} <= pages.places.keys()
    drawn = read_page_picture(pages.data, pages.name, 1, 1.0)
    assert len(drawn.data) == 4 * drawn.width * drawn.height
    assert export_word(again.submission)[0][:2] == b"PK"

    found = survey([tmp_path / "R75.pdf"], None)
    assert found is not None
    (text,) = found.texts
    assert text.has_pages
    read = found.files[0].file.reading
    clause = read.texts[0].redline.clauses[-1]
    places = read.places[0]
    assert places is not None
    assert clause.id in places.places
    correction = TextCorrection("words", printed_words(clause), to="that another is read too")
    library = Library.open(tmp_path / "library")
    try:
        add_chosen(library, found, {0: text_with_corrections(text, read.texts[0], (correction,))})
        rebuild(library)
        (record,) = library.texts()
        assert library.text(record.id).redline.clauses[-1].text == "that another is read too"
        taken = text_as_project(library, record.id)
        assert taken.submission.proposals[0].redline.clauses[-1].text == "that another is read too"
        kept = source_pages(taken.parts)
        assert kept is not None
        assert kept.corrections == {0: (correction,)}
        assert kept.data == pages.data
    finally:
        library.close()
