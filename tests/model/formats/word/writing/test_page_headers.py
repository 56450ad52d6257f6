"""The document symbol in the page header of a submission's own file follows the header of the submission."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from msgspec.structs import replace

from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.submission.values import Submission
from tests.builders.word import p, part, parts_of, r, relationships, zipped

STYLES = '<w:style w:type="paragraph" w:styleId="Proposal"><w:name w:val="Proposal"/></w:style>'
FRONT = p("World Telecommunication Standardization Assembly (WTSA-24)") + p("Addendum 18 to Document 35-E")
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr>'
BODY = FRONT + p("MOD\tATU/35A18/1", '<w:pStyle w:val="Proposal"/>') + p("RESOLUTION 7") + p("the text") + SECTION


def read(header: str) -> Submission:
    parts = parts_of(BODY, styles=STYLES)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    override = f'<Override PartName="/word/header1.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("</Types>", override)
    parts["word/_rels/document.xml.rels"] = relationships({"styles.xml": "styles", "header1.xml": "header"})
    parts["word/header1.xml"] = part("hdr", header)
    submission = read_word(zipped(parts), "a.docx", language="en").submission
    assert (submission.header.conference, submission.header.document, submission.header.addendum) == ("WTSA-24", "35", "18")
    return submission


def printed(submission: Submission, **header: str) -> str:
    """The page header of the file that a submission with another header is written to."""
    data, _ = export_word(replace(submission, header=replace(submission.header, **header)))  # type: ignore[arg-type]
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read("word/header1.xml").decode()


def text(xml: str) -> str:
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("WTSA-24/35(Add.18)-E", "WTSA-24/36(Add.2)-E"),
        ("WTSA24/35(Add.18)-E", "WTSA24/36(Add.2)-E"),
        ("see WTSA-24/35(Add.18)-E, page 2", "see WTSA-24/36(Add.2)-E, page 2"),
        ("WTSA-24/35(Add.18)", "WTSA-24/36(Add.2)"),
        ("WTSA-24/35(Add.1)-E", "WTSA-24/35(Add.1)-E"),
        ("WTSA-24/135(Add.18)-E", "WTSA-24/135(Add.18)-E"),
        ("35(Add.18) apples", "35(Add.18) apples"),
    ],
)
def test_the_new_symbol_stands_where_the_old_one_did(old: str, new: str) -> None:
    submission = read(p(old))
    assert text(printed(submission, document="36", addendum="2")) == new
    assert text(printed(submission, title="Something else")) == old


def test_a_symbol_in_several_runs_keeps_the_look_of_the_first() -> None:
    header = p(r("2"), '<w:jc w:val="center"/>') + p(r("WTSA-24/35", "<w:b/>") + r("(Add.") + r("18)-E and on"))
    xml = printed(read(header), addendum="19R1")
    assert text(xml) == "2WTSA-24/35(Add.19)(Rev.1)-E and on"
    assert re.search(r"<w:b/></w:rPr><w:t[^>]*>WTSA-24/35\(Add.19\)\(Rev.1\)-E<", xml)


def test_a_number_that_is_not_known_any_more_leaves_no_symbol() -> None:
    assert text(printed(read(p("WTSA-24/35(Add.18)-E")), document="", addendum="")) == ""


def test_another_conference_brings_its_own_series() -> None:
    assert text(printed(read(p("WTSA24/35(Add.18)-E")), conference="PP-26")) == "PP26/35(Add.18)-E"


def test_the_field_of_a_property_gives_its_text_free() -> None:
    field = '<w:fldSimple w:instr=" DOCPROPERTY Symbol ">' + r("WTSA-24/35(Add.18)-E") + "</w:fldSimple>"
    parts = ("begin", "separate", "end")
    begin, separate, end = (r(f'<w:fldChar w:fldCharType="{part}"/>') for part in parts)
    complex_field = begin + r("<w:instrText> DOCPROPERTY Symbol </w:instrText>") + separate + r("WTSA-24/35(Add.18)-E") + end
    for header in (p(field), p(complex_field)):
        submission = read(header)
        xml = printed(submission, document="36")
        assert text(xml) == "WTSA-24/36(Add.18)-E"
        assert "DOCPROPERTY" not in xml
        assert "fldChar" not in xml
        assert text(printed(submission)) == "WTSA-24/35(Add.18)-E"
        assert "DOCPROPERTY" not in printed(submission)  # the property is not in the exported file
