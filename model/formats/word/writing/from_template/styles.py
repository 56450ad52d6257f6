"""The house's styles (`model.formats.page.house_styles`) as elements that python-docx makes.

Properties that python-docx lacks (second fonts and sizes, direction, raised characters, outline levels, properties of table
styles) are put into its elements, in the order of the schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles
from docx.text.parfmt import ParagraphFormat

from model.formats.page.house_styles import LANGUAGE_TAGS, HouseStyle, house_styles, properties_of
from model.formats.word.package.wordml import VAL, W, elements
from model.formats.word.writing.from_template.template import open_template, plain_xml

_BUILT_IN = frozenset(
    "normal|header|footer|footnote text|footnote reference|endnote text|endnote reference|page number|hyperlink|"
    "annotation reference|annotation text|default paragraph font|normal table|table grid".split("|")
)
_DEFAULTS = frozenset({"Normal", "DefaultParagraphFont", "TableNormal"})
_BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLES = {
    "TableNormal": '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>',
    "TableGrid": "<w:tblPr><w:tblBorders>" + "".join(f"<w:{side} {_BORDER}/>" for side in _SIDES) + "</w:tblBorders></w:tblPr>",
}
_BEHIND_BIDI = tuple(f"w:{name}" for name in "adjustRightInd snapToGrid spacing ind contextualSpacing jc outlineLvl".split())
_BEHIND_POSITION = tuple(f"w:{name}" for name in "sz szCs highlight u rtl".split())
_BEHIND_SIZE = _BEHIND_POSITION[2:]
"""The elements that the schema puts after an element (ISO 29500-1 CT_PPrBase, CT_RPr) and that a house's style can set."""


@lru_cache(maxsize=8)
def styles_content(family: str, language: str, treaty: bool = False) -> str:
    """The content of `w:styles`: the document's defaults and all styles of a family in a language, see `house_styles`."""
    house = house_styles(family, language if language in LANGUAGE_TAGS else "", treaty=treaty)
    styles = open_template().styles
    made = {id: _add(styles, style) for id, style in house.items()}
    for id, style in house.items():
        docx_style, following = made[id], made.get(style.next)
        if isinstance(docx_style, ParagraphStyle) and following is not None:
            docx_style.next_paragraph_style = following
    _set_defaults(styles, made["Normal"], language)
    return "".join(map(plain_xml, styles.element))


def style_xml(style: HouseStyle) -> str:
    """The `w:style` of one style."""
    return plain_xml(_add(open_template().styles, style).element)


def _add(styles: Styles, style: HouseStyle) -> CharacterStyle:
    name = style.name.lower()
    built_in = name in _BUILT_IN or name.startswith("heading ")
    made: CharacterStyle = styles.add_style(style.name, WD_STYLE_TYPE[style.type.upper()], built_in)
    made.style_id = style.id
    if style.id in _DEFAULTS:
        made.element.default = True
    if style.based_on:
        made.element.basedOn_val = style.based_on
    if style.type == "paragraph":
        made.quick_style = True
    if isinstance(made, ParagraphStyle):
        _form_paragraph(made.paragraph_format, properties_of(style.paragraph))
    _form_characters(made, properties_of(style.characters))
    made.element.extend(elements(_TABLES.get(style.id, "")))
    return made


def _form_paragraph(form: ParagraphFormat, given: Mapping[str, str]) -> None:
    if "keepNext" in given:
        form.keep_with_next = True
    if "keepLines" in given:
        form.keep_together = True
    _set_tab_stops(form, given)
    _set_distances(form, given)
    if "jc" in given:
        form.alignment = WD_PARAGRAPH_ALIGNMENT.from_xml(given["jc"])
    if "bidi" in given:
        _insert_in_order(form.element.get_or_add_pPr(), "w:bidi", _BEHIND_BIDI)
    if "outline" in given:
        _insert_in_order(form.element.get_or_add_pPr(), "w:outlineLvl", (), given["outline"])


def _set_tab_stops(form: ParagraphFormat, given: Mapping[str, str]) -> None:
    for words, usual in ((given.get("-tabs", ""), "clear"), (given.get("tabs", ""), "left")):
        for stop in filter(None, words.split(",")):
            kind, _, place = stop.rpartition(":")
            form.tab_stops.add_tab_stop(Twips(int(place)), WD_TAB_ALIGNMENT.from_xml(kind or usual))


def _set_distances(form: ParagraphFormat, given: Mapping[str, str]) -> None:
    """Sets the distances around and between the lines of a paragraph."""
    if "before" in given:
        form.space_before = Twips(int(given["before"]))
    if "after" in given:
        form.space_after = Twips(int(given["after"]))
    if "line" in given:
        form.line_spacing = int(given["line"]) / 240
    if "left" in given:
        form.left_indent = Twips(int(given["left"]))
    if "right" in given:
        form.right_indent = Twips(int(given["right"]))
    if "hanging" in given:
        form.first_line_indent = -Twips(int(given["hanging"]))


def _form_characters(style: CharacterStyle, given: Mapping[str, str]) -> None:
    font = style.font
    if "font" in given or "ea" in given:
        _set_fonts(style, given)
    if "b" in given:
        font.bold = font.cs_bold = given["b"] != "0"
    if "i" in given:
        font.italic = font.cs_italic = given["i"] != "0"
    if "caps" in given:
        font.all_caps = given["caps"] != "0"
    if "color" in given:
        font.color.rgb = RGBColor.from_string(given["color"])
    if "sz" in given:
        font.size = Pt(int(given["sz"]) / 2)
        _insert_in_order(style.element.get_or_add_rPr(), "w:szCs", _BEHIND_SIZE, given.get("szCs", given["sz"]))
    if "u" in given:
        font.underline = True
    if "rtl" in given:
        font.rtl = True
    if "position" in given:
        _insert_in_order(style.element.get_or_add_rPr(), "w:position", _BEHIND_POSITION, given["position"])


def _set_fonts(style: CharacterStyle, given: Mapping[str, str]) -> None:
    """The fonts of Latin, other, East Asian and complex scripts; only the first two are one property of python-docx."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    if "font" in given:
        font = given["font"].replace("_", " ")
        style.font.name = font.removesuffix(" Bold")
        fonts.set(W + "hAnsi", font)
        fonts.set(W + "cs", given.get("cs", "Times New Roman" if font.endswith(" Bold") else font).replace("_", " "))
    if "ea" in given:
        fonts.set(W + "eastAsia", given["ea"])


def _set_defaults(styles: Styles, normal: CharacterStyle, language: str) -> None:
    """Gives the document's defaults the fonts of the normal style, and the language of the proofing tools."""
    properties = styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    for name, value in normal.element.rPr.rFonts.items():
        properties.find(W + "rFonts").set(name, value)
    properties.find(W + "lang").set(VAL, LANGUAGE_TAGS.get(language, "en-GB"))


def _insert_in_order(parent: BaseOxmlElement, tag: str, behind: tuple[str, ...], value: str = "") -> None:
    """Inserts an element before those that follow it in the schema."""
    element = OxmlElement(tag, {VAL: value} if value else None)
    following = parent.first_child_found_in(*behind)
    if following is None:
        parent.append(element)
    else:
        following.addprevious(element)
