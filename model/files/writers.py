"""The writers of the kinds of files that a submission, or pages, are written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from model.files.project_file import new_project_id
from model.formats.amend import Project, project_bytes
from model.message import Message
from model.submission.values import Submission

if TYPE_CHECKING:
    from model.formats.page.blocks import Printout
    from model.formats.word.writing.export_options import ExportOptions


class FileBytes(Struct, frozen=True):
    """The bytes of a file, and the result of its proof."""

    data: bytes
    omitted: tuple[Message, ...] = ()
    """Messages about parts of the submission that are not in the file."""
    header: tuple[str, ...] = ()
    """The fields of the header that were read back on the first page."""
    comments: int = 0
    """The number of comments that were read back."""


def word_file(submission: Submission, options: ExportOptions) -> FileBytes:
    """A Word file."""
    from model.formats.word.export import export_word

    data, proof = export_word(submission, options)
    return FileBytes(data, proof.left_out, proof.header, proof.comments)


def akoma_ntoso_file(submission: Submission, options: ExportOptions) -> FileBytes:
    """A file of Akoma Ntoso."""
    from model.formats.akoma_ntoso.export import export_akoma_ntoso
    from model.layers.layer_choice import with_layers

    joined = with_layers(submission, "joined").submission
    data, proof = export_akoma_ntoso(joined, options.view, options.author)
    omitted = proof.left_out
    if joined is not submission:
        message = Message.of(
            "who proposed what: the file shows ours as one proposal on the text in force, without the other party’s"
        )
        omitted = (*omitted, message)
    return FileBytes(data, omitted, proof.header)


def page_of_submission(submission: Submission, options: ExportOptions) -> FileBytes:
    """A web page."""
    from model.formats.html.page import html
    from model.formats.page.cut_texts import settings_omitted_from_whole
    from model.layers.layer_choice import with_both_layers

    omitted = settings_omitted_from_whole(submission)
    return FileBytes(html(with_both_layers(submission).submission, options.view).encode(), omitted)


def notation_bytes(submission: Submission, options: ExportOptions) -> FileBytes:
    """A plain text in the notation."""
    from model.files.text_forms import format_submission

    return FileBytes(format_submission(submission, options.view, "notation").encode("utf-8", "backslashreplace"))


def json_bytes(submission: Submission, options: ExportOptions) -> FileBytes:
    """The JSON that `show` prints."""
    from model.files.text_forms import format_submission

    return FileBytes(format_submission(submission, options.view, "json").encode("utf-8", "backslashreplace"))


def new_project_file(submission: Submission, options: ExportOptions) -> FileBytes:
    """A new project file, with everything that the submission has."""
    return FileBytes(project_bytes(Project(submission, id=new_project_id())))


def word_pages(printout: Printout, time: str) -> bytes:
    """Pages as a Word file for reading."""
    from model.formats.word.writing.reading_copy import printed_word

    return printed_word(printout, time)


def page_bytes(printout: Printout, time: str) -> bytes:
    """Pages as one web page."""
    from model.formats.html.page import html_page

    return html_page(printout).encode()
