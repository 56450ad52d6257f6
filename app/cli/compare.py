"""The verb `compare`: two files as a redline."""

from __future__ import annotations

import re
from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from app.cli.file_verbs import DONE, check_author, need_suffix, open_file
from app.cli.terminal import progress, tell, warn_of
from model.diff.summary import Summary
from model.errors import EditError, FileError
from model.files.comparison import Comparison, compare_submissions
from model.files.comparison_export import COMPARISON_ENDINGS, write_comparison
from model.files.extract_submission import ReadSubmission, filled_beside
from model.files.opening import OpenedFile, need_another
from model.message import Message
from model.redline import Stamp
from model.submission.values import Submission

_DATE = re.compile(r"[1-9]\d{3}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d:[0-5]\dZ)?")


def run_compare(options: Namespace) -> int:
    """Compares two files, writes the redline and prints what differs."""
    need_suffix(options.output, *COMPARISON_ENDINGS)
    need_another(options.output, options.base, options.draft)
    stamp = _stamp(options)
    base, draft = (open_file(name, options.say, is_put_in=True) for name in (options.base, options.draft))
    with progress(Message.of("comparing {first} with {second}", first=options.base, second=options.draft), options.say):
        found = _compare_files(base, draft, options, stamp)
    warn_of(options.draft, found.warnings, options.say)
    with progress(Message.of("writing {path}", path=options.output), options.say):
        omitted = write_comparison(found, options.output, stamp)
    warn_of(options.output, omitted, options.say)
    tell(options.say(summary_sentence(found.summary)))
    return DONE


def _stamp(options: Namespace) -> Stamp:
    check_author(options)
    return Stamp(options.author or "", date_of(options))


def date_of(options: Namespace) -> str:
    """The date in --date, in ISO 8601 to the second. Without one, the current time."""
    date: str = options.date or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        fit = _DATE.fullmatch(date) and datetime.fromisoformat(date)
    except ValueError:  # the 30th of February
        fit = None
    if not fit:
        raise FileError(
            options.output,
            Message.of("{date} is not a date for --date; give one as 2024-09-06 or 2024-09-06T09:00:00Z", date=date),
        )
    return date if "T" in date else f"{date}T00:00:00Z"


def _compare_files(base: OpenedFile, draft: OpenedFile, options: Namespace, stamp: Stamp) -> Comparison:
    by_id = bool(base.kind == draft.kind == "project" and base.project.id == draft.project.id)
    first, second = _filled(base, draft, options, stamp), _filled(draft, base, options, stamp)
    try:
        return compare_submissions(first, second, stamp, side=options.by, moves=options.moves, by_id=by_id)
    except EditError as error:
        raise FileError(options.draft, error.message) from error


def _filled(opened: OpenedFile, other: OpenedFile, options: Namespace, stamp: Stamp) -> Submission:
    """The submission of a file; an extract of a treaty text is put into the text of the other file."""
    read, beside = (ReadSubmission(file.submission, file.is_extract) for file in (opened, other))
    try:
        filled = filled_beside(read, beside, stamp.author, Submission())
    except EditError as error:
        raise FileError(opened.path, error.message) from error
    warn_of(str(opened.path), filled.messages, options.say)
    return filled.submission


def summary_sentence(summary: Summary) -> Message:
    """The sentence that says what differs."""
    if not summary:
        return Message.of("no difference")
    counts: dict[str, Any] = {
        "inserted": summary.inserted,
        "deleted": summary.deleted,
        "changed": summary.changed - summary.formats,
        "moved": summary.moved,
        "renumbered": summary.renumbered,
    }
    if not summary.formats:
        return Message.of(
            "clauses: {inserted} inserted, {deleted} deleted, {changed} changed, {moved} moved, {renumbered} renumbered", **counts
        )
    return Message.of(
        "clauses: {inserted} inserted, {deleted} deleted, {changed} changed, {moved} moved, {renumbered} renumbered; "
        "{formats} changed in format or style alone",
        **counts,
        formats=summary.formats,
    )
