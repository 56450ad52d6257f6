"""The verb `brief`: the delegation's positions as a document of its own."""

from __future__ import annotations

from argparse import Namespace

from app.cli.file_verbs import DONE, need_suffix, open_file
from app.cli.terminal import progress
from app.session.clock import utc_now
from model.errors import FileError
from model.files.export import write_pages
from model.files.opening import need_another
from model.formats.page.brief import brief, has_positions
from model.message import Message


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
