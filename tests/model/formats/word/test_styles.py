"""Styles resolved along what they are based on."""

from __future__ import annotations

import pytest
from lxml import etree

from model.formats.word.package.styles import Styles, twips
from tests.builders.word import p, part, r, raw


def styles(xml: str) -> Styles:
    return Styles.of(etree.fromstring(part("styles", xml).encode()))


def style(id: str, content: str = "", based: str = "", name: str = "", kind: str = "paragraph", default: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}"{default and f" w:default={chr(34)}{default}{chr(34)}"}>'
        f'<w:name w:val="{name or id}"/>{based and f"<w:basedOn w:val={chr(34)}{based}{chr(34)}/>"}{content}</w:style>'
    )


CALL = style("Call", "<w:pPr><w:ind w:left='794'/></w:pPr><w:rPr><w:i/><w:sz w:val='24'/></w:rPr>", "Normal", "call")


def test_what_a_style_inherits_holds_until_it_says_otherwise() -> None:
    found = styles(CALL + style("Normal", "<w:rPr><w:b/><w:sz w:val='20'/></w:rPr>", default="1")).paragraph("Call")
    assert (found.name, found.ancestors) == ("call", ("normal",))
    assert (found.run.italic, found.run.bold, found.run.size) == (True, True, 24)
    upright = styles(CALL + style("B", "<w:rPr><w:i w:val='0'/></w:rPr>", "Call")).paragraph("B")
    assert upright.run.italic is False


def test_styles_based_on_each_other_end() -> None:
    found = styles(style("A", based="B") + style("B", based="A"))
    assert found.paragraph("A").ancestors == ("b",)


def test_a_style_that_is_missing_says_nothing_but_keeps_its_name() -> None:
    found = styles(style("Normal", default="true")).paragraph("Enumlev1")
    assert (found.name, found.ancestors) == ("enumlev1", ())


def test_defaults_of_the_document_and_language() -> None:
    found = styles(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/><w:lang w:val='fr-FR'/></w:rPr></w:rPrDefault>"
        "</w:docDefaults>" + style("N", default="1")
    )
    assert (found.default, found.language, found.paragraph().run.size) == ("N", "fr", 22)


@pytest.mark.parametrize(
    ("text", "value"),
    [("794", 794), ("12pt", 240), ("2.54cm", 1440), ("-0.5in", -720), ("", None), ("x", None), (None, None)],
)
def test_measures_may_have_units(text: str | None, value: int | None) -> None:
    assert twips(text) == value


def test_the_face_joins_style_and_direct_format() -> None:
    face = raw(
        p(
            r("x", "<w:i w:val='0'/>"),
            "<w:pStyle w:val='Call'/><w:keepNext/><w:ind w:firstLine='5'/><w:jc w:val='center'/><w:outlineLvl w:val='1'/>",
        ),
        styles=CALL + style("Normal", default="1"),
    )
    face = face.paragraphs[0].face
    assert (face.style, face.name, face.ancestors) == ("Call", "call", ("normal",))
    assert (face.left, face.hanging, face.centred, face.outline, face.italic, face.size) == (794, -5, True, 1, True, 24)
    assert face.other == '<w:keepNext/><w:ind w:firstLine="5"/><w:jc w:val="center"/><w:outlineLvl w:val="1"/>'
