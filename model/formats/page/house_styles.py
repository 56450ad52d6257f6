"""The Word styles of ITU's conference documents, built from the table `resources/word/styles.tsv`.

A row names a family (`conference` is complete, the others override some of its rows), id, name, type, parent, next
style and what the style says, in short words: measures are twips, sizes half-points. The metrics are those of ITU's
own files where they are known, see the README of the resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from resources import read_text

BUILT_IN = frozenset(
    "normal|header|footer|footnote text|footnote reference|endnote text|endnote reference|page number|hyperlink|"
    "annotation reference|annotation text|default paragraph font|normal table|table grid".split("|")
)
LANGUAGE_TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "zh": "zh-CN", "ar": "ar-SA"}
_DEFAULTS = frozenset({"Normal", "DefaultParagraphFont", "TableNormal"})
_BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLES = {
    "TableNormal": '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>',
    "TableGrid": "<w:tblPr><w:tblBorders>" + "".join(f"<w:{side} {_BORDER}/>" for side in _SIDES) + "</w:tblBorders></w:tblPr>",
}


class HouseStyle(Struct, frozen=True):
    """One row of the table."""

    id: str
    name: str
    type: str
    based_on: str
    next: str
    paragraph: str
    characters: str

    def xml(self) -> str:
        """The `w:style`, its children in the order of ISO 29500-1 §17.7.4.17."""
        name = self.name.lower()
        custom = "" if name in BUILT_IN or name.startswith("heading ") else ' w:customStyle="1"'
        default = ' w:default="1"' if self.id in _DEFAULTS else ""
        out = [f'<w:style w:type="{self.type}"{default}{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>']
        if self.based_on:
            out.append(f'<w:basedOn w:val="{self.based_on}"/>')
        if self.next:
            out.append(f'<w:next w:val="{self.next}"/>')
        if self.type == "paragraph":
            out.append("<w:qFormat/>")
        out.append(paragraph_properties(self.paragraph))
        out.append(run_properties(self.characters))
        out.append(_TABLES.get(self.id, ""))
        return "".join([*out, "</w:style>"])


@lru_cache(maxsize=8)
def house_styles(family: str, language: str = "") -> Mapping[str, HouseStyle]:
    """The styles of a family by id, with what the language changes (Russian sizes, Arabic direction)."""
    found: dict[str, HouseStyle] = {}
    rows = [line.split("\t") for line in read_text("word/styles.tsv").splitlines()[1:]]
    for layer in ("conference", family, language):
        for own, id, *rest in rows:
            if own == layer:
                found[id] = _over(found.get(id), HouseStyle(id, *rest)) if layer == language else HouseStyle(id, *rest)
    return found


def _over(below: HouseStyle | None, above: HouseStyle) -> HouseStyle:
    """A language's row says only what differs."""
    if below is None:
        return above
    return replace(below, paragraph=f"{below.paragraph} {above.paragraph}", characters=f"{below.characters} {above.characters}")


def styles_part(styles: Mapping[str, HouseStyle], language: str, extra: str = "") -> str:
    """The content of `w:styles`: defaults, the styles, and what a caller adds."""
    fonts = run_properties(styles["Normal"].characters).partition("<w:rFonts ")[2].partition("/>")[0]
    latin = "en-GB" if language in ("zh", "ar") else LANGUAGE_TAGS.get(language, "en-GB")
    lang = f'<w:lang w:val="{latin}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    run = f"<w:rPrDefault><w:rPr><w:rFonts {fonts}/>{lang}</w:rPr></w:rPrDefault>"
    defaults = f"<w:docDefaults>{run}<w:pPrDefault/></w:docDefaults>"
    return defaults + "".join(style.xml() for style in styles.values()) + extra


def paragraph_properties(words: str) -> str:
    """The `w:pPr` of a row, '' where it says nothing; children in the order of the schema (CT_PPrBase)."""
    given = said(words)
    if not given:
        return ""
    out = [f"<w:{name}/>" for name in ("keepNext", "keepLines") if name in given]
    out.append(_tabs(given))
    if "bidi" in given:
        out.append("<w:bidi/>")
    spacing = "".join(f' w:{name}="{given[name]}"' for name in ("before", "after", "line") if name in given)
    if spacing:
        rule = ' w:lineRule="auto"' if "line" in given else ""
        out.append(f"<w:spacing{spacing}{rule}/>")
    indents = "".join(f' w:{name}="{given[name]}"' for name in ("left", "right", "hanging") if name in given)
    if indents:
        out.append(f"<w:ind{indents}/>")
    if "jc" in given:
        out.append(f'<w:jc w:val="{given["jc"]}"/>')
    if "outline" in given:
        out.append(f'<w:outlineLvl w:val="{given["outline"]}"/>')
    return f"<w:pPr>{''.join(out)}</w:pPr>"


def run_properties(words: str) -> str:
    """The `w:rPr` of a row, '' where it says nothing; bold, italic and size for complex scripts too."""
    given = said(words)
    if not given:
        return ""
    out = []
    east = f' w:eastAsia="{given["ea"]}"' if "ea" in given else ""
    if "font" in given:
        font = given["font"].replace("_", " ")
        complex_font = given.get("cs", "Times New Roman" if font.endswith(" Bold") else font).replace("_", " ")
        ascii_font = font.removesuffix(" Bold")
        out.append(f'<w:rFonts w:ascii="{ascii_font}" w:hAnsi="{font}"{east} w:cs="{complex_font}"/>')
    elif east:
        out.append(f"<w:rFonts{east}/>")
    for word, names in (("b", ("b", "bCs")), ("i", ("i", "iCs")), ("caps", ("caps",))):
        if word in given:
            out += [f'<w:{name} w:val="0"/>' if given[word] == "0" else f"<w:{name}/>" for name in names]
    if "color" in given:
        out.append(f'<w:color w:val="{given["color"]}"/>')
    if "position" in given:
        out.append(f'<w:position w:val="{given["position"]}"/>')
    if "sz" in given:
        out.append(f'<w:sz w:val="{given["sz"]}"/><w:szCs w:val="{given.get("szCs", given["sz"])}"/>')
    if "u" in given:
        out.append('<w:u w:val="single"/>')
    if "rtl" in given:
        out.append("<w:rtl/>")
    return f"<w:rPr>{''.join(out)}</w:rPr>"


def said(words: str) -> dict[str, str]:
    """The words of a row, each with its value, '' where it has none."""
    return dict((word.split("=", 1) if "=" in word else [word, ""]) for word in words.split())


def _tabs(said: Mapping[str, str]) -> str:
    cleared = [f'<w:tab w:val="clear" w:pos="{place}"/>' for place in said.get("-tabs", "").split(",") if place]
    stops = []
    for stop in said.get("tabs", "").split(","):
        kind, _, place = stop.rpartition(":")
        if place:
            stops.append(f'<w:tab w:val="{kind or "left"}" w:pos="{place}"/>')
    return f"<w:tabs>{''.join(cleared + stops)}</w:tabs>" if cleared or stops else ""
