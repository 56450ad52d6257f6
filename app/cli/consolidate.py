"""The verb `consolidate`: the proposals of several parties on one base as one text, and as a table."""

from __future__ import annotations

import os
from argparse import Namespace
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from app.cli.compare import date_of
from app.cli.file_verbs import DONE, need_suffix, open_file
from app.cli.terminal import one_line, progress, tell, warn_of
from model.consolidation.changes import width
from model.consolidation.merge import LARGEST, Consolidation, consolidate, wording
from model.errors import EditError, FileError
from model.files.consolidation import PartyProposal, base_of, consolidated, read_party
from model.files.opening import need_another, new_project_id, save_project
from model.formats.amend import Project
from model.numbering import Labelling
from model.redline import Redline
from model.submission.authorship import unfit_name
from model.submission.clause_paths import paths
from model.submission.values import Proposal, Submission

CONFLICTS = 1
_SHOWN = 120
"""Characters of a wording that the summary shows."""


def run_consolidate(options: Namespace) -> int:
    """Consolidates, writes the text, the table or both, and prints what came of it."""
    suffix = need_suffix(options.output, ".docx", ".html", ".amend")
    if options.table:
        need_suffix(options.table, ".docx", ".html")
        if os.path.realpath(options.table) == os.path.realpath(options.output):
            raise FileError(options.table, "it is the name of the text too; give --table another one")
        if not Path(options.table).parent.is_dir():  # before the text is written
            raise FileError(options.table, "the folder does not exist; create it or choose another one")
    date = date_of(options)
    files = _files(options)
    for output in filter(None, (options.output, options.table)):
        need_another(output, options.base, *files)
    submission = open_file(options.base).submission
    try:
        base = base_of(submission)
    except EditError as error:
        raise FileError(options.base, str(error)) from error
    read = _read(base.redline, files)
    with progress(f"consolidating {len(read)} proposals"):
        found = consolidate(base.redline, [one.party for one in read])
    with progress(f"writing {options.output}"):
        _write(found, read, (submission, base), options, suffix, date)
    for line in summary_lines(found):
        tell(one_line(line))
    return CONFLICTS if found.conflicts else DONE


def _files(options: Namespace) -> dict[str, str]:
    """The files of the proposals in their order, each with the name that was given for its party, else ''."""
    files = dict.fromkeys(options.proposals, "")
    if len(files) < len(options.proposals):
        twice = next(name for place, name in enumerate(options.proposals) if name in options.proposals[:place])
        raise FileError(twice, "it is given twice; give each proposal once")
    for given in options.parties:
        name, _, file = given.partition("=")
        if not name.strip() or not file:
            raise FileError(given, "--party needs a name and a file, as --party ATU=proposal.docx")
        if wrong := unfit_name(name):
            raise FileError(file, f"the name of its party {wrong}")
        if files.get(file):
            raise FileError(file, f"it is given to two parties, {files[file]} and {name.strip()}; give each proposal once")
        files[file] = name.strip()
    if not files:
        raise FileError(options.output, "there is nothing to consolidate; give the base and the proposals behind it")
    by_path: dict[str, str] = {}
    for file in files:
        if by_path.setdefault(os.path.realpath(file), file) != file:
            raise FileError(file, f"it is {by_path[os.path.realpath(file)]} again; give each proposal once")
    if len(files) > LARGEST:
        raise FileError(options.output, f"there are {len(files)} proposals, more than {LARGEST}; consolidate them in groups")
    return files


def _read(base: Redline, files: dict[str, str]) -> list[PartyProposal]:
    read: list[PartyProposal] = []
    names: dict[str, str] = {}
    for file, given in files.items():
        submission = open_file(file).submission
        with progress(f"comparing {file} with the base"):
            try:
                one = read_party(base, submission, given, Path(file).stem)
            except EditError as error:
                raise FileError(file, str(error)) from error
        name = one.party.name
        if name in names:
            raise FileError(file, f"it is by {name}, and so is {names[name]}; tell them apart with --party NAME={file}")
        names[name] = file
        read.append(one)
    return read


def _write(
    found: Consolidation,
    read: Sequence[PartyProposal],
    of: tuple[Submission, Proposal],
    options: Namespace,
    suffix: str,
    date: str,
) -> None:
    from model.storage.atomic_write import write_durably

    table = _table(found, read, Path(options.table).suffix.lower(), date) if options.table else b""
    if suffix == ".html":
        write_durably(options.output, _table(found, read, suffix, date))
    else:
        submission = consolidated(*of, found, date, policy=options.policy)
        if suffix == ".docx":
            from model.formats.word.export import export_word
            from model.formats.word.export_options import ExportOptions

            data, proof = export_word(submission, ExportOptions(date=date))
            write_durably(options.output, data)
            warn_of(options.output, proof.left_out)
        else:
            save_project(Project(submission, id=new_project_id()), options.output)
    if options.table:
        write_durably(options.table, table)


def _table(found: Consolidation, read: Sequence[PartyProposal], suffix: str, date: str) -> bytes:
    from model.formats.page.comparison_table import compilation

    printed = compilation(found, reasons=[one.reasons for one in read])
    if suffix == ".html":
        from model.formats.html.page import html_page

        return html_page(printed).encode()
    from model.formats.word.writing.reading_copy import printed_word

    return printed_word(printed, date)


def summary_lines(found: Consolidation) -> Iterator[str]:
    """The lines that say what came of it: a party each, then what is agreed, the conflicts, what was left out."""
    for party, one in enumerate(found.parties):
        yield f"{one.name}: {_of_party(found, party)}"
    yield f"agreed: {len(found.agreed)}; conflicts: {len(found.conflicts)}; left out: {len(found.left)}"
    place_of = _Places(found.base)
    for number, conflict in enumerate(found.conflicts, start=1):
        words = [f"text in force “{_short(wording(found, conflict, None))}”"]
        words += [f"{found.parties[party].name} “{_short(wording(found, conflict, party))}”" for party in conflict.parties]
        place = f"note at {place_of.note(conflict.story)}" if conflict.story else place_of(conflict.start)
        yield f"conflict {number}, {place}: {' | '.join(words)}"
    for left in found.left:
        said = (("proposed", left.new), ("for", left.old), ("where the text in force has", left.now))
        texts = " ".join(f"{what} “{_short(text)}”" for what, text in said if text.strip())
        yield f"left out of {found.parties[left.party].name}: {left.reason}: {texts}"
    if found.beside:
        count = len(found.beside)
        yield f"{count} place{'s' if count > 1 else ''} where insertions stand side by side"
    for here in found.beside:
        words = []
        for each in here.proposed:
            names = ", ".join(found.parties[party].name for party in each.parties)
            words.append(f"{names} “{_short(each.change.words)}”")
        place = f"note at {place_of.note(here.story)}" if here.story else place_of(here.place)
        yield f"side by side, {place}: {' | '.join(words)}"


def _of_party(found: Consolidation, party: int) -> str:
    count = found.counts[party]
    if not count:
        return "no change"
    agreed = sum(party in each.parties for each in found.agreed)
    colliding = sum(party in each.parties for conflict in found.conflicts for each in conflict.proposed)
    left = sum(one.party == party for one in found.left)
    told = f"{count} change{'s' if count > 1 else ''}"
    counts = ((agreed, "agreed"), (colliding, "in conflicts"), (left, "left out"))
    parts = [f"{number} {what}" for number, what in counts if number]
    return f"{told}, {', '.join(parts)}" if parts else told


class _Places:
    """The paths of the clauses of a base by their places."""

    def __init__(self, base: Redline) -> None:
        self._base = base
        self._paths = paths(base, Labelling.of(base))
        self._stops = list(accumulate(sum(map(width, clause.runs)) + 1 for clause in base.clauses))

    def __call__(self, place: int) -> str:
        index = min(bisect_right(self._stops, place), len(self._stops) - 1)
        return self._paths[self._base.clauses[index].id]

    def note(self, story: str) -> str:
        key = story.removeprefix("notes/")
        clause = next(one for one in self._base.clauses if any(run.content == key for run in one.runs))
        return self._paths[clause.id]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
