"""Unusual markup in a file is written as the file had it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import Status
from model.submission.values import Proposal, Submission
from tests.builders import word
from tests.builders.notation import redline
from tests.builders.word import dele, docx, mark, p, r

LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
DECIMAL = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def written(data: bytes, **how: str) -> dict[str, str]:
    """The parts of what is exported of a file as it was read."""
    exported, _ = export_word(read_word(data, "test.docx").submission, ExportOptions(**how))  # type: ignore[arg-type]
    with zipfile.ZipFile(BytesIO(exported)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_a_paragraph_behind_a_struck_item_bears_no_label() -> None:
    struck = p(dele(r("first")), LIST + mark("del"))
    data = docx(p("before") + struck + struck + p("after"), numbering=DECIMAL)
    redline = read_word(data, "test.docx").submission.proposals[0].redline
    labelling = Labelling.of(redline)
    assert [(labelling.base(clause.id), labelling.draft(clause.id)) for clause in redline.clauses] == [
        (None, None), ("1.", None), ("2.", None), (None, None)
    ]  # fmt: skip
    assert written(data)["word/document.xml"].count(">after<") == 1


def test_a_tracked_row_with_untracked_text_keeps_its_mark() -> None:
    row = f"<w:tr><w:trPr><w:del {word.BY}/></w:trPr><w:tc>{p(dele(r('gone')))}</w:tc><w:tc>{p('stays')}</w:tc></w:tr>"
    data = docx(p("before") + f"<w:tbl>{row}</w:tbl>" + p("after"))
    clauses = read_word(data, "test.docx").submission.proposals[0].redline.clauses
    assert {clause.row for clause in clauses} == {Status.KEPT}
    assert re.search(r"<w:trPr><w:del [^>]*/></w:trPr>", written(data)["word/document.xml"])
    assert "<w:trPr><w:del" not in written(data, view="draft")["word/document.xml"]


def test_what_needs_a_part_that_does_not_go_along_goes_too() -> None:
    parts = word.parts_of(p("text") + p("<w:r><w:drawing/></w:r>"))
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    parts["word/charts/chart1.xml"] = (
        f'<c:chartSpace xmlns:c="{chart}" xmlns:r="{word.PREFIXES["r"]}"><c:externalData r:id="rId1"/></c:chartSpace>'
    )
    parts["word/embeddings/book.xlsx"] = b"PK"
    parts["word/_rels/document.xml.rels"] = word.relationships({"charts/chart1.xml": "chart"})
    parts["word/charts/_rels/chart1.xml.rels"] = word.relationships({"../embeddings/book.xlsx": "package"})
    out = written(word.zipped(parts))
    assert "externalData" not in out["word/charts/chart1.xml"]
    assert not [name for name in out if "embeddings" in name]


def test_a_paragraph_of_one_side_has_the_numbering_of_its_end() -> None:
    changed = f"{LIST}<w:pPrChange {word.BY}><w:pPr/></w:pPrChange>"
    data = docx(p("split ", LIST + mark("ins")) + p("here", changed), numbering=DECIMAL)
    assert "<w:numPr>" not in written(data, view="base")["word/document.xml"]


def test_a_note_whose_mark_stands_behind_other_text_gets_no_second_one() -> None:
    reference = r('<w:footnoteReference w:id="1"/>')
    note = f'<w:footnote w:id="1">{p(r("(") + r("<w:footnoteRef/>") + r(") the note"))}</w:footnote>'
    submission = read_word(docx(p(r("text") + reference), footnotes=note), "test.docx").submission
    exported, _ = export_word(submission, ExportOptions(keep_styles=False))
    with zipfile.ZipFile(BytesIO(exported)) as package:
        assert package.read("word/footnotes.xml").count(b"<w:footnoteRef/>") == 1


def test_one_author_is_named_everywhere_if_one_is_set() -> None:
    row = f"<w:trPr><w:trPrChange {word.BY}><w:trPr/></w:trPrChange></w:trPr>"
    data = docx(f"<w:tbl><w:tr>{row}<w:tc>{p('cell')}</w:tc></w:tr></w:tbl>" + p(dele(r("gone")) + r("stays")))
    xml = written(data, author="ATU")["word/document.xml"]
    assert set(re.findall(r'w:author="([^"]*)"', xml)) == {"ATU"}
    assert set(re.findall(r'w:author="([^"]*)"', written(data)["word/document.xml"])) == {"Ana"}


def test_no_revision_id_goes_along_in_what_a_run_holds() -> None:
    box = r(f'<w:pict><w:txbxContent><w:p w:rsidR="00157D20">{r("boxed")}</w:p></w:txbxContent></w:pict>')
    submission = read_word(docx(p(box + dele(r("gone"))) + p("after")), "test.docx").submission
    for how in ({"author": "ATU"}, {"keep_styles": False}, {"view": "draft"}):
        exported, _ = export_word(submission, ExportOptions(**how))  # type: ignore[arg-type]
        with zipfile.ZipFile(BytesIO(exported)) as package:
            assert b"rsid" not in package.read("word/document.xml")


@pytest.mark.parametrize("row", [r"\*\*\*\*", "______"])
def test_words_in_place_of_which_a_row_of_signs_was_written_at_the_end_are_kept(row: str) -> None:
    text = redline("*resolves*\n{--to the end--}{++" + row + "++}")
    proposal = Proposal("MOD", "ATU/35A18/1", redline=text, original=text.base())
    exported, _ = export_word(Submission(proposals=(proposal,), language="en"), ExportOptions())
    read = read_word(exported, "test.docx").submission.proposals[0].redline
    assert [clause.text_on("base") for clause in read.clauses] == ["resolves", "to the end"]
    assert read.clauses[-1].text_on("draft") == row.replace("\\", "")
