"""The source page of a text that the library took from a PDF of many texts, in a zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest

from app.controllers.library.names import name_of
from app.program import Program
from app.window.action_ids import ActionId
from model.files.opening import open_document
from model.files.source_pages import source_pages
from model.library.imports.file_import import import_files, rebuild
from model.library.imports.original_file import text_as_project
from model.library.store.library import Library
from model.library.store.library_records import LibraryRecord
from model.submission.text_corrections import TextCorrection, printed_words
from tests.app.controllers.source_pages.test_source_page import Drawing
from tests.builders.pdf_collection import collection_pdf
from widgets.start.new_proposal import NewProposalRequest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(scope="module")
def acts(qapp: object) -> bytes:
    """A zip with proceedings of three texts, and with one of another edition of the second one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("final/acts.pdf", collection_pdf([(1, 2), (3,)], clauses=4))
        archive.writestr("final/later.pdf", collection_pdf([(2,)], clauses=5))
    return packed.getvalue()


@pytest.fixture
def folder(tmp_path: Path, acts: bytes) -> Path:
    (tmp_path / "acts.zip").write_bytes(acts)
    return tmp_path


def filled(library: Library, folder: Path) -> list[LibraryRecord]:
    """The second resolution of both files, in a library that was read twice."""
    assert not import_files(library, [folder / "acts.zip"]).refused
    assert rebuild(library).stopped is None
    return [record for record in library.texts() if record.identity.number == "2"]


def test_a_text_of_a_collection_has_its_pages(folder: Path) -> None:
    library = Library.open(folder / "library")
    try:
        first, _ = filled(library, folder)
        assert (first.file, first.place) == ("acts.pdf", 2)
        project = text_as_project(library, first.id)
        pages = source_pages(project.parts)
        assert pages is not None
        (proposal,) = project.submission.proposals
        assert (pages.name, proposal.source) == ("acts.pdf", "acts.pdf")
        assert pages.data == library.original(first.id).read_bytes()
        ids = {clause.id for clause in proposal.redline.clauses}
        assert ids == pages.places.keys()
        begins = {boxes[0].page for boxes in pages.places.values()}
        assert min(begins) > 2, "the text is neither on the cover nor in the list of contents"
        assert max(begins) < pages.page_count
        library.original(first.id).unlink()
        assert not text_as_project(library, first.id).parts, "the text is there without its file too"
    finally:
        library.close()


def test_joined_clauses_have_the_places_of_both(folder: Path) -> None:
    library = Library.open(folder / "library")
    try:
        first, _ = filled(library, folder)
        before = source_pages(text_as_project(library, first.id).parts)
        assert before is not None
        kept, joined = library.text(first.id).redline.clauses[4:6]
        original = library.originals.original(first.source)
        made = {1: (TextCorrection("join", printed_words(joined)),)}
        library.originals.describe(replace(original, text_corrections=made))
        assert rebuild(library).stopped is None
        pages = source_pages(text_as_project(library, first.id).parts)
        assert pages is not None
        assert set(pages.places[kept.id]) == {*before.places[kept.id], *before.places[joined.id]}
        assert joined.id not in pages.places
        assert pages.corrections == {0: made[1]}
    finally:
        library.close()


def test_the_proposal_on_it_is_shown_beside_them_also_after_a_new_base(program: Program, folder: Path, qtbot) -> None:
    library = Library.open(program.open_library.folder)
    first, later = filled(library, folder)
    library.close()
    program.source_page.draw = Drawing()
    assert program.new_proposal.begin(NewProposalRequest("MOD", text=first.id)) == ""
    program.actions[ActionId.SOURCE_PAGE].trigger()
    view, window = program.source_page.view, program.window
    assert view is not None
    QTest.keyClicks(window.editor, "x")
    program.source_page.follow()
    described = view.area.accessibleDescription()
    assert "Outlined: " in described
    parts = program.open_submission.persistence.project.parts
    pages = source_pages(parts, "acts.pdf")
    assert pages is not None
    assert f" of {pages.page_count}. " in described

    assert program.new_base.move_to(program.open_library.copy_of_text(later, name_of(later)), name_of(later))
    assert program.session.submission.proposals[0].source == "later.pdf"
    target = folder / "moved.amend"
    program.open_submission.persistence.save(program.session.submission, target)
    opened = open_document(target)
    moved = source_pages(opened.project.parts, "later.pdf")
    assert moved is not None
    base = {clause.id for clause in opened.submission.proposals[0].redline.base().clauses}
    assert base <= moved.places.keys()
    program.source_page.follow()
    assert f" of {moved.page_count}. " in view.area.accessibleDescription()
