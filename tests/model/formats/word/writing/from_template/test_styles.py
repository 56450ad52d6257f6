"""The house's styles in Word have the properties of their table, whoever makes the elements."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from model.formats.page.house_styles import HouseStyle, house_styles
from model.formats.word.package.wordml import VAL, W, attributes_of, elements
from model.formats.word.writing.from_template.styles import style_xml, styles_content

FAMILIES = ("conference", "pp")
LANGUAGES = ("en", "ru", "zh", "ar")
ORDER_OF_STYLE = ("name", "basedOn", "next", "qFormat", "pPr", "rPr", "tblPr")
ORDER_OF_PARAGRAPH = ("keepNext", "keepLines", "tabs", "bidi", "spacing", "ind", "jc", "outlineLvl")
ORDER_OF_CHARACTERS = (
    "rFonts", "b", "bCs", "i", "iCs", "caps", "color", "position", "sz", "szCs", "u", "rtl",
)  # fmt: skip


def in_one_line(element: etree._Element) -> str:
    """An element in one line: attributes by name, tabs by place, since neither order matters."""
    children = list(element)
    if element.tag == W + "tabs":
        children.sort(key=lambda tab: int(tab.get(W + "pos", "")))
    attributes = "".join(f" {name.removeprefix(W)}={value}" for name, value in sorted(attributes_of(element)))
    inside = " ".join(map(in_one_line, children))
    return f"({str(element.tag).removeprefix(W)}{attributes}{' ' + inside if inside else ''})"


def test_all_styles_of_all_houses(golden: Callable[[str, str], None]) -> None:
    """Each house in full, but after the first only the styles that no house before has."""
    known: set[str] = set()
    lines = []
    for family in FAMILIES:
        for language in LANGUAGES:
            new = [line for line in map(in_one_line, elements(styles_content(family, language))) if line not in known]
            known.update(new)
            lines += [f"# {family} {language}", *new]
    golden("\n".join(lines) + "\n", "house_styles.txt")


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_properties_stand_in_the_order_of_the_schema(family: str, language: str) -> None:
    for style in elements(styles_content(family, language)):
        for parent, order in (
            (style, ORDER_OF_STYLE), (style.find(W + "pPr"), ORDER_OF_PARAGRAPH), (style.find(W + "rPr"), ORDER_OF_CHARACTERS),
        ):  # fmt: skip
            names = [str(child.tag).removeprefix(W) for child in parent] if parent is not None else []
            if style.tag == W + "style":
                assert names == sorted(names, key=order.index), style.get(W + "styleId")


def test_a_style_says_each_word_of_its_row() -> None:
    paragraph = (
        "keepNext keepLines -tabs=100 tabs=right:50,200 bidi before=1 after=2 line=192 left=3 right=4 hanging=5 jc=both outline=0"
    )
    characters = "font=A_B_Bold ea=C cs=D b=0 i caps color=0000FF position=6 sz=23 szCs=30 u rtl"
    style = HouseStyle("One", "The one", "paragraph", "Normal", "", paragraph, characters)
    assert in_one_line(elements(style_xml(style))[0]) == (
        "(style customStyle=1 styleId=One type=paragraph (name val=The one) (basedOn val=Normal) (qFormat) "
        "(pPr (keepNext) (keepLines) (tabs (tab pos=50 val=right) (tab pos=100 val=clear) (tab pos=200 val=left)) (bidi) "
        "(spacing after=2 before=1 line=192 lineRule=auto) (ind hanging=5 left=3 right=4) (jc val=both) (outlineLvl val=0)) "
        "(rPr (rFonts ascii=A B cs=D eastAsia=C hAnsi=A B Bold) (b val=0) (bCs val=0) (i) (iCs) (caps) (color val=0000FF) "
        "(position val=6) (sz val=23) (szCs val=30) (u val=single) (rtl)))"
    )


def test_every_style_that_another_names_is_there() -> None:
    for family in FAMILIES:
        styles = elements(styles_content(family, "en"))
        ids = [style.get(W + "styleId") for style in styles if style.tag == W + "style"]
        assert ids == list(house_styles(family))
        for style in styles:
            for name in ("basedOn", "next"):
                for named in style.iterchildren(W + name):
                    assert named.get(VAL) in ids
