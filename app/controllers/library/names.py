"""The names under which the window shows what the library holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.library.queries.mandates import addressee_name, addressees
from model.library.store.library_records import LibraryRecord
from model.library.texts.citing import cited_name
from model.library.texts.status import status_message
from model.submission.place_texts import note_text, place_text
from widgets.common.name_order import in_order
from widgets.common.translation import say, window_language
from widgets.editions.states import named_edition

translate = QCoreApplication.translate


def name_of(text: LibraryRecord) -> str:
    """What a text is called in its own language, with its edition; its file, where it has no number."""
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
