"""The documents that a crash left: found at the next start, listed, and brought back or discarded as the user says, never
silently.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import time as now
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from platformdirs import user_state_path

from app.session.persistence import Persistence
from model import edits
from model.errors import EditError, FileError
from model.files.opening import open_document
from model.formats.amend import Project, read_project, with_bare_fields, without_controls, without_orphans
from model.formats.amend.stored_messages import message_in
from model.journal import (
    COPY_SUFFIX,
    SNAPSHOT_SUFFIX,
    SUFFIX,
    FoundJournal,
    JournalWriter,
    ReplayedJournal,
    is_barely_begun,
    is_held,
    read_journal,
    replay,
)
from model.journal.lines import HOW, How, standing
from model.message import Message
from model.storage.atomic_write import PREVIOUS_SUFFIX, fingerprint, previous_copy
from model.submission.transactions import Transaction, from_json
from model.submission.values import Submission
from widgets.common.translation import say

DAY = 86_400
"""Seconds."""


class UnsavedJournal(Struct, frozen=True):
    """A journal that no running program writes, and what it would bring back."""

    path: Path
    """The path of the journal."""
    title: str
    """What the window called the document."""
    document: str
    """The path of its file; '' if it has none."""
    time: str
    """The time of the last change, ISO 8601."""
    count: int
    """The number of changes that the file does not contain, as the user counts them: one that was undone does not count."""
    problem: str = ""
    """Why it cannot be recovered completely and in its place, one sentence per line; '' if it can."""
    labels: tuple[str, ...] = ()
    """What the undo list called those changes, the first one first."""
    lines: int = 0
    """The number of lines that the journal has for them: each key is a line, and so is each undo."""


class RecoveredDocument(Struct, frozen=True):
    """A document brought back."""

    persistence: Persistence
    """Continues where the crashed session stopped; its project is the content of the file as last read or saved."""
    before: Submission
    """What the changes apply to, for showing the difference."""
    submission: Submission
    """With the changes brought back."""
    transactions: tuple[tuple[Transaction, How], ...]
    """Those changes, so that they can be undone, and what each did to the list of steps."""
    problems: tuple[Message | str, ...]


class _RecoveryBase(Struct, frozen=True):
    """A file to which a journal applies."""

    path: Path
    data: bytes
    pending: list[dict[str, Any]]
    exact: bool
    """Whether it is the same file; otherwise it is the one that is now in its place."""
    is_document: bool = False
    """Whether it is the document's file as it was last read or saved."""


def state_folder() -> Path:
    """The folder of journals on this system."""
    return user_state_path("clausewright", appauthor=False) / "journals"


def find_unsaved(folder: Path) -> tuple[UnsavedJournal, ...]:
    """The journals that crashed sessions left, the latest change first. A journal without a change is removed; one with an
    incomplete first line, after a day.
    """
    found = []
    for copy in folder.glob("*" + COPY_SUFFIX):
        if not copy.with_suffix(SUFFIX).exists() and _is_old(copy):  # else one that a program is about to remove
            _remove(copy.with_suffix(SUFFIX))
    for path in sorted(folder.glob("*" + SUFFIX)) if folder.is_dir() else ():
        if is_held(path):
            continue
        if is_barely_begun(path):
            if _is_old(path):  # else it may be one that a program is about to write
                _remove(path)
            continue
        try:
            journal = look_at(path)
        except FileError as error:
            found.append(UnsavedJournal(path, path.name, "", "", 0, say(error.message)))
            continue
        if journal.lines or journal.problem:
            found.append(journal)
        else:
            discard(journal)
    return tuple(sorted(found, key=lambda journal: journal.time, reverse=True))


def look_at(path: Path) -> UnsavedJournal:
    """What a journal would recover. Raises FileError if it cannot be read."""
    left = read_journal(path)
    changes = [line["do"] for line in left.lines if "do" in line]
    time = next((str(change["time"]) for change in reversed(changes) if change.get("time")), left.base.time)
    document = left.paths[0] if left.paths else ""
    base = _base_of(left)
    pending = changes if base is None else base.pending
    problems: list[Message] = []
    if left.damaged:
        message = Message.of(
            "{path}: it is damaged; the changes before the damage are recovered, and a copy of it is kept", path=str(path)
        )
        problems.append(message)
    where = document or str(left.snapshot)
    if base is None and changes:
        message = Message.counted(
            "{path}: the file to which {n} change belongs is missing; put the file back to recover it",
            "{path}: the file to which {n} changes belong is missing; put the file back to recover them",
            len(standing(changes)),
            path=where,
        )
        problems.append(message)
    elif base is not None and not base.exact:
        problems.append(Message.of("{path}: another program has changed it since; what fits is recovered as a copy", path=where))
    elif base is not None and not base.is_document and (place := _place_of(left)) is not None:
        if not _is_last_read(left, place):
            message = Message.of(
                "{path}: another program has changed it since; your changes are recovered, and both can be merged", path=where
            )
            problems.append(message)
    elif base is not None and not base.is_document and document and not changes:
        problems.append(Message.of("{path}: the file is missing; its contents were kept and are recovered", path=where))
    counted = standing(pending)
    labels = () if base is None else tuple(map(_label, counted))
    return UnsavedJournal(
        path, left.base.title, document, time, len(counted), "\n".join(map(say, problems)), labels, len(pending)
    )


def _label(change: dict[str, Any]) -> str:
    named = change.get("version")
    if isinstance(named, dict):
        title = message_in(named.get("named"), str(named.get("name"))) or str(named.get("name"))
        return say(Message.of("version “{name}”", name=title))
    try:
        text = edits.undo_texts.action_text(from_json({**change, "steps": []}))
    except EditError:
        text = Message.verbatim("")
    return say(Message.of("Undo: {step}", step=text) if change.get(HOW) == "undo" else text)


def preview_recovery(found: UnsavedJournal) -> tuple[Submission, Submission]:
    """The document in its file, and the document with the changes applied. Changes no file. Raises FileError if there is
    nothing to apply them to."""
    _, project, replayed = _read(found)
    return project.submission, replayed.submission


def _base_of(left: FoundJournal) -> _RecoveryBase | None:
    """The file that the lines apply to: the one that was read or saved, else the copy of it that was kept, else what is at its
    path now."""
    places, kept = [Path(path) for path in left.paths], (left.snapshot, left.file_copy)
    places += [*kept, *map(previous_copy, places)]
    present = []
    for place in places:
        with suppress(OSError, ValueError):
            present.append((place, place.read_bytes()))
    for place, data in present:
        pending = left.pending(fingerprint(data))
        if pending is not None:
            exact = not place.name.endswith(PREVIOUS_SUFFIX)
            is_document = exact and place not in kept and left.has_written(fingerprint(data))
            return _RecoveryBase(place, data, pending, exact=exact, is_document=is_document)
    if not present:
        return None
    return _RecoveryBase(*present[0], [line["do"] for line in left.lines if "do" in line], exact=False)


def _place_of(left: FoundJournal) -> Path | None:
    """The path of the document if there is a file, whatever it contains now."""
    path = left.base.path
    return Path(path) if path and Path(path).is_file() else None


def _is_last_read(left: FoundJournal, path: Path) -> bool:
    """Whether a file is as the crashed session last read or saved the document's."""
    try:
        return fingerprint(path.read_bytes()) == left.last_read
    except OSError:
        return False


def recover(
    found: UnsavedJournal, warn: Callable[[Message], None] = lambda sentence: None, of_copy: Callable[[str], str] = str
) -> RecoveredDocument:
    """Recovers the changes of a journal, and continues it. If its file has changed since, the changes that fit are recovered
    as a separate document. Raises FileError if there is nothing to apply them to.

    found: the journal
    warn: receives what is to be reported
    of_copy: the name of a document of its own, by that of the document
    """
    left = read_journal(found.path)
    base, project, replayed = _read(found, left)
    packages = {**replayed.submission.sources, **project.submission.sources}
    if packages != project.submission.sources:
        project = replace(project, submission=replace(project.submission, sources=packages))
    done = tuple(zip(replayed.transactions, replayed.hows, strict=True))
    if base.exact and not replayed.problems:
        persistence = _go_on(left, base, project, warn)
        persistence.bring_back(replayed.versions)
    else:
        persistence = _as_copy(left, project, done, of_copy(left.base.title), warn)
        persistence.bring_back(replayed.versions, rewrite=True)
    return RecoveredDocument(persistence, project.submission, replayed.submission, done, replayed.problems)


def _read(found: UnsavedJournal, left: FoundJournal | None = None) -> tuple[_RecoveryBase, Project, ReplayedJournal]:
    left = left or read_journal(found.path)
    base = _base_of(left)
    if base is None:
        name = found.document or found.title
        raise FileError(name, Message.of("the file to which the changes belong is missing; put it back first"))
    project, _ = without_controls(read_project(base.data, str(base.path)))
    repaired, _ = without_orphans(with_bare_fields(project))  # as it was opened; an older program opened it as it is
    replayed = replay(repaired.submission, base.pending)
    if replayed.problems and repaired is not project:
        again = replay(project.submission, base.pending)
        if not again.problems:
            return base, project, again
    return base, repaired, replayed


def _go_on(left: FoundJournal, base: _RecoveryBase, project: Project, warn: Callable[[Message], None]) -> Persistence:
    journal, folder = JournalWriter.resume(left), left.path.parent
    if base.is_document:
        return Persistence(folder, project, base.path, base.data, warn=warn, journal=journal)
    place = _place_of(left)
    if place is None:
        return Persistence(folder, project, title=left.base.title, warn=warn, journal=journal)
    for path in (place, left.file_copy):  # the file is another one than that to which the lines apply
        if _is_last_read(left, path):
            opened = open_document(path)
            project = replace(opened.project, id=project.id)
            return Persistence(folder, project, place, opened.data, warn=warn, journal=journal)
    return Persistence(folder, project, place, base.data, warn=warn, journal=journal)


def _as_copy(
    left: FoundJournal, project: Project, done: tuple[tuple[Transaction, How], ...], title: str, warn: Callable[[Message], None]
) -> Persistence:
    """A separate document with its own journal; the old journal stays until the user discards it."""
    persistence = Persistence(left.path.parent, replace(project, id=""), title=title, warn=warn)
    for transaction, how in done:
        persistence.append(transaction, how=how)
    persistence.sync()
    return persistence


def discard(found: UnsavedJournal) -> None:
    """Removes a journal, and what is kept beside it, for good."""
    _remove(found.path)


def _remove(journal: Path) -> None:
    for path in (journal, journal.with_suffix(SNAPSHOT_SUFFIX), journal.with_suffix(COPY_SUFFIX)):
        with suppress(OSError):
            path.unlink()


def _is_old(journal: Path) -> bool:
    try:
        return now() - journal.stat().st_mtime > DAY
    except OSError:
        return False
