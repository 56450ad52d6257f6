"""The comparison of two submissions, or of two texts, as one submission: each text is paired with its counterpart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from model.diff.compare import NO_ORIGINS, compare, move_origins
from model.diff.paragraph_merge import Plain
from model.diff.summary import Summary, summary
from model.diff.tokens import words_in
from model.errors import EditError
from model.formats.word.table_shapes import in_cells_of, with_shapes_of, without_known_shapes
from model.formats.word.writing.package_merge import adopt_text, is_submission
from model.layers.layer_choice import with_joined_layers
from model.lexicon.words import LANGUAGE_NAMES
from model.message import Message
from model.numbering import Labelling
from model.redline import Clause, Redline, Side, Stamp, Status
from model.submission.resolved import in_view
from model.submission.values import Proposal, Submission

_LITTLE = 0.2
"""If less than this part of two texts is common, they are reported as texts of two languages, provided that they are."""


class Comparison(Struct, frozen=True):
    """The comparison of two submissions."""

    submission: Submission
    """The redline of each text: without symbol, so that it is written into the package of the first; if that is a package of a
    submission itself, as MOD, whatever the symbol was, so that the changes are tracked."""
    labellings: tuple[Labelling, ...]
    """Of each text."""
    summary: Summary
    keeps_formats: bool = False
    """Whether both sides come from Word files, so that paragraphs keep their own appearance; see `ExportOptions`."""
    warnings: tuple[Message, ...] = ()


def compare_submissions(
    base: Submission,
    draft: Submission,
    stamp: Stamp,
    *,
    side: Side = "draft",
    moves: bool = True,
    by_id: bool = False,
    origins: Mapping[str, str] = NO_ORIGINS,
) -> Comparison:
    """Compares a side of two submissions. EditError, in a sentence, if they cannot be compared.

    base: the old one
    draft: the new one
    stamp: author and time of the differences
    side: the side of both that is compared
    moves: whether moves are marked as moves
    by_id: whether clauses with the same id are the same whatever their words, as in two versions of one document
    origins: as in `compare`, in addition to the moves of these two texts
    """
    base, draft = with_joined_layers(base, stamp), with_joined_layers(draft, stamp)
    pairs = _pairs(base, draft)
    sources = dict(base.sources)
    proposals: list[Proposal] = []
    for old, new in pairs:
        proposal, source = _compare_texts(base, draft, old, new, stamp, side, moves, by_id, origins)
        proposals.append(proposal)
        sources.update(source)
    labellings = tuple([Labelling.of(proposal.redline) for proposal in proposals])
    counts = [summary(proposal.redline, labelling) for proposal, labelling in zip(proposals, labellings, strict=True)]
    total = Summary(*(sum(getattr(count, name) for count in counts) for name in Summary.__struct_fields__))
    warnings = (*_warnings(base, draft, proposals), *_frame_warnings(pairs, proposals))
    language = base.language or draft.language
    keeps_formats = all(old.source in base.sources and new.source in draft.sources for old, new in pairs)
    return Comparison(Submission(base.header, tuple(proposals), language, sources), labellings, total, keeps_formats, warnings)


def _pairs(base: Submission, draft: Submission) -> Sequence[tuple[Proposal, Proposal]]:
    """The texts that are compared with each other: in order, or a single one with the one most like it."""
    first, second = base.proposals, draft.proposals
    if not first or not second:
        raise EditError.of("it contains no text to compare")
    if len(first) == len(second):
        return list(zip(first, second, strict=True))
    if len(first) == 1:
        return [(first[0], max(second, key=lambda proposal: _common_words(first[0].redline, proposal.redline)))]
    if len(second) == 1:
        return [(max(first, key=lambda proposal: _common_words(proposal.redline, second[0].redline)), second[0])]
    reason = Message.of(
        "it contains {texts} texts and the first file {others}, so it is not clear which ones to compare; give "
        "files with the same number of texts, or with one",
        texts=len(second),
        others=len(first),
    )
    raise EditError(reason)


def _side(text: Redline, side: Side) -> Redline:
    """One side of a text, with its labels as printed; a text without amendments is both of its sides."""
    return in_view(text, side) if is_marked(text) else text


def is_marked(text: Redline) -> bool:
    """Whether a text has amendments."""
    return any(map(_is_touched, chain(text.clauses, *(note.clauses for note in text.notes.values()))))


def _is_touched(clause: Clause) -> bool:
    return (
        clause.end.status is not Status.KEPT
        or clause.row is not Status.KEPT
        or clause.base_props is not None
        or clause.own_label is not None
        or any(run.status is not Status.KEPT or run.base_style is not None for run in clause.runs)
    )


def _common_words(first: Redline, second: Redline) -> int:
    return len(vocabulary(first) & vocabulary(second))


def vocabulary(text: Redline) -> set[str]:
    """The words of a text."""
    return {word for clause in text.clauses for word in words_in(clause.text)}


def _compare_texts(
    base: Submission,
    draft: Submission,
    old: Proposal,
    new: Proposal,
    stamp: Stamp,
    side: Side,
    moves: bool,
    by_id: bool,
    origins: Mapping[str, str],
) -> tuple[Proposal, dict[str, bytes]]:
    first, second = _side(old.redline, side), _side(new.redline, side)
    package, other = base.sources.get(old.source), draft.sources.get(new.source)
    sources: dict[str, bytes] = {}
    plain: Plain = ""
    name, original = old.source, old.original
    if package is None and other is not None:
        plain, name, original, sources = "base", new.source, new.original, {new.source: other}
    elif package is not None and other is None:
        plain = "draft"
    elif package is not None and other is not None and package != other:
        package, second = adopt_text(package, other, second)
        second = with_shapes_of(second, other)
        sources = {old.source: package}
    reserved = frozenset({*original.places, *original.notes, *old.redline.notes})
    if by_id:
        origins = {**move_origins(old.redline.clauses), **move_origins(new.redline.clauses), **origins}
    redline = compare(first, second, stamp, moves=moves, by_id=by_id, origins=origins, reserved=reserved, plain=plain)
    redline = without_known_shapes(redline)
    if _has_words(first) and _has_words(second) and not _has_words(redline, both=True):
        raise EditError(_nothing_common_warning(first, second))
    found = Proposal(redline=redline, original=in_cells_of(original, redline), source=name)
    if old.symbol and package is not None and is_submission(package):
        symbol = old.symbol if old.symbol in ("MOD", "(MOD)") else "MOD"
        found = replace(found, symbol=symbol, number=old.number, reasons=old.reasons)
    return found, sources


def _has_words(text: Redline, *, both: bool = False) -> bool:
    """Whether there are words in a text, or words that are on both of its sides."""
    runs = (run for clause in text.clauses for run in clause.runs)
    return any(words_in(run.text) for run in runs if not both or (run.status.in_base and run.status.in_draft))


def _nothing_common_warning(first: Redline, second: Redline) -> Message:
    if first.language and second.language and first.language != second.language:
        return Message.of(
            "it is in {language} and the first file in {other}; give texts of one language",
            language=LANGUAGE_NAMES.get(second.language, second.language),
            other=LANGUAGE_NAMES.get(first.language, first.language),
        )
    return Message.of("no clause of it is in the first file, so there is nothing to compare; give two versions of one text")


def _frame_warnings(pairs: Sequence[tuple[Proposal, Proposal]], proposals: Sequence[Proposal]) -> Iterator[Message]:
    """Differences around the texts of submissions that no redline of the texts shows."""
    for place, ((old, new), made) in enumerate(zip(pairs, proposals, strict=True), start=1):
        if not (made.symbol and old.symbol and new.symbol):
            continue
        if old.symbol == new.symbol != made.symbol:
            yield Message.of(
                "proposal {number} is {symbol} in both files; it is written as {made}, so that changes are tracked",
                number=place,
                symbol=old.symbol,
                made=made.symbol,
            )
        elif old.symbol != new.symbol:
            yield Message.of(
                "proposal {number} is {symbol} here, {other} in the first file; it is written as {made}",
                number=place,
                symbol=new.symbol,
                other=old.symbol,
                made=made.symbol,
            )
        if " ".join(old.reasons.split()) != " ".join(new.reasons.split()):
            yield Message.of(
                "the reasons of proposal {number} differ, which is not tracked; those of the first file are written", number=place
            )


def _warnings(base: Submission, draft: Submission, proposals: Sequence[Proposal]) -> tuple[Message, ...]:
    if not base.language or not draft.language or base.language == draft.language:
        return ()
    kept = marked = 0
    for run in (run for proposal in proposals for clause in proposal.redline.clauses for run in clause.runs):
        both = run.status.in_base and run.status.in_draft
        kept, marked = kept + both * len(run.text), marked + (not both) * len(run.text)
    if kept >= _LITTLE * (kept + marked):
        return ()
    message = Message.of(
        "it is in {language} and the first file in {other}",
        language=LANGUAGE_NAMES.get(draft.language, draft.language),
        other=LANGUAGE_NAMES.get(base.language, base.language),
    )
    return (message,)
