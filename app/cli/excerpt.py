"""The verb `excerpt`: the amended clauses of a proposal for a briefing, as a table or as one text with marks."""

from __future__ import annotations

from argparse import Namespace

from app.cli.file_verbs import DONE, need_suffix, open_file
from app.cli.terminal import progress
from app.session.clock import utc_now
from model.edits.review import all_parties, proposed_by
from model.errors import EditError, FileError
from model.files.export import write_pages
from model.files.kinds import HTML, WORD, endings_of
from model.files.opening import need_another
from model.formats.page.briefing import BriefingChoice, briefing
from model.message import Message
from model.submission.values import Submission


def run_excerpt(options: Namespace) -> int:
    """Writes the excerpt."""
    need_suffix(options.output, *endings_of(WORD, HTML))
    need_another(options.output, options.source)
    submission = open_file(options.source, options.say).submission
    if not submission.proposals:
        raise FileError(options.source, Message.of("it contains no text; give a file with text"))
    choice = BriefingChoice(
        in_columns=not options.markup,
        only_amended=not options.all,
        context=options.context,
        line_numbers=options.line_numbers or "",
    )
    with progress(Message.of("writing {path}", path=options.output), options.say):
        try:
            printed = briefing(_parts(options, submission), choice)
        except EditError as error:
            raise FileError(options.source, error.message) from error
        write_pages(printed, options.output, utc_now())
    return DONE


def _parts(options: Namespace, submission: Submission) -> list[tuple[str, Submission]]:
    """The submission, or what each of the wanted parties proposes."""
    parties = options.parties or (all_parties(submission) if options.by_party else ())
    return [(party, proposed_by(submission, party)) for party in parties] or [("", submission)]
