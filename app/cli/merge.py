"""The verb `merge`: two copies of a project as one, as a version control system asks for it or a user."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from app.cli.file_verbs import DONE, open_file
from app.cli.terminal import progress, tell
from model.errors import FileError
from model.files.merge import common_version, merge_projects, refuse_unrelated
from model.files.opening import OpenedFile, need_another
from model.files.project_file import save_project
from model.formats.amend import Project
from model.merging.conflict_texts import open_conflicts, summary_of
from model.message import Message

CONFLICTS = 1


def run_merge(options: Namespace) -> int:
    """Merges two copies and prints the conflicts."""
    if not options.driver and _is_same(options.first, options.second):
        raise FileError(options.second, Message.of("it is given twice; give the copy of a colleague"))
    need_another(options.output, options.base, options.second)
    first, second = _open_project(options.first, options), _open_project(options.second, options)
    with progress(Message.of("merging {path}", path=options.second), options.say):
        merged = merge_projects(_base(options, first, second), first.project, second.project)
    with progress(Message.of("writing {path}", path=options.output), options.say):
        save_project(merged, options.output)
    found = list(open_conflicts(merged.submission))
    for number, conflict in enumerate(found, 1):
        summary = summary_of(conflict, merged.submission)
        tell(options.say(Message.of("conflict {number}, {summary}", number=number, summary=summary)))
    if not found:
        tell(options.say(Message.of("merged without a conflict: {path}", path=options.output)))
        return DONE
    tell(options.say(Message.of("open {path} to decide; both wordings are in it", path=options.output)))
    return CONFLICTS


def _is_same(first: str, second: str) -> bool:
    return os.path.exists(first) and os.path.exists(second) and os.path.samefile(first, second)


def _base(options: Namespace, first: OpenedFile, second: OpenedFile) -> Project:
    """The common base. Git gives an empty file where both branches added the project: then a version that both contain."""
    if os.path.isfile(options.base) and not Path(options.base).stat().st_size:
        found = common_version(first.project, second.project)
        if found is None:
            raise FileError(
                options.base, Message.of("it is empty, and the copies have no version in common; compare them instead")
            )
        return Project(found)
    base = _open_project(options.base, options)
    for copy in (first, second):
        refuse_unrelated(base, copy)
    return base.project


def _open_project(name: str, options: Namespace) -> OpenedFile:
    opened = open_file(name, options.say)
    if opened.kind != "project":
        raise FileError(name, Message.of("it is not a project of this program; import it first, then merge the projects"))
    return opened
