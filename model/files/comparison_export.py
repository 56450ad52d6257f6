"""A comparison written to a file: Word, HTML, project or notation."""

from __future__ import annotations

from msgspec.structs import replace

from model.errors import FileError, ProofError
from model.files.comparison import Comparison
from model.files.opening import new_project_id, save_project
from model.files.text_forms import printed
from model.formats.amend import Project
from model.message import Message
from model.redline import Stamp


def write_comparison(found: Comparison, output: str, suffix: str, stamp: Stamp) -> tuple[Message, ...]:
    """Writes a comparison, whole or not at all, as a file of the kind that one of SUFFIXES says; what was left out of it, a
    sentence each."""
    from model.storage.atomic_write import write_durably

    submission = found.submission
    left_out: tuple[Message, ...] = ()
    if suffix == ".amend":
        save_project(Project(submission, id=new_project_id()), output)
        return ()
    if suffix == ".docx":
        from model.formats.word.export import export_word
        from model.formats.word.writing.export_options import ExportOptions

        if stamp.author:  # what follows from a change, as a renumbering, bears the name of who submits
            submission = replace(submission, header=replace(submission.header, sources=(stamp.author,)))
        try:
            options = ExportOptions(date=stamp.date, as_told=found.as_told, labellings=found.labellings)
            data, proof = export_word(submission, options)
        except ProofError as error:
            told = Message.of(
                "{problem} Write it as .html or .amend, or accept the tracked changes and type the numbers of that place in Word "
                "first.",
                problem=error.message,
            )
            raise FileError(output, told) from error
        left_out = proof.left_out
    elif suffix == ".html":
        from model.formats.html.page import html

        data = html(submission).encode()
    else:
        data = printed(submission, "markup", "notation").encode("utf-8", "backslashreplace")
    write_durably(output, data)
    return left_out
