"""The dry run of `library add`: it says what would become of each text, and puts none in."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.cli.library_forms import file_messages_json, identity_json, name_parts, print_json
from app.cli.library_opening import opened_library, warn_of_report, work_of
from app.cli.terminal import warn
from app.user_data.library_folder import has_library
from model.library.imports.file_import import Survey, survey
from model.library.imports.import_preview import FoundText, ImportPreview, outcome_message, preview_import
from model.library.store.library import Library
from model.library.store.library_records import LibraryRecord
from model.message import Message, Say, as_json

DONE, REFUSED = 0, 1


def run_dry(options: Namespace) -> int:
    """Reports what would happen to each text of some files. Returns 1 if a file could not be used."""
    with _library(options) as library, work_of(options.say) as work:
        found = survey([Path(path) for path in options.paths], library, work) or Survey()
        held, rows = (library.texts(), (*library.rows(), *library.own_editions)) if library is not None else ((), ())
    results = preview_import(found.texts, range(len(found.texts)), held, rows)
    if options.json:
        print_json(_json(found, results, held, options.say))
        return REFUSED if found.report.refused else DONE
    for text, result in zip(found.texts, results, strict=True):
        status = (result.standing.status, result.standing.since) if result.goes_in else ("", "")
        line = (
            result.outcome,
            *name_parts(text.identity),
            *status,
            text.text.title or text.name,
            options.say(outcome_message(text, result)),
        )
        sys.stdout.write("\t".join(line) + "\n")
    warn_of_report(found.report, options.say)
    for message in _summary(found, results):
        warn(options.say(message))
    return REFUSED if found.report.refused else DONE


@contextmanager
def _library(options: Namespace) -> Iterator[Library | None]:
    """The library that the options name; None if it does not exist yet. It is not created."""
    if not has_library(Path(options.library) if options.library else None):
        yield None
        return
    with opened_library(options) as library:
        library.need_writable()
        yield library


def _summary(found: Survey, results: Sequence[ImportPreview]) -> Iterator[Message]:
    going = [text for text, result in zip(found.texts, results, strict=True) if result.goes_in]
    texts = sum(not text.is_list for text in going)
    yield Message.counted("{n} text would be added", "{n} texts would be added", texts)
    if present := sum(result.outcome == "there" for result in results):
        yield Message.counted("{n} text is in the library already", "{n} texts are in the library already", present)
    if rows := sum(len(text.rows) for text in going):
        yield Message.counted("{n} edition would be read", "{n} editions would be read", rows)
    if refused := found.report.refused:
        yield Message.counted("{n} file cannot be used", "{n} files cannot be used", len(refused))


def _json(found: Survey, results: Sequence[ImportPreview], held: Sequence[LibraryRecord], say: Say) -> dict[str, Any]:
    pairs = zip(found.texts, results, strict=True)
    return {
        "files": found.report.files,
        "texts": [_text_json(text, result, held, say) for text, result in pairs if not text.is_list],
        "editions": sum(len(text.rows) for text in found.texts),
        "warnings": file_messages_json(found.report.warnings, say),
        "refused": file_messages_json(found.report.refused, say),
    }


def _text_json(text: FoundText, result: ImportPreview, held: Sequence[LibraryRecord], say: Say) -> dict[str, Any]:
    others = [other.id for other in held if result.outcome == "different" and other.identity.same == text.identity.same]
    message = outcome_message(text, result)
    return {
        "outcome": result.outcome,
        "others": others,
        "message": say(message),
        **as_json(message),
        **identity_json(text.identity),
        "title": text.text.title,
        "status": result.standing.status if result.outcome != "there" else "",
        "since": result.standing.since if result.outcome != "there" else "",
        "mark": text.text.mark,
        "group": text.text.group,
        "file": text.name,
    }
