"""The matter around the texts of a submission: the first page's header, source, title, abstract, introduction, the line of each
proposal, its reasons, the closing row (facts of ITU's documents, WTSA-24).

The words are those of the document's language. Facts missing in the header are omitted, not invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from msgspec import Struct

from model.formats.page.blocks import Block, Cell, Line, Row, Table, plain_spans
from model.lexicon import term_in, words_for
from model.lexicon.words import printed_words
from model.submission.conferences import LETTERS, Conference, number_and_revision
from model.submission.values import Contact, Header, Proposal

CLOSING_ROW = "______________"
_LANGUAGE_TERMS = {
    "en": "english", "fr": "french", "es": "spanish", "ru": "russian", "zh": "chinese", "ar": "arabic"
}  # fmt: skip
_HEADINGS = {"introduction": "introduction", "proposal_text": "proposal"}
FIELD_STYLES = {
    "conference": "TopHeader",
    "document": "Docnumber",
    "date": "Docnumber",
    "original": "Docnumber",
    "sources": "Source",
    "title": "Title1",
    "agenda": "Agendaitem",
    "introduction": "Normal",
    "proposal_text": "Normal",
    "addendum": "Docnumber",
    "abstract": "Abstract",
    "number": "Proposal",
    "reasons": "Reasons",
}
"""The styles in which the fields are printed, by the last part of their paths."""
FIRST_GRID = (1418, 5159, 1644, 1418)
_ABSTRACT_GRID = (1912, 4301, 3426)


class Front(Struct, frozen=True):
    """The wrapping of one submission in its language."""

    header: Header
    conference: Conference | None
    language: str

    def blocks(self) -> Iterator[Block]:
        """The matter before the first proposal, block by block."""
        yield from plain_table(FIRST_GRID, list(self._first_page()))
        for name in ("sources", "title", "agenda"):
            yield from self.field_blocks(name)
        yield from plain_table(_ABSTRACT_GRID, [*self._abstract(), *self._contacts()])
        for name in ("introduction", "proposal_text"):
            yield from self.field_blocks(name)

    def field_blocks(self, name: str) -> Iterator[Block]:
        """One field of the header with its heading, printed alone; *document* is the numbers of document and addendum."""
        if name == "abstract":
            yield from plain_table(_ABSTRACT_GRID, list(self._abstract()))
        elif name == "contacts":
            yield from plain_table(_ABSTRACT_GRID, list(self._contacts()))
        else:
            lines = self.field_lines(name)
            if lines and name in _HEADINGS:
                yield Line("Headingb", plain_spans(_word(_HEADINGS[name], self.language)))
            yield from (Line(FIELD_STYLES[name], plain_spans(line), source=f"header/{name}") for line in lines)

    def field_lines(self, name: str) -> list[str]:
        """The paragraphs of one field of the header, contacts aside."""
        if name == "conference":
            if self.conference is None:
                return [self.header.conference] if self.header.conference else []
            return [self.conference.title(self.language), self.conference.text("when", self.language)]
        if name in ("document", "date", "original"):
            lines = {"document": self._document_lines, "date": self._date, "original": self._original_lines}[name]()
            return ["\u2028".join(lines)] if lines else []
        if name == "sources":
            return [line for line in self.header.sources if line]
        text: str = getattr(self.header, name)
        if name in ("title", "agenda"):
            return [line for line in text.split("\n") if line]
        return text.split("\n") if text else []

    @property
    def has_introduction(self) -> bool:
        """Whether there is readable text before the first proposal, which then begins a new page."""
        return bool(self.header.abstract or self.header.introduction or self.header.proposal_text)

    @property
    def document_symbol(self) -> str:
        """The symbol of the document as the conference writes it; nothing if the conference is unknown."""
        return self.conference.document_symbol(self.header, self.language) if self.conference else ""

    def proposal_line(self, proposal: Proposal, *, new_page: bool = False) -> Line:
        """`MOD<tab>ATU/35A18/1`; a NOC with a number is underlined. A text without a symbol has a tab in its place."""
        number = f"\t{proposal.number}" if proposal.number or not proposal.symbol else ""
        underlined = proposal.symbol == "NOC" and bool(number)
        symbol = proposal.symbol
        spans = plain_spans(symbol, underline=True) + plain_spans(number) if underlined else plain_spans(symbol + number)
        return Line("Proposal", spans, new_page=new_page)

    def reasons(self, text: str) -> tuple[Line, ...]:
        """The reasons of a proposal; an empty paragraph if there are none, as in ITU's own files."""
        if not text:
            return (Line("Reasons"),)
        first, *rest = text.split("\n")
        word = plain_spans(_word("reasons", self.language) + self._colon.rstrip(), bold=True)
        head = Line("Reasons", word + plain_spans("\t" + first))
        return (head, *(Line("Reasons", plain_spans(line)) for line in rest))

    @staticmethod
    def closing_row() -> Line:
        """The row of underscores that ends a document."""
        return Line("Normal", plain_spans(CLOSING_ROW), centred=True)

    @property
    def _colon(self) -> str:
        """The separator of a heading and its text; full-width and without a space in Chinese."""
        return "：" if self.language == "zh" else ": "

    def _first_page(self) -> Iterator[Row]:
        """The table without borders at the head of the first page."""
        source = "header/conference"
        if self.conference is None and self.header.conference:
            yield conference_row(Line("TopHeader", plain_spans(self.header.conference), source=source))
        elif self.conference is not None:
            title = Line("TopHeader", plain_spans(self.conference.title(self.language)), source=source)
            when = Line("TopHeader", plain_spans(self.conference.text("when", self.language), size=24), source=source)
            yield conference_row(title, when)
        document = self._document_lines()
        meeting = self.conference.text("meeting", self.language) if self.conference and document else ""
        groups = {"document": document, "date": self._date(), "original": self._original_lines()}
        if not any(groups.values()):
            return
        yield rule_row()
        for place, (name, lines) in enumerate((name, lines) for name, lines in groups.items() if lines):
            right = Line("Docnumber", plain_spans("\u2028".join(lines)), source=f"header/{name}")
            yield document_row(right, meeting if not place else "")

    def _document_lines(self) -> list[str]:
        """`Addendum 18 to` / `Document 35-E`, with `Revision 1 to` before the revised one."""
        document, revision = number_and_revision(self.header.document)
        addendum, addendum_revision = number_and_revision(self.header.addendum)
        if not document:
            return self._addendum_lines(addendum, addendum_revision) if addendum else []
        mark = "\u200e" if self.language == "ar" else ""  # without it 35-A is shown as A-35
        name = f"{mark}{document}-{LETTERS.get(self.language, 'E')}"
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
        last = f"{_document_term(term, self.language)[-2]} {name}"
        if lines[-1].endswith(" к"):  # a preposition begins a line in Russian
            lines[-1], last = lines[-1].removesuffix(" к"), f"к {last}"
        return [*lines, last]

    def _addendum_lines(self, addendum: str, revision: str) -> list[str]:
        """`Addendum 18`, as long as the document has no number."""
        if self.language == "zh":
            return [*([f"修订 {revision}"] if revision else []), f"补遗 {addendum}"]
        lines = [_before_document("Revision n to Document", self.language, revision)] if revision else []
        words = _document_term("Addendum n to Document N-X", self.language)
        before = takewhile(lambda word: not word.isdigit(), words)
        return [*lines, " ".join([*before, addendum])]

    def _date(self) -> list[str]:
        if not self.header.date:
            return []
        try:
            day = date.fromisoformat(self.header.date)
        except ValueError:
            return [self.header.date]
        from babel.dates import format_date  # slow to load, and needed for documents with a date only

        return [format_date(day, "long", locale={"en": "en_GB", "ar": "ar_SA"}.get(self.language, self.language or "en_GB"))]

    def _original_lines(self) -> list[str]:
        term = _LANGUAGE_TERMS.get(self.header.original)
        if not term:
            return []
        return [f"{_word('original', self.language)}{self._colon}{_word(term, self.language)}"]

    def _abstract(self) -> Iterator[Row]:
        if self.header.abstract:
            lines = self.field_lines("abstract")
            text = tuple(Line("Abstract", plain_spans(line), source="header/abstract") for line in lines)
            yield Row((self._head("abstract"), Cell(text, 2)))

    def _contacts(self) -> Iterator[Row]:
        return (self._contact(contact) for contact in self.header.contacts)

    def _contact(self, contact: Contact) -> Row:
        who = [line for line in (contact.name, contact.organization, contact.country) if line]
        how = [
            f"{printed_words(self.language)[label]}{self._colon}{value}"
            for label, value in (("Tel.", contact.phone), ("E-mail", contact.email))
            if value
        ]
        lines = [Line("Abstract", plain_spans("\u2028".join(parts)), source="header/contacts") for parts in (who, how)]
        return Row((self._head("contact"), *(Cell((line,)) for line in lines)))

    def _head(self, term: str) -> Cell:
        return Cell((Line("Abstract", plain_spans(_word(term, self.language) + self._colon.rstrip(), bold=True)),))


def conference_row(*lines: Line) -> Row:
    """The row of the conference's name; the cells beside it are the logos' place."""
    return Row((Cell((Line(),)), Cell(lines, 2), Cell((Line(),))))


def rule_row() -> Row:
    """The row that rules off the conference from the document."""
    rule = Cell((Line("Docnumber", height=120),), 2)
    return Row((rule, rule), ruled=True)


def document_row(line: Line, meeting: str = "") -> Row:
    """A row about the document, after the name of the meeting."""
    return Row((Cell((Line("Committee", plain_spans(meeting)),), 2), Cell((line,), 2)))


def page_number(number: str) -> str:
    """The number of a page as ITU prints it."""
    return f"– {number} –"


def plain_table(grid: tuple[int, ...], rows: list[Row]) -> Iterator[Table]:
    """A table without borders, unless it has no rows."""
    if rows:
        yield Table(grid, tuple(rows), bordered=False)


def _word(term: str, language: str) -> str:
    """The usual form of a document word; the English one if the language is unknown."""
    return next(iter(words_for(term, language) if language else ()), None) or next(iter(words_for(term, "en")), term)


def _before_document(term: str, language: str, number: str) -> str:
    """`Addendum 18 to` out of the term `Addendum 18 to Document 35-E`."""
    words = _document_term(term, language)[:-2]
    return " ".join(number if word.isdigit() else word for word in words)


def _document_term(term: str, language: str) -> list[str]:
    """The words of a term of `doc-terms.tsv`, in English if the language has none."""
    return (term_in(term, language) or term_in(term, "en")).split(" ")
