"""Written files tell a screen reader their language, their headings, the heads of their tables, and what is inserted and deleted:
the sample in three languages, one of them from right to left."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from lxml import etree, html

from app.session.sample import sample_submission
from model.edits.tables.new_table import CellWords, insert_table
from model.files.export import bytes_of
from model.files.kinds import HTML
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.page.printout import printout
from model.formats.word.export import export_word
from model.preflight.report import report_html
from model.preflight.rules import check, context_of
from model.redline import Stamp
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.pdf_structure import is_tagged, structure
from widgets.printing.paginator import Paginator
from widgets.printing.paper import Pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
SHOWN = ["fr", "ar", "zh"]


def with_table(language: str) -> Submission:
    """The sample with a new table at its end."""
    submission = sample_submission(language)
    rows = [[CellWords(f"{row}.{column}") for column in range(2)] for row in range(3)]
    end = len(submission.proposals[0].redline.clauses)
    return apply(submission, insert_table(submission, FIRST_TEXT, end, rows, (2000, 3000), Stamp("ARC")))


@pytest.mark.parametrize("language", SHOWN)
def test_a_word_file_names_its_language_its_title_and_heads_of_tables(language: str) -> None:
    data, _ = export_word(with_table(language))
    with ZipFile(BytesIO(data)) as package:
        styles, body, settings, core = (
            etree.fromstring(package.read(part))
            for part in ("word/styles.xml", "word/document.xml", "word/settings.xml", "docProps/core.xml")
        )
    expected = {f"{W}val": LANGUAGE_TAGS[language], f"{W}eastAsia": "zh-CN", f"{W}bidi": "ar-SA"}
    (default,) = styles.findall(f"{W}docDefaults//{W}lang")
    assert dict(default.attrib) == expected
    assert dict(settings.find(f"{W}themeFontLang").attrib) == expected
    assert core.findtext(f"{DC}title")
    new = body.findall(f".//{W}tbl")[-1]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in new.findall(f"{W}tr")] == [True, False, False]
    assert body.find(f".//{W}ins") is not None
    assert body.find(f".//{W}del") is not None
    levels = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style") if style.find(f"{W}pPr/{W}outlineLvl") is not None}
    used = {style.get(f"{W}val") for style in body.iter(f"{W}pStyle")}
    assert {"ResNo", "Restitle", "Call"} <= levels & used


@pytest.mark.parametrize("language", SHOWN)
def test_a_web_page_has_language_headings_heads_and_marked_changes(language: str) -> None:
    page = html.fromstring(bytes_of(with_table(language), HTML).data)
    assert page.get("lang") == LANGUAGE_TAGS[language][:2]
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.findtext(".//title")
    ranks = [int(element.tag[1]) for element in page.iter(*(f"h{rank}" for rank in range(1, 7)))]
    assert ranks[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(ranks))
    assert [head.get("scope") for head in page.iter("th")] == ["col", "col"]
    assert page.find(".//ins") is not None
    assert page.find(".//del") is not None


@pytest.mark.parametrize("language", SHOWN)
def test_the_report_of_problems_has_language_and_headings(language: str) -> None:
    context = context_of(sample_submission(language))
    report = html.fromstring(report_html(check(context, heavy=True), context, "sample", language=language))
    assert report.get("lang") == language
    assert report.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert [heading.tag for heading in report.iter("h1", "h2")] == ["h1", "h2"]
    assert report.findall(".//li")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", SHOWN)
def test_a_pdf_is_tagged_in_its_language(language: str) -> None:
    pdf = Pdf("A title", language)
    pages = list(Paginator(printout(with_table(language), "markup")).pages())
    for _ in pdf.steps(iter(pages)):
        pass
    assert is_tagged(pdf.data)
    assert f"/Lang <FEFF{LANGUAGE_TAGS[language].encode('utf-16-be').hex().upper()}>" in pdf.data.decode("latin-1")
    found = [line.strip() for page in range(len(pages)) for line in structure(pdf.data, page)]
    assert found[0] == "Document"
    assert {"H1", "Table", "TH", "TD"} <= {line.partition(" ")[0] for line in found}
    assert any("|" in line for line in found)
