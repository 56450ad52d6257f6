"""The text that an extract of a treaty text gives: one proposal with gaps, with what its lines say of each cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from model.cuts.derive import CutIndex
from model.formats.recognition.clauses import recognised_redline
from model.formats.recognition.extracts import ExtractPart, treaty_paragraphs
from model.formats.recognition.raw_body import RawNote
from model.message import Message
from model.numbering import Labelling
from model.numbering.units import parse_unit
from model.redline import Label, Redline, with_own_label
from model.submission.values import CutSettings, Proposal


def extract_proposal(parts: Sequence[ExtractPart], notes: Mapping[str, RawNote], language: str, ids: Iterator[str]) -> Proposal:
    """The proposal on the text that the parts of an extract make up.

    parts: the parts, in the order of the file
    notes: the notes of the file, by key
    language: code of its language
    ids: the ids of its clauses, in order
    """
    paragraphs = list(treaty_paragraphs(parts))
    chosen = list(islice(ids, len(paragraphs)))
    starts: dict[int, str] = {}
    for id, found in zip(chosen, paragraphs, strict=True):
        if not found.is_heading:
            starts.setdefault(found.part, id)
    raw = [found.paragraph for found in paragraphs]
    redline = recognised_redline(raw, notes, language, iter(chosen), whole=False, starts=frozenset(starts.values()))
    redline = _with_kept_labels(redline)
    ranges: dict[int, list[str]] = {}
    for id, found in zip(chosen, paragraphs, strict=True):
        if not found.is_heading and id in redline.places:
            ranges.setdefault(found.part, []).append(id)
    proposal = Proposal("MOD", "", redline, "", redline)
    return _with_settings(proposal, [(part, ranges[at]) for at, part in enumerate(parts) if at in ranges])


def _with_kept_labels(redline: Redline) -> Redline:
    """The text with gaps, whose labels stay as they are printed: those that only another policy would give are set by hand."""
    printed, kept = Labelling.of(redline), replace(redline, policy="keep")
    shown = Labelling.of(kept)
    clauses = tuple(
        with_own_label(clause, Label(label))
        if (label := printed.draft(clause.id)) and shown.draft(clause.id) != label
        else clause
        for clause in kept.clauses
    )
    return replace(kept, clauses=clauses)


def extract_message(count: int) -> Message:
    """The message that a file has only some provisions of a treaty text."""
    return Message.counted(
        "it is an extract of a treaty text: {n} proposal on single provisions, read as one text with gaps; import it into the "
        "document of the text in force, which puts it in by number",
        "it is an extract of a treaty text: {n} proposals on single provisions, read as one text with gaps; import it into the "
        "document of the text in force, which puts them in by number",
        count,
    )


def is_extract_message(message: Message | str) -> bool:
    """Whether a message is that of `extract_message`: it advises what is done already where the file is put into a document."""
    return isinstance(message, Message) and message.id == extract_message(1).id


def _with_settings(proposal: Proposal, parts: Sequence[tuple[ExtractPart, Sequence[str]]]) -> Proposal:
    """The proposal with what the lines say: numbers, reasons, which provisions are one proposal, symbols that do not follow."""
    settings = {ids[0]: _settings(part, ids, proposal.redline) for part, ids in parts}
    for part, ids in parts:
        if part.is_clean:
            amended = _numbered(ids, proposal.redline) or ids[:1]
            heads = [id for id in ids if proposal.redline[id].props.kind == "heading"]
            settings.update(dict.fromkeys((*amended, *heads), CutSettings(symbol=part.symbol)))
    index = CutIndex.of(replace(proposal, cuts=settings))
    for _, ids in parts:
        cut = index.cut_of(ids[0])
        if cut is not None and cut.key != ids[0] and cut.key in settings:
            settings[cut.key] = replace(settings[cut.key], separate=True)
    index = CutIndex.of(replace(proposal, cuts=settings))
    for part, ids in parts:
        cut = index.cut_of(ids[0])
        if cut is not None and cut.key == ids[0] and part.symbol != "NOC" and cut.derived != part.symbol:
            settings[ids[0]] = replace(settings[ids[0]], symbol=part.symbol)
    return replace(proposal, cuts={key: value for key, value in settings.items() if value != CutSettings()})


def _settings(part: ExtractPart, ids: Sequence[str], redline: Redline) -> CutSettings:
    numbered = _numbered(ids, redline)
    joined = len(numbered) > 1 and (part.symbol == "NOC" or parse_unit(redline[ids[0]].text) is None)
    return CutSettings(
        symbol="NOC" if part.symbol == "NOC" else "",
        underlined=part.symbol == "NOC" and part.is_underlined,
        number=part.number,
        reasons=part.reasons,
        last=numbered[-1] if joined else "",
    )


def _numbered(ids: Sequence[str], redline: Redline) -> list[str]:
    """Those of some clauses that have a margin number."""
    return [id for id in ids if redline[id].props.provision or redline[id].number is not None]
