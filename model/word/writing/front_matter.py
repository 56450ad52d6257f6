"""What stands around the texts of a submission: the first page's header, source, title, abstract, introduction, the
line of each proposal, its reasons, the closing row, and the header of the pages that follow (facts of ITU's
documents, WTSA-24).

The words are those of the document's language. What the header does not say is left out, not invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from model.conferences import LETTERS, Conference, numbered
from model.lexicon import term_in, words_for
from model.submission import Contact, Header, Proposal
from model.word.escaping import escape
from model.word.writing.runs import text_xml

CLOSING_ROW = "______________"
TEXT_WIDTH = 9639
"""Twips between the margins of A4."""
_LANGUAGE_TERMS = {
    "en": "english", "fr": "french", "es": "spanish", "ru": "russian", "zh": "chinese", "ar": "arabic"
}  # fmt: skip
_MAIL = {
    "en": "E-mail",
    "fr": "E-mail",
    "es": "Correo-e",
    "ru": "Эл. почта",
    "zh": "电子邮件",
    "ar": "البريد الإلكتروني",
}
_PHONE = {"en": "Tel.", "fr": "Tél.", "es": "Tel.", "ru": "Тел.", "zh": "电话", "ar": "الهاتف"}
_GRID = (1418, 5159, 1644, 1418)
_ABSTRACT_GRID = (1912, 4301, 3426)


@dataclass(frozen=True)
class FrontMatter:
    """The wrapping of one submission in its language."""

    header: Header
    conference: Conference | None
    language: str
    style: Callable[[str], str]
    """The id, in the written package, of one of the house's styles; '' for the default."""

    def blocks(self) -> list[str]:
        """What stands before the first proposal, block by block."""
        out = [self._first_page(), *self._title_lines(), self._abstract_table()]
        for term, text in (("introduction", self.header.introduction), ("proposal", self.header.proposal_text)):
            if text:
                out.append(self._paragraph("Headingb", _run(_word(term, self.language))))
                out += [self._paragraph("Normal", _run(line)) for line in text.split("\n")]
        return [block for block in out if block]

    @property
    def has_introduction(self) -> bool:
        """Whether anything to be read stands before the first proposal, which then begins a new page."""
        return bool(self.header.abstract or self.header.introduction or self.header.proposal_text)

    def proposal_line(self, proposal: Proposal, *, new_page: bool = False) -> str:
        """`MOD<tab>ATU/35A18/1`; a NOC with a number is underlined, it keeps a text as it is on purpose."""
        number = f"\t{proposal.number}" if proposal.number else ""
        underlined = proposal.symbol == "NOC" and number
        runs = _run(proposal.symbol, '<w:u w:val="single"/>') + _run(number) if underlined else _run(proposal.symbol + number)
        return self._paragraph("Proposal", runs, "<w:pageBreakBefore/>" if new_page else "")

    def reasons(self, text: str) -> list[str]:
        """The reasons of a proposal; an empty paragraph where there are none, as in ITU's own files."""
        if not text:
            return [self._paragraph("Reasons", "")]
        first, *rest = text.split("\n")
        head = _run(_word("reasons", self.language) + ":", "<w:b/><w:bCs/>") + _run("\t" + first)
        return [self._paragraph("Reasons", head), *(self._paragraph("Reasons", _run(line)) for line in rest)]

    @staticmethod
    def closing_row() -> str:
        """The row of underscores that ends a document."""
        return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>{CLOSING_ROW}</w:t></w:r></w:p>'

    @property
    def document_symbol(self) -> str:
        return self.conference.document_symbol(self.header, self.language) if self.conference else ""

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
        page = self._paragraph("Header", _run("– ") + number + _run(" –"))
        return page + (self._paragraph("Header", _run(self.document_symbol)) if self.document_symbol else "")

    def _first_page(self) -> str:
        """The table without borders at the head of the first page. The cells beside the conference's name are the
        logos' place."""
        rows = []
        if self.conference is not None:
            name = self._paragraph("TopHeader", _run(self.conference.title(self.language)))
            when = self._paragraph("TopHeader", _run(self.conference.text("when", self.language), _SIZE_12))
            rows.append(_row((1, self._paragraph("Normal", "")), (2, name + when), (1, self._paragraph("Normal", ""))))
        document = self._document_lines()
        meeting = self.conference.text("meeting", self.language) if self.conference and document else ""
        told = [document, self._date(), self._original()]
        if not any(told):
            return _table(_GRID, rows) if rows else ""
        rule = self._paragraph("Docnumber", "", '<w:spacing w:line="120" w:lineRule="exact"/>')
        rows.append(_row((2, rule), (2, rule), border=True))
        for place, lines in enumerate(line for line in told if line):
            left = self._paragraph("Committee", _run(meeting if not place else ""))
            rows.append(_row((2, left), (2, self._paragraph("Docnumber", _run("\u2028".join(lines))))))
        return _table(_GRID, rows)

    def _document_lines(self) -> list[str]:
        """`Addendum 18 to` / `Document 35-E`, with `Revision 1 to` before what is revised."""
        document, revision = numbered(self.header.document)
        addendum, addendum_revision = numbered(self.header.addendum)
        if not document:
            return []
        name = f"{document}-{LETTERS.get(self.language, 'E')}"
        if self.language == "zh":
            last = addendum_revision or revision
            tail = (f"(Add.{addendum})" if addendum else "") + (f"(Rev.{last})" if last else "")
            return [f"文件{document}{tail}-C"] if tail else [f"文件 {name}"]
        lines = []
        if addendum_revision or revision:
            lines.append(_before_document("Revision n to Document", self.language, addendum_revision or revision))
        if addendum:
            lines.append(_before_document("Addendum n to Document N-X", self.language, addendum))
        if not lines:
            return [f"{_word('document', self.language)} {name}"]
        term = "Addendum n to Document N-X" if addendum else "Revision n to Document"
        return [*lines, f"{_inflected_document(term, self.language)} {name}"]

    def _date(self) -> list[str]:
        if not self.header.date:
            return []
        try:
            day = date.fromisoformat(self.header.date)
        except ValueError:
            return [self.header.date]
        from babel.dates import format_date  # only documents with a date pay for it

        return [format_date(day, "long", locale={"en": "en_GB", "ar": "ar_SA"}.get(self.language, self.language or "en_GB"))]

    def _original(self) -> list[str]:
        term = _LANGUAGE_TERMS.get(self.header.original)
        if not term:
            return []
        return [f"{_word('original', self.language)}: {_word(term, self.language)}"]

    def _title_lines(self) -> Iterable[str]:
        for style, text in (
            ("Source", "\n".join(self.header.sources)),
            ("Title1", self.header.title),
            ("Agendaitem", self.header.agenda),
        ):
            yield from (self._paragraph(style, _run(line)) for line in text.split("\n") if line)

    def _abstract_table(self) -> str:
        rows = []
        if self.header.abstract:
            text = "".join(self._paragraph("Abstract", _run(line)) for line in self.header.abstract.split("\n"))
            rows.append(_row((1, self._head("abstract")), (2, text), grid=_ABSTRACT_GRID))
        rows += [self._contact(contact) for contact in self.header.contacts]
        return _table(_ABSTRACT_GRID, rows) if rows else ""

    def _contact(self, contact: Contact) -> str:
        who = [line for line in (contact.name, contact.organization, contact.country) if line]
        how = [
            f"{label[self.language or 'en']}: {value}"
            for label, value in ((_PHONE, contact.phone), (_MAIL, contact.email))
            if value
        ]
        cells = [self._paragraph("Abstract", _run("\u2028".join(lines))) for lines in (who, how)]
        return _row((1, self._head("contact")), (1, cells[0]), (1, cells[1]), grid=_ABSTRACT_GRID)

    def _head(self, term: str) -> str:
        return self._paragraph("Abstract", _run(_word(term, self.language) + ":", "<w:b/><w:bCs/>"))

    def _paragraph(self, style: str, runs: str, properties: str = "") -> str:
        id = self.style(style)
        named = f'<w:pStyle w:val="{escape(id)}"/>' if id else ""
        inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
        return f"<w:p>{inside}{runs}</w:p>"


_SIZE_12 = '<w:sz w:val="24"/><w:szCs w:val="24"/>'


def _word(term: str, language: str) -> str:
    """The usual form of a document word; the English one where the language is not known."""
    return next(iter(words_for(term, language) if language else ()), None) or next(iter(words_for(term, "en")), term)


def _before_document(term: str, language: str, number: str) -> str:
    """`Addendum 18 to` out of the term `Addendum 18 to Document 35-E`."""
    words = (term_in(term, language) or term_in(term, "en")).split(" ")[:-2]
    return " ".join(number if word.isdigit() else word for word in words)


def _inflected_document(term: str, language: str) -> str:
    return (term_in(term, language) or term_in(term, "en")).split(" ")[-2]


def _run(text: str, properties: str = "") -> str:
    if not text:
        return ""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text_xml(text)}</w:r>"


def _row(*cells: tuple[int, str], border: bool = False, grid: tuple[int, ...] = _GRID) -> str:
    """A row of cells, each with the number of grid columns that it spans."""
    out, at = [], 0
    for span, inside in cells:
        width = sum(grid[at : at + span])
        at += span
        spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        line = '<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="auto"/></w:tcBorders>' if border else ""
        out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{line}</w:tcPr>{inside}</w:tc>')
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(out)}</w:tr>"


def _table(grid: tuple[int, ...], rows: list[str]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
