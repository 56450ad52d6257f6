"""The texts that texts cite and a library does not have: the most cited first, each with the words to search for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.library.store.library import Library
from model.library.store.library_records import LibraryRecord
from model.library.texts.citing import TREATY, citation_of, cited_name, identity_of, without_article
from model.library.texts.clauses import clauses_of
from model.library.texts.editions import rank
from model.library.texts.identity import library_text
from model.library.texts.status import LATEST_STATUSES
from model.library.texts.values import LibraryClause, TextIdentity
from model.numbering.provision_words import instrument_of_title
from model.references.citation_parser import read_citations
from model.references.citations import Citation
from model.references.cited_titles import cited_title, pauses
from model.references.conference_history import conference_at
from model.references.editions import EditionRow, Editions
from model.submission.values import Submission

_TREATIES = ("CS", "CV", "RR", "ITR")
_OTHERS = ("conference", "document")
"""What is cited and is no text in force."""
_OF_TREATIES = ("article", "provision")
"""The parts of a treaty text that are cited."""
_HEAD = ("number", "title", "history", "opening")
_LONGEST_TITLE = 160
"""Characters of a title that a citation names without quotes."""
_AROUND = " \u00a0,;.:，；。،؛"
_SETTLED = ("in_force", "abrogated")
"""What a user decides of a text that needs no newer edition."""
_Key = tuple[str, str, str, str]
"""An instrument and a language."""


class CitingPlace(Struct, frozen=True):
    """The first place at which a text cites an edition of another one."""

    text: int
    """The id of the citing text in the library; -n for the nth proposal of the draft."""
    path: str
    """The path of its clause."""
    cited: TextIdentity
    """The cited text: the edition that the citation names, and the language of the citing text."""
    count: int = 1
    """How often the text cites it."""
    title: str = ""
    """The words of the title beside the citation; '' if there are none."""


class MissingText(Struct, frozen=True):
    """A text that is cited and that a library does not have."""

    identity: TextIdentity
    """The edition in force, as far as the table of editions knows, otherwise the last one cited; in the language of the texts
    that cite it."""
    title: str
    """As the table of editions has it, otherwise another edition in the library, otherwise the texts that cite it; '' if none of
    them does."""
    places: tuple[CitingPlace, ...]
    """The first place of each citing text, the draft's first."""
    held: tuple[TextIdentity, ...] = ()
    """The other editions and languages of it in the library."""
    is_abrogated: bool = False

    @property
    def texts(self) -> int:
        """How many texts cite it."""
        return len({place.text for place in self.places})

    @property
    def in_draft(self) -> bool:
        """Whether the draft cites it."""
        return any(place.text < 0 for place in self.places)

    @property
    def words(self) -> str:
        """The words to search for on a site, as one types them: in the language of the text, with usual blanks."""
        identity = self.identity
        if identity.body == "UNGA" and identity.instrument == "resolution":
            name = f"A/RES/{identity.number.removeprefix('A/RES/')}"
        elif identity.year or identity.suffix:
            name = cited_name(identity, identity.language)
        else:
            name = without_article(citation_of(identity, identity.language), identity.language)
        return " ".join(name.split())


def steps_to_citing_places(library: Library) -> Generator[tuple[int, int], None, tuple[CitingPlace, ...]]:
    """The citations in the last editions that a library has; each pause yields the numbers of read and of all texts."""
    found: list[CitingPlace] = []
    texts = [text for text in library.texts() if text.status in LATEST_STATUSES]
    for place, text in enumerate(texts):
        yield place, len(texts)
        found += _places_in(text.id, text.identity, library.clauses(text.id))
    return tuple(found)


def citing_places_of(submission: Submission) -> tuple[CitingPlace, ...]:
    """The citations in the drafts of a submission."""
    found: list[CitingPlace] = []
    for number, proposal in enumerate(submission.proposals, 1):
        text = library_text(proposal.redline, language=submission.language)
        found += _places_in(-number, text.identity, clauses_of(text.redline))
    return tuple(found)


def _places_in(id: int, citing: TextIdentity, clauses: Iterable[LibraryClause]) -> Iterator[CitingPlace]:
    found: dict[TextIdentity, CitingPlace] = {}
    language = citing.language or "en"
    for clause in clauses:
        if clause.kind in _HEAD:
            continue
        citations = read_citations(clause.text, language)
        for at, citation in enumerate(citations):
            cited = _cited_identity(citation, citing, language)
            if cited is None or cited.key == citing.key:
                continue
            known = found.get(cited, CitingPlace(id, clause.path, cited, 0))
            title = known.title or _title_beside(clause.text, citation, language, citations[at + 1 :])
            found[cited] = replace(known, count=known.count + 1, title=title)
    yield from found.values()


def _title_beside(text: str, citation: Citation, language: str, later: Sequence[Citation]) -> str:
    """The title that a citation names: in quotes, or up to the end of the item if that is near, otherwise to the first comma."""
    if citation.shared or citation.instrument in _OF_TREATIES:
        return ""
    stop = next((other.start for other in later if other.start >= citation.stop), len(text))
    cited = cited_title(text, citation, language, stop)
    if cited is None:
        return ""
    ends = pauses(text, cited)
    end = next((end for end in reversed(ends) if end - cited.start <= _LONGEST_TITLE), ends[0])
    return text[cited.start : end].strip(_AROUND)


def _cited_identity(citation: Citation, citing: TextIdentity, language: str) -> TextIdentity | None:
    """The text that a citation names; None for what is no text in force, and for a bare number of an unknown body."""
    if citation.instrument in _OF_TREATIES:
        return TextIdentity(TREATY, "", citation.body, language=language) if citation.body in _TREATIES else None
    edition = citation.edition
    body = citation.body or (citing.body if citation.of_this_conference else "")
    if citation.instrument in _OTHERS or not (body or edition):
        return None
    named = TextIdentity(citation.instrument, body, citation.number, language=language)
    if edition is not None:
        form = "place" if edition.form == "conference" else edition.form
        return replace(named, form=form, place=edition.place, year=edition.year, suffix=edition.suffix, revised=edition.revised)
    if citation.of_this_conference and citing.year:
        return replace(named, form=citing.form, place=citing.place, year=citing.year)
    return named


def missing_texts(places: Iterable[CitingPlace], held: Iterable[LibraryRecord], editions: Editions) -> tuple[MissingText, ...]:
    """The texts that are cited at places and missing in a library, the most cited first: by the number of texts that cite them,
    then by the number of citations. A text that the library has in another language alone is missing.

    places: citations, in the draft or in texts of the library
    held: the texts of the library
    editions: all known editions
    """
    by_text: defaultdict[_Key, list[CitingPlace]] = defaultdict(list)
    for place in places:
        by_text[*place.cited.key, place.cited.language].append(place)
    records: defaultdict[tuple[str, str, str], list[LibraryRecord]] = defaultdict(list)
    for record in held:
        for key in _keys_of(record):
            records[key].append(record)
    found = (_missing(cited, records.get(key[:3], ()), editions) for key, cited in by_text.items())
    return tuple(sorted((text for text in found if text is not None), key=_order))


def _keys_of(record: LibraryRecord) -> Iterator[tuple[str, str, str]]:
    """The instruments that a text in the library may be cited as: also without its body, which a citation need not name."""
    if record.identity.number:
        instrument, body, number = record.identity.key
        yield from {(instrument, body, number), (instrument, "", number)}
    elif symbol := instrument_of_title(record.title):
        yield TREATY, "", symbol.casefold()


def _missing(places: Sequence[CitingPlace], held: Sequence[LibraryRecord], editions: Editions) -> MissingText | None:
    """The text that some places cite; None if the library has it."""
    cited = places[0].cited
    rows = editions.rows(*cited.key)
    last = max(rows, key=rank, default=None)
    adopted = max((row for row in rows if row.status == "in force"), key=rank, default=None)
    wanted = _wanted(places, adopted)
    for record in held:
        if record.identity.language == cited.language and _is_enough(record, wanted):
            return None
    titles = [record.title for record in sorted(held, key=lambda record: _nearness(record, cited.language))]
    in_table = [row.title for row in sorted(rows, key=lambda row: (rank(row) != rank(wanted), row.date))]
    beside = Counter(place.title for place in places if place.title)
    firsts: dict[int, CitingPlace] = {}
    for place in sorted(places, key=lambda place: place.text > 0):
        known = firsts.get(place.text)
        firsts[place.text] = place if known is None else replace(known, count=known.count + place.count)
    return MissingText(
        wanted,
        next(filter(None, (*in_table, *titles, *(title for title, _ in beside.most_common(1)))), ""),
        tuple(firsts.values()),
        tuple(dict.fromkeys(record.identity for record in held)),
        is_abrogated=last is not None and last.status == "abrogated",
    )


def _wanted(places: Iterable[CitingPlace], adopted: EditionRow | None) -> TextIdentity:
    """The last edition among that of the table and those cited of which it can be that they were adopted."""
    cited = [place.cited for place in places]
    if adopted is None:
        return max(cited, key=rank)
    later = [text for text in cited if rank(text) > rank(adopted) and _may_be_adopted(text)]
    return max(later, key=rank, default=identity_of(adopted, cited[0].language))


def _may_be_adopted(text: TextIdentity) -> bool:
    """Whether the conference that an edition names was held by its body; others have no place to be checked."""
    return text.form != "place" or any(held.body == text.body for held in conference_at(text.place, text.year))


def _is_enough(record: LibraryRecord, wanted: TextIdentity) -> bool:
    """Whether a text in the library is the wanted edition or a later one, or is said by the user to be the last one."""
    decided = record.decided is not None and record.decided.status in _SETTLED
    return decided or rank(record.identity) >= rank(wanted)


def _nearness(record: LibraryRecord, language: str) -> tuple[bool, bool, int, int]:
    """Texts in the language first, then English ones, each with the last edition first."""
    suffix, year = rank(record.identity)
    return record.identity.language != language, record.identity.language != "en", -suffix, -year


def _order(text: MissingText) -> tuple[int, int, str, str, tuple[tuple[int, str], ...], str]:
    identity = text.identity
    number = tuple((int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", identity.number))
    count = sum(place.count for place in text.places)
    return -text.texts, -count, identity.body, identity.instrument, number, identity.language
