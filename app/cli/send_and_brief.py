"""The verbs `send`, `brief` and `excerpt`: a copy without what is not for others, the positions, and the amended clauses."""

from __future__ import annotations

from argparse import Namespace

from msgspec.structs import replace

from app.cli.file_verbs import DONE, need_suffix, open_file
from app.cli.terminal import progress, tell
from app.session.clock import utc_now
from model.edits.review import all_parties, split_by_party
from model.errors import EditError, FileError
from model.files.export import write_pages
from model.files.kinds import HTML, WORD, endings_of
from model.files.opening import need_another
from model.files.project_file import new_project_id, save_project
from model.files.sending_copy import CONTENTS, SEEN, contents_of, copy_to_send
from model.formats.page.brief import brief, has_positions
from model.formats.page.briefing import BriefingChoice, briefing
from model.message import Message
from model.submission.position_words import position_lines
from model.submission.values import Submission


def run_send(options: Namespace) -> int:
    """Prints what a project contains, and writes a copy without what is omitted."""
    if options.output:
        need_suffix(options.output, ".amend")
        need_another(options.output, options.source)
    if both := sorted({*options.keep} & {*options.omit}):
        raise FileError(options.source, Message.of("“{what}” cannot be both kept and omitted; give one of the two", what=both[0]))
    project = open_file(options.source, options.say).project
    omitted = [kind for kind in CONTENTS if (kind not in SEEN or kind in options.omit) and kind not in options.keep]
    for content in contents_of(project):
        title = Message.of("{kind} (omitted): {title}", kind=content.kind, title=content.title)
        if content.kind not in omitted:
            title = Message.of("{kind} (kept): {title}", kind=content.kind, title=content.title)
        tell(options.say(title))
        for detail in content.details:
            tell(f"    {' '.join(options.say(detail).split())}")
    if options.output:
        with progress(Message.of("writing {path}", path=options.output), options.say):
            save_project(replace(copy_to_send(project, omitted), id=new_project_id()), options.output)
    return DONE


def run_brief(options: Namespace) -> int:
    """Writes the brief of the delegation."""
    need_suffix(options.output, ".docx", ".html", ".htm")
    need_another(options.output, options.source)
    submission = open_file(options.source, options.say).submission
    if not has_positions(submission):
        reason = Message.of("it contains no positions of a delegation; add some in the window")
        raise FileError(options.source, reason)
    with progress(Message.of("writing {path}", path=options.output), options.say):
        write_pages(brief(submission, options.by, options.say), options.output, utc_now())
    return DONE


def run_excerpt(options: Namespace) -> int:
    """Writes the excerpt."""
    need_suffix(options.output, *endings_of(WORD, HTML))
    need_another(options.output, options.source)
    if options.confidential and options.markup:
        raise FileError(
            options.source, Message.of("only the table has your positions, not one text with marks; choose one of the two")
        )
    submission = open_file(options.source, options.say).submission
    if not submission.proposals:
        raise FileError(options.source, Message.of("it contains no text; give a file with text"))
    choice = BriefingChoice(
        in_columns=not options.markup,
        only_amended=not options.all,
        context=options.context,
        line_numbers=options.line_numbers or "",
        confidential=options.confidential,
    )
    with progress(Message.of("writing {path}", path=options.output), options.say):
        try:
            printed = briefing(_parts(options, submission), choice, lambda position: position_lines(position, options.say))
        except EditError as error:
            raise FileError(options.source, error.message) from error
        write_pages(printed, options.output, utc_now())
    return DONE


def _parts(options: Namespace, submission: Submission) -> list[tuple[str, Submission]]:
    """The submission, or what each of the wanted parties proposes."""
    parties = options.parties or (all_parties(submission) if options.by_party else ())
    return split_by_party(submission, parties)
