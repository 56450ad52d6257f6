"""The verbs of a library. Each gets its options, does one thing and returns the exit status."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from app.cli.file_verbs import need_suffix
from app.cli.library_dry_run import run_dry
from app.cli.library_forms import clause_json, file_messages_json, name_of, print_json, status_in_brackets, text_json, text_name
from app.cli.library_opening import on_sound_library, opened_library, texts_by_id, warn_of_report, work_of
from app.cli.terminal import progress, tell, wants_colour, warn, warn_of
from model.errors import ClausewrightError, FileError
from model.files.project_file import new_project_id, save_project
from model.files.text_forms import format_submission
from model.library.imports.file_import import ImportReport, import_files, rebuild
from model.library.imports.original_file import open_original, text_as_project
from model.library.store.library import Library
from model.library.store.library_records import LibraryRecord
from model.library.store.search import LibraryHit, LibraryQuery
from model.library.texts.status import STATUSES, DatedStatus
from model.message import Message, Say
from model.submission.values import Proposal, Submission

DONE, REFUSED = 0, 1
_AROUND = 90
"""The most characters that are printed before the first word found and after the last."""
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


@on_sound_library
def run_add(options: Namespace) -> int:
    """Adds files to the library, or reports what would happen to them. Returns 1 if a file could not be used."""
    if options.dry_run:
        return run_dry(options)
    with opened_library(options, make=True) as library, work_of(options.say) as work:
        report = import_files(library, [Path(path) for path in options.paths], work)
        return _print_report(report, library, options)


@on_sound_library
def run_rebuild(options: Namespace) -> int:
    """Reads all files of the library again. Returns 1 if a file could not be used."""
    with opened_library(options) as library, work_of(options.say) as work:
        return _print_report(rebuild(library, work), library, options)


@on_sound_library
def run_list(options: Namespace) -> int:
    """Prints the texts of the library."""
    wanted = LibraryQuery(language=options.language, bodies=tuple(options.bodies), statuses=tuple(options.statuses))
    with opened_library(options) as library:
        texts = list(filter(wanted.takes_in, library.texts()))
    if options.json:
        print_json({"texts": [text_json(text) for text in texts]})
        return DONE
    for text in texts:
        sys.stdout.write("\t".join((str(text.id), *name_of(text), text.status, text.since, text.title or text.file)) + "\n")
    return DONE


@on_sound_library
def run_search(options: Namespace) -> int:
    """Prints the clauses that contain words."""
    query = LibraryQuery(
        " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in options.words),
        language=options.language,
        titles=options.titles,
        bodies=tuple(options.bodies),
        statuses=tuple(options.statuses),
        parts=tuple(options.parts),
        addressees=tuple(options.addressees),
    )
    with opened_library(options) as library, library.reading():
        texts = texts_by_id(library)
        found = library.search(query, options.limit)
    if options.json:
        print_json({"total": found.total, "hits": [_hit_json(hit, texts[hit.text]) for hit in found.hits]})
        return DONE
    for hit in found.hits:
        text = texts[hit.text]
        place = f"{text_name(text)}: {hit.clause.path}"
        sys.stdout.write(f"{hit.text}\t{place}{status_in_brackets(text, options.spoken, options.say)}\n\t{_snippet(hit)}\n")
    if found.total > len(found.hits):
        warn(options.say(Message.of("{shown} of {total} clauses", shown=len(found.hits), total=found.total)))
    return DONE


@on_sound_library
def run_show(options: Namespace) -> int:
    """Prints a text."""
    with opened_library(options) as library:
        text, held = library.text(options.id), texts_by_id(library).get(options.id)
    if held is not None and held.status != "in_force":
        warn(f"{text_name(held)}{status_in_brackets(held, options.spoken, options.say)}")
    submission = Submission(proposals=(Proposal(redline=text.redline),), language=text.identity.language)
    shown = format_submission(submission, "draft", options.format)
    if wants_colour():
        from model.formats.notation.terminal_colours import with_colours

        shown = with_colours(shown, options.format)
    sys.stdout.write(shown)
    return DONE


@on_sound_library
def run_open(options: Namespace) -> int:
    """Writes a text as a project: with everything else in its file if that contains no other text, of a PDF with its pages."""
    need_suffix(options.output, ".amend")
    with opened_library(options) as library:
        text = library.text(options.id)
        held = texts_by_id(library)[options.id]
        if held.status != "in_force":
            warn(f"{text_name(held)}{status_in_brackets(held, options.spoken, options.say)}")
        if held.place == 0 and text.pages is None and _original(library, options.id) is not None:
            opened = open_original(library, options.id, text.identity.language)
            warn_of(opened.path.name, opened.warnings, options.say)
            project = opened.project
        else:
            project = replace(text_as_project(library, options.id), id=new_project_id())
    with progress(Message.of("writing {path}", path=options.output), options.say):
        save_project(project, options.output)
    return DONE


def _original(library: Library, id: int) -> Path | None:
    """The file of a text; None in a library that was published without its files."""
    try:
        return library.original(id)
    except FileError:
        if library.read_only is None:
            raise
        return None


@on_sound_library
def run_status(options: Namespace) -> int:
    """Says what status a text has."""
    standing = next((DatedStatus(status, options.since) for status in STATUSES if status == options.status), None)
    with opened_library(options) as library:
        _need(library, options.id)
        library.changes.decide(options.id, standing)
    return DONE


@on_sound_library
def run_remove(options: Namespace) -> int:
    """Removes texts; none of them if one does not exist."""
    with opened_library(options) as library:
        for id in options.ids:
            _need(library, id)
        for id in options.ids:
            library.changes.remove(id)
    return DONE


@on_sound_library
def run_publish(options: Namespace) -> int:
    """Publishes the library in a folder."""
    from model.library.copies.publishing import contents_of_originals, publish

    target = options.target
    with opened_library(options) as library:
        if options.originals and (contents := contents_of_originals(library)):
            sentence = Message.of(
                "the original files are published with everything in them besides their texts; --no-originals omits them: "
                "{contents}",
                contents=contents,
            )
            warn_of(target, [sentence], options.say)
        with progress(Message.of("publishing into {path}", path=target), options.say):
            made = publish(library, Path(target), with_originals=options.originals)
    message = Message.counted(
        "{n} text was published in {path}", "{n} texts were published in {path}", made.texts, path=options.target
    )
    tell(options.say(message))
    return DONE


def _print_report(report: ImportReport, library: Library, options: Namespace) -> int:
    if options.json:
        print_json(_report_json(report, library, options.say))
    else:
        warn_of_report(report, options.say)
        for message in _summary(report):
            tell(options.say(message))
    if report.stopped is not None:
        raise ClausewrightError(report.stopped)
    return REFUSED if report.refused else DONE


def _summary(report: ImportReport) -> Iterator[Message]:
    added = report.number("added") + report.number("different")
    yield Message.counted("{n} text was added", "{n} texts were added", added)
    if present := report.number("there"):
        yield Message.counted("{n} text was in the library already", "{n} texts were in the library already", present)
    if report.rows:
        yield Message.counted("{n} edition was read", "{n} editions were read", report.rows)
    if report.refused:
        yield Message.counted("{n} file could not be used", "{n} files could not be used", len(report.refused))


def _need(library: Library, id: int) -> None:
    library.text(id)


def _snippet(hit: LibraryHit) -> str:
    """The words around what was found, which is bold on a terminal and in brackets elsewhere."""
    before, after = (_BOLD, _PLAIN) if wants_colour() else ("[", "]")
    text, marks = hit.clause.text, hit.marks
    start = max(0, marks[0][0] - _AROUND) if marks else 0
    stop = min(len(text), (marks[0][1] if marks else 0) + _AROUND * 2)
    snippet = "… " if start else ""
    for first, last in marks:
        if last > stop:
            break
        snippet += f"{text[start:first]}{before}{text[first:last]}{after}"
        start = last
    return snippet + text[start:stop] + (" …" if stop < len(text) else "")


def _hit_json(hit: LibraryHit, text: LibraryRecord) -> dict[str, Any]:
    return {"text": text_json(text), **clause_json(hit.clause), "marks": [list(mark) for mark in hit.marks]}


def _report_json(report: ImportReport, library: Library, say: Say) -> dict[str, Any]:
    texts = texts_by_id(library)
    return {
        "files": report.files,
        "texts": [
            {
                "outcome": addition.outcome,
                "others": list(addition.others),
                **(text_json(texts[addition.id]) if addition.id in texts else {}),
            }
            for addition in report.additions
        ],
        "editions": report.rows,
        "warnings": file_messages_json(report.warnings, say),
        "refused": file_messages_json(report.refused, say),
    }
