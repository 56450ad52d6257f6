"""The matter before the first proposal: header table, source, title, abstract, contacts, introduction, proposal text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from model.formats.recognition import header_facts
from model.formats.recognition.line import side_text
from model.formats.recognition.proposal_lines import is_rule
from model.formats.recognition.raw_body import RawParagraph
from model.formats.recognition.style_roles import role_of
from model.lexicon import DocumentWord, document_word
from model.message import Message
from model.redline import LINE_BREAK, NOTE, OBJECT
from model.submission.conferences import find_conference
from model.submission.values import Contact, Header

_SECTIONS = {
    "abstract": "abstract", "contact": "contact", "introduction": "introduction", "background": "introduction",
    "discussion": "introduction", "proposal": "proposal",
}  # fmt: skip
_FIELDS = {"contact": "contacts", "proposal": "proposal_text"}
"""The fields of the header that sections are called otherwise than."""
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?:tel|tél|phone|teléfono|тел|电话|ال?هاتف|fax)[\w.]*\s*[:：]\s*|(?=\+?[\d(][\d\s().-]{6,}$)", re.IGNORECASE
)
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
_HEAD = re.compile(r"[^:：,;]{0,30}[:：]\s*$")


class FrontLine(Struct, frozen=True):
    """A paragraph before the first proposal as plain text."""

    text: str
    role: str
    cell: tuple[int, int, int] | None
    centred: bool
    bold: bool


def front_line(raw: RawParagraph) -> FrontLine:
    """The text of a paragraph as proposed, with a label that Word computed."""
    text = side_text(raw.runs, "draft").replace(NOTE, "").replace(OBJECT, "")
    number = raw.face.number
    if number is not None and text.strip():
        text = number.text + ("\t" if number.suffix == "tab" else " ") + text
    bold = raw.face.bold or any(run.style.bold for run in raw.runs if run.text.strip())
    return FrontLine(text.strip(), role_of(raw.face).name, raw.cell, raw.face.centred, bold)


def read_front(lines: Sequence[FrontLine], language: str, messages: list[Message]) -> Header:
    """The header in the lines; text of the header block that is not understood is reported."""
    return _read(lines, language, messages).header()


class HeaderStatement(Struct, frozen=True):
    """The facts of the header in one line."""

    field: str = ""
    """The field's name; the numbers of document and addendum are one, *document*; '' for none."""
    words: str = ""
    """Its words for that, without the section's name in front."""
    heads: bool = False
    """It names the section alone."""


def statements_in(lines: Sequence[FrontLine], language: str) -> tuple[HeaderStatement, ...]:
    """The facts in each of the lines."""
    reading = _read(lines, language, [])
    return tuple(reading.statements.get(number, HeaderStatement()) for number in range(len(lines)))


def _read(lines: Sequence[FrontLine], language: str, messages: list[Message]) -> _Reading:
    reading = _Reading(language, messages)
    for reading.number, line in enumerate(lines):
        if line.text and not is_rule(line.text):
            reading.read(line)
        else:
            reading.pass_blank(line)
    return reading


class _Reading(Struct):
    language: str
    warnings: list[Message]
    section: str = ""
    row: tuple[int, int] | None = None
    """The row of a table that the section is confined to."""
    numbers: dict[str, str] = field(default_factory=dict)
    revised: str = ""
    """The document that a revision belongs to: its number so far."""
    conference: str = ""
    known: bool = False
    """The conference was known by its name."""
    date: str = ""
    original: str = ""
    sources: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    agenda: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=lambda: {"abstract": [], "introduction": [], "proposal": []})
    contacts: list[list[str]] = field(default_factory=list)
    met: bool = False
    """A fact of the header block was met, so lines without style may be source and title."""
    number: int = 0
    """The number of the line that is read."""
    statements: dict[int, HeaderStatement] = field(default_factory=dict)
    """By the number of a line."""
    _blank: dict[str, int] = field(default_factory=dict)
    """By section, the empty lines since its last words."""

    def pass_blank(self, line: FrontLine) -> None:
        """Remembers an empty line in a text of several paragraphs."""
        section = self.section or "introduction"
        if self.texts.get(section) and not line.text and (line.cell[:2] if line.cell else None) == self.row:
            self._blank[section] = self._blank.get(section, 0) + 1
            self.statements[self.number] = HeaderStatement(_FIELDS.get(section, section))

    def read(self, line: FrontLine) -> None:
        row = line.cell[:2] if line.cell is not None else None
        if self.row is not None and row != self.row:
            self.section, self.row = "", None
        if line.role in ("source", "doctitle", "agenda"):
            self.section = ""
            self._say({"source": "sources", "doctitle": "title"}.get(line.role, line.role), line.text)
            return
        word = document_word(line.text, self.language)
        if self._opens_section(line, word):
            return
        if self.section:
            self._add(self.section, line.text)
        elif not self._read_fact(line, word):
            self._read_unknown(line)

    def _opens_section(self, line: FrontLine, word: DocumentWord | None) -> bool:
        if line.role == "abstract" and not self.section and (word is None or word.term not in _SECTIONS):
            self.section = "abstract"
            self._add("abstract", line.text)
            return True
        if word is None or word.term not in _SECTIONS:
            return False
        alone = not word.rest
        if line.cell is None and not alone and word.term not in ("abstract", "contact"):
            return False
        section = _SECTIONS[word.term]
        self.statements[self.number] = HeaderStatement(_FIELDS.get(section, section), heads=True)
        if section == "introduction" and self.texts["introduction"] and alone:
            self._add("introduction", line.text)
        self.section = section
        self.row = line.cell[:2] if line.cell is not None else None
        if section == "contact":
            self.contacts.append([])
        if word.rest:
            self._add(section, word.rest)
        return True

    def _say(self, name: str, text: str) -> None:
        """Adds the lines of a text to sources, title or agenda."""
        lines: list[str] = getattr(self, name)
        lines += _pieces(text)
        self.statements[self.number] = HeaderStatement(name, text)

    def _add(self, section: str, text: str) -> None:
        self.statements[self.number] = HeaderStatement(_FIELDS.get(section, section), text)
        if section in self.texts:
            self.texts[section] += [""] * self._blank.pop(section, 0)
        if section == "contact":
            self.contacts[-1] += [piece for part in _pieces(text) for piece in part.split("\t") if piece.strip()]
        else:
            self.texts[section].append(text)

    def _read_fact(self, line: FrontLine, word: DocumentWord | None) -> bool:
        text = line.text.replace(LINE_BREAK, " ").translate(_DIRECTIONS)
        if word is not None and word.term in ("source", "title", "agenda") and word.rest:
            self._say({"source": "sources"}.get(word.term, word.term), word.rest)
            return True
        if word is not None and word.term == "plenary" and not word.rest:
            self.met = True
            return True
        numbers = header_facts.document_numbers(text)
        conference = header_facts.conference(text) if not numbers and not self.sources else ""
        date, original = header_facts.date(text), header_facts.original(text)
        words = ""
        if numbers:
            self._number(numbers)
            words = "document"
        elif date or (line.role == "docnumber" and not self.date and not original):
            words = "" if self.date else "date"
            self.date = self.date or date or text
        elif original:
            self.original, words = original, "original"
        elif conference and (not self.conference or self.conference.split("-")[0] == conference.split("-")[0]):
            self.conference = conference if "-" in conference or not self.conference else self.conference
            self.known, words = True, "conference"
        elif line.role == "topheader" and not self.conference:
            self.conference, words = text, "conference"
        elif self.conference and not self.sources and header_facts.years(text) and len(text) < 80 and line.role != "heading":
            if self.known and "-" not in self.conference:
                self.conference += "-" + header_facts.years(text)
            words = "conference"
        else:
            return False
        if words:
            self.statements[self.number] = HeaderStatement(words, line.text)
        self.met = True
        return True

    def _number(self, numbers: dict[str, str]) -> None:
        revision = numbers.pop("revision", "") or self.revised
        self.revised = ""
        self.numbers.update(numbers)
        if not revision:
            return
        for name in ("addendum", "document"):
            if name in numbers:
                self.numbers[name] += f"R{revision}"
                return
        self.revised = revision

    def _read_unknown(self, line: FrontLine) -> None:
        if self.met and not self.sources:
            self._say("sources", line.text)
        elif self.met and (not self.title or line.centred) and not self.texts["introduction"]:
            self._say("title", line.text)
        elif line.cell is not None:
            self.warnings.append(
                Message.of("The line “{line}” of the header has no place in a submission and is omitted.", line=line.text[:60])
            )
        else:
            self._add("introduction", line.text)

    def header(self) -> Header:
        if "corrigendum" in self.numbers:
            self.warnings.append(
                Message.of("That the document is corrigendum {number} is not kept.", number=self.numbers["corrigendum"])
            )
        conference = find_conference(self.conference)
        return Header(
            conference=conference.id if conference is not None else self.conference,
            document=self.numbers.get("document", ""),
            addendum=self.numbers.get("addendum", ""),
            date=self.date,
            original=self.original,
            sources=tuple(self.sources),
            title="\n".join(self.title),
            agenda="\n".join(self.agenda),
            abstract="\n".join(self.texts["abstract"]),
            contacts=tuple(_contact(parts) for parts in self.contacts if parts),
            introduction="\n".join(self.texts["introduction"]),
            proposal_text="\n".join(self.texts["proposal"]),
        )


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(LINE_BREAK) if piece.strip()]


def _contact(parts: Sequence[str]) -> Contact:
    """A contact from the lines of its cells: name, organization, country, and the facts recognised by their shape."""
    names: list[str] = []
    email = phone = ""
    for part in parts:
        mail = _EMAIL.search(part)
        rest = part.strip()
        if mail:
            email = email or mail[0]
            rest = (_HEAD.sub("", part[: mail.start()]) + part[mail.end() :]).strip(" ,;")
        call = _PHONE.match(rest)
        if call and not phone:
            phone, rest = rest[call.end() :].strip(), ""
        if rest:
            names.append(rest)
    name, organization, country = (*names[:3], "", "", "")[:3]
    if len(names) > 3:
        organization, country = ", ".join(names[1:-1]), names[-1]
    return Contact(name, organization, country, email, phone)
