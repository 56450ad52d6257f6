"""The sign and the word for the state of a citation in the table of editions."""

from __future__ import annotations

from functools import cache

from model.lexicon.words import place_name
from model.preflight.citation_list import CitationEntry
from model.references.editions import EditionRow
from model.submission.conferences import conferences
from widgets.common.translation import translate, window_language

WANTING = frozenset({"superseded", "abrogated", "unknown", "impossible", "contradicting", "draft"})
"""States that deserve the user's attention."""
_ADOPTED = "adopted as "
"""Precedes the symbol under which a draft was adopted, in the tables."""
WRONG = frozenset({"abrogated", "impossible", "contradicting"})


def state_text(entry: CitationEntry) -> str:
    """The state of a citation as a list shows it: `↑ superseded by Bucharest, 2022`."""
    verdict = entry.cited.verdict
    words = {
        "current": translate("Editions", "✓ in force"),
        "superseded": translate("Editions", "↑ superseded"),
        "abrogated": translate("Editions", "✗ abrogated"),
        "unknown": translate("Editions", "? not in the table"),
        "impossible": translate("Editions", "⊘ never existed"),
        "contradicting": translate("Editions", "≠ contradicts itself"),
        "draft": translate("Editions", "◇ symbol of a draft"),
        "undated": translate("Editions", "· cited without an edition"),
        "history": translate("Editions", "↺ its own adoption line"),
        "outside": translate("Editions", "– has no editions here"),
    }[verdict.state]
    if verdict.state == "superseded" and verdict.row is not None:
        words = translate("Editions", "↑ superseded by {edition}").format(edition=named_edition(verdict.row))
    if verdict.in_past_tense and verdict.state in WANTING:
        words += translate("Editions", "; the text is about the past")
    return words


def named_edition(row: EditionRow) -> str:
    """The name of an edition in the language of the window."""
    if row.form == "suffix":
        return f"{row.number}-{row.suffix}" if row.suffix else row.number
    if not row.place:
        return str(row.year or "")
    return translate("Editions", "{place}, {year}").format(place=place_name(row.place, window_language()), year=row.year)


def instrument_names() -> dict[str, str]:
    """The names of the kinds of instruments, by their names in the tables."""
    return {
        "resolution": translate("Editions", "resolution", "instrument"),
        "decision": translate("Editions", "decision", "instrument"),
        "recommendation": translate("Editions", "recommendation", "instrument"),
        "opinion": translate("Editions", "opinion", "instrument"),
        "question": translate("Editions", "question", "instrument"),
        "document": translate("Editions", "document", "instrument"),
    }


def body_name(body: str) -> str:
    """The name of a body in the language of the window: its abbreviation, or its full name."""
    if body == "Council":
        return translate("Editions", "Council", "body")
    if body == "UNGA":
        return translate("Editions", "UNGA", "body")
    return _abbreviations(window_language()).get(body, body)


@cache
def _abbreviations(language: str) -> dict[str, str]:
    """The abbreviation of each body with known conferences: AMNT for AMNT-24, in French."""
    short = {conference.body: conference.text("short", language) for conference in conferences().values()}
    return {body: name.partition("-")[0] for body, name in short.items() if "-" in name}


def status_names() -> dict[str, str]:
    """The kinds of editions, by the words of the tables."""
    return {"in force": translate("Editions", "in force"), "abrogated": translate("Editions", "abrogated")}


def status_name(status: str) -> str:
    """The kind of an edition, or the symbol under which a draft was adopted; the user's own words unchanged."""
    if status.startswith(_ADOPTED):
        return translate("Editions", "adopted as {symbol}").format(symbol=status.removeprefix(_ADOPTED))
    return status_names().get(status, status)
