"""Properties that another program wrote in any order leave in that of the schema."""

from __future__ import annotations

import io
import zipfile

import pytest
from msgspec.structs import replace

from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from tests.builders.word import docx

CELL = '<w:tcPr><w:vAlign w:val="center"/><w:tcBorders/><w:tcW w:w="900" w:type="dxa"/></w:tcPr>'
TABLE = '<w:tblPr><w:tblLook w:val="0000"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>'
PARAGRAPH = '<w:p><w:pPr><w:jc w:val="left"/><w:wordWrap/><w:rPr/><w:keepNext/></w:pPr><w:r><w:t>in a cell</w:t></w:r></w:p>'
STYLE = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:pPr><w:jc w:val="left"/><w:keepNext/></w:pPr></w:style>'


def order(xml: str, *names: str) -> list[str]:
    return sorted(names, key=lambda name: xml.index(f"<w:{name}"))


@pytest.mark.parametrize("symbol", ["", "MOD"])
def test_properties_leave_in_the_order_of_the_schema(symbol: str) -> None:
    body = f"<w:p><w:r><w:t>text</w:t></w:r></w:p><w:tbl>{TABLE}<w:tr><w:tc>{CELL}{PARAGRAPH}</w:tc></w:tr></w:tbl><w:p/>"
    submission = read_word(docx(body, styles=STYLE), "a.docx").submission
    proposal = replace(submission.proposals[0], symbol=symbol)
    data, _ = export_word(replace(submission, proposals=(proposal,)))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml, styles = (file.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    xml = xml[xml.index("<w:tbl>") :]
    assert order(xml, "tcW", "tcBorders", "vAlign") == ["tcW", "tcBorders", "vAlign"]
    assert order(xml, "tblW", "tblLook") == ["tblW", "tblLook"]
    if not symbol:  # the house gives paragraphs its own properties
        assert order(xml, "keepNext", "wordWrap", "jc") == ["keepNext", "wordWrap", "jc"]
        assert order(styles, "keepNext", "jc") == ["keepNext", "jc"]
