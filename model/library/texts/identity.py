"""The identity of a text, read from its own lines: instrument, body, number, edition, title and language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from model.errors import ClausewrightError
from model.lexicon import guess_language
from model.lexicon.lines import NumberLine, read_number_line
from model.lexicon.words import LANGUAGES
from model.library.texts.clauses import legible_text
from model.library.texts.editions import edition_name
from model.library.texts.values import LibraryText, TextIdentity
from model.message import Message
from model.numbering.provision_words import instrument_of_title, words_of
from model.numbering.units import parse_unit
from model.redline import Paragraph, Redline, Side, Status, paragraphs
from model.redline.without_package import without_package
from model.references.bodies import is_session_number
from model.references.text_head import HEAD, TextHead, edition_named, read_head
from model.submission.resolved import in_view
from model.text.lazy_regex import late

if TYPE_CHECKING:
    from model.submission.text_corrections import TextCorrection

_SEARCHED = 400
"""Paragraphs from the start within which the number line is looked for: it may follow a cover and a foreword."""
_LONGEST_NAME = 120
_UNITED_NATIONS = late(r"(?:A/RES/)?(?P<number>\d{2,3}/\d{1,3})(?: ?(?P<part>[A-Z]))?\.?(?:\s+(?P<title>\S.*))?")
"""`79/281.`, `A/RES/79/281`, `79/281. Joint Inspection Unit`."""
_WORK = late(r"/(?P<body>unga)/(?P<date>\d{4}-\d\d-\d\d)/(?P<number>\d+-\d+)(?P<part>[A-Z]?)(?:/|$)")
"""In the name of a work: `/akn/un/statement/deliberation/unga/2024-12-24/79-252A/`."""


class TypedIdentity(Struct, frozen=True):
    """The identity of a text, as a user types it."""

    instrument: str
    """resolution, decision …"""
    body: str
    """As in the table of editions."""
    number: str
    """Of a text of ITU-R with its edition, `61-3`."""
    edition: str
    """As a text of the language prints it, `Rev. Dubai, 2018`, of ITU-R the year; '' for none."""
    language: str
    """One of the six; '' if it is not known."""


def library_text(
    redline: Redline,
    *,
    language: str = "",
    work: str = "",
    mark: str = "",
    group: str = "",
    place: int = 0,
    from_proposal: bool = False,
) -> LibraryText:
    """A text with its identity.

    redline: the text; if it has tracked changes, its draft is used
    language: that of its file, if the text does not name its own
    work: the name of the work in the file (its IRI); '' if there is none
    mark: ADD, MOD, SUP or NOC above its number
    group: the heading above it
    place: its place among the texts of its file; 0 if it is alone
    from_proposal: whether it is the base of a proposal
    """
    redline = without_package(redline if _is_settled(redline) else in_view(redline, "draft"))
    identity, title = named_identity(redline, "draft", language)
    redline = redline if redline.language == identity.language else replace(redline, language=identity.language)
    identity = _with_work(identity, work)
    return LibraryText(identity, title, redline, mark, group, place, work, from_proposal)


def with_text_corrections(text: LibraryText, corrections: Sequence[TextCorrection]) -> tuple[LibraryText, int]:
    """A text with corrections of its clauses, and how many of these no longer fit. Its identity is read again."""
    from model.files.read_pages import ReadPages  # not above: a verb that imports a file corrects nothing
    from model.formats.pdf.places import TextPages

    pages = text.pages or TextPages()
    read, unfit = ReadPages((text.redline,), pages.in_file("")).correct_again({0: tuple(corrections)})
    redline = read.texts[0]
    if redline is text.redline:
        return text, unfit
    known = text.identity
    made = library_text(
        redline,
        language=known.language,
        work=text.work,
        mark=text.mark,
        group=text.group,
        place=text.place,
        from_proposal=text.from_proposal,
    )
    same_number = made.identity.number == known.number and not made.identity.body
    identity = replace(made.identity, body=known.body) if same_number else made.identity
    places = TextPages.of(read.places) if text.pages is not None else None
    return replace(made, identity=identity, file=text.file, pages=places), unfit


def correct_identity(known: TextIdentity, typed: TypedIdentity) -> TextIdentity:
    """The identity of a text that was wrongly recognised. ClausewrightError if the edition is not recognised."""
    instrument, body, language = typed.instrument, typed.body, typed.language
    number, edition = typed.number.strip(), typed.edition.strip()
    if typed == replace(typed_identity(known), instrument=instrument, language=language):
        return replace(known, instrument=instrument, language=language)
    if body == "UNGA":
        return TextIdentity(instrument, body, number, date=known.date, language=language)
    head = TextHead(NumberLine(instrument, number, edition), body=body)
    readings = [edition_named(head, code) for code in dict.fromkeys((language, known.language, *LANGUAGES)) if code]
    named = next((reading for reading in readings if reading.place), readings[0])
    if edition and not (named.place or named.year or named.suffix):
        raise ClausewrightError(_NO_EDITION)
    return TextIdentity(**asdict(replace(named, body=body)), instrument=instrument, language=language)


def typed_identity(identity: TextIdentity) -> TypedIdentity:
    """An identity as a user reads and writes it."""
    number = "-".join(filter(None, (identity.number, identity.suffix)))
    edition = str(identity.year or "") if identity.form == "suffix" else edition_name(identity, identity.language)
    return TypedIdentity(identity.instrument, identity.body, number, edition, identity.language)


def with_identity(text: LibraryText, identity: TextIdentity) -> LibraryText:
    """A text under another identity, in its language."""
    if text.identity == identity:
        return text
    redline = text.redline
    redline = redline if redline.language == identity.language else replace(redline, language=identity.language)
    return replace(text, identity=identity, redline=redline)


_NO_EDITION = Message.of("the edition is not recognised; write it as the text does: Rev. Dubai, 2018")


def named_identity(redline: Redline, side: Side, language: str = "") -> tuple[TextIdentity, str]:
    """The identity and the title that the first lines of a side of a text name.

    language: that of the text, if the redline does not say it
    """
    lines = _first_lines(redline, side)
    texts = [text for _, text in lines]
    language = redline.language or language or guess_language(texts)
    redline = redline if redline.language == language else replace(redline, language=language)
    if name := name_of_treaty(redline, texts):
        return TextIdentity(language=language), name
    return _identity_and_title([line for line, _ in lines], texts, language)


def name_of_treaty(redline: Redline, texts: Sequence[str]) -> str:
    """The name of a treaty text: the line at its head that names its instrument, otherwise the usual name of that in its
    language; '' if it is no treaty text, or one of its own kind.

    redline: the text
    texts: the words of its first paragraphs
    """
    symbol = redline.instrument
    if not symbol:
        return ""
    titled = next((text for text in texts[:HEAD] if instrument_of_title(text) == symbol), "")
    names = dict(reversed(words_of(symbol)))
    title = next((text for text in texts[:1] if parse_unit(text) is None and len(text) < _LONGEST_NAME), "")
    return titled or title or names.get(redline.language, names.get("en", ""))


def _first_lines(redline: Redline, side: Side) -> list[tuple[Paragraph, str]]:
    """The first non-empty paragraphs of a side, with their words: down to the head of the text, if one was recognised."""
    out: list[tuple[Paragraph, str]] = []
    left = _SEARCHED
    for line in paragraphs(redline.clauses, side):
        text = legible_text(line.text)
        if text:
            out.append((line, text))
            left = min(left - 1, 2 * HEAD) if line.props.kind == "number" else left - 1
        if not left:
            break
    return out


def _identity_and_title(lines: Sequence[Paragraph], texts: Sequence[str], language: str) -> tuple[TextIdentity, str]:
    """The identity and the title in the lines of a text."""
    at = _number_at(lines, texts, language)
    if at is None:
        return TextIdentity(language=language), _title_below(lines, texts, 0)
    behind = texts[at + 1 : at + 1 + HEAD]
    number = read_number_line(texts[at])
    nations = _UNITED_NATIONS.fullmatch(texts[at])
    if number is None and nations is not None and is_session_number(nations["number"]):
        part = f" {nations['part']}" if nations["part"] else ""
        identity = TextIdentity("resolution", "UNGA", nations["number"] + part, language=language)
        return identity, nations["title"] or _title_below(lines, texts, at + 1)
    if number is None:
        return TextIdentity(language=language), _title_below(lines, texts, at + 1)
    head = read_head(number, behind, language)
    title = head.title if head is not None and head.title else _title_below(lines, texts, at + 1)
    edition = edition_named(head if head is not None else TextHead(number), language)
    if edition.body == "UNGA":
        edition = replace(edition, form="", place="", year=0)
    return TextIdentity(**asdict(edition), instrument=number.instrument, language=language), title


def _number_at(lines: Sequence[Paragraph], texts: Sequence[str], language: str) -> int | None:
    """The index of the number line: the recognised one, otherwise a first line that reads as one."""
    recognised = next((at for at, line in enumerate(lines) if line.props.kind == "number"), None)
    if recognised is not None:
        return recognised
    for at, text in enumerate(texts[:HEAD]):
        number = read_number_line(text)
        if number is not None and read_head(number, texts[at + 1 : at + 1 + HEAD], language) is not None:
            return at
        nations = _UNITED_NATIONS.fullmatch(text)
        if nations is not None and is_session_number(nations["number"]):
            return at
    return None


def _title_below(lines: Sequence[Paragraph], texts: Sequence[str], start: int) -> str:
    """The title from a line on: the recognised one, otherwise the lines before the text itself."""
    title: list[str] = []
    for line, text in zip(lines[start : start + HEAD], texts[start : start + HEAD], strict=True):
        if line.props.kind == "title":
            title.append(text)
        elif title or line.props.kind not in ("number", "history"):
            break
    return " ".join(title)


def _with_work(identity: TextIdentity, work: str) -> TextIdentity:
    """The identity of a resolution of the United Nations, completed by the number and the date in the name of its work."""
    found = _WORK.search(work)
    if found is None:
        return identity
    number = found["number"].replace("-", "/") + (f" {found['part']}" if found["part"] else "")
    return replace(
        identity, instrument=identity.instrument or "resolution", body="UNGA", number=number, date=found["date"], form=""
    )


def _is_settled(redline: Redline) -> bool:
    """Whether nothing is tracked in a text."""
    stories = (redline.clauses, *(note.clauses for note in redline.notes.values()))
    return all(
        clause.end.status is Status.KEPT and clause.row is Status.KEPT and all(run.status is Status.KEPT for run in clause.runs)
        for story in stories
        for clause in story
    )
