"""The verb `sub-amend`: another party's proposal as the lower layer of ours."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from app.cli.file_verbs import DONE, need_suffix, open_file
from app.cli.terminal import progress, tell
from app.session.clock import utc_now
from model.edits.sub_amendments.layers import amend_proposal
from model.errors import EditError, FileError
from model.files.kinds import OFFICE, WORD, kind_of
from model.files.opening import need_another
from model.files.project_file import new_project_id, save_project
from model.files.readers import docx_of
from model.formats.amend import Project
from model.formats.safe_zip import read_file
from model.layers.authors import UNNAMED, names_in
from model.message import Message
from model.redline import Stamp
from model.submission.private_parts import without_private_parts
from model.submission.transactions import apply
from model.submission.values import Submission

_NUMBER = re.compile(r"(\d+)")


def run_sub_amend(options: Namespace) -> int:
    """Writes a project in which the proposal of another party is amended, and prints whose changes are in its layers."""
    need_suffix(options.output, ".amend")
    need_another(options.output, options.source)
    given: Submission | None = None
    if options.authors:
        with progress(Message.of("reading {path}", path=options.source), options.say):
            submission = _open_layers(options.source, options.authors)
    else:
        given = without_private_parts(_submission(options))
        try:
            submission = apply(given, amend_proposal(given, Stamp("", utc_now()), options.party))
        except EditError as error:
            raise FileError(options.source, error.message) from error
    for number, proposal in enumerate(submission.proposals, 1):
        if proposal.theirs is not None:
            names = tuple(sorted(names_in(proposal.theirs), key=_in_order))
            if given is not None and UNNAMED in names and "" in names_in(given.proposals[number - 1].redline):
                unnamed = Message.of(
                    "proposal {number}: changes without an author get the name “{name}”; --party NAME gives them another",
                    number=number,
                    name=UNNAMED,
                )
                tell(options.say(unnamed))
            tell(options.say(Message.of("proposal {number}: their changes are by {names}", number=number, names=names)))
    with progress(Message.of("writing {path}", path=options.output), options.say):
        save_project(Project(submission, id=new_project_id()), options.output)
    return DONE


def _in_order(name: str) -> list[tuple[int, str]]:
    """The key by which names are sorted: numbers in them by their values."""
    return [(int(part), "") if part.isdecimal() else (0, part.casefold()) for part in _NUMBER.split(name)]


def _open_layers(path: str, authors: Collection[str]) -> Submission:
    """The submission in a Word file in which the changes of some authors are ours. FileError if it cannot be used."""
    from model.formats.word.layered_reader import read_layers

    data = read_file(Path(path), path)
    kind = kind_of(data, path)
    if kind is OFFICE:
        data = docx_of(data, path)
    elif kind is not WORD:
        raise FileError(path, Message.of("it is not a Word file, so it has no changes of two parties; omit --ours"))
    return read_layers(data, Path(path).name, authors).submission


def _submission(options: Namespace) -> Submission:
    project = open_file(options.source, options.say).project
    if not options.version:
        return project.submission
    for version in project.versions:
        if version.name == options.version:
            return replace(version.submission, sources={**project.submission.sources, **version.submission.sources})
    names = tuple(version.name for version in project.versions)
    reason = Message.of("it has no version {name}; give one of its versions: {names}", name=options.version, names=names)
    raise FileError(options.source, reason)
