"""The matter around the texts of a submission (`formats.page.front_matter`) as WordprocessingML, with the header of the pages
that follow the first."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from model.formats.page.blocks import Block, Cell, Line, Span, Table, plain_spans
from model.formats.page.front_matter import Front, page_number
from model.formats.word.writing.runs import text_xml
from model.formats.word.xml_escape import escape
from model.submission.conferences import Conference
from model.submission.values import Header, Proposal


class FrontMatter(Struct, frozen=True):
    """The wrapping of one submission in its language."""

    header: Header
    conference: Conference | None
    language: str
    style: Callable[[str], str]
    """The id, in the written package, of one of the house's styles; '' for the default."""

    @property
    def front(self) -> Front:
        """The lines of the wrapping as every format prints them."""
        return Front(self.header, self.conference, self.language)

    @property
    def has_introduction(self) -> bool:
        """Whether anything to be read stands before the first proposal, which then begins a new page."""
        return self.front.has_introduction

    def blocks(self) -> list[str]:
        """The matter before the first proposal, block by block."""
        return [self._block(block) for block in self.front.blocks()]

    def field_blocks(self, name: str) -> list[str]:
        """One field of the header with its heading, see `Front.field_blocks`."""
        return [self._block(block) for block in self.front.field_blocks(name)]

    def proposal_line(self, proposal: Proposal, *, new_page: bool = False) -> str:
        """The paragraph with the symbol and the number of a proposal."""
        return self._line(self.front.proposal_line(proposal, new_page=new_page))

    def reasons(self, text: str) -> list[str]:
        """The paragraphs of the reasons of a proposal."""
        return [self._line(line) for line in self.front.reasons(text)]

    def closing_row(self) -> str:
        """The paragraph of signs that closes the submission."""
        return self._line(self.front.closing_row())

    def page_header(self) -> str:
        """The paragraphs of the header from page 2 on: page number, document symbol."""
        number = "".join(
            f"<w:r>{inside}</w:r>"
            for inside in (
                '<w:fldChar w:fldCharType="begin"/>',
                '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t>2</w:t>",
                '<w:fldChar w:fldCharType="end"/>',
            )
        )
        before, _, after = page_number("\0").partition("\0")
        page = self._paragraph("Header", _run(*plain_spans(before)) + number + _run(*plain_spans(after)))
        symbol = self.front.document_symbol
        return page + (self._paragraph("Header", _run(*plain_spans(symbol))) if symbol else "")

    def _block(self, block: Block) -> str:
        return self._table(block) if isinstance(block, Table) else self._line(block)

    def _line(self, line: Line) -> str:
        properties = "<w:pageBreakBefore/>" if line.new_page else ""
        if line.height:
            properties += f'<w:spacing w:line="{line.height}" w:lineRule="exact"/>'
        if line.centred:
            properties += '<w:jc w:val="center"/>'
        return self._paragraph(line.style, "".join(_run(span) for span in line.spans), properties)

    def _paragraph(self, style: str, runs: str, properties: str = "") -> str:
        id = self.style(style)
        named = f'<w:pStyle w:val="{escape(id)}"/>' if id else ""
        inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
        return f"<w:p>{inside}{runs}</w:p>"

    def _table(self, table: Table) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.grid)
        rows = "".join(self._row(row.cells, table.grid, border=row.ruled) for row in table.rows)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(table.grid)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, cells: tuple[Cell, ...], grid: tuple[int, ...], *, border: bool) -> str:
        out, at = [], 0
        line = '<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tcBorders>' if border else ""
        for cell in cells:
            width = sum(grid[at : at + cell.columns])
            at += cell.columns
            spans = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            inside = "".join(self._line(one) for one in cell.lines)
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{line}</w:tcPr>{inside}</w:tc>')
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(out)}</w:tr>"


def _run(span: Span | None = None) -> str:
    if span is None:
        return ""
    properties = "<w:b/><w:bCs/>" if span.style.bold else ""
    if span.size:
        properties += f'<w:sz w:val="{span.size}"/><w:szCs w:val="{span.size}"/>'
    if span.style.underline:
        properties += '<w:u w:val="single"/>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text_xml(span.text)}</w:r>"
