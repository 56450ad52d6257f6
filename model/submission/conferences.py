"""Conferences as data, a TOML file each in `resources/conferences`: names, places and dates in six languages, the form of
document symbols and of file names. A user's own outweigh the bundled ones of the same id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from model.errors import FileError
from model.message import Message
from model.numbering.instruments import instruments
from model.storage.windows_paths import name_for_all
from model.submission.values import Header
from model.text.lazy_regex import late
from resources import list_names, read_text

LETTERS = {"en": "E", "fr": "F", "es": "S", "ru": "R", "zh": "C", "ar": "A"}
"""The letter of a language in symbols and file names."""
_FOLDER = "conferences"
_TEXTS = ("name", "short", "when", "meeting")
_NUMBERED = late(r"\s*(\d+)\s*(?:[Rr](?:ev)?\.?\s*(\d+))?\s*")
_LONGEST_STEM = 80
"""Characters: of three bytes each, they leave room for an ending."""


class Deadline(Struct, frozen=True):
    """A day by which something has to be submitted."""

    day: date
    name: Mapping[str, str]
    """The document to be submitted, by language."""
    source: str
    """Its source: a page, or the rule by which it was computed."""
    verified: bool = False
    """Whether a published document names the day."""
    instruments: tuple[str, ...] = ()
    """The symbols of the instruments whose amendments it is for, `CS`, `CV`; none if it is for other documents."""

    def text(self, language: str) -> str:
        """The document to be submitted, in a language; in English if it has no name in that language."""
        return self.name.get(language) or self.name["en"]

    def days_left(self, today: date) -> int:
        """The days until it; 0 on the day itself, negative once it has passed."""
        return (self.day - today).days


class Conference(Struct, frozen=True):
    """A conference, assembly or council session. Texts are by language, `en fr es ru zh ar`."""

    id: str
    """`WTSA-24`."""
    body: str
    """WTSA, PP, WTDC, WRC, RA, COUNCIL."""
    family: str
    """Of styles, see `resources/word/styles.tsv`."""
    start: str
    """ISO date."""
    end: str
    symbol: str
    """The form of a document symbol, `WTSA-24/{number}-{letter}`."""
    file: str
    """The form of a file name without suffix, `T22-WTSA.24-C-{document:0>4}!{part}!MSW-{letter}`."""
    name: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, str] = field(default_factory=dict)
    """Place and dates in one line."""
    meeting: Mapping[str, str] = field(default_factory=dict)
    """The body of the conference that documents are addressed to: PLENARY MEETING."""
    verified: Mapping[str, Any] = field(default_factory=dict)
    """Of name and dates the languages, of the patterns whether, their wording was seen in a published document."""
    deadlines: tuple[Deadline, ...] = ()
    """In the order of time."""

    def text(self, key: str, language: str) -> str:
        """One of `name short when meeting` in a language, in English if it is missing."""
        texts: Mapping[str, str] = getattr(self, key)
        return texts.get(language) or texts.get("en", "")

    def title(self, language: str) -> str:
        """`World Telecommunication Standardization Assembly (WTSA-24)`."""
        name, short = self.text("name", language), self.text("short", language)
        brackets = "（{}）" if language == "zh" else " ({})"
        return name + brackets.format(short) if short and name else name or short

    def document_symbol(self, header: Header, language: str) -> str:
        """`WTSA-24/35(Add.18)-S`; '' where the document has no number yet."""
        number = document_number(header)
        return self.symbol.format(number=number, letter=LETTERS.get(language, "E")) if number else ""

    def file_stem(self, header: Header, language: str) -> str:
        """`T22-WTSA.24-C-0035!A18!MSW-S`; `XXXX` replaces an unknown document number."""
        number, revision = number_and_revision(header.document)
        addendum, addendum_revision = number_and_revision(header.addendum)
        last = addendum_revision or revision
        parts = [part for part in (f"A{addendum}" if addendum else "", f"R{last}" if last else "") if part]
        return self.file.format(document=number or "XXXX", part="-".join(parts), letter=LETTERS.get(language, "E"))


def document_number(header: Header) -> str:
    """The document, addendum and revision as in a symbol, `35(Add.18)`; '' if the document has no number yet."""
    number, revision = number_and_revision(header.document)
    if not number:
        return ""
    addendum, addendum_revision = number_and_revision(header.addendum)
    number += f"(Add.{addendum})" if addendum else ""
    last = addendum_revision or revision
    return number + (f"(Rev.{last})" if last else "")


def document_code(header: Header, unknown: str = "") -> str:
    """The document, addendum and revision as in the number of a proposal, `35A18R1`; `unknown` replaces an unknown document."""
    number, revision = number_and_revision(header.document)
    addendum, addendum_revision = number_and_revision(header.addendum)
    last = addendum_revision or revision
    return (number or unknown) + (f"A{addendum}" if addendum else "") + (f"R{last}" if last else "")


def number_and_revision(text: str) -> tuple[str, str]:
    """A document or addendum number and its revision: `18R1` gives 18 and 1; anything else is returned unchanged."""
    match = _NUMBERED.fullmatch(text)
    return (match[1], match[2] or "") if match else (text.strip(), "")


def conferences(folders: Iterable[Path] = ()) -> dict[str, Conference]:
    """All conferences by id, the bundled ones and those in `folders`. FileError if a user's file is invalid."""
    found = {}
    for name in list_names(_FOLDER, ".toml"):
        conference = _read(read_text(name), name)
        found[conference.id] = conference
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            conference = _read(_own_text(path), str(path))
            found[conference.id] = conference
    return found


def conference_choices(known: Mapping[str, Conference], language: str = "en") -> list[tuple[str, str]]:
    """The id of each conference and its name in a list, the latest first; a short name if it says no more than the id."""
    latest = sorted(known.values(), key=lambda conference: conference.start, reverse=True)
    names = [
        (conference.id, conference.text("name", language), conference.text("short", language), conference.text("name", "en"))
        for conference in latest
    ]
    return [(id, (short or id) if plain == id else f"{short or id} – {name}") for id, name, short, plain in names]


def conference_named(conferences: Mapping[str, Conference], id: str) -> Conference | None:
    """The conference with an id, in whatever case it was typed; None if there is none."""
    wanted = id.strip().lower()
    return next((conference for key, conference in conferences.items() if key.lower() == wanted), None)


def find_conference(id: str, folders: Iterable[Path] = ()) -> Conference | None:
    """The conference with an id, whatever its case, with or without its year (`Council-26`). None if there is none."""
    wanted = id.strip().lower()
    if not wanted:
        return None
    name = f"{_FOLDER}/{wanted}.toml"
    folders = tuple(folders)
    if not folders and name in list_names(_FOLDER, ".toml"):
        return _read(read_text(name), name)
    return next((conference for conference in conferences(folders).values() if wanted in _ids(conference)), None)


def _ids(conference: Conference) -> tuple[str, str]:
    id = conference.id.lower()
    return id, f"{id}-{conference.start[2:4]}"


def file_name(header: Header, language: str, conference: Conference | None) -> str:
    """The valid file name that ITU gives such a document; a plain name if the conference is unknown."""
    if conference is not None:
        stem = conference.file_stem(header, language)
    else:
        number, _ = number_and_revision(header.document)
        stem = f"submission{'-' + number if number else ''}-{LETTERS.get(language, 'E')}"
    return name_for_all(stem, _LONGEST_STEM) + ".docx"


def _own_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(path, Message.of("this conference cannot be read ({error})", error=str(error))) from None


def _read(text: str, name: str) -> Conference:
    import tomllib

    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(
            name, Message.of("this conference is not valid TOML ({error}); correct that place", error=str(error))
        ) from None
    texts = {key: given.get(key, {}) for key in _TEXTS}
    for key, value in texts.items():
        if not isinstance(value, dict) or not all(isinstance(words, str) for words in value.values()):
            raise FileError(name, Message.of('[{key}] of this conference must hold texts by language, en = "…"', key=key))
    id = given.get("id")
    if not isinstance(id, str) or not id:
        raise FileError(name, Message.of('this conference has no id; add a line id = "WTSA-28"'))

    def text_of(key: str, default: str = "") -> str:
        return str(given.get(key, default))

    conference = Conference(
        id,
        text_of("body"),
        text_of("family", "conference"),
        text_of("start"),
        text_of("end"),
        text_of("symbol", id + "/{number}-{letter}"),
        text_of("file", id + "-C-{document:0>4}!{part}!MSW-{letter}"),
        **texts,
        verified=given.get("verified", {}),
        deadlines=_deadlines(given.get("deadlines", []), name),
    )
    try:
        conference.document_symbol(Header(document="1", addendum="1"), "en")
        conference.file_stem(Header(document="1"), "en")
    except (LookupError, ValueError, AttributeError):
        raise FileError(
            name, Message.of("the patterns of this conference may name {{number}}, {{document}}, {{part}} and {{letter}} only")
        ) from None
    return conference


def _deadlines(given: object, name: str) -> tuple[Deadline, ...]:
    found = [_deadline(entry, name) for entry in (given if isinstance(given, list) else [None])]
    return tuple(sorted(found, key=lambda entry: entry.day))


def _deadline(given: object, name: str) -> Deadline:
    fields = given if isinstance(given, dict) else {}
    day, names, source = fields.get("date"), fields.get("name"), fields.get("source")
    if (
        type(day) is not date
        or not isinstance(names, dict)
        or not isinstance(names.get("en"), str)
        or not all(isinstance(words, str) for words in names.values())
        or not isinstance(source, str)
        or not source
    ):
        message = Message.of(
            'each of the [[deadlines]] of this conference must have a date = 2026-04-14, a source = "…" and a name.en = "…"'
        )
        raise FileError(name, message)
    given_instruments = fields.get("instruments", [])
    if not isinstance(given_instruments, list) or not all(symbol in instruments() for symbol in map(str, given_instruments)):
        message = Message.of('the instruments of a deadline must be a list of symbols, instruments = ["CS", "CV"]; correct them')
        raise FileError(name, message)
    return Deadline(day, names, source, fields.get("verified") is True, tuple(map(str, given_instruments)))
