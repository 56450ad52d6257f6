"""The verbs of the command line. Each gets its options, does one thing and returns the exit status."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from app.cli.terminal import progress, wants_colour, warn, warn_of
from model.errors import EditError, FileError, ProofError
from model.files.opening import OpenedFile, need_another, open_document
from model.files.project_file import save_project
from model.files.text_forms import format_submission
from model.message import Message, Say
from model.submission.values import Submission, unwritten_paths

if TYPE_CHECKING:
    from model.files.export import ExportedFile
    from model.files.kinds import FileKind
    from model.formats.word.writing.export_options import ExportOptions, Form
    from model.submission.resolved import View

DONE = 0
EDIT_FIELDS = """\
{"author": NAME, "edits": [{"do": "replace", "at": PATH, "find": TEXT, "with": TEXT}, ...]}

replace                  at, find, nth, with
insert_text              at, before | after, nth, text
delete_text              at, find, nth
insert                   after | before, clauses: kind, scheme, level, text, provision
delete, restore,
accept, reject           at, only
move                     at, after | before
table                    after | before, cells | rows, columns; widths; header
row, column              after | before, cells | remove
split_band               at | band, region; frequency, everywhere
merge_bands              at | band, region; everywhere
service                  at | band, region; name, category: primary | secondary, notes | remove
category                 at | band, region; service, to: primary | secondary
table_notes              at | band, region; service, notes
split                    at, before, nth
merge                    at
level                    at, by
kind                     at, to
label                    at, to, lock
number                   at, to | continues
mark                     at | note, to
format                   at, find, nth, style: italic | bold | underline | superscript
footnote                 at, before | after, nth, text | remove
noc                      at, to, underlined | remove
join                     at: 9.11A | at, remove
order                    at: 9.11A, to
set                      field: proposals/1/symbol | proposals[9.11A]/reasons | header/title | ..., value"""
"""The form of a file of edits, each with the fields that it takes: the same in every language."""
_NO_JSON = {
    "Expecting value": Message.of("a value is missing"),
    "Expecting property name enclosed in double quotes": Message.of("a name in double quotes is missing"),
    "Illegal trailing comma before end of object": Message.of("a name in double quotes is missing"),
    "Expecting ':' delimiter": Message.of("a colon is missing"),
    "Expecting ',' delimiter": Message.of("a comma is missing"),
    "Extra data": Message.of("extra data after the end"),
    "Unterminated string starting at": Message.of("a string that begins here is not closed"),
    "Invalid control character at": Message.of("a string contains a line break or a control character"),
    "Invalid \\escape": Message.of("a backslash precedes a character that cannot be escaped"),
    "Invalid \\uXXXX escape": Message.of("four hexadecimal digits are missing"),
}
"""Why Python finds a text to be no JSON, by its words."""


def run_import(options: Namespace) -> int:
    """Reads a file into a project, a new one or, as a version, the one that it came back from."""
    need_suffix(options.output, ".amend")
    how = {"tracked": options.tracked, "language": options.language, "text": options.text}
    opened = open_file(options.source, options.say, is_put_in=bool(options.into), **how)
    project = opened.project
    if not options.into:
        warn_of(opened.path.name, _outdated_bases(project.submission), options.say)
    else:
        from app.session.clock import utc_now
        from model.files.returned_file import as_version

        into = open_file(options.into, options.say).project
        returned = as_version(into, into.submission, opened, utc_now())
        project = returned.project
        warn_of(options.source, (*returned.left_out, *returned.changes.sentences), options.say)
    with progress(Message.of("writing {path}", path=options.output), options.say):
        save_project(project, options.output)
    return DONE


def _outdated_bases(submission: Submission) -> list[Message]:
    """The reasons why no proposal should be made on the texts in force that were read."""
    from app.user_data.settings import config_folder
    from app.user_data.user_tables import load_editions
    from model.library.queries.library_lookup import outdated_base
    from model.library.texts.identity import named_identity
    from model.references.editions import Editions, shipped_editions

    known = Editions.of([*shipped_editions(), *load_editions(config_folder())[0]])
    texts = (proposal.redline for proposal in submission.proposals if not proposal.symbol)
    return list(filter(None, (outdated_base(named_identity(text, "base")[0], known) for text in texts)))


def run_apply(options: Namespace) -> int:
    """Carries out the edits of a file."""
    from model.edits.script.apply import apply_edits

    need_suffix(options.output, ".amend")
    opened = open_file(options.source, options.say)
    edits = _read_edits(options.edits)
    with progress(Message.of("applying {path}", path=options.edits), options.say):
        try:
            submission = apply_edits(opened.submission, edits)
        except EditError as error:
            raise FileError(options.edits, error.message) from error
        save_project(replace(opened.project, submission=submission), options.output)
    return DONE


def _read_edits(name: str) -> Any:
    from model.formats.safe_zip import read_file
    from model.formats.text_encoding import text_of

    data = read_file(Path(name), name)
    try:
        return json.loads(text_of(data, name))
    except json.JSONDecodeError as error:
        raise FileError(
            name,
            Message.of(
                "line {line}, column {column}: it is not JSON ({reason}); correct it there",
                line=error.lineno,
                column=error.colno,
                reason=_NO_JSON.get(error.msg, error.msg),
            ),
        ) from error
    except (RecursionError, ValueError) as error:
        raise FileError(name, Message.of("it is not valid JSON; see `clausewright apply --help`")) from error


def run_export(options: Namespace) -> int:
    """Writes a submission as a file of the kind that the ending of its name says."""
    from model.files.export import empty_view_message, is_divided
    from model.files.kinds import WORD, endings_of, export_kinds, kind_of_name
    from model.formats.word.writing.conference_template import read_template
    from model.formats.word.writing.export_options import ExportOptions

    output = options.output
    if Path(output).suffix.lower() == ".pdf":
        raise FileError(output, Message.of("a PDF is made by the window, File > Export as PDF; here write .docx or .html"))
    need_suffix(output, *endings_of(*export_kinds()))
    kind = kind_of_name(output)
    if options.author is not None and not kind.has_authors:
        raise FileError(output, Message.of("it contains no names of authors; omit --author, or write .docx"))
    if options.template is not None and kind is not WORD:
        raise FileError(output, Message.of("it is not a Word file, so it has no template; omit --template, or write .docx"))
    check_author(options)
    need_another(output, options.source)
    if options.table:
        need_suffix(options.table, ".docx", ".html", ".htm")
        need_another(options.table, options.source, output)
    template = read_template(options.template) if options.template is not None else None
    submission = open_file(options.source, options.say).submission
    if not submission.proposals:
        raise FileError(options.source, Message.of("it contains no text to export; give a file with text"))
    if options.layers != "both":
        submission = _one_layer(submission, options)
    if options.table:
        _check_open_texts(submission, options.source)
    view: View = "draft" if options.clean else "base" if options.base else "markup"
    form = _form(options, is_tracked=kind is WORD and view == "markup")
    how = ExportOptions(view=view, author=options.author, template=template, form=form)
    if kind.has_first_page and how.view != "base" and not (kind is WORD and is_divided(submission, how)):
        _warn_of_unwritten(options.source, submission, options.say)
    with progress(Message.of("writing {path}", path=output), options.say):
        if kind.is_proved and (reason := empty_view_message(submission, how.view)) is not None:
            raise FileError(options.source, reason)
        exported = _write(submission, kind, how, options)
    warn_of(output, exported.omitted, options.say)
    if options.table:
        _write_options(submission, options)
    return DONE


def _write(submission: Submission, kind: FileKind, how: ExportOptions, options: Namespace) -> ExportedFile:
    """Writes the file of an export. FileError, with what can be written instead, if it is refused."""
    from model.files.export import write

    try:
        return write(submission, options.output, how, user=_user_name() if kind.has_authors else None)
    except ProofError as error:
        raise FileError(options.output, _with_remedy(error.message, submission, kind, how)) from error
    except EditError as error:
        raise FileError(options.source, error.message) from error


def _form(options: Namespace, *, is_tracked: bool) -> Form:
    """How treaty texts are written; FileError if a form is asked for of a file without tracked changes."""
    if options.form is not None and not is_tracked:
        reason = Message.of("--form is for Word files with tracked changes; omit it, or write .docx without --clean and --base")
        raise FileError(options.output, reason)
    form: Form = options.form or "provisions"
    return form


def _one_layer(submission: Submission, options: Namespace) -> Submission:
    """A submission with ours alone, or with ours as a proposal on the text in force."""
    from app.session.clock import utc_now
    from model.layers.layer_choice import has_layers, with_layers
    from model.redline import Stamp

    if not has_layers(submission):
        reason = Message.of("it does not amend another party’s proposal, so it has one layer; omit --layers")
        raise FileError(options.source, reason)
    return with_layers(submission, options.layers, Stamp(_user_name(), utc_now())).submission


def _check_open_texts(submission: Submission, source: str) -> None:
    """Raises FileError if the proposed text has nothing for a table of options."""
    from model.formats.page.options_table import has_open_texts

    if not has_open_texts(submission):
        reason = Message.of("the proposed text has no square brackets, so there is no table of options; omit --table")
        raise FileError(source, reason)


def _write_options(submission: Submission, options: Namespace) -> None:
    """Writes the table of options."""
    from app.session.clock import utc_now
    from model.files.export import write_pages
    from model.formats.page.options_table import options_table

    write_pages(options_table(submission, options.say), options.table, utc_now())


def _user_name() -> str:
    """The name of the user in the settings."""
    from app.user_data.settings import SettingsFile, config_folder

    return SettingsFile(config_folder()).value.author


def _warn_of_unwritten(source: str, submission: Submission, say: Say) -> None:
    """Reports, before anything is written, the fields of the first page that will not be in the file."""
    if not unwritten_paths(submission):
        return
    from model.preflight.header import omission_message

    fields = omission_message(submission)
    if fields:
        remedy = Message.of(
            "{path}: {message}; set proposals/1/symbol to MOD, or to ADD if the whole text is new", path=source, message=fields
        )
        warn(say(remedy))


def _with_remedy(refusal: Message, submission: Submission, kind: FileKind, how: ExportOptions) -> Message:
    """A refusal with what can be written instead."""
    from model.files.export import with_submitter
    from model.files.kinds import export_kinds
    from model.files.refused_export import is_written

    submission = with_submitter(submission, _user_name())
    view = how.view
    if how.form != "whole" and is_written(submission, kind, view):
        return Message.of("{refusal} It can be written as the whole text: add --form whole.", refusal=refusal)
    if view == "markup" and is_written(submission, kind, "draft"):
        return Message.of("{refusal} It can be written without tracked changes: add --clean.", refusal=refusal)
    for other in export_kinds():
        if other.is_proved and other is not kind and is_written(submission, other, view):
            return Message.of("{refusal} It can be written as {suffix}.", refusal=refusal, suffix=other.endings[0])
    return Message.of("{refusal} It can be written as .html or .txt, which are not proved.", refusal=refusal)


def run_show(options: Namespace) -> int:
    """Prints a file."""
    opened = open_file(options.source, options.say)
    with progress(Message.of("printing {path}", path=options.source), options.say):
        text = format_submission(opened.submission, options.view, options.format, options.say)
        if wants_colour():
            from model.formats.notation.terminal_colours import with_colours

            text = with_colours(text, options.format)
    sys.stdout.write(text)
    return DONE


def open_file(name: str, say: Say, *, is_put_in: bool = False, **how: Any) -> OpenedFile:
    """The contents of a file; warnings about the reading go to stderr, in the language of `say`. `is_put_in`: an extract is put
    into its text in force."""
    if not name:
        raise FileError("''", Message.of("the name of the file is empty; give a name"))
    with progress(Message.of("reading {path}", path=name), say):
        opened = open_document(name, **how)
    warn_of(name, opened.warnings_if_put_in if is_put_in else opened.warnings, say)
    return opened


def check_author(options: Namespace) -> None:
    """Raises FileError if --author is given and a Word file cannot contain that name."""
    from model.submission.authorship import invalid_name_reason

    if options.author is not None and not options.author.strip():
        raise FileError(options.output, Message.of("--author needs a name"))
    if options.author is not None and (wrong := invalid_name_reason(options.author)):
        raise FileError(options.output, Message.of("the name for --author {wrong}", wrong=wrong))


def need_suffix(name: str, *suffixes: str) -> str:
    """The suffix of an output file, which must be one of these."""
    if name.endswith(("/", os.sep)):
        raise FileError(name, Message.of("that is the name of a folder; give the name of a file"))
    suffix = Path(name).suffix.lower()
    if suffix not in suffixes:
        known: Message = reduce(
            lambda first, second: Message.of("{first} or {second}", first=first, second=second), map(Message.verbatim, suffixes)
        )
        raise FileError(name or "''", Message.of("its name must end in {suffixes}, which says what is written", suffixes=known))
    return suffix
