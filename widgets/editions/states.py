"""The sign and the word for the state of a citation in the table of editions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.preflight.citation_list import CitationEntry
from model.references.editions import EditionRow

WANTING = frozenset({"superseded", "abrogated", "unknown", "impossible", "contradicting", "draft"})
"""States at which somebody ought to look."""
WRONG = frozenset({"abrogated", "impossible", "contradicting"})


def tr(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("Editions", text)


def told_state(entry: CitationEntry) -> str:
    """The state of a citation as a list tells it: `↑ superseded by Bucharest, 2022`."""
    verdict = entry.cited.verdict
    words = {
        "current": tr("✓ in force"),
        "superseded": tr("↑ superseded"),
        "abrogated": tr("✗ abrogated"),
        "unknown": tr("? not in the table"),
        "impossible": tr("⊘ never was"),
        "contradicting": tr("≠ contradicts itself"),
        "draft": tr("◇ symbol of a draft"),
        "undated": tr("· cited without an edition"),
        "history": tr("↺ its own adoption line"),
        "outside": tr("– has no editions here"),
    }[verdict.state]
    if verdict.state == "superseded" and verdict.row is not None:
        words = tr("↑ superseded by {edition}").format(edition=named_edition(verdict.row))
    if verdict.told and verdict.state in WANTING:
        words += tr("; the text tells of the past")
    return words


def named_edition(row: EditionRow) -> str:
    """An edition as the table names it."""
    if row.form == "suffix":
        return f"{row.number}-{row.suffix}" if row.suffix else row.number
    return f"{row.place}, {row.year}" if row.place else str(row.year or "")
