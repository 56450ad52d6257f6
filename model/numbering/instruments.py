"""The customs of numbering in treaty texts, as data: in the Constitution, the Convention, Regulations, Recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from msgspec import Struct

from model.redline import Policy
from resources import read_table


class Instrument(Struct, frozen=True):
    """The customs of numbering in one instrument."""

    id: str
    numbers: Literal["plain", "dotted", "clauses"]
    """`plain` where numbers run through the whole text (61A), `dotted` where they begin with that of the article (9.11A) and
    those of three elements are of notes, `clauses` where they have any depth (8.4.2)."""
    letters: Literal["upper", "lower"]
    """The letters of inserted numbers: `6A` or `6a`."""
    head: Literal["continues", "none"]
    """Whether an insertion before the first provision of an article continues the article before; `none`: no rule."""
    labels: Policy
    """What usually becomes of paragraph labels."""
    provisional: str
    """The form of a provisional number, of `{article}`, `{letter}` and `{item}`; empty if none is known."""
    verified: bool
    conference: str
    """The next conference that amends it, `WRC-27`, if its provisions bear edition marks; empty otherwise."""


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument that has margin numbers, by its symbol (`CS`, `CV`, `RR` …)."""
    return {row["instrument"]: _instrument(row) for row in read_table("tables/instruments.tsv")}


def _instrument(row: Mapping[str, str]) -> Instrument:
    return Instrument(
        id=row["instrument"],
        numbers=cast(Literal["plain", "dotted", "clauses"], row["numbers"]),
        letters=cast(Literal["upper", "lower"], row["letters"]),
        head=cast(Literal["continues", "none"], row["head"]),
        labels=cast(Policy, row["labels"]),
        provisional=row["provisional"],
        verified=row["verified"] == "yes",
        conference=row["conference"],
    )
