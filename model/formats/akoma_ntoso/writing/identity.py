"""The identity of a text: its instrument and number, who adopted it and when, and the IRIs that follow from it (AKN4UN)."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from msgspec import Struct

from model.formats.akoma_ntoso.schema.vocabulary import ALPHA_3, UNDETERMINED
from model.lexicon import opening_body, place_name, read_number_line
from model.redline import Redline, Side, paragraphs
from model.references.conference_history import HeldConference, conference_at
from model.submission.conferences import Conference
from model.text.lazy_regex import late

_YEAR = late(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_PARTS = late(r"[;；؛]")
_WORDS = late(r"(?i)\b(?:rev|rév|пересм)\.?|修订版|修订|المراجَع في|المراجع في|г\.|年")
_UNFIT = late(r"[^0-9A-Za-z.-]+")
_SHORT = {"resolution": "res", "decision": "dec", "opinion": "op", "recommendation": "rec", "question": "que"}


class Adoption(Struct, frozen=True):
    """The adoption of an edition of a text."""

    date: str
    """ISO; the first day of the conference is used; 1 January if only the year is known."""
    shown: str
    """As the text has it: `Dubai, 2012`."""
    conference: HeldConference | None = None


class Identity(Struct, frozen=True):
    """The parts of a text's IRIs."""

    doctype: str
    """`resolution`, `decision` …"""
    number: str
    """In IRIs: `res-112`."""
    shown: str
    """As printed: `RESOLUTION 112`."""
    actor: str
    """`itu-wtsa`."""
    language: str
    """Three letters."""
    adoptions: tuple[Adoption, ...]
    """The first edition, and those after it."""
    edition: str = ""
    """As printed: `Rev. Geneva, 2022`."""

    @property
    def work(self) -> str:
        """The IRI of the text, whatever its edition and language."""
        return f"/akn/un/statement/deliberation/{self.actor}/{self.adoptions[0].date}/{self.number}"

    def expression(self, version: str = "") -> str:
        """The IRI of a version in its language; without one, that of the latest edition."""
        return f"{self.work}/{self.language}@{version or self.adoptions[-1].date}"


def identity_of(redline: Redline, side: Side, conference: Conference | None, day: str) -> Identity:
    """The identity of a side of a text; missing facts are taken from the conference, or from the `day` of the export (ISO)."""
    heads = [(paragraph.props.kind, " ".join(paragraph.text.split())) for paragraph in paragraphs(redline.clauses[:60], side)]
    printed = next((text for kind, text in heads if kind == "number"), "")
    line = read_number_line(printed)
    history = next((text for kind, text in heads if kind == "history"), "")
    opening = next((text for kind, text in heads if kind == "opening"), "")
    edition = line.edition if line is not None else ""
    body = (opening_body(opening) or "") if opening else ""
    body = body or (conference.body if conference is not None else "")
    adoptions = _adoptions([history.strip("()（） "), edition], body)
    if not adoptions:
        start = conference.start if conference is not None and conference.start else day
        adoptions = (Adoption(start, conference.id if conference is not None else ""),)
    held = next((adoption.conference for adoption in adoptions if adoption.conference is not None), None)
    body = held.body if held is not None else body
    doctype = line.instrument if line is not None else "resolution"
    text = printed or next((text for _, text in heads if text), "")
    return Identity(
        doctype,
        number_in_iri(doctype, line.number) if line is not None else f"text-{crc32(text.encode('utf-8', 'replace')):08x}",
        printed,
        f"itu-{body.casefold()}" if body else "itu",
        ALPHA_3.get(redline.language, UNDETERMINED),
        adoptions,
        edition,
    )


def _adoptions(texts: Iterable[str], body: str) -> tuple[Adoption, ...]:
    """The editions that the adoption line and the number line name, in the order of time, each once."""
    found: dict[str, Adoption] = {}
    for text in texts:
        for part in _PARTS.split(text):
            year = _YEAR.search(part)
            if year is None:
                continue
            place = " ".join(_WORDS.sub(" ", _YEAR.sub(" ", part)).replace(",", " ").replace("，", " ").replace("،", " ").split())
            held = conference_at(place_name(place, "en"), int(year[0])) if place else ()
            same = next((adoption for adoption in held if adoption.body == body), held[0] if len(held) == 1 else None)
            date = same.start if same is not None else f"{year[0]}-01-01"
            found.setdefault(date, Adoption(date, part.strip(), same))
    return tuple(found[date] for date in sorted(found))


def number_in_iri(instrument: str, number: str) -> str:
    """The number of an instrument in IRIs: `res-112`, `dec-5`."""
    return f"{_SHORT.get(instrument, 'text')}-{slug(number)}"


def slug(text: str) -> str:
    """Words as a part of an IRI: `ATU/35A18/1` is `ATU-35A18-1`."""
    return _UNFIT.sub("-", text.replace(" ", "_")).strip("-")
