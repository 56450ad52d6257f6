"""The library that a verb means, opened and complete."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import wraps
from pathlib import Path
from typing import TypeVar

from app.cli.library_forms import name_parts
from app.cli.terminal import RunningLine, warn, warn_of
from app.user_data.library_folder import library_folder, open_library
from model.library.folder.errors import DamagedLibrary
from model.library.imports.file_import import ImportReport, Progress, Work, complete
from model.library.store.library import Library
from model.library.store.library_records import LibraryRecord
from model.message import Message, Say

T = TypeVar("T")


@contextmanager
def opened_library(options: Namespace, *, make: bool = False) -> Iterator[Library]:
    """The library that the options name, complete. What a user must know about it goes to stderr. `make` creates it if there
    is none. FileError if it cannot be used."""
    folder = Path(options.library) if options.library else None
    with closing(open_library(folder, make=make)) as library:
        warn_of(folder or library_folder(), library.notices, options.say)
        if library.read_only is None and not library.is_complete:
            with work_of(options.say) as work:
                warn_of_report(complete(library, work), options.say)
        known = len(library.notices)
        yield library
        warn_of(folder or library_folder(), library.notices[known:], options.say)


def on_sound_library(run: Callable[[Namespace], T]) -> Callable[[Namespace], T]:
    """The verb; it runs once more if the database is damaged, since opening the library again rebuilds it."""

    @wraps(run)
    def run_again(options: Namespace) -> T:
        try:
            return run(options)
        except DamagedLibrary:
            return run(options)

    return run_again


def texts_by_id(library: Library) -> dict[int, LibraryRecord]:
    """The texts of a library by their ids."""
    return {text.id: text for text in library.texts()}


@contextmanager
def work_of(say: Say) -> Iterator[Work]:
    """The functions for work on many files; they show its progress on a terminal."""
    with RunningLine(say) as line:

        def tell_of(step: Progress) -> None:
            line.tell(_progress_message(step))

        yield Work(tell=tell_of)


def _progress_message(step: Progress) -> Message:
    if step.within is None:
        return Message.of("reading {path} ({done} of {total})", path=step.file, done=step.done + 1, total=step.total)
    done, count, what = step.within
    return Message.of("{path}: {what} ({done} of {total})", path=step.file, what=what, done=done, total=count)


def warn_of_report(report: ImportReport, say: Say) -> None:
    """Tells of the files that could not be used, or not wholly."""
    for entry in report.warnings:
        warn_of(entry.file, [entry.message], say)
    for entry in report.refused:
        warn(say(entry.message))
    for addition in report.additions:
        if addition.outcome == "different":
            message = Message.of("the library has another text of this number, edition and language; both are kept")
            warn_of(" ".join(name_parts(addition.text.identity)), [message], say)
