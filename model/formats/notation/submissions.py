"""A whole submission in the notation: fields, then for each proposal its line, its text and its reasons.

    Language: en
    Conference: WTSA-24
    Title: PROPOSED MODIFICATION OF RESOLUTION 75
    Abstract: The first paragraph.
    Abstract: The second.
    Contact: Name; Organization; Country; e-mail; telephone

    MOD⇥ATU/35A18/1
    Numbering: bis
    # RESOLUTION 75 (Rev. Geneva, 2022)
    …
    Reasons: To align …

A field whose text has several paragraphs is written once for each. `Numbering` (relabel, bis, letters, keep; behind it the
symbol of a treaty text and the agenda item of its provisional numbers, `letters RR 1.15`) and `Language` after a proposal
line are written if they differ from the default. A text without a symbol has no proposal line, or
`TEXT` if one is needed to separate it from another. What was set by hand for the proposals of a treaty text follows it
(`model.formats.notation.cut_lines`). The words for reasons, abstract and contact are read in any of the
six languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec import Struct, field
from msgspec.structs import replace

from model.errors import EditError
from model.formats.notation.cut_lines import print_cuts, read_cuts
from model.formats.notation.field_values import field_value, part_value, parts_of
from model.formats.notation.keywords import (
    CUT_LINE,
    FIELD_LINE,
    FIELDS,
    NUMBERING,
    PROPOSAL_LINE,
    REASONS,
    TEXT,
    foreign_field,
)
from model.formats.notation.marks import unescape
from model.formats.notation.parsing import numbered_lines, parse_lines
from model.formats.notation.printing import note_names, print_redline, printable_redline
from model.lexicon import guess_language
from model.message import Message
from model.numbering.instruments import instruments
from model.numbering.mark_forms import forms_of
from model.redline import Policy, Redline
from model.submission.values import SYMBOLS, Contact, Header, Proposal, Submission, Symbol

_KEYS = {word: key for key, word in FIELDS.items()}
CONTACT_FIELDS = ("name", "organization", "country", "email", "phone")


def print_submission(submission: Submission) -> str:
    """A submission in the notation; its source packages are not in it."""
    alone = len(submission.proposals) == 1
    header = list(_header_lines(submission.header, submission.language))
    if not submission.language:
        header.insert(0, f"{FIELDS['language']}:")  # or it would be guessed
    blocks = ["".join(f"{line}\n" for line in header)]
    for proposal in submission.proposals:
        lines = _proposal_lines(proposal, submission.language, named=not alone)
        settings = print_cuts(proposal.cuts, printable_redline(proposal.redline), note_names(proposal.redline))
        after = [*settings, *_field(REASONS, proposal.reasons)]
        text = print_redline(proposal.redline)
        blocks.append("".join(f"{line}\n" for line in lines) + text + "".join(f"{line}\n" for line in after))
    return "\n".join(block for block in blocks if block)


def _header_lines(header: Header, language: str) -> Iterator[str]:
    yield from _field(FIELDS["language"], language)
    for key, word in FIELDS.items():
        if key == "sources":
            yield from (f"{word}: {field_value(source)}" for source in header.sources)
        elif key == "contacts":
            yield from (f"{word}: {_print_contact(contact)}" for contact in header.contacts)
        elif key != "language":
            yield from _field(word, getattr(header, key))


def _field(word: str, text: str) -> Iterator[str]:
    return (f"{word}: {field_value(line)}" for line in text.split("\n")) if text else iter(())


def _print_contact(contact: Contact) -> str:
    parts = [part_value(getattr(contact, name)) for name in CONTACT_FIELDS]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return "; ".join(parts)


def _proposal_lines(proposal: Proposal, language: str, *, named: bool) -> Iterator[str]:
    redline = proposal.redline
    named = named or redline.language != language or not redline.clauses
    if proposal.symbol or proposal.number or named:
        number = f"\t{field_value(proposal.number)}" if proposal.number else ""
        yield (proposal.symbol or TEXT) + number
    customs = [redline.policy, *filter(None, _treaty_customs(redline))]
    if customs != ["relabel"]:
        yield f"{NUMBERING}: {' '.join(field_value(custom) for custom in customs)}"
    if redline.language != language:
        yield f"{FIELDS['language']}: {field_value(redline.language)}"


# --- reading ------------------------------------------------------------------------------------------------------------


class _Draft(Struct):
    """A proposal on its way."""

    symbol: str = ""
    number: str = ""
    named: bool = False
    customs: Redline = Redline()
    """An empty text with its label policy, instrument, agenda item and coming conference."""
    language: str | None = None
    lines: list[tuple[int, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    cuts: list[tuple[int, str]] = field(default_factory=list)


class _Reader(Struct):
    language: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    drafts: list[_Draft] = field(default_factory=list)

    def read(self, text: str) -> None:
        for number, line in numbered_lines(text):
            if found := PROPOSAL_LINE.fullmatch(line):
                symbol = found["symbol"]
                number_text = unescape(found["number"] or "")
                self.drafts.append(_Draft("" if symbol == TEXT else symbol, number_text, named=True))
            elif found := CUT_LINE.fullmatch(line):
                self._current_draft().cuts.append((number, found["value"]))
            elif not self._field(number, line):
                self._current_draft().lines.append((number, line))

    def _current_draft(self) -> _Draft:
        if not self.drafts:
            self.drafts.append(_Draft())
        return self.drafts[-1]

    def _field(self, number: int, line: str) -> bool:
        """Whether a line is a field at its place; it is kept then."""
        if found := FIELD_LINE.fullmatch(line):
            word, value = found["word"], unescape(found["value"] or "")
        elif foreign := foreign_field(line):
            word, value = foreign[0], unescape(foreign[1])
        else:
            return False
        if word == REASONS:
            self._current_draft().reasons.append(value)
        elif not self.drafts and word != NUMBERING:
            raw = found["value"] or "" if found and word == FIELDS["contacts"] else value
            self.fields.setdefault(_KEYS[word], []).append(raw)
        elif (self.drafts and self.drafts[-1].lines) or word not in (NUMBERING, FIELDS["language"]):
            return False
        elif word == FIELDS["language"]:
            self._current_draft().language = value
        else:
            draft = self._current_draft()
            draft.customs = _customs(number, value)
        return True


def _treaty_customs(redline: Redline) -> tuple[str, ...]:
    return (redline.instrument, redline.item, redline.edition) if redline.instrument else ()


def _customs(number: int, value: str) -> Redline:
    """The customs of a text in a field: label policy, instrument, agenda item of provisional numbers, coming conference."""
    named, *treaty = value.split() or [""]
    for policy in get_args(Policy):
        if named == policy and (not treaty or treaty[0] in instruments()) and len(treaty) < 4:
            edition = treaty.pop() if len(treaty) > 1 and forms_of(treaty[-1], "") is not None else ""
            if len(treaty) < 3:
                instrument, item = [*treaty, "", ""][:2]
                return Redline(policy=policy, instrument=instrument, item=item, edition=edition)
    reason = Message.of(
        "line {number}: the numbering “{value}” is not known; there are {known}",
        number=number,
        value=value,
        known=get_args(Policy),
    )
    raise EditError(reason)


def parse_submission(text: str, *, language: str = "") -> Submission:
    """The submission that a text in the notation says, or a text alone; EditError names the line that cannot be read.

    `language` is that of a text which does not say it; without either it is guessed.
    """
    reader = _Reader(language)
    reader.read(text)
    stated = reader.fields.get("language")
    chosen = stated[-1] if stated else language
    if not chosen and stated is None:
        chosen = guess_language(line for draft in reader.drafts for _, line in draft.lines)
    proposals = tuple(_proposal(draft, chosen) for draft in reader.drafts)
    return Submission(_header(reader.fields), proposals, chosen)


def _proposal(draft: _Draft, language: str) -> Proposal:
    spoken = draft.language if draft.language is not None else language
    redline = parse_lines(draft.lines, replace(draft.customs, language=spoken))
    symbols: dict[str, Symbol] = {symbol: symbol for symbol in SYMBOLS}
    cuts = read_cuts(draft.cuts, redline)
    return Proposal(symbols.get(draft.symbol, ""), draft.number, redline, "\n".join(draft.reasons), redline, cuts=cuts)


def _header(fields: dict[str, list[str]]) -> Header:
    texts = {key: "\n".join(values) for key, values in fields.items() if key not in ("language", "sources", "contacts")}
    return Header(
        sources=tuple(fields.get("sources", ())),
        contacts=tuple(_read_contact(value) for value in fields.get("contacts", ())),
        **texts,
    )


def _read_contact(value: str) -> Contact:
    parts: Sequence[str] = parts_of(value)
    named = dict(zip(CONTACT_FIELDS, [*parts, *[""] * len(CONTACT_FIELDS)], strict=False))
    return Contact(**{name: unescape(part) for name, part in named.items()})
