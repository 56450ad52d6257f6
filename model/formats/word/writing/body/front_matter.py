"""The matter around the texts of a submission (`formats.page.front_matter`) as WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from model.formats.page.blocks import Block, Line, Span
from model.formats.page.cut_lines import CutLines
from model.formats.page.front_matter import Front
from model.formats.word.package.run_text import text_xml
from model.formats.word.writing.body.paragraph_formats import NUMBER_INDENT
from model.formats.xml_escape import escape
from model.numbering.provision_numbers import parse_margin
from model.redline import Style
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
        """Whether there is readable text before the first proposal, which then begins a new page."""
        return self.front.has_introduction

    def blocks(self) -> list[str]:
        """The matter before the first proposal, block by block."""
        return [self._block(block) for block in self.front.blocks()]

    def field_blocks(self, name: str) -> list[str]:
        """One field of the header with its heading, see `Front.field_blocks`."""
        return [self._block(block) for block in self.front.field_blocks(name)]

    def opening(self, proposal: Proposal, cut: CutLines, *, new_page: bool = False) -> list[str]:
        """The paragraph with the symbol and the number of a proposal; for a cut of a treaty text also the headings before it, and
        the numbers of provisions that are printed alone."""
        lines = [*cut.headings, self.front.proposal_line(proposal), *cut.addresses]
        lines[0] = replace(lines[0], new_page=new_page)
        return list(map(self._line, lines))

    def margin_opening(self, cut: CutLines) -> list[str]:
        """What is before the text of a block of Final Acts: headings, the symbol where it is on a line of its own, and numbers
        that are printed alone."""
        symbol = Span(cut.symbol, style=Style(bold=True))
        lines = [*cut.headings, *((Line(spans=(symbol,)),) if cut.is_above else ())]
        written = list(map(self._line, lines))
        for place, line in enumerate(cut.addresses):
            if parse_margin(line.spans[0].text) is None:
                written.append(self._line(line))
                continue
            if place or cut.is_above:
                written.append(self._line(replace(line, indent=NUMBER_INDENT)))
            else:
                written.append(self._line(replace(line, spans=(symbol, Span("\t"), *line.spans))))
        return written

    def reasons(self, text: str) -> list[str]:
        """The paragraphs of the reasons of a proposal."""
        return [self._line(line) for line in self.front.reasons(text)]

    def closing_row(self) -> str:
        """The paragraph of signs that closes the submission."""
        return self._line(self.front.closing_row())

    def page_header(self) -> tuple[str, str]:
        """The symbol below the page number in the header of the pages after the first, and the style id of both lines."""
        return self.front.document_symbol, self.style("Header")

    def _block(self, block: Block) -> str:
        if isinstance(block, Line):
            return self._line(block)
        from model.formats.word.writing.from_template.package import table_xml  # loads python-docx

        return table_xml(block, self._line)

    def _line(self, line: Line) -> str:
        properties = "<w:pageBreakBefore/>" if line.new_page else ""
        if line.height:
            properties += f'<w:spacing w:line="{line.height}" w:lineRule="exact"/>'
        if line.indent:
            properties += f'<w:ind w:left="{line.indent}"/>'
        if line.centred:
            properties += '<w:jc w:val="center"/>'
        id = self.style(line.style)
        named = f'<w:pStyle w:val="{escape(id)}"/>' if id else ""
        inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
        return f"<w:p>{inside}{''.join(map(self._run, line.spans))}</w:p>"

    def _run(self, span: Span) -> str:
        return _run(span, self.style(span.style.name) if span.style.name else "")


def _run(span: Span, style: str) -> str:
    properties = f'<w:rStyle w:val="{escape(style)}"/>' if style else ""
    properties += "<w:b/><w:bCs/>" if span.style.bold else ""
    if span.size:
        properties += f'<w:sz w:val="{span.size}"/><w:szCs w:val="{span.size}"/>'
    if span.style.underline:
        properties += '<w:u w:val="single"/>'
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text_xml(span.text)}</w:r>"
