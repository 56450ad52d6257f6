"""The verb `consolidate`: the proposals of several parties on one base as one text, and as a table."""

from __future__ import annotations

import os
from argparse import Namespace
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate
from pathlib import Path
from typing import Any

from app.cli.compare import date_of
from app.cli.file_verbs import DONE, need_suffix, open_file
from app.cli.terminal import one_line, progress, tell, warn_of
from model.consolidation.changes import width
from model.consolidation.merge import LARGEST, Consolidation, consolidate, wording
from model.consolidation.party_reader import SkippedChange
from model.errors import EditError, FileError, ProofError
from model.files.consolidation import PartyProposal, base_of, consolidation_submission, read_party
from model.files.export import write, write_pages
from model.files.kinds import HTML, PROJECT, WORD, endings_of, kind_of_name
from model.files.opening import need_another
from model.formats.word.writing.export_options import ExportOptions
from model.message import Message, Say
from model.numbering import Labelling
from model.redline import Redline
from model.submission.authorship import invalid_name_reason
from model.submission.clause_paths import paths
from model.submission.values import Proposal, Submission
from model.text.shortening import shorten_text

CONFLICTS = 1
_SHOWN = 120
"""Characters of a wording that the summary shows."""


def run_consolidate(options: Namespace) -> int:
    """Consolidates, writes the text, the table or both, and prints what came of it."""
    need_suffix(options.output, *endings_of(WORD, HTML, PROJECT))
    if options.table:
        need_suffix(options.table, *endings_of(WORD, HTML))
        if os.path.realpath(options.table) == os.path.realpath(options.output):
            raise FileError(options.table, Message.of("it is the name of the text too; give --table another one"))
        if not Path(options.table).parent.is_dir():  # before the text is written
            raise FileError(options.table, Message.of("the folder does not exist; create it or choose another one"))
    date = date_of(options)
    files = _files(options)
    for output in filter(None, (options.output, options.table)):
        need_another(output, options.base, *files)
    opened = open_file(options.base, options.say, is_put_in=True)
    submission = opened.submission
    try:
        base = base_of(submission, is_extract=opened.is_extract)
    except EditError as error:
        raise FileError(options.base, error.message) from error
    read = _read(base.redline, files, options.say)
    with progress(Message.counted("consolidating {n} proposal", "consolidating {n} proposals", len(read)), options.say):
        found = consolidate(base.redline, [proposal.party for proposal in read])
    with progress(Message.of("writing {path}", path=options.output), options.say):
        _write(found, read, (submission, base), options, date)
    for line in summary_lines(found):
        tell(one_line(options.say(line)))
    return CONFLICTS if found.conflicts else DONE


def _files(options: Namespace) -> dict[str, str]:
    """The files of the proposals in their order, each with the name that was given for its party, else ''."""
    files = dict.fromkeys(options.proposals, "")
    if len(files) < len(options.proposals):
        twice = next(name for place, name in enumerate(options.proposals) if name in options.proposals[:place])
        raise FileError(twice, Message.of("it is given twice; give every proposal once"))
    spelt = {os.path.realpath(file): file for file in reversed(files)}
    for given in options.parties:
        name, _, file = given.partition("=")
        if not name.strip() or not file:
            raise FileError(given, Message.of("--party needs a name and a file, as --party ATU=proposal.docx"))
        file = spelt.setdefault(os.path.realpath(file), file)
        if wrong := invalid_name_reason(name):
            raise FileError(file, Message.of("the name of its party {wrong}", wrong=wrong))
        if files.get(file):
            raise FileError(
                file,
                Message.of(
                    "it is given to two parties, {first} and {second}; give every proposal once",
                    first=files[file],
                    second=name.strip(),
                ),
            )
        files[file] = name.strip()
    if not files:
        raise FileError(options.output, Message.of("there is nothing to consolidate; give the text in force, then the proposals"))
    by_path: dict[str, str] = {}
    for file in files:
        if by_path.setdefault(os.path.realpath(file), file) != file:
            raise FileError(
                file, Message.of("it is the same as {other}; give every proposal once", other=by_path[os.path.realpath(file)])
            )
    if len(files) > LARGEST:
        message = Message.counted(
            "there is {n} proposal, more than {most}; consolidate them in groups",
            "there are {n} proposals, more than {most}; consolidate them in groups",
            len(files),
            most=LARGEST,
        )
        raise FileError(options.output, message)
    return files


def _read(base: Redline, files: dict[str, str], say: Say) -> list[PartyProposal]:
    read: list[PartyProposal] = []
    names: dict[str, str] = {}
    for file, given in files.items():
        opened = open_file(file, say, is_put_in=True)
        with progress(Message.of("comparing {path} with the text in force", path=file), say):
            try:
                proposal = read_party(base, opened.submission, given, Path(file).stem, is_extract=opened.is_extract)
            except EditError as error:
                raise FileError(file, error.message) from error
        warn_of(file, proposal.messages, say)
        name = proposal.party.name
        if name in names:
            raise FileError(
                file,
                Message.of(
                    "it is by {name}, and so is {other}; tell them apart with --party NAME={file}",
                    name=name,
                    other=names[name],
                    file=file,
                ),
            )
        names[name] = file
        read.append(proposal)
    return read


def _write(
    found: Consolidation, read: Sequence[PartyProposal], of: tuple[Submission, Proposal], options: Namespace, date: str
) -> None:
    from model.files.merged_bands import band_faults
    from model.formats.page.comparison_table import compilation

    table = compilation(found, reasons=[proposal.reasons for proposal in read])
    if kind_of_name(options.output) is HTML:
        write_pages(table, options.output, date)
    else:
        submission = consolidation_submission(*of, found, date, policy=options.policy)
        try:
            exported = write(submission, options.output, ExportOptions(date=date))
        except ProofError as error:
            reason = Message.of("{problem} Write it as .html or .amend instead.", problem=error.message)
            raise FileError(options.output, reason) from error
        warn_of(options.output, (*exported.omitted, *band_faults(submission)), options.say)
    if options.table:
        write_pages(table, options.table, date)


def summary_lines(found: Consolidation) -> Iterator[Message]:
    """The report, line by line: each party, then what is agreed, the conflicts, and what was omitted."""
    for party in range(len(found.parties)):
        yield _of_party(found, party)
    yield Message.of(
        "agreed: {agreed}; conflicts: {conflicts}; omitted: {left}",
        agreed=len(found.agreed_changes),
        conflicts=len(found.conflicts),
        left=len(found.left),
    )
    place_of = _Places(found.base)
    for number, conflict in enumerate(found.conflicts, start=1):
        words = [Message.of("text in force “{words}”", words=_short(wording(found, conflict, None)))]
        words += [_of_parties(found, [party], wording(found, conflict, party)) for party in conflict.parties]
        place = place_of.in_note(conflict.note, conflict.start)
        if conflict.numbers:
            yield Message.of(
                "conflict {number}, {place}: several proposals give the margin number {numbers} to a new provision: {wordings}",
                number=number,
                place=place,
                numbers=conflict.numbers,
                wordings=_beside(words[1:]),
            )
            continue
        if conflict.bands:
            yield Message.of(
                "conflict {number}, {place}: several proposals have different rows for the frequency band {bands}: {wordings}",
                number=number,
                place=place,
                bands=conflict.bands,
                wordings=_beside(words),
            )
            continue
        yield Message.of("conflict {number}, {place}: {wordings}", number=number, place=place, wordings=_beside(words))
    for citation in found.struck_citations:
        yield Message.of(
            "{party} cites provision {number}, which {others} would delete: “{words}”",
            party=found.parties[citation.party].name,
            number=citation.number,
            others=tuple(found.parties[party].name for party in citation.by),
            words=_short(citation.words),
        )
    for left in found.left:
        yield _told_left(found.parties[left.party].name, left)
    if found.beside:
        yield Message.counted(
            "{n} place where insertions stand side by side", "{n} places where insertions stand side by side", len(found.beside)
        )
    for spot in found.beside:
        words = [_of_parties(found, proposal.parties, proposal.change.words) for proposal in spot.proposed]
        place = place_of.in_note(spot.note, spot.place)
        yield Message.of("side by side, {place}: {wordings}", place=place, wordings=_beside(words))


def _of_parties(found: Consolidation, parties: Iterable[int], words: str) -> Message:
    """What parties propose, in their words."""
    names = tuple(found.parties[party].name for party in parties)
    return Message.of("{parties} “{words}”", parties=names, words=_short(words))


def _beside(wordings: Sequence[Message]) -> Message:
    """Wordings on one line."""
    return reduce(lambda first, second: Message.of("{first} | {second}", first=first, second=second), wordings)


def _told_left(party: str, left: SkippedChange) -> Message:
    """The sentence on something of a proposal that could not be brought on the base."""
    new, old, now = (_short(text) for text in (left.new, left.old, left.now))
    values: dict[str, Any] = {"party": party, "reason": left.reason}
    values |= {name: words for name, words in (("new", new), ("old", old), ("now", now)) if words}
    match bool(new), bool(old), bool(now):
        case True, True, True:
            return Message.of(
                "omitted from {party}: {reason}: proposed “{new}” for “{old}”; the text in force has “{now}” there", **values
            )
        case True, True, False:
            return Message.of("omitted from {party}: {reason}: proposed “{new}” for “{old}”", **values)
        case True, False, True:
            return Message.of("omitted from {party}: {reason}: proposed “{new}”; the text in force has “{now}” there", **values)
        case True, False, False:
            return Message.of("omitted from {party}: {reason}: proposed “{new}”", **values)
        case False, True, True:
            return Message.of("omitted from {party}: {reason}: for “{old}”; the text in force has “{now}” there", **values)
        case False, True, False:
            return Message.of("omitted from {party}: {reason}: for “{old}”", **values)
        case False, False, True:
            return Message.of("omitted from {party}: {reason}: the text in force has “{now}” there", **values)
    return Message.of("omitted from {party}: {reason}", **values)


def _of_party(found: Consolidation, party: int) -> Message:
    name, count = found.parties[party].name, found.counts[party]
    if not count:
        return Message.of("{party}: no change", party=name)
    agreed = sum(party in agreement.parties for agreement in found.agreed_changes)
    colliding = sum(party in agreement.parties for conflict in found.conflicts for agreement in conflict.proposed)
    left = sum(leftover.party == party for leftover in found.left)
    counts = (
        Message.counted("{n} agreed", "{n} agreed", agreed),
        Message.counted("{n} in conflicts", "{n} in conflicts", colliding),
        Message.counted("{n} omitted", "{n} omitted", left),
    )
    parts = tuple(agreement for agreement in counts if agreement.number)
    if not parts:
        return Message.counted("{party}: {n} change", "{party}: {n} changes", count, party=name)
    return Message.counted("{party}: {n} change, {parts}", "{party}: {n} changes, {parts}", count, party=name, parts=parts)


class _Places:
    """The paths of the clauses of a base by their places."""

    def __init__(self, base: Redline) -> None:
        self._base = base
        self._paths = paths(base, Labelling.of(base))
        self._stops = list(accumulate(sum(map(width, clause.runs)) + 1 for clause in base.clauses))

    def __call__(self, place: int) -> str:
        index = min(bisect_right(self._stops, place), len(self._stops) - 1)
        return self._paths[self._base.clauses[index].id]

    def in_note(self, note: str, place: int) -> Message:
        """The place in the text, or, of a note, where its mark is."""
        if note:
            return Message.of("note at {path}", path=self._note(note))
        return Message.verbatim(self(place))

    def _note(self, key: str) -> str:
        clause = next(candidate for candidate in self._base.clauses if any(run.content == key for run in candidate.runs))
        return self._paths[clause.id]


def _short(text: str) -> str:
    return shorten_text(" ".join(text.split()), _SHOWN)
