"""The forms in which a language cites an instrument, names its body and its conference (`tables/citation-forms.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from model.lexicon.words import LANGUAGES
from resources import read_table


@cache
def citation_forms(language: str) -> Mapping[str, str]:
    """The form of each term in a language; in English if the language is not one of the six."""
    language = language if language in LANGUAGES else "en"
    return {row["term"]: row["form"] for row in read_table("tables/citation-forms.tsv") if row["language"] == language}
