"""The verbs that go through a whole library: twins, mandates, missing texts."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from app.cli.file_verbs import need_suffix, open_file
from app.cli.library_forms import clause_json, identity_json, name_parts, print_json, status_in_brackets, text_json, text_name
from app.cli.library_opening import on_sound_library, opened_library, texts_by_id
from app.cli.terminal import RunningLine, progress, tell
from app.session.clock import utc_now
from model.errors import FileError
from model.library.queries.library_twins import identities_of, steps_to_library_groups, twins_in
from model.library.queries.mandate_table import TABLE_ENDINGS, write_mandates
from model.library.queries.mandates import Mandate, MandateFilter, addressee_name, addressees, steps_to_library_mandates
from model.library.queries.missing_texts import MissingText, citing_places_of, missing_texts, steps_to_citing_places
from model.library.queries.twins import Twin, TwinClause, TwinGroup, differences, twin_clauses
from model.library.store.library import Library
from model.library.store.library_records import LibraryRecord
from model.library.texts.values import LibraryClause
from model.message import Message, Say
from model.submission.private_parts import without_private_parts
from model.text.stepwise import run_to_end

DONE = 0


@on_sound_library
def run_twins(options: Namespace) -> int:
    """Prints the clauses of other texts that say nearly the same: those of one text, or all in force."""
    with opened_library(options) as library:
        texts = texts_by_id(library)
        groups = _groups_of(library, options.id, options.say) if options.id is not None else _all_groups(library, options.say)
        texts |= texts_by_id(library)
    wanted = [group for group in groups if not options.kinds or group.kind in options.kinds]
    if options.json:
        print_json({"groups": [_group_json(group, texts) for group in wanted]})
        return DONE
    for group in wanted:
        sys.stdout.write(f"{_line(texts, group.first, options)} [{group.kind}]\n\t{group.first.clause.text}\n")
        for twin in group.others:
            sys.stdout.write(f"{twin.similarity:.0%}\t{_line(texts, twin.second, options)}\n\t{twin.second.clause.text}\n")
        sys.stdout.write("\n")
    return DONE


def _all_groups(library: Library, say: Say) -> tuple[TwinGroup, ...]:
    with RunningLine(say) as line:
        doing = Message.of("comparing clauses")
        return run_to_end(steps_to_library_groups(library), lambda _step: line.tell(doing))


def _groups_of(library: Library, id: int, say: Say) -> tuple[TwinGroup, ...]:
    """A group for each clause of a text that has twins, in the order of the text."""
    text = library.text(id)
    identities = identities_of(library)

    def found() -> Iterator[TwinGroup]:
        for clause in twin_clauses(id, text.identity, library.clauses(id)):
            twins = twins_in(library, clause, identities)
            if twins:
                yield TwinGroup(clause, twins)

    with progress(Message.of("comparing clauses"), say):
        return tuple(found())


def _line(texts: Mapping[int, LibraryRecord], clause: TwinClause, options: Namespace) -> str:
    text = texts[clause.text]
    return f"{clause.text}\t{text_name(text)}: {clause.clause.path}{status_in_brackets(text, options.spoken, options.say)}"


def _group_json(group: TwinGroup, texts: Mapping[int, LibraryRecord]) -> dict[str, Any]:
    first = group.first
    return {
        "kind": group.kind,
        **_place_json(texts, first.text, first.clause),
        "twins": [_twin_json(other, texts) for other in group.others],
    }


def _twin_json(twin: Twin, texts: Mapping[int, LibraryRecord]) -> dict[str, Any]:
    pieces = differences(twin.first.clause.text, twin.second.clause.text)
    return {"similarity": round(twin.similarity, 4), **_place_json(texts, twin.second.text, twin.second.clause),
            "differences": [[piece.status.value, piece.text] for piece in pieces]}  # fmt: skip


def _place_json(texts: Mapping[int, LibraryRecord], id: int, clause: LibraryClause) -> dict[str, Any]:
    return {"text": text_json(texts[id]), **clause_json(clause)}


@on_sound_library
def run_mandates(options: Namespace) -> int:
    """Prints the operative clauses by whom they ask, or writes them as a table."""
    if options.output:
        need_suffix(options.output, *TABLE_ENDINGS)
    if options.addressee and options.addressee not in addressees():
        message = Message.of("“{name}” is not known; there are {known}", name=options.addressee, known=addressees())
        raise FileError("--addressee", message)
    wanted = MandateFilter(
        addressee=options.addressee,
        first_year=options.year,
        last_year=options.year,
        body=options.body,
        language=options.language,
        words=options.words,
    )
    with opened_library(options) as library, RunningLine(options.say) as line:
        texts = texts_by_id(library)
        doing = Message.of("reading the mandates")
        found = list(filter(wanted.finds, run_to_end(steps_to_library_mandates(library), lambda _step: line.tell(doing))))
        texts |= texts_by_id(library)
    if options.output:
        with progress(Message.of("writing {path}", path=options.output), options.say):
            write_mandates(found, options.output, options.spoken, options.say, utc_now())
    if options.json:
        print_json({"mandates": [_mandate_json(mandate, texts) for mandate in found]})
    elif options.output:
        written = Message.counted("{n} mandate was written", "{n} mandates were written", len(found))
        tell(options.say(written))
    else:
        for mandate in found:
            sys.stdout.write(_mandate_line(mandate, texts[mandate.text], options.spoken, options.say))
    return DONE


def _mandate_line(mandate: Mandate, text: LibraryRecord, language: str, say: Say) -> str:
    asked = ", ".join(addressee_name(addressee, language) for addressee in mandate.addressees)
    place = f"{text_name(text)}: {mandate.clause.path}{status_in_brackets(text, language, say)}"
    return f"{mandate.text}\t{place}\n\t{asked or '-'}\t{mandate.clause.text}\n"


def _mandate_json(mandate: Mandate, texts: Mapping[int, LibraryRecord]) -> dict[str, Any]:
    return {**_place_json(texts, mandate.text, mandate.clause), "addressees": list(mandate.addressees)}


@on_sound_library
def run_missing(options: Namespace) -> int:
    """Prints the texts that the library, or a draft, cites and that the library does not have."""
    in_draft = citing_places_of(without_private_parts(open_file(options.draft, options.say).submission)) if options.draft else ()
    with opened_library(options) as library, RunningLine(options.say) as line, library.reading():
        doing = Message.of("reading the citations")
        places = run_to_end(steps_to_citing_places(library), lambda _step: line.tell(doing))
        found = missing_texts((*in_draft, *places), library.texts(), library.editions())
    found = tuple(text for text in found if not options.language or text.identity.language == options.language)
    if options.json:
        print_json({"missing": [_missing_json(text) for text in found]})
        return DONE
    for text in found:
        sys.stdout.write("\t".join((str(text.texts), *name_parts(text.identity), text.title, text.words)) + "\n")
    return DONE


def _missing_json(text: MissingText) -> dict[str, Any]:
    places = [
        {"text": place.text if place.text > 0 else None, "proposal": -place.text if place.text < 0 else None,
         "path": place.path, "count": place.count}
        for place in text.places
    ]  # fmt: skip
    held = [identity_json(other) for other in text.held]
    return {**identity_json(text.identity), "title": text.title, "words": text.words, "texts": text.texts,
            "abrogated": text.is_abrogated, "places": places, "library": held}  # fmt: skip
