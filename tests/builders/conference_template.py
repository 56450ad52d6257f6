"""A conference's Word template, as python-docx makes one: a logo in the header of the first page, styles, somebody's name."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.oxml.parser import OxmlElement
from docx.shared import Cm

from tests.builders.pictures import png

NOBODY = "Jane Doe"
WORDS = "WTSA-24, New Delhi"


def template_bytes(*, logo: bool = True, first_page: bool = True, font: str = "Arial", rtl: bool = False) -> bytes:
    """The template; without `first_page` its header is that of all pages."""
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = first_page
    header = section.first_page_header if first_page else section.header
    header.paragraphs[0].add_run(WORDS)
    if logo:
        header.paragraphs[0].add_run().add_picture(BytesIO(png()), width=Cm(2))
    document.styles["Normal"].font.name = font
    if rtl:
        document.styles["Normal"].font.rtl = True
        document.styles["Normal"].element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    document.add_paragraph("Words of the template that are replaced.")
    document.add_table(1, 2).cell(0, 0).text = "A cell of the template"
    document.core_properties.author = document.core_properties.last_modified_by = NOBODY
    document.core_properties.comments = f"Made by {NOBODY}"
    out = BytesIO()
    document.save(out)
    return out.getvalue()
