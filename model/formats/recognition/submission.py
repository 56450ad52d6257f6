"""A whole submission: header, introduction, proposals with symbol, number and reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, dropwhile, pairwise

from msgspec import Struct
from msgspec.structs import replace

from model.formats.recognition.clauses import recognised_redline
from model.formats.recognition.extracts import ExtractPart, headings_before, margin_parts, provision_parts
from model.formats.recognition.front_matter import HeaderStatement, front_line, read_front, statements_in
from model.formats.recognition.line import side_text
from model.formats.recognition.proposal_lines import ProposalLine, is_rule, proposal_line
from model.formats.recognition.raw_body import RawDocument, RawNote, RawParagraph
from model.formats.recognition.style_roles import role_of
from model.lexicon import document_word, guess_language, is_number_line, read_call
from model.message import Message
from model.redline import ANCHOR, NOTE, OBJECT, Side, Status
from model.submission.values import SYMBOLS, Header, Proposal, Submission

_FIRST_SIGNS = frozenset({*(symbol[0] for symbol in SYMBOLS), NOTE, OBJECT, "\t"})
"""The possible beginnings of a proposal line: most paragraphs are ruled out by it."""


class _Part(Struct, frozen=True):
    """The paragraphs of one proposal, and its beginning and end in the body."""

    line: ProposalLine
    text: Sequence[RawParagraph]
    reasons: Sequence[RawParagraph]
    whole: bool
    """Its text ends at the end of the body."""
    place: ProposalPlace
    headings: Sequence[RawParagraph] = ()
    is_treaty: bool = False
    """Whether it is about provisions of a treaty text."""


class ProposalPlace(Struct, frozen=True):
    """The place of a proposal among the paragraphs of a body, by their index."""

    opening: int
    """Its line with symbol and number."""
    text: range
    reasons: range
    stop: int
    """The beginning of the next one, or the end."""
    headings: range = range(0)
    """The headings before its line, if it is one on provisions of a treaty text."""


class SubmissionOutline(Struct, frozen=True):
    """The matter around the texts of a submission, and its places."""

    header: Header
    statements: tuple[HeaderStatement, ...]
    """For each paragraph before the first proposal's line, its statement of the header."""
    first: int
    """The index of the first proposal's line; the paragraphs before it are the header."""
    proposals: tuple[tuple[ProposalPlace, Proposal], ...]
    """The proposals without their texts."""


def submission_outline(raw: RawDocument, language: str) -> SubmissionOutline:
    """The lines of a body around the texts of its proposals, for a writer that keeps them."""
    opening = _proposal_lines(raw.paragraphs)
    parts = list(_parts(raw.paragraphs, opening))
    first = _begin_of(parts)
    front = [front_line(paragraph) for paragraph in raw.paragraphs[:first]]
    return SubmissionOutline(
        read_front(front, language, []),
        statements_in(front, language),
        first,
        tuple(
            (part.place, Proposal(part.line.symbol, part.line.number, reasons=_reasons(part.reasons, language))) for part in parts
        ),
    )


class Recognition(Struct, frozen=True):
    """The submission in a Word body."""

    submission: Submission
    is_extract: bool = False
    """Whether a text of it consists of single provisions of a treaty text."""


def recognise(raw: RawDocument, *, language: str = "", warnings: list[Message] | None = None) -> Submission:
    """The submission in a Word body, see `recognise_body`."""
    return recognise_body(raw, language=language, warnings=warnings).submission


def recognise_body(raw: RawDocument, *, language: str = "", warnings: list[Message] | None = None) -> Recognition:
    """The submission in a Word body. A body without a proposal line is one proposal without a symbol; single provisions of a
    treaty text under their symbols are one text with gaps.

    `language` overrides the language of the text and its styles. What cannot be kept is reported in `warnings`.
    """
    messages: list[Message] = [] if warnings is None else warnings
    paragraphs = raw.paragraphs
    _tell_orphans(raw, messages)
    opening = _proposal_lines(paragraphs)
    language = language or _language(raw, min(opening, default=0))
    ids = (f"c{number}" for number in count(1))
    if not opening:
        if blocks := margin_parts(paragraphs):
            read = _extract(blocks, raw.notes, language, ids, messages)
            return Recognition(Submission(Header(), (read,), language), is_extract=True)
        redline = recognised_redline(paragraphs, raw.notes, language, ids, whole=True)
        return Recognition(Submission(Header(), (Proposal("", "", redline, "", redline),), language))
    header = Header()
    parts = list(_parts(paragraphs, opening))
    first = _begin_of(parts)
    if first:
        front = [front_line(paragraph) for paragraph in paragraphs[:first]]
        header = read_front(front, language, messages)
        messages += _lost_text_messages(paragraphs[:first], _LOST_IN_FRONT)
    provisions = [_extract_part(part, paragraphs, language) for part in parts if part.is_treaty]
    proposals: list[Proposal] = []
    for part in parts:
        messages += _lost_text_messages(part.reasons, _LOST_IN_REASONS)
        if not part.is_treaty:
            redline = recognised_redline(part.text, raw.notes, language, ids, whole=part.whole)
            reasons = _reasons(part.reasons, language)
            proposals.append(Proposal(part.line.symbol, part.line.number, redline, reasons, redline))
        elif provisions:
            proposals.append(_extract(provisions, raw.notes, language, ids, messages))
            provisions = []
    return Recognition(Submission(header, tuple(proposals), language), is_extract=any(part.is_treaty for part in parts))


def _extract(
    parts: Sequence[ExtractPart], notes: Mapping[str, RawNote], language: str, ids: Iterator[str], messages: list[Message]
) -> Proposal:
    """The one text of single provisions, which `messages` reports; its modules are not loaded for other texts."""
    from model.formats.recognition.extract_text import extract_message, extract_proposal

    messages.append(extract_message(len(parts)))
    return extract_proposal(parts, notes, language, ids)


def _extract_part(part: _Part, paragraphs: Sequence[RawParagraph], language: str) -> ExtractPart:
    underlined = any(run.style.underline for run in paragraphs[part.place.opening].runs)
    return ExtractPart(
        part.line.symbol or "MOD",
        part.text,
        part.headings,
        part.line.number,
        _reasons(part.reasons, language),
        is_underlined=underlined or bool(part.line.number),
    )


def _begin_of(parts: Sequence[_Part]) -> int:
    """The index of the first paragraph of the first proposal, of its headings if it has some."""
    if not parts:
        return 0
    place = parts[0].place
    return place.headings.start if place.headings else place.opening


def _proposal_lines(paragraphs: Sequence[RawParagraph]) -> dict[int, ProposalLine]:
    """The paragraphs that open a proposal, by their index."""
    out: dict[int, ProposalLine] = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph.cell is not None or not paragraph.runs:
            continue
        texts = (run.text for run in paragraph.runs if run.text and not run.content and run.status.in_draft)
        head = next(texts, "")
        if head[:1] not in _FIRST_SIGNS and not _may_begin_number(head):
            continue
        text = _text(paragraph)
        styled = role_of(paragraph.face).name == "proposal"
        line = proposal_line(text, styled=styled)
        if line is None:
            continue
        if line.number or styled or _heads_instrument(paragraphs[index + 1 :]):
            out[index] = line
    return out


def _may_begin_number(head: str) -> bool:
    """Whether the first characters of a paragraph may be those of a proposal's number, which compilations print first."""
    return head[:1].isupper() and head[:2].isascii() and ("/" in head[:6] or len(head) < 6)


def _heads_instrument(following: Sequence[RawParagraph]) -> bool:
    text = next((text for paragraph in following[:4] if (text := _text(paragraph).strip())), "")
    return is_number_line(text)


def _text(paragraph: RawParagraph, side: Side = "draft") -> str:
    return side_text(paragraph.runs, side).replace(NOTE, "").replace(OBJECT, "")


def _parts(paragraphs: Sequence[RawParagraph], opening: dict[int, ProposalLine]) -> Iterator[_Part]:
    ranges = list(pairwise((*sorted(opening), len(paragraphs))))
    treaty = provision_parts(paragraphs, ranges)
    begin = headings_before(paragraphs, 0, ranges[0][0]) if any(treaty[:1]) else None
    for (start, stop), is_treaty, follows in zip(ranges, treaty, [*treaty[1:], False], strict=True):
        headings = range(start if begin is None else begin, start)
        begin = headings_before(paragraphs, start + 1, stop) if follows else None
        limit = stop if begin is None else begin
        end = _without_closing_row(paragraphs, start + 1, limit)
        reasons = next((index for index in range(start + 1, end) if _begins_reasons(paragraphs, index, end)), end)
        first, last = trim(paragraphs, start + 1, reasons)
        text = paragraphs[first:last] if is_treaty else with_own_tables(paragraphs[first:last])
        place = ProposalPlace(start, range(first, last), range(reasons, end), stop, headings)
        heads = paragraphs[headings.start : headings.stop]
        yield _Part(opening[start], text, paragraphs[reasons:end], last == len(paragraphs), place, heads, is_treaty)


def with_own_tables(paragraphs: Sequence[RawParagraph]) -> Sequence[RawParagraph]:
    """The paragraphs of a text with its tables counted from its own beginning, not from that of the file."""
    before = next((paragraph.cell[0] for paragraph in paragraphs if paragraph.cell is not None), 0)
    if not before:
        return paragraphs
    return [
        replace(paragraph, cell=(paragraph.cell[0] - before, *paragraph.cell[1:])) if paragraph.cell is not None else paragraph
        for paragraph in paragraphs
    ]


def _without_closing_row(paragraphs: Sequence[RawParagraph], start: int, stop: int) -> int:
    """The end of a proposal's paragraphs without the row of underscores that closes it and the empty ones around it."""
    end = stop
    while end > start and (_is_closing_row(paragraphs[end - 1]) or _is_void_at(paragraphs, start, end - 1)):
        end -= 1
    closed = any(map(_is_closing_row, paragraphs[end:stop]))
    return end if closed else stop


def _is_closing_row(paragraph: RawParagraph) -> bool:
    """Whether a paragraph is a row of underscores or the like, and no words are deleted in it."""
    before = _text(paragraph, "base")
    return is_rule(_text(paragraph)) and (is_rule(before) or not before.strip())


def trim(paragraphs: Sequence[RawParagraph], start: int, stop: int) -> tuple[int, int]:
    """The range without empty paragraphs at its ends: they part the proposals and are no text."""
    while start < stop and is_void(paragraphs[start]):
        start += 1
    while stop > start and _is_void_at(paragraphs, start, stop - 1):
        stop -= 1
    return start, stop


def _is_void_at(paragraphs: Sequence[RawParagraph], start: int, index: int) -> bool:
    """Whether the paragraph at an index, in a range from `start`, is empty, and no change joins it to the one before it."""
    return is_void(paragraphs[index]) and (index == start or paragraphs[index - 1].end.status is Status.KEPT)


def is_void(paragraph: RawParagraph) -> bool:
    """Whether a paragraph contains nothing that must be kept."""
    return (
        paragraph.end.status is Status.KEPT
        and paragraph.cell is None
        and paragraph.face.number is None
        and all(run.text == ANCHOR or not run.text.strip() for run in paragraph.runs)
    )


def _begins_reasons(paragraphs: Sequence[RawParagraph], index: int, end: int) -> bool:
    """Whether the reasons begin at a paragraph. An empty one of their style that other text follows belongs to a text: ITU's
    files end with one, before a table of series."""
    if not _opens_reasons(paragraphs[index]):
        return False
    following = (paragraph for paragraph in paragraphs[index + 1 : end] if not is_void(paragraph))
    return not is_void(paragraphs[index]) or (after := next(following, None)) is None or _opens_reasons(after)


def _opens_reasons(paragraph: RawParagraph) -> bool:
    if paragraph.cell is not None:
        return False
    if role_of(paragraph.face).name == "reasons":
        return True
    text = _text(paragraph)
    word = document_word(text) if len(text) > 1 else None
    return word is not None and word.term == "reasons" and (":" in text[:30] or "：" in text[:30] or not word.rest)


def _reasons(paragraphs: Sequence[RawParagraph], language: str) -> str:
    lines = list(dropwhile(lambda line: not line.strip(), (front_line(paragraph).text for paragraph in paragraphs)))
    if lines:
        word = document_word(lines[0], language)
        if word is not None and word.term == "reasons":
            lines[0] = word.rest
    return "\n".join(lines).strip("\n \t")


def _language(raw: RawDocument, first: int) -> str:
    """The language of the text: by its commonest words, then by its calls, then by the styles' `w:lang`. The proposals, from
    the paragraph `first` on, are better evidence than their introduction."""
    if first and (proposed := guess_language(_texts(raw.paragraphs[first : first + 400]))):
        return proposed
    texts = _texts(raw.paragraphs[:400])
    if guessed := guess_language(texts):
        return guessed
    calls = Counter(call.language for text in texts if len(text) < 60 and (call := read_call(text)) is not None)
    if calls:
        return calls.most_common(1)[0][0]
    return raw.language if raw.language in ("en", "fr", "es", "ru", "zh", "ar") else ""


def _texts(paragraphs: Sequence[RawParagraph]) -> list[str]:
    return [text for paragraph in paragraphs if (text := _text(paragraph))]


def _tell_orphans(raw: RawDocument, messages: list[Message]) -> None:
    """Reports how many notes with words are omitted since nothing refers to them."""
    stories = [raw.paragraphs, *(note.paragraphs for note in raw.notes.values())]
    used = {run.content for story in stories for clause in story for run in clause.runs if run.text == NOTE}
    lost = [key for key, note in raw.notes.items() if key not in used and any(map(_text, note.paragraphs))]
    if lost:
        messages.append(Message.of("footnotes without a reference in the text were omitted: {count}", count=len(lost)))


_LOST_IN_FRONT = (
    Message.of("The tracked changes before the first proposal were taken as accepted; only the text of a proposal keeps them."),
    Message.of("The footnotes before the first proposal are omitted; move their text into the paragraph."),
    Message.of("The pictures and equations before the first proposal are omitted."),
)
_LOST_IN_REASONS = (
    Message.of("The tracked changes in the reasons were taken as accepted; only the text of a proposal keeps them."),
    Message.of("The footnotes in the reasons are omitted; move their text into the paragraph."),
    Message.of("The pictures and equations in the reasons are omitted."),
)


def _lost_text_messages(paragraphs: Sequence[RawParagraph], sentences: tuple[Message, Message, Message]) -> Iterator[Message]:
    """Messages on what of a text the submission has no place for: tracked changes, notes and pictures outside redlines."""
    of_changes, of_notes, of_pictures = sentences
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    tracked = any(run.status is not Status.KEPT for run in runs) or any(
        paragraph.end.status is not Status.KEPT for paragraph in paragraphs
    )
    if tracked:
        yield of_changes
    if any(run.text == NOTE and run.content for run in runs):
        yield of_notes
    if any(run.text == OBJECT and paragraph.cell is None for paragraph in paragraphs for run in paragraph.runs):
        yield of_pictures
