"""A printout as a Word file for reading: changes as underlined and struck-through text, not tracked, so that nobody accepts
them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.formats.page.blocks import NUMBERED_EACH, Block, Cell, Line, Printout, Row, Span, Table, plain_spans
from model.formats.word.package.package_parts import HEAD, MAIN_TYPE, WORD_TYPE, Parts
from model.formats.word.package.run_text import text_xml
from model.formats.word.writing.document import declarations
from model.formats.xml_escape import escape
from model.redline import Status

_MAIN = "word/document.xml"
_NEW, _OLD, _MOVED, _SHADE = "0B5A1C", "A3151B", "5B2A86", "FFF2CC"
_EDGES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("top", "left", "bottom", "right"))
_INNER = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in ("insideH", "insideV"))


def printed_word(printed: Printout, date: str) -> bytes:
    """The bytes of a `.docx` with the printed text, footnotes after the text; `date` (ISO 8601) is its own."""
    from model.formats.word.writing.from_template.package import NewPackage  # both load python-docx
    from model.formats.word.writing.from_template.styles import styles_content

    rtl = printed.language == "ar"
    parts = Parts()
    package = NewPackage(landscape=printed.landscape, right_to_left=rtl)
    package.leave_out_page_header()
    if printed.line_numbers:
        package.number_lines(NUMBERED_EACH, again_on_each_page=printed.line_numbers == "page")
    body = "".join(_blocks(printed.blocks, rtl=rtl)) + "".join(_line(line, rtl=rtl) for line in printed.note_lines())
    inside = f"<w:body>{body or '<w:p/>'}{package.section_xml()}</w:body>"
    parts.add(_MAIN, f"{HEAD}<w:document {declarations(inside)}>{inside}</w:document>", MAIN_TYPE)
    content = styles_content(printed.family, printed.language)
    parts.add("word/styles.xml", f"{HEAD}<w:styles {declarations(content)}>{content}</w:styles>", WORD_TYPE + "styles+xml")
    package.set_language(printed.language)
    package.set_properties(printed.title, "", date)
    package.put_into(parts, _MAIN)
    return parts.to_bytes()


def _blocks(blocks: Iterable[Block], *, rtl: bool) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block, rtl=rtl)
            yield "<w:p/>"  # two tables without a paragraph between them would become one
        else:
            yield _line(block, rtl=rtl)


def _line(line: Line, *, rtl: bool) -> str:
    named = f'<w:pStyle w:val="{escape(line.style)}"/>' if line.style != "Normal" else ""
    properties = named + ("<w:pageBreakBefore/>" if line.new_page else "") + ("<w:bidi/>" if rtl else "")
    if line.height:
        properties += f'<w:spacing w:line="{line.height}" w:lineRule="exact"/>'
    if line.centred:
        properties += '<w:jc w:val="center"/>'
    spans = (*line.label, *line.spans)
    if line.end is not Status.KEPT and not line.whole:
        spans = (*spans, Span("¶", line.end))
    runs = "".join(_run(span, rtl=rtl) for span in spans)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def _run(span: Span, *, rtl: bool) -> str:
    style = span.style
    properties = "<w:b/><w:bCs/>" if style.bold else ""
    properties += "<w:i/><w:iCs/>" if style.italic else ""
    if span.caps is not None:
        properties += "<w:caps/>" if span.caps else '<w:caps w:val="0"/>'
    struck = span.status in (Status.DELETED, Status.RETRACTED)
    properties += "<w:strike/>" if struck else ""
    if span.status is not Status.KEPT:
        properties += f'<w:color w:val="{_MOVED if span.moved else _OLD if struck else _NEW}"/>'
    if span.size:
        properties += f'<w:sz w:val="{span.size}"/><w:szCs w:val="{span.size}"/>'
    if style.underline or span.status in (Status.INSERTED, Status.RETRACTED):
        properties += f'<w:u w:val="{"double" if span.moved else "single"}"/>'
    if style.vertical:
        properties += f'<w:vertAlign w:val="{style.vertical}"/>'
    properties += "<w:rtl/>" if rtl else ""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text_xml(span.text)}</w:r>"


def _table(table: Table, *, rtl: bool) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.grid)
    borders = f"<w:tblBorders>{_EDGES}{_INNER}</w:tblBorders>" if table.bordered else ""
    rows = "".join(_row(row, table.grid, head=place < table.heads, rtl=rtl) for place, row in enumerate(table.rows))
    return (
        f"<w:tbl><w:tblPr>{'<w:bidiVisual/>' if rtl else ''}"
        f'<w:tblW w:w="{sum(table.grid)}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(row: Row, grid: tuple[int, ...], *, head: bool, rtl: bool) -> str:
    properties = ("" if row.parts else "<w:cantSplit/>") + ("<w:tblHeader/>" if head else "")
    cells, at = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(grid[at : at + cell.columns]), rtl=rtl))
        at += cell.columns
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, *, rtl: bool) -> str:
    spans = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    edges = _EDGES.replace('w:sz="4"', 'w:sz="12"')
    marked = f'<w:tcBorders>{edges}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if cell.marked else ""
    lines = cell.lines or (Line("Tabletext", plain_spans("")),)
    inside = "".join(_line(line, rtl=rtl) for line in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{marked}</w:tcPr>{inside}</w:tc>'
