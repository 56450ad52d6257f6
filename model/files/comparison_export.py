"""A comparison written to a file: Word, a web page, a project or the notation."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from model.diff.compare import with_draft_formats
from model.errors import FileError, ProofError
from model.files.comparison import Comparison
from model.files.export import write, write_pages
from model.files.kinds import HTML, NOTATION, PROJECT, WORD, endings_of, kind_of_name
from model.formats.page.printout import PrintView, printout
from model.formats.word.writing.export_options import ExportOptions
from model.message import Message
from model.redline import Stamp
from model.submission.values import Submission

COMPARISON_KINDS = (WORD, HTML, PROJECT, NOTATION)
"""The kinds of files that a comparison is written to."""
COMPARISON_ENDINGS = endings_of(*COMPARISON_KINDS)


class ComparisonPages(Struct, frozen=True):
    """How a comparison is shown on pages."""

    view: PrintView = "markup"
    heads: tuple[str, str] | None = None
    """The words over two columns; None: text in force and proposed text."""
    formats: bool = True
    """Whether differences of formats are shown."""

    def submission_of(self, found: Comparison) -> Submission:
        """The submission of a comparison, without differences of formats if they are not shown."""
        submission = found.submission
        if self.formats:
            return submission
        proposals = [replace(proposal, redline=with_draft_formats(proposal.redline)) for proposal in submission.proposals]
        return replace(submission, proposals=tuple(proposals))


AS_MARKUP = ComparisonPages()
"""One column with the changes shown in place."""


def write_comparison(
    found: Comparison, path: str | Path, stamp: Stamp, pages: ComparisonPages = AS_MARKUP
) -> tuple[Message, ...]:
    """Writes a comparison, whole or not at all, to a file with one of COMPARISON_ENDINGS; returns messages about what is not in
    the file. `pages` is its appearance on a web page."""
    kind, submission = kind_of_name(path), found.submission
    if kind is HTML:
        from model.formats.word.printed_styles import printed_styles

        shown = pages.submission_of(found)
        printed = printout(shown, pages.view, styles=printed_styles(shown.sources), heads=pages.heads)
        write_pages(printed, path, stamp.date)
        return ()
    if kind is WORD and stamp.author:  # a consequence of a change, such as a new number, has the name of the submitter
        submission = replace(submission, header=replace(submission.header, sources=(stamp.author,)))
    options = ExportOptions(date=stamp.date, keeps_formats=found.keeps_formats, labellings=found.labellings)
    try:
        return write(submission, path, options).omitted
    except ProofError as error:
        message = Message.of(
            "{problem} Write it as .html or .amend, or accept the tracked changes and type the numbers of that place in Word "
            "first.",
            problem=error.message,
        )
        raise FileError(path, message) from error
