"""The edition in force in place of the one that a citation names."""

from __future__ import annotations

import re

from model.references.citations import Citation, Edition
from model.references.conference_history import conference_at
from model.references.editions import EditionRow
from model.references.verdicts import Verdict, printed_edition


def renewed(text: str, citation: Citation, verdict: Verdict, language: str) -> tuple[int, int, str] | None:
    """The replacements in a text after which a citation names the edition in force: start, stop, new words, the edition only, in
    the form of the language. None where nothing can: it is in force, it has none, only a person knows what was meant."""
    row, edition = verdict.row, citation.edition
    if row is None or edition is None or verdict.state not in ("superseded", "contradicting", "impossible"):
        return None
    if verdict.state == "contradicting" and edition.suffix and edition.suffix != row.suffix:
        return None
    if edition.form == "suffix":
        return (edition.start, edition.stop, row.suffix) if verdict.state == "superseded" else None
    new = printed_like(edition, row, language, text[edition.start : edition.stop])
    return (edition.start, edition.stop, new) if new else None


def printed_like(edition: Edition, row: EditionRow, language: str, printed: str) -> str:
    """The edition of a row in the form in which another is printed: `Rev. Dubai, 2018`, or `Rev.WRC-07` as radio conferences
    have it; '' where its conference is not known."""
    if edition.form != "conference":
        return printed_edition(row, language, printed)
    held = next((each for each in conference_at(row.place, row.year) if each.body == row.body), None)
    number = re.search(r"\d+$", printed)
    if held is None or number is None:
        return ""
    mark = "Rev." if row.revised and not edition.revised else ""
    return mark + printed[: number.start()] + held.name[-2:]
