"""The names under which the window shows what the library holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.library.status import Status
from model.library.values import TextIdentity
from resources import read_table
from widgets.common.name_order import in_order
from widgets.common.translation import window_language

translate = QCoreApplication.translate


def text_name(identity: TextIdentity) -> str:
    """What a text is called in its own language, with its edition; '' where it has no number."""
    words = read_table("tables/reference-words.tsv")
    kind, language = identity.instrument, identity.language
    word = next((row["form"] for row in words if (row["term"], row["language"]) == (kind, language)), kind)
    return f"{word} {identity.number} ({identity.year})"


def addressee_names() -> list[tuple[str, str]]:
    """The ids of those to whom clauses are addressed, each with its name in the language of the window, in order."""
    names: dict[str, str] = {}
    language = window_language()
    for row in read_table("tables/addressees.tsv"):
        if row["language"] == language:
            form = row["form"].replace("*", "")
            names.setdefault(row["addressee"], form[:1].upper() + form[1:])
    return [(id, names[id]) for id in in_order(names, names.__getitem__)]


def status_names() -> dict[Status, str]:
    """What a text of the library is, as far as the library knows."""
    return {
        "in_force": translate("Library", "in force"),
        "older": translate("Library", "replaced"),
        "abrogated": translate("Library", "abrogated"),
    }
