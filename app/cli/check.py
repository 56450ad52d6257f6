"""The verb `check`: the preflight report of a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from app.cli.file_verbs import DONE, open_file
from app.cli.terminal import progress, warn
from app.user_data.library_folder import library_folder
from app.user_data.settings import config_folder
from app.user_data.user_tables import load_editions, load_terms
from model.errors import ClausewrightError, FileError
from model.library.queries.library_lookup import EMPTY_LOOKUP, LibraryLookup, lookup_of
from model.message import Message
from model.preflight.report import report_html, report_json, report_text
from model.preflight.rules import check, context_of, open_and_ignored
from model.submission.conferences import conferences, find_conference
from model.submission.resolved import without_hidden_texts
from model.submission.values import Submission
from model.text.stepwise import run_to_end

FOUND = 1


def run_check(options: Namespace) -> int:
    """Prints the findings of the rules. Returns 1 if there are errors that are not ignored."""
    if options.conference and find_conference(options.conference) is None:
        message = Message.of("“{name}” is not known; there are {known}", name=options.conference, known=tuple(conferences()))
        raise FileError("--conference", message)
    folder = config_folder()
    (terms, unused), (own_rows, wrong) = load_terms(folder), load_editions(folder)
    for sentence in filter(None, (unused, wrong)):
        warn(options.say(sentence))
    submission = without_hidden_texts(open_file(options.source, options.say).submission)
    other = open_file(options.parallel, options.say).submission if options.parallel else None
    held = _library_lookup(options, submission)
    with progress(Message.of("checking {path}", path=options.source), options.say):
        frame = context_of(
            submission,
            at=options.at,
            conference=options.conference,
            own_rows=own_rows,
            terms=terms.newer,
            parallel=other,
            file=Path(options.source).name,
            library=held,
        )
        findings = check(frame, heavy=True)
    if options.format == "json":
        sys.stdout.write(report_json(findings, frame, options.say))
    elif options.format == "html":
        sys.stdout.write(report_html(findings, frame, Path(options.source).name, options.say, options.spoken))
    else:
        sys.stdout.write(report_text(findings, frame, options.say))
    open_ones, _ = open_and_ignored(findings, submission)
    return FOUND if any(finding.severity == "error" for finding in open_ones) else DONE


def _library_lookup(options: Namespace, submission: Submission) -> LibraryLookup:
    """The answers of the library that is given, or of the user's own. If it cannot be used, that is reported and the check
    goes on without it."""
    if options.no_library or not (options.library or library_folder().is_dir()):
        return EMPTY_LOOKUP
    from app.cli.library_opening import on_sound_library, opened_library
    from model.library.queries.library_twins import steps_to_known_twins

    def ask(options: Namespace) -> LibraryLookup:
        with opened_library(options) as library:
            drafts = [proposal.redline for proposal in submission.proposals]
            return lookup_of(library.texts(), run_to_end(steps_to_known_twins(library, drafts, {})))

    try:
        return on_sound_library(ask)(options)
    except ClausewrightError as error:
        if options.library:
            raise
        warn(options.say(error.message))
        return EMPTY_LOOKUP
