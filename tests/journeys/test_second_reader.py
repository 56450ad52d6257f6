"""A reader that is not ours opens what we write: python-docx finds its styles, its page header and its tables."""

from __future__ import annotations

import io

import docx

from app.session.sample import sample_submission
from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions


def test_python_docx_reads_the_sample() -> None:
    data, _ = export_word(sample_submission("en"), ExportOptions(view="draft"))
    document = docx.Document(io.BytesIO(data))
    names = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    assert {"Proposal", "Call", "Res_No", "Res_title", "enumlev1", "Reasons"} <= names
    section = document.sections[0]
    assert (section.page_width.twips, section.page_height.twips) == (11907, 16840)
    assert "WTSA-24/47(Add.3)-E" in "".join(paragraph.text for paragraph in section.header.paragraphs)
    assert len(document.tables) >= 2
    assert any(paragraph.text.startswith("MOD\tARC/47A3/1") for paragraph in document.paragraphs)
