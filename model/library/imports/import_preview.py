"""The expected results of adding texts to a library, computed before they are added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.library.imports.file_reader import Reading
from model.library.store.library import Library
from model.library.store.library_records import LibraryRecord, PreparedText
from model.library.texts.editions import edition_name, rank
from model.library.texts.identity import TypedIdentity, correct_identity, with_identity, with_text_corrections
from model.library.texts.status import LATEST_STATUSES, Candidate, DatedStatus, histories, is_abrogation, is_comparable
from model.library.texts.values import LibraryText, TextIdentity
from model.message import Message
from model.redline import Redline
from model.references.editions import EditionRow, shipped_editions
from model.submission.text_corrections import TextCorrection


class FoundText(Struct, frozen=True):
    """A text that was read from a file, or the list of contents that it is, on its way into a library."""

    file: int
    """Which of the files that were read."""
    name: str
    """That of the file."""
    hash: str
    """Of the file, SHA-256."""
    place: int = 0
    """Which of the texts of its file, from 0."""
    text: LibraryText = LibraryText(TextIdentity())
    """The text without its clauses."""
    digest: str = ""
    """By which the same words are known again."""
    rows: tuple[EditionRow, ...] = ()
    """The editions of a list of contents."""
    held: bool = False
    """The library has it already, by this very file."""
    text_corrections: tuple[TextCorrection, ...] = ()
    """What the user corrected in its clauses."""
    doubts: int = 0
    """The number of doubtful places in a text that was read from a PDF."""
    has_pages: bool = False
    """Whether it was read from the pages of a PDF, beside which it can be corrected."""

    @property
    def identity(self) -> TextIdentity:
        """That of the text."""
        return self.text.identity

    @property
    def is_list(self) -> bool:
        """Whether it is a list of contents, and no text."""
        return bool(self.rows)


class ImportPreview(Struct, frozen=True):
    """The expected result of adding a text."""

    outcome: Literal["added", "there", "different", "left out"]
    """As of an `Addition`; or the user left it out."""
    standing: DatedStatus = DatedStatus("in_force")
    """The status that it would have."""
    others: tuple[TextIdentity | EditionRow, ...] = ()
    """The editions that it would replace or abrogate; of a text that would not be in force the one that is."""
    twin: str = ""
    """An earlier file with the same text."""

    @property
    def goes_in(self) -> bool:
        """Whether the text would be put into the library."""
        return self.outcome in ("added", "different")


def found_texts(reading: Reading, file: int, name: str, hash: str, library: Library | None) -> Iterator[FoundText]:
    """The texts of a file; if the library has the file, with the user's corrections.

    reading: the contents of the file
    file: the place of the file among the files that are read
    name: its name
    hash: its SHA-256
    library: the library; None if there is none
    """
    original = library.originals.find(hash) if library is not None else None
    known = original is not None and original.texts == len(reading.texts)
    held = (
        {record.id - original.first for record in library.texts() if record.source == hash}
        if library and original and known
        else set()
    )
    given = original.corrected if original is not None and known else {}
    corrections = original.text_corrections if original is not None and known else {}
    for place, read in enumerate(reading.texts):
        made = corrections.get(place, ())
        text = with_text_corrections(read, made)[0]
        text = with_identity(text, given[place]) if place in given else text
        pages = reading.places[place] if reading.places else None
        yield FoundText(
            file,
            name,
            hash,
            place,
            _without_words(text),
            PreparedText.of(text).digest,
            held=place in held,
            text_corrections=made,
            doubts=len(pages.doubts) if pages is not None else 0,
            has_pages=pages is not None,
        )
    if reading.rows and not reading.texts:
        yield FoundText(file, name, hash, rows=reading.rows, held=original is not None)


def corrected_text(found: FoundText, typed: TypedIdentity) -> FoundText:
    """The text with the identity that a user typed. ClausewrightError if the edition is not recognised."""
    return replace(found, text=with_identity(found.text, correct_identity(found.identity, typed)))


def text_with_corrections(found: FoundText, read: LibraryText, corrections: Sequence[TextCorrection]) -> FoundText:
    """The text with the corrections that the user made in its clauses; `read` is the text as it was read."""
    text = with_text_corrections(read, corrections)[0]
    digest = PreparedText.of(text).digest
    return replace(found, text=_without_words(text), digest=digest, text_corrections=tuple(corrections))


def _without_words(text: LibraryText) -> LibraryText:
    return replace(text, redline=Redline(), pages=None)


def preview_import(
    texts: Sequence[FoundText], chosen: Collection[int], held: Sequence[LibraryRecord], rows: Sequence[EditionRow] = ()
) -> tuple[ImportPreview, ...]:
    """The expected result for each text if those at the `chosen` places are added, in their order, to the texts that are
    `held`. `rows` are the editions of the library's lists of contents, and the user's own ones."""
    outcomes = _outcomes(texts, chosen, held)
    going = [place for place, outcome in enumerate(outcomes) if outcome.goes_in]
    keys = {texts[place].identity.key for place in going}
    before = [text for text in held if text.identity.key in keys]
    named = [*rows, *(row for place in chosen for row in texts[place].rows), *shipped_editions()]
    news = (Candidate(-1 - place, texts[place].identity, texts[place].text.mark) for place in going if not texts[place].is_list)
    after = histories((*(Candidate(record.id, record.identity, record.mark, record.decided) for record in before), *news), named)
    changed: defaultdict[tuple[str, str, str], list[LibraryRecord]] = defaultdict(list)
    for record in before:
        if record.status in LATEST_STATUSES and after[record.id][-1].status not in LATEST_STATUSES:
            changed[record.identity.key].append(record)
    found = list(outcomes)
    editions: defaultdict[tuple[str, str, str], list[TextIdentity]] = defaultdict(list)
    for identity in (*(record.identity for record in before), *(texts[place].identity for place in going)):
        editions[identity.key].append(identity)
    for place in going:
        text = texts[place]
        if text.is_list:
            continue
        standing = after[-1 - place][-1]
        others: tuple[TextIdentity | EditionRow, ...]
        others = tuple(sorted((record.identity for record in changed[text.identity.key]), key=rank))
        if standing.status in ("superseded", "older"):
            others = _newest(text, editions[text.identity.key], named)
        found[place] = replace(outcomes[place], standing=standing, others=others)
    return tuple(found)


def _outcomes(texts: Sequence[FoundText], chosen: Collection[int], held: Sequence[LibraryRecord]) -> list[ImportPreview]:
    """Which texts would be added, in their order."""
    known: defaultdict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    """The words of each edition, with the file of the text to be added; '' for a text of the library."""
    is_other: set[tuple[object, ...]] = set()
    """The editions that have a text that is no abrogation."""
    taken: dict[tuple[str, int], str] = {}
    """The texts to be added of each file, because the same file may be given twice."""
    for record in held:
        known[record.identity.same][record.digest] = ""
        if not is_abrogation(record.mark):
            is_other.add(record.identity.same)
    out = []
    for place, text in enumerate(texts):
        same, origin = text.identity.same, (text.hash, text.place)
        twin = taken.get(origin)
        if twin is None and not text.is_list:
            twin = known[same].get(text.digest)
        if text.held or twin is not None:
            out.append(ImportPreview("there", twin="" if text.held else twin or ""))
            continue
        if place not in chosen:
            out.append(ImportPreview("left out"))
            continue
        beside = bool(text.identity.number) and same in is_other and not is_abrogation(text.text.mark)
        out.append(ImportPreview("different" if beside else "added"))
        taken[origin] = text.name
        if not text.is_list:
            known[same][text.digest] = text.name
            if not is_abrogation(text.text.mark):
                is_other.add(same)
    return out


def _newest(
    text: FoundText, editions: Sequence[TextIdentity], rows: Sequence[EditionRow]
) -> tuple[TextIdentity | EditionRow, ...]:
    """The newest known edition of an instrument, if it is newer than the text."""
    known: list[TextIdentity | EditionRow] = [*editions, *(row for row in rows if row.key == text.identity.key)]
    newest = max(known, key=rank)
    return (newest,) if rank(newest) > rank(text.identity) else ()


def outcome_message(text: FoundText, preview: ImportPreview) -> Message:
    """The expected result for a text in words, as a part of a sentence."""
    language = text.identity.language
    named = (edition_name(other, language) or other.number for other in preview.others)
    others = tuple(dict.fromkeys(named))
    match preview.outcome:
        case "there":
            if preview.twin:
                return Message.of("the same text as in {file}", file=preview.twin)
            return Message.of("already in the library")
        case "left out":
            return Message.of("omitted")
        case "different":
            return Message.of("new, beside another text of this number and edition")
    if text.is_list:
        return Message.counted("{n} edition, without its words", "{n} editions, without their words", len(text.rows))
    if preview.standing.status == "in_force" and others:
        return Message.of("becomes the edition in force; replaced: {editions}", editions=others)
    if preview.standing.status == "superseded" and others:
        return Message.of("new, superseded by {edition}, which is not in the library", edition=others[0])
    if preview.standing.status in ("superseded", "older"):
        return Message.of("new, replaced by {edition}", edition=others[0]) if others else Message.of("new, replaced")
    if preview.standing.status == "abrogated":
        return Message.of("new, abrogates {editions}", editions=others) if others else Message.of("new, abrogated")
    if not is_comparable(text.identity):
        return Message.of("new; its number, body or edition is not recognised")
    return Message.of("new")
