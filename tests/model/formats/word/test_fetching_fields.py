"""Fields, links and pictures that would fetch or start something on a reader's machine are replaced by their text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Literal, cast

import pytest

from model.formats.word.export import export_word
from model.formats.word.package.field_codes import is_kept
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from tests.builders import word
from tests.builders.private import field, simple
from tests.builders.word import dele, ins, p, part, r, relationships

EVIL = "http://evil.example/x"
KEPT = [
    *(
        " PAGE ",
        " page \\* MERGEFORMAT ",
        ' TOC \\o "1-3" \\h ',
        " = 1 + 2 ",
        " INFO NumPages ",
        " SEQ Table ",
        " EMBED Equation.3 ",
    ),
    *(
        ' HYPERLINK "https://www.itu.int" ',
        ' HYPERLINK "HTTP://www.itu.int" \\o "a tip" \\t "_blank" ',
        ' HYPERLINK "mailto:a@b.c" ',
    ),
    *(' HYPERLINK \\l "_Toc1" ', ' HYPERLINK "" \\l "_Toc1" ', ' HYPERLINK "#there" ', " AUTHOR ", " FILENAME \\p "),
]
REPLACED = [
    *(f' INCLUDEPICTURE "{EVIL}.png" \\d ', f' INCLUDETEXT "{EVIL}.docx" ', f' INCLUDE "{EVIL}" ', f' IMPORT "{EVIL}" '),
    *(f' RD "{EVIL}" ', f' LINK Word.Document "{EVIL}" a ', " DDE Excel a b ", " DDEAUTO Excel a b ", " DATABASE \\d x "),
    *(' HYPERLINK "javascript:x" ', ' HYPERLINK "ms-msdt:x" ', ' HYPERLINK "search-ms:x" ', ' HYPERLINK "file:///C:/x" '),
    *(" HYPERLINK \\\\\\\\server\\\\x ", ' HYPERLINK "x.docx" ', ' HYPERLINK "https://a.b" "javascript:x" ', " HYPERLINK "),
    *(
        ' HYPERLINK \\o \\l "javascript:x" ',
        " HYPERLINK \u201cjavascript:x\u201d ",
        " INFO Comments ",
        " COMMENTS x ",
        " FILLIN x ",
    ),
    *(" PRINT x ", " ADDIN ZOTERO_ITEM x ", " CONTROL Forms.CheckBox.1 ", " GIBBERISH ", " Bookmark1 ", "", " DOCPROPERTY x "),
]


@pytest.mark.parametrize("code", KEPT)
def test_fields_of_the_document_stay(code: str) -> None:
    assert is_kept(code)


@pytest.mark.parametrize("code", REPLACED)
def test_all_others_become_their_text(code: str) -> None:
    assert not is_kept(code)
    for made in (field(code, "shown"), simple(code.replace('"', "&quot;"), "shown")):
        for body in (p(r("a ") + made + r(" z")), p(r("a ") + ins(made) + r(" z"))):
            submission = read_word(word.docx(body), "test.docx").submission
            for view in ("markup", "draft"):
                data = export_word(submission, ExportOptions(view=cast(Literal["markup", "draft"], view)))[0]
                xml = _xml(data)
                assert re.search("instrText|fldSimple|fldChar", xml) is None
                assert "a shown z" in re.sub("<[^>]*>", "", xml)


def _edge(kind: str) -> str:
    return r(f'<w:fldChar w:fldCharType="{kind}"/>')


def _code(text: str) -> str:
    return r(f'<w:instrText xml:space="preserve">{text}</w:instrText>')


HIDDEN = {
    "in the code of another": _edge("begin") + _code(" IF 1 = 1 ") + field(f' INCLUDETEXT "{EVIL}" ', "inner")
        + _edge("separate") + r("shown") + _edge("end"),
    "name computed": _edge("begin") + field(" QUOTE INCLUDETEXT ", "INCLUDETEXT") + _code(f' "{EVIL}" ')
        + _edge("separate") + r("shown") + _edge("end"),
    "address computed": _edge("begin") + _code(" HYPERLINK ") + field(" QUOTE x ", f"{EVIL}")
        + _edge("separate") + r("shown") + _edge("end"),
    "code as text": _edge("begin") + r(f'INCLUDETEXT "{EVIL}"') + _edge("separate") + r("shown") + _edge("end"),
    "without an end": r("shown") + _edge("begin") + _code(f' INCLUDETEXT "{EVIL}" '),
    "after a deleted code": _edge("begin") + dele(r("<w:delInstrText> PAGE </w:delInstrText>"))
        + ins(_code(f' INCLUDETEXT "{EVIL}" ')) + _edge("separate") + r("shown") + _edge("end"),
    "two deep": _edge("begin") + _code(" IF 1 = 1 ") + _edge("begin") + _code(" QUOTE ") + field(f' RD "{EVIL}" ', "inner")
        + _edge("separate") + r("middle") + _edge("end") + _edge("separate") + r("shown") + _edge("end"),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_ways_to_fetch(name: str) -> None:
    submission = read_word(word.docx(p(r("a ") + HIDDEN[name] + r(" z"))), "test.docx").submission
    for view in ("markup", "draft", "base"):
        xml = _xml(export_word(submission, ExportOptions(view=cast(Literal["markup", "draft", "base"], view)))[0])
        assert "evil" not in xml
        assert "shown" in re.sub("<[^>]*>", "", xml)


def test_a_deeply_nested_code_takes_no_time() -> None:
    deep = 4000
    body = "".join(_edge("begin") + _code(" IF ") for _ in range(deep)) + _edge("end") * deep
    assert read_word(word.docx(p(r("a ") + body)), "test.docx").submission


def test_a_picture_in_the_file_stays_without_its_address() -> None:
    from lxml import etree

    from model.formats.word.package.fetched_pictures import remove_fetched_pictures
    from model.formats.word.package.wordml import elements

    (pict,) = elements(
        f'<w:pict><v:shape href="{EVIL}"><v:imagedata r:id="rId1" o:href="{EVIL}" src="{EVIL}"/></v:shape></w:pict>'
    )
    assert remove_fetched_pictures(pict) == 0
    xml = etree.tostring(pict, encoding="unicode")
    assert 'r:id="rId1"' in xml
    assert xml.count("evil") == 1  # the link of the shape, to the web


def test_a_list_gets_its_sign_in_letters_back() -> None:
    bullet = (
        f'<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape><v:imagedata src="{EVIL}"/></v:shape></w:pict></w:numPicBullet>'
    )
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlPicBulletId w:val="0"/></w:lvl>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f'{bullet}<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>{number}'
    item = p(r("an item"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    reading = read_word(word.docx(p(r("text")) + item, numbering=numbering), "test.docx")
    assert ["1 picture" in str(message) for message in reading.warnings] == [True]
    xml = _xml(export_word(reading.submission)[0], "word/numbering.xml")
    assert re.search("evil|lvlPicBulletId|numPicBullet", xml) is None


def test_what_was_replaced_is_reported() -> None:
    body = p(field(f' INCLUDETEXT "{EVIL}" ', "x") + field(' HYPERLINK "ms-msdt:x" ', "y") + field(" DOCPROPERTY a ", "z"))
    parts = word.parts_of(body + '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/></w:sectPr>')
    parts["word/header1.xml"] = part(
        "hdr", p(simple(f"LINK a {EVIL}", "h") + r('<w:pict><v:shape><v:imagedata src="x"/></v:shape></w:pict>'))
    )
    line = f'<Relationship Id="rId9" Type="{_RELATION}/header" Target="header1.xml"/>'
    parts["word/_rels/document.xml.rels"] = relationships({}).replace("</Relationships>", line + "</Relationships>")
    messages = [str(warning) for warning in read_word(word.zipped(parts), "test.docx").warnings]
    assert messages == [
        "2 fields that would read other files or programs were replaced by the text that they show: INCLUDETEXT, LINK.",
        "1 link that leads neither to the web nor to a mailbox was replaced by its text.",
        "1 picture that would be fetched from an address was removed; put it into the file itself to keep it.",
    ]


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _xml(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize("kind", ["AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "TEMPLATE"])
def test_a_deleted_field_that_names_a_user_is_reported_with_its_paragraph(kind: str) -> None:
    for shown in (field(f" {kind} ", "Jane Doe"), simple(kind, "Jane Doe")):
        messages = [
            str(warning) for warning in read_word(word.docx(p(r("agreed by ") + shown + r(" here"))), "test.docx").warnings
        ]
        assert messages == [
            "Fields that name a user or a user’s file were deleted with their text, for privacy; type it if it belongs to the "
            f"text: {kind} in “agreed by here”."
        ]


def test_a_field_that_shows_no_user_is_not_reported() -> None:
    body = p(r("agreed by ") + field(" AUTHOR ", "") + simple("USERNAME", " ") + field(" PAGE ", "7"))
    assert read_word(word.docx(body), "test.docx").warnings == ()


def test_many_deleted_fields_are_reported_in_one_sentence() -> None:
    body = "".join(p(r(f"line {number} ") + simple("AUTHOR", "Jane")) for number in range(5)) + p(simple("AUTHOR", "Jane"))
    (message,) = read_word(word.docx(body), "test.docx").warnings
    assert str(message).endswith(": AUTHOR in “line 0”, AUTHOR in “line 1”, AUTHOR in “line 2” and 3 more.")
