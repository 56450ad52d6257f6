"""The names by which the window shows the contents of the library."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.library.queries.mandates import addressee_name, addressees
from model.library.queries.version_chain import ClauseChange, VersionChain
from model.library.store.library_records import LibraryRecord
from model.library.texts.citing import cited_name
from model.library.texts.editions import edition_name
from model.library.texts.status import status_message
from model.submission.place_texts import note_text, place_text
from widgets.common.names import in_order
from widgets.common.translation import line_of, say, window_language
from widgets.editions.states import named_edition
from widgets.library.chain_page import ShownEdition, ShownOrigin

translate = QCoreApplication.translate


def name_of(text: LibraryRecord) -> str:
    """The name of a text in its own language, with its edition; the name of its file if it has no number."""
    identity = text.identity
    return cited_name(identity, identity.language) if identity.number else text.file


def addressee_names() -> list[tuple[str, str]]:
    """The ids of those to whom clauses are addressed, each with its name in the language of the window, in order."""
    language = window_language()
    names = {id: addressee_name(id, language) for id in addressees()}
    return [(id, names[id]) for id in in_order(names, names.__getitem__)]


def status_of(text: LibraryRecord) -> str:
    """The status of a text in words; '' if it has no number, since its status is unknown then."""
    if not text.identity.number:
        return ""
    return say(status_message(text.status, named_edition(text.newest) if text.newest is not None else ""))


def name_and_status_of(text: LibraryRecord) -> str:
    """The name of a text, with its status if it is not in force."""
    if text.status == "in_force":
        return name_of(text)
    return translate("Library", "{name}, {status}").format(name=name_of(text), status=status_of(text))


def place_of(path: str) -> str:
    """The path of a clause as places are shown everywhere."""
    return say(note_text("") if path.startswith("notes/") else place_text(path))


def chain_rows(chain: VersionChain) -> tuple[list[ShownEdition], list[ShownOrigin]]:
    """The editions, and the clauses of the last one with where they are from."""
    names = [edition_name(step.identity, step.identity.language) or str(place + 1) for place, step in enumerate(chain.steps)]
    editions = [ShownEdition(name, step.redline) for name, step in zip(names, chain.steps, strict=True)]
    origins = [
        ShownOrigin(
            place_of(clause.path),
            clause.text,
            names[clause.since],
            tuple((names[change.step], _change_line(change)) for change in clause.changes),
        )
        for clause in chain.clauses
        if clause.text.strip()
    ]
    return editions, origins


def _change_line(change: ClauseChange) -> str:
    """What an edition put in and took out, with the signs of the list of amendments."""
    return line_of([*(f"− {words.strip()}" for words in change.removed), *(f"+ {words.strip()}" for words in change.added)])
