"""The package of a new Word file: python-docx makes its section, page header, settings and properties, and the table at the head
of the first page; our own `package_parts` zips them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime

from docx.enum.section import WD_ORIENTATION
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Row
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from model.formats.page.blocks import Line, Row, Table
from model.formats.page.front_matter import page_number
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.page.metrics import HEADER_AT, MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from model.formats.word.package.package_parts import OFFICE, Parts
from model.formats.word.package.run_text import text_xml
from model.formats.word.package.wordml import R, W, elements
from model.formats.word.writing.from_template.template import open_template, plain_xml
from model.formats.xml_escape import ILLEGAL

_FIELD = (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>2</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
)
_RULE = '<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tcBorders>'
_LONGEST = 255
"""Characters of a property, in Word and in python-docx."""


class NewPackage:
    """A package while it is made; its main part and its styles are made elsewhere."""

    def __init__(self, *, landscape: bool = False, right_to_left: bool = False) -> None:
        self._document = open_template()
        self._section = self._document.sections[0]
        self._set_page(landscape=landscape)
        if right_to_left:
            self._document.element.body.sectPr.append(OxmlElement("w:bidi"))

    def _set_page(self, *, landscape: bool) -> None:
        section = self._section
        wide, high = (PAGE_HEIGHT, PAGE_WIDTH) if landscape else (PAGE_WIDTH, PAGE_HEIGHT)
        section.page_width, section.page_height = Twips(wide), Twips(high)
        section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
        section.top_margin = section.right_margin = section.bottom_margin = section.left_margin = Twips(MARGIN)
        section.header_distance = section.footer_distance = Twips(HEADER_AT)

    def put_page_header(self, symbol: str, style: str) -> None:
        """Fills the header of the pages that follow the first with the page's number and the document symbol; `style` is the id
        of its paragraphs' style, '' for the default."""
        self._section.different_first_page_header_footer = True
        header = self._section.header
        before, _, after = page_number("\0").partition("\0")
        number = header.paragraphs[0]
        for inside in (text_xml(before), *_FIELD, text_xml(after)):
            _add_run(number, inside)
        if symbol:
            _add_run(header.add_paragraph(), text_xml(symbol))
        for paragraph in header.paragraphs if style else ():
            paragraph._p.style = style

    def leave_out_page_header(self) -> None:
        self._section.header.is_linked_to_previous = True

    def put_page_header_into(self, parts: Parts, part: str) -> None:
        """Adds the page header to a package, and lets the section refer to it as the main part `part` does."""
        reference = self._document.element.body.sectPr.find(W + "headerReference")
        made, name = self._section.header.part, parts.free_name("word/header1.xml")
        parts.add(name, made.blob, made.content_type)
        reference.set(R + "id", parts.relate(part, OFFICE + "header", name))

    def number_lines(self, count_by: int, *, again_on_each_page: bool) -> None:
        """Numbers the lines of the text (ISO 29500-1 §17.6.8), the number shown beside every `count_by`-th line."""
        numbering = OxmlElement("w:lnNumType")
        numbering.set(W + "countBy", str(count_by))
        numbering.set(W + "restart", "newPage" if again_on_each_page else "continuous")
        self._document.element.body.sectPr.find(W + "pgMar").addnext(numbering)

    def section_xml(self) -> str:
        """The `w:sectPr` of the text."""
        return plain_xml(self._document.element.body.sectPr)

    def set_settings(self, *, tracked: bool, notes: Collection[str]) -> None:
        """Switches the tracking of changes on, and names the separators of these kinds of notes."""
        settings = self._document.settings.element
        if tracked:
            settings.insert(0, OxmlElement("w:trackRevisions"))
        for kind in ("footnote", "endnote"):
            if kind in notes:
                separators = f'<w:{kind}Pr><w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'
                settings.find(W + "compat").addprevious(elements(separators)[0])

    def set_language(self, language: str) -> None:
        """Names the language of the text, by its code, for the fonts of the theme, as the styles' defaults do for the words; a
        screen reader chooses its voice by it."""
        tags = {
            "val": LANGUAGE_TAGS.get(language, LANGUAGE_TAGS["en"]),
            "eastAsia": LANGUAGE_TAGS["zh"],
            "bidi": LANGUAGE_TAGS["ar"],
        }
        named = OxmlElement("w:themeFontLang", {W + name: tag for name, tag in tags.items()})
        self._document.settings.element.find(W + "compat").addnext(named)

    def set_properties(self, title: str, creator: str, date: str) -> None:
        """Sets the document's own properties, `date` (ISO 8601) for both its times: no personal name, no other program's."""
        properties = self._document.core_properties
        properties.title, properties.author = (ILLEGAL.sub("", text)[:_LONGEST] for text in (title, creator))
        moment = datetime.fromisoformat(date)
        properties.created = properties.modified = moment.astimezone(UTC) if moment.tzinfo else moment

    def put_into(self, parts: Parts, main: str) -> None:
        """Adds to a package, whose main part is `main`, those of our parts that it does not have, and all that refers to them."""
        document = self._document.part
        for referring, relations in (("", document.package.rels), (main, document.rels)):
            for relation in relations.values():
                made, name = relation.target_part, relation.target_part.partname.lstrip("/")
                if name not in parts.data:
                    parts.add(name, made.blob, made.content_type)
                parts.relate(referring, relation.reltype, name)


def _add_run(paragraph: Paragraph, inside: str) -> None:
    paragraph.add_run()._r.extend(elements(inside))


def table_xml(table: Table, line_xml: Callable[[Line], str]) -> str:
    """The table at the head of the first page; `line_xml` writes the paragraphs in its cells."""
    made = open_template().add_table(0, len(table.grid))
    made.autofit = False
    for column, width in zip(made.columns, table.grid, strict=True):
        column.width = Twips(width)
    properties = made._tbl.tblPr
    width = properties.find(W + "tblW")
    width.set(W + "type", "dxa")
    width.set(W + "w", str(sum(table.grid)))
    properties.remove(properties.find(W + "tblLook"))
    for row in table.rows:
        _fill(made.add_row()._tr, row, table.grid, line_xml)
    return plain_xml(made._tbl)


def _fill(made: CT_Row, row: Row, grid: Sequence[int], line_xml: Callable[[Line], str]) -> None:
    """Joins the cells of a new row, one a column, to those of `row`, and fills them; python-docx needs 2 ms for each."""
    made.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    at = 0
    for place, cell in enumerate(row.cells):
        joined, *others = made.tc_lst[place : place + cell.columns]
        for other in others:
            made.remove(other)
        joined.grid_span, joined.width = cell.columns, Twips(sum(grid[at : at + cell.columns]))
        at += cell.columns
        if row.ruled:
            joined.get_or_add_tcPr().extend(elements(_RULE))
        joined.remove(joined.p_lst[0])
        joined.extend(elements("".join(line_xml(line) for line in cell.lines)))
