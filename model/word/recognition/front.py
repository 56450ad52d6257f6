"""What stands before the first proposal: header table, source, title, abstract, contacts, introduction,
proposal text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from model.lexicon import Word, document_word
from model.redline import LINE_BREAK, NOTE, OBJECT
from model.submission import Contact, Header
from model.word.raw import RawParagraph
from model.word.recognition import facts
from model.word.recognition.line import side_text
from model.word.recognition.roles import role_of
from model.word.recognition.shapes import is_rule

_SECTIONS = {
    "abstract": "abstract", "contact": "contact", "introduction": "introduction", "background": "introduction",
    "discussion": "introduction", "proposal": "proposal",
}  # fmt: skip
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?:tel|tél|phone|teléfono|тел|电话|ال?هاتف|fax)[\w.]*\s*[:：]\s*|(?=\+?[\d(][\d\s().-]{6,}$)", re.IGNORECASE
)
_HEAD = re.compile(r"[^:：,;]{0,30}[:：]\s*$")


@dataclass(frozen=True, slots=True)
class FrontLine:
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


def read_front(lines: Sequence[FrontLine], language: str, told: list[str]) -> Header:
    """The header that the lines say; what is not understood in the header block is told."""
    reading = _Reading(language, told)
    for line in lines:
        if line.text and not is_rule(line.text):
            reading.read(line)
    return reading.header()


@dataclass(slots=True)
class _Reading:
    language: str
    told: list[str]
    section: str = ""
    row: tuple[int, int] | None = None
    """The row of a table that the section is confined to."""
    numbers: dict[str, str] = field(default_factory=dict)
    revised: str = ""
    """What a revision is of, as far as said: its number until then."""
    conference: str = ""
    date: str = ""
    original: str = ""
    sources: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    agenda: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(
        default_factory=lambda: {"abstract": [], "introduction": [], "proposal": []}
    )
    contacts: list[list[str]] = field(default_factory=list)
    met: bool = False
    """A fact of the header block was met, so lines without style may be source and title."""

    def read(self, line: FrontLine) -> None:
        row = line.cell[:2] if line.cell is not None else None
        if self.row is not None and row != self.row:
            self.section, self.row = "", None
        if line.role in ("source", "doctitle", "agenda"):
            self.section = ""
            {"source": self.sources, "doctitle": self.title, "agenda": self.agenda}[line.role] += _pieces(line.text)
            return
        word = document_word(line.text, self.language)
        if self._opens_section(line, word):
            return
        if self.section:
            self._add(self.section, line.text)
        elif not self._read_fact(line, word):
            self._read_unknown(line)

    def _opens_section(self, line: FrontLine, word: Word | None) -> bool:
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
        if section == "introduction" and self.texts["introduction"] and alone:
            self._add("introduction", line.text)
        self.section = section
        self.row = line.cell[:2] if line.cell is not None else None
        if section == "contact":
            self.contacts.append([])
        if word.rest:
            self._add(section, word.rest)
        return True

    def _add(self, section: str, text: str) -> None:
        if section == "contact":
            self.contacts[-1] += [piece for part in _pieces(text) for piece in part.split("\t") if piece.strip()]
        else:
            self.texts[section].append(text)

    def _read_fact(self, line: FrontLine, word: Word | None) -> bool:
        text = line.text.replace(LINE_BREAK, " ")
        if word is not None and word.term in ("source", "title", "agenda") and word.rest:
            {"source": self.sources, "title": self.title, "agenda": self.agenda}[word.term] += _pieces(word.rest)
            return True
        if word is not None and word.term == "plenary" and not word.rest:
            self.met = True
            return True
        numbers = facts.document_numbers(text)
        conference = facts.conference(text) if not numbers and not self.sources else ""
        date, original = facts.date(text), facts.original(text)
        if numbers:
            self._number(numbers)
        elif date:
            self.date = self.date or date
        elif original:
            self.original = original
        elif conference and (not self.conference or self.conference.split("-")[0] == conference.split("-")[0]):
            self.conference = conference if "-" in conference or not self.conference else self.conference
        elif self.conference and not self.sources and facts.years(text) and len(text) < 80 and line.role != "heading":
            if "-" not in self.conference:
                self.conference += "-" + facts.years(text)
        else:
            return False
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
            self.sources += _pieces(line.text)
        elif self.met and (not self.title or line.centred) and not self.texts["introduction"]:
            self.title += _pieces(line.text)
        elif line.cell is not None:
            self.told.append(f"The line ‘{line.text[:60]}’ of the header has no place in a submission and is left out.")
        else:
            self.texts["introduction"].append(line.text)

    def header(self) -> Header:
        if "corrigendum" in self.numbers:
            self.told.append(f"That the document is corrigendum {self.numbers['corrigendum']} is not kept.")
        return Header(
            self.conference,
            self.numbers.get("document", ""),
            self.numbers.get("addendum", ""),
            self.date,
            self.original,
            tuple(self.sources),
            "\n".join(self.title),
            "\n".join(self.agenda),
            "\n".join(self.texts["abstract"]),
            tuple(_contact(parts) for parts in self.contacts if parts),
            "\n".join(self.texts["introduction"]),
            "\n".join(self.texts["proposal"]),
        )


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(LINE_BREAK) if piece.strip()]


def _contact(parts: Sequence[str]) -> Contact:
    """A contact from the lines of its cells: name, organization, country, and what is known by its look."""
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
