"""Exports in the conference's own Word template."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace

from model.errors import FileError, ProofError
from model.formats.word.export import export_word
from model.formats.word.proof.template import page_headers, prove_template
from model.formats.word.reader import read_word
from model.formats.word.writing.conference_template import read_template
from model.formats.word.writing.export_options import ExportOptions
from model.submission.values import Header, Submission
from tests.builders.conference_template import NOBODY, WORDS, template_bytes
from tests.builders.submissions import submission as text_alone


def submission(language: str = "en") -> Submission:
    alone = text_alone(language=language)
    header = Header(conference="WTSA-24", document="35", sources=("Arab Administrations",), title="On small texts")
    return replace(alone, header=header, proposals=(replace(alone.proposals[0], symbol="MOD", number="ARB/35A1/1"),))


def exported(path: Path, language: str = "en") -> bytes:
    options = ExportOptions(template=read_template(path), date="2024-09-06T09:00:00Z")
    data, _ = export_word(submission(language=language), options)
    return data


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "WTSA template.docx"
    path.write_bytes(template_bytes())
    return path


def test_the_first_page_has_the_header_the_logo_and_the_styles_of_the_template(template: Path) -> None:
    document = Document(BytesIO(exported(template)))
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert WORDS in section.first_page_header.paragraphs[0].text
    assert len(section.first_page_header.part.related_parts) == 1, "the logo"
    assert "PAGE" in section.header._element.xml, "the other pages have ours"
    assert document.styles["Normal"].font.name == "Arial"
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Words of the template" not in words
    assert all("A cell of the template" not in cell.text for table in document.tables for cell in table._cells)


def test_the_text_reads_as_in_a_file_of_our_own(template: Path) -> None:
    plain, _ = export_word(submission(), ExportOptions(date="2024-09-06T09:00:00Z"))
    first, second = (read_word(data, "a.docx").submission.proposals[0] for data in (exported(template), plain))
    assert [(clause.text, clause.props.kind, clause.label) for clause in first.redline.clauses] == [
        (clause.text, clause.props.kind, clause.label) for clause in second.redline.clauses
    ]
    assert first.symbol == second.symbol


def test_nothing_personal_of_the_template_leaves(template: Path) -> None:
    with zipfile.ZipFile(BytesIO(template_bytes())) as made:
        assert NOBODY in made.read("docProps/core.xml").decode()
    with zipfile.ZipFile(BytesIO(exported(template))) as archive:
        assert all(NOBODY.encode() not in archive.read(name) for name in archive.namelist())
        assert not any("comments" in name or "thumbnail" in name for name in archive.namelist())


def test_an_arabic_text_wants_an_arabic_template(template: Path) -> None:
    with pytest.raises(FileError, match="its styles do not run from right to left; choose the Arabic template"):
        exported(template, "ar")
    template.write_bytes(template_bytes(rtl=True))
    assert WORDS in Document(BytesIO(exported(template, "ar"))).sections[0].first_page_header.paragraphs[0].text


@pytest.mark.parametrize("language", ["zh", "fr"])
def test_a_template_serves_every_language(template: Path, language: str) -> None:
    assert WORDS in Document(BytesIO(exported(template, language))).sections[0].first_page_header.paragraphs[0].text


def test_the_header_of_all_pages_stays_that_of_all_pages(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(template_bytes(first_page=False))
    section = Document(BytesIO(exported(path))).sections[0]
    assert not section.different_first_page_header_footer
    assert WORDS in section.header.paragraphs[0].text


def test_a_dotx_is_a_template_too(tmp_path: Path) -> None:
    out, path = BytesIO(), tmp_path / "t.dotx"
    with zipfile.ZipFile(BytesIO(template_bytes())) as made, zipfile.ZipFile(out, "w") as archive:
        for name in made.namelist():
            archive.writestr(name, made.read(name).replace(b"document.main+xml", b"template.main+xml"))
    path.write_bytes(out.getvalue())
    with zipfile.ZipFile(BytesIO(exported(path))) as archive:
        assert b"template.main+xml" not in archive.read("[Content_Types].xml")


def test_a_text_of_a_submission_goes_back_into_its_own_file(template: Path) -> None:
    """A file that has the style Proposal is written into, whatever the template."""
    plain, _ = export_word(submission(), ExportOptions(date="2024-09-06T09:00:00Z"))
    read = read_word(plain, "mine.docx").submission
    data, _ = export_word(read, ExportOptions(template=read_template(template)))
    assert WORDS not in Document(BytesIO(data)).sections[0].first_page_header.paragraphs[0].text


def test_the_proof_misses_what_a_file_lacks(template: Path) -> None:
    read = read_template(template)
    assert page_headers(read)["headerReference", "first"] == (WORDS, 1)
    plain, _ = export_word(submission(), ExportOptions(date="2024-09-06T09:00:00Z"))
    with pytest.raises(ProofError, match="page headers of the conference template"):
        prove_template(plain, read)
    document = Document(BytesIO(exported(template)))
    document.styles["List Bullet"].element.getparent().remove(document.styles["List Bullet"].element)
    out = BytesIO()
    document.save(out)
    with pytest.raises(ProofError, match="styles of the conference template"):
        prove_template(out.getvalue(), read)


@pytest.mark.parametrize("name", ["gone.docx", "text.docx", "zip.docx"])
def test_a_file_that_is_no_template_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "text.docx":
        path.write_text("no zip", encoding="utf-8", newline="\n")
    if name == "zip.docx":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "no Word file")
    with pytest.raises(FileError, match=rf"{name}: it cannot be the conference template: .+") as caught:
        read_template(path)
    assert ";" in str(caught.value.message), "with a remedy"


def test_files_of_itu_serve_as_templates(shared: Path) -> None:
    for path in sorted((shared / "corpus/itu").glob("*.docx")):
        template = read_template(path)
        data, _ = export_word(submission(), ExportOptions(template=template))
        assert page_headers(template).items() <= page_headers(read_template_of(data)).items(), path.name


def read_template_of(data: bytes):
    from model.formats.word.package.opc_package import Package

    return Package.open(data, "written", as_written=True)
