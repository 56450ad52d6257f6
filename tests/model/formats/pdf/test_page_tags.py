"""The structure of tagged PDF files, as the process of PDFs reads it."""

from __future__ import annotations

from model.formats.pdf.page_reading import read_pages
from model.formats.pdf.pages import ARTIFACT, NO_TAG, PdfTag
from model.formats.pdf.role_map import standard_type, without_role_map
from tests.builders.pdf import PdfFile, line
from tests.builders.pdf_tags import Element, Mark, add_structure, artifact, marked


def tagged_file(*pages: str) -> PdfFile:
    file = PdfFile()
    for number, content in enumerate(pages):
        file.add_page(content, entries=f"/StructParents {number}")
    return file


def tags_of(file: PdfFile) -> list[list[tuple[str, PdfTag | int]]]:
    """The text of each span with its tag, page by page."""
    pages = read_pages(file.bytes(), "a.pdf").pages
    return [[(span.text, page.tags[span.tag] if span.tag >= 0 else span.tag) for span in page.spans] for page in pages]


def test_each_text_has_the_element_that_it_is_in() -> None:
    file = tagged_file(marked(line("Scope"), 0) + marked(line("Words", y=700), 1) + line("untagged", y=600))
    add_structure(file, Element("Document", (Element("H1", (Mark(0, 0),)), Element("P", (Mark(0, 1),)))))
    assert tags_of(file) == [
        [("Scope", PdfTag((0, 0), ("Document", "H1"))), ("Words", PdfTag((0, 1), ("Document", "P"))), ("untagged", NO_TAG)]
    ]


def test_an_element_has_one_path_on_all_pages() -> None:
    file = tagged_file(marked(line("first"), 0), marked(line("goes on"), 0) + marked(line("next", y=600), 1))
    add_structure(file, Element("Document", (Element("P", (Mark(0, 0), Mark(1, 0))), Element("P", (Mark(1, 1),)))))
    first, second = tags_of(file)
    assert first[0][1] == second[0][1] == PdfTag((0, 0), ("Document", "P"))
    assert second[1][1] == PdfTag((0, 1), ("Document", "P"))


def test_the_text_of_a_link_is_that_of_its_paragraph() -> None:
    file = tagged_file(marked(line("see "), 0) + marked(line("Annex 2", x=95), 1))
    add_structure(file, Element("Document", (Element("P", (Mark(0, 0), Element("Link", (Mark(0, 1),)))),)))
    assert {tag for _, tag in tags_of(file)[0]} == {PdfTag((0, 0), ("Document", "P"))}


def test_artifacts_are_no_text() -> None:
    file = tagged_file(artifact(line("page header", y=800)) + marked(line("text"), 0))
    add_structure(file, Element("Document", (Element("P", (Mark(0, 0),)),)))
    assert [tag for _, tag in tags_of(file)[0]] == [ARTIFACT, PdfTag((0, 0), ("Document", "P"))]


def test_names_of_styles_are_kept_beside_the_types_that_they_are_mapped_to() -> None:
    file = tagged_file(marked(line("RESOLUTION 75"), 0))
    add_structure(file, Element("Document", (Element("Res#5FNo", (Mark(0, 0),)),)), {"Res#5FNo": "Caption", "Caption": "P"})
    assert tags_of(file) == [[("RESOLUTION 75", PdfTag((0, 0), ("Document", "P"), 1, "Res_No"))]]


def test_a_cell_has_its_columns() -> None:
    cells = Element("TD", (Mark(0, 0),), "/A << /O /Table /ColSpan 3 >>"), Element("TD", (Mark(0, 1),))
    file = tagged_file(marked(line("wide"), 0) + marked(line("narrow", x=300), 1))
    add_structure(file, Element("Document", (Element("Table", (Element("TR", cells),)),)))
    assert [tag.columns for _, tag in tags_of(file)[0] if isinstance(tag, PdfTag)] == [3, 1]


def test_a_structure_that_contains_itself_is_read_to_its_end() -> None:
    file = tagged_file(marked(line("text"), 0) + marked(line("lost", y=600), 7))
    add_structure(file, Element("Document", (Element("Sect", (Element("P", (Mark(0, 0),)),)),)))
    for number, source in file.objects.items():
        if b"/S /Sect" in source:
            file.objects[number] = source.replace(b"/K [", b"/K [%d 0 R " % number)
    assert [text for text, _ in tags_of(file)[0]] == ["text", "lost"]


def test_a_deep_structure_is_no_structure() -> None:
    file = tagged_file(marked(line("text"), 0))
    deep = Element("P", (Mark(0, 0),))
    for _ in range(200):
        deep = Element("Div", (deep,))
    add_structure(file, deep)
    assert tags_of(file) == [[("text", NO_TAG)]]


def test_the_map_of_types_is_read_in_place_or_in_an_object_of_its_own() -> None:
    place = b"%PDF-1.7\n4 0 obj\n<< /Type /StructTreeRoot /RoleMap <</Res#5FNo/P /Call /P>> >>\nendobj\n"
    data, names = without_role_map(place)
    assert names == {"Res_No": "P", "Call": "P"}
    assert len(data) == len(place)
    assert b"/RoleMap" not in data
    referred = b"%PDF-1.7\n4 0 obj\n<< /RoleMap 5 0 R >>\nendobj\n5 0 obj\n<</Call /P>>\nendobj\n"
    assert without_role_map(referred)[1] == {"Call": "P"}


def test_a_map_that_cannot_be_read_stays_with_pdfium() -> None:
    for data in (b"/RoleMap 5 0 R", b"/RoleMap << /A << /B /C >> >>", b"/RoleMap <</A /B>> /RoleMap <</A /C>>", b"no map"):
        assert without_role_map(data) == (data, {})


def test_a_map_that_runs_in_a_circle_ends() -> None:
    assert standard_type("A", {"A": "B", "B": "A"}) in ("A", "B")
    assert standard_type("Heading 1", {"Heading 1": "H1"}) == "H1"
